"""One plain sentence for each expected error: what happened, that nothing was lost, what to do next.

Shared by the window and the command line; no Qt here. The codes come from the `errors.py` of each room.
"""

from collections import defaultdict

from integrhabitat_desktop.i18n import N_, _
from integrhabitat_protocol.errors import ExpectedError

_OPENING = {
    "store_not_found": N_(
        "There is no data of this program in that folder. Choose another folder or set up a centre."
    ),
    "store_exists": N_(
        "That folder already holds the data of a centre. Nothing was changed; choose an empty folder."
    ),
    "store_empty": N_(
        "The data file is empty, so it was not opened. Restore the newest backup, or ask your coordinator."
    ),
    "store_plaintext": N_(
        "The data file is not encrypted, so it is not from this program. It was not touched."
    ),
    "store_foreign": N_("The data file belongs to another program. It was not touched."),
    "store_newer": N_(
        "A newer version of the program wrote this data. Install the newest version; nothing was lost."
    ),
    "store_damaged": N_(
        "The data file is damaged and was left as it is. Restore the newest backup, or ask your coordinator."
    ),
    "store_unreadable": N_(
        "The computer does not allow reading the data file. Check the rights of its folder."
    ),
    "driver_unusable": N_("The program is not installed completely. Install it again; your data is safe."),
    "second_instance": N_("The program is already open on this computer. Look for its window."),
    "keys_not_found": N_("The key file beside the data is missing. Restore it from a backup of the folder."),
    "keys_damaged": N_(
        "The key file is damaged. Restore it from a backup of the folder; your data is still there."
    ),
    "keys_full": N_("There is no room for another account. Remove one that is no longer used."),
}

_DISK = {
    "network_folder": N_(
        "That folder is on a network drive, where data can be damaged. Choose a folder on this computer."
    ),
    "cloud_folder": N_(
        "That folder is copied to the internet by a cloud service. Choose a folder that is not."
    ),
    "folder_read_only": N_(
        "Nothing can be written to that folder. Check its rights; what was saved before is safe."
    ),
    "disk_full": N_(
        "The disk is full, so this was not saved. Free some space and try again; what you typed is still here."
    ),
    "disk_failed": N_(
        "The disk reported a failure, so this was not saved. Make a backup now and ask for help."
    ),
    "store_busy": N_("Another task is saving just now. Try again in a moment; what you typed is still here."),
    "backup_damaged": N_(
        "The copy did not pass its checks and was discarded. Try again, best to another disk."
    ),
    "backup_exists": N_("There already is a file with that name. Choose another; nothing was overwritten."),
}

_RECORDS = {
    "values_not_valid": N_(
        "Something in the form does not fit. Nothing was saved yet; look at the marked fields."
    ),
    "record_not_found": N_("This entry no longer exists. Somebody may have removed it on another computer."),
    "record_exists": N_("This has already been recorded. Nothing was saved twice."),
    "not_allowed": N_("Your role does not allow this. Ask a coordinator."),
    "cancelled": N_("Cancelled. Nothing was changed."),
    "interrupted": N_("This was replaced by a newer request."),
}

_SECRETS = {
    "wrong_passphrase": N_("The passphrase does not fit. Check capital letters and try again."),
    "recovery_key_mistyped": N_(
        "The recovery key has a typing mistake. Compare it with the sheet, group by group."
    ),
    "wrong_recovery_key": N_("This recovery key belongs to another centre. Look for the sheet of this one."),
    "account_exists": N_("This person already has an account on this computer."),
    "account_not_found": N_("This person has no account on this computer."),
    "last_account": N_(
        "This is the last account, and without one nobody could open the data. Add another first."
    ),
    "passphrase_too_short": N_(
        "This passphrase is too short. Use at least {minimum} characters; four words do well."
    ),
    "passphrase_too_long": N_("This passphrase is too long. Use at most {maximum} characters."),
    "passphrase_common": N_("This passphrase is easy to guess. Use four words that do not belong together."),
}

_PROGRAM = {
    "program_fault": N_(
        "Something went wrong in the program. What was saved is safe; try again, and tell your coordinator."
    ),
}

SENTENCES: dict[str, str] = {**_OPENING, **_DISK, **_RECORDS, **_SECRETS, **_PROGRAM}
_UNKNOWN = N_("This could not be done ({code}). What was saved is safe; try again or ask your coordinator.")


def sentence_for(error: ExpectedError) -> str:
    """The sentence for an expected error in the active language, its facts filled in."""
    facts = defaultdict(lambda: "…", {name: str(value) for name, value in error.facts.items()})
    facts["code"] = error.code
    return _(SENTENCES.get(error.code, _UNKNOWN)).format_map(facts)
