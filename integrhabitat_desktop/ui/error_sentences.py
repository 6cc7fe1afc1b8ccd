"""The sentences for the codes of expected errors, by what the person was doing.

Whoever adds a code to an `errors.py` adds its sentence here: what happened, that nothing was lost, what to do.
Facts of the error stand in braces.
"""

from integrhabitat_desktop.i18n import N_

OPENING = {
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

DISK = {
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

RECORDS = {
    "values_not_valid": N_(
        "Something in the form does not fit. Nothing was saved yet; look at the marked fields."
    ),
    "record_not_found": N_("This entry no longer exists. Somebody may have removed it on another computer."),
    "record_exists": N_("This has already been recorded. Nothing was saved twice."),
    "change_not_quarantined": N_(
        "Somebody has decided about this change in the meantime. Nothing is left to do."
    ),
    "not_allowed": N_("Your role does not allow this. Ask a coordinator."),
    "cancelled": N_("Cancelled. Nothing was changed."),
    "interrupted": N_("This was replaced by a newer request."),
}

SECRETS = {
    "wrong_passphrase": N_("The passphrase does not fit. Check capital letters and try again."),
    "passphrase_pause": N_("After several wrong passphrases, please wait {seconds} seconds and try again."),
    "recovery_key_mistyped": N_(
        "The recovery key has a typing mistake. Compare it with the sheet, group by group."
    ),
    "wrong_recovery_key": N_("This recovery key belongs to another centre. Look for the sheet of this one."),
    "account_exists": N_("This person already has an account on this computer."),
    "account_not_named": N_("Several people work here. Say who you are with --account NAME: {names}."),
    "account_not_found": N_("This person has no account on this computer."),
    "last_account": N_(
        "This is the last account, and without one nobody could open the data. Add another first."
    ),
    "passphrase_too_short": N_(
        "This passphrase is too short. Use at least {shortest} characters; four words do well."
    ),
    "passphrase_too_long": N_("This passphrase is too long. Use at most {longest} characters."),
    "passphrase_common": N_("This passphrase is easy to guess. Use four words that do not belong together."),
}

PROGRAM = {
    "program_fault": N_(
        "Something went wrong in the program. What was saved is safe; try again, and tell your coordinator."
    ),
}

WORK = {
    "person_not_found": N_("This participant is no longer registered. Search again."),
    "already_here": N_(
        "Already checked in today. If the person left and came back, choose “Check in again”."
    ),
    "lives_there_already": N_("They live together already."),
    "no_household": N_("This person lives in no household that is recorded here."),
    "card_unknown": N_("That is no card of this centre, or it was misread. Nothing was done; scan it again."),
    "card_revoked": N_(
        "This card was revoked because it was lost. Find the person by name, and print another card."
    ),
    "sheet_code_misread": N_(
        "This is no code of a sign-in sheet, or a sign of it is wrong. Compare it with the sheet, sign by sign."
    ),
    "sheet_unknown": N_(
        "No sheet with this code is known here. If another computer printed it, wait until that one has sent it, "
        "or mark the session without the sheet."
    ),
    "too_many_sheet_rows": N_("A sheet has room for {most} rows. Choose fewer empty lines."),
    "certificate_not_reached": N_(
        "At least one of them has not reached what the activity asks for. Nothing was issued; look at the list again."
    ),
    "certificate_issued_already": N_(
        "Somebody issued one of these certificates in the meantime. Nothing was issued; look at the list again."
    ),
    "certificate_not_found": N_("This certificate is no longer here. Look at the list again."),
    "certificate_revoked": N_(
        "This certificate was revoked. It is not printed again; issue a new one instead."
    ),
    "nobody_to_certify": N_("There is nobody to issue a certificate for."),
    "too_many_certificates": N_("At most {most} certificates can be issued at once. Issue them in parts."),
    "name_missing": N_("The name that is to stand on the certificate is missing."),
    "no_card": N_("No card was issued to this person, so there is nothing to revoke."),
    "nobody_chosen": N_("There is nobody to print a card for."),
    "too_many_cards": N_("At most {most} cards can be printed at once. Print them in parts."),
    "too_many_visits": N_("More than {most} visits on one day cannot be right. Ask your coordinator."),
    "amount_missing": N_("Cash and vouchers need the amount, the currency and the way they were paid."),
    "service_given_today": N_("The same service was recorded today. Press again to record it once more."),
    "sensitive_without_consent": N_(
        "Sensitive facts need the person’s consent for just that. Ask them and note the consent; refusing changes "
        "nothing in what they are given here."
    ),
    "nobody_counted": N_("Say how many people came; at least one of the numbers is needed."),
    "blocked_already": N_("This record is blocked already. Look at it among the blocked records."),
    "person_erased": N_("This person was erased at their request. Nothing that names them is kept."),
    "not_blocked": N_(
        "Block the record first. Erasing is the second step, and there is no way back from it."
    ),
    "consent_not_explicit": N_(
        "Sensitive facts need an explicit yes: written, by thumbprint, aloud before a witness, or on the screen."
    ),
    "consent_expired_already": N_("That day is over. Choose today or a later day, or leave the end open."),
    "answered_again": N_("The person was asked again since. What was said then stands."),
    "nothing_to_withdraw": N_("There is no consent that could be withdrawn or ended. Look at it again."),
    "withdrawal_in_future": N_(
        "A withdrawal counts from today or an earlier day. If it is to end later, set the last day instead."
    ),
    "withdrawal_before_answer": N_(
        "That day lies before the consent was given. Choose that day or a later one."
    ),
    "record_restricted": N_(
        "This record is blocked at the person’s request. A coordinator can tell you more."
    ),
    "guardian_is_minor": N_("Only an adult answers for a child, and nobody for themselves. Choose an adult."),
    "guardian_recorded": N_(
        "This adult is recorded as responsible already. To correct it, choose “No longer responsible” first, then add "
        "them again."
    ),
    "same_record": N_("Both are one record already. Choose another person to compare with."),
    "institution_not_found": N_(
        "This institution is no longer in the directory. Choose another one; what you typed is still here."
    ),
    "referral_not_found": N_("This referral is no longer there. Somebody may have taken it back."),
    "nothing_shared": N_(
        "Tick with the person what may be shared; without it the institution learns nothing."
    ),
    "referral_without_consent": N_(
        "Nothing is sent without the person’s consent. Ask them, and tick what may be shared."
    ),
    "referral_consent_ended": N_(
        "Since then the person has said no to referrals, or their consent has ended. Ask them again, and note the "
        "answer under Consent."
    ),
    "step_not_possible": N_("Somebody has moved this referral on in the meantime. Look at it again."),
    "reason_missing": N_(
        "Say why: choose a barrier or write a note. It helps whoever refers the next person."
    ),
    "amount_not_positive": N_("The amount has to be more than zero."),
    "scan_while_registering": N_("A registration is open. Save or cancel it, then scan the card again."),
    "nothing_to_export": N_("There is nothing to save in this list."),
    "absences_out_of_range": N_("Choose a number from {fewest} to {most}."),
    "day_to_come": N_("This day has not come yet."),
    "follow_up_not_found": N_("This task is no longer there. Somebody may have taken it back."),
    "file_not_written": N_(
        "The file could not be written there. Choose another folder; nothing else was lost."
    ),
    "review_not_found": N_("This decision is no longer there."),
    "review_settled": N_("This was settled by somebody else in the meantime. Nothing was changed."),
    "no_coordinator": N_(
        "This centre has no coordinator at the hub yet. Let the first computer sync, then try again."
    ),
    "staff_not_active": N_("This person no longer works here. Add them again first."),
    "own_account": N_("You cannot remove your own access. Another coordinator can."),
    "last_coordinator": N_("Nobody else can open this computer. Give somebody access first."),
    "time_zone_unknown": N_("This time zone is not known. Choose one from the list."),
    "record_gone": N_("Part of this file was removed in the meantime. Close it and open it again."),
    "file_not_found": N_("This file is not there. Choose it again."),
    "file_unreadable": N_("This file cannot be opened. Close it in other programs and try again."),
    "file_too_large": N_("This file is larger than {most} MB. Split it into several registers."),
    "file_kind_old": N_("This is an old kind of spreadsheet. Save it as XLSX or CSV and choose it again."),
    "file_kind_unknown": N_(
        "This is no spreadsheet, whatever its name says. Open it, save it as XLSX or CSV, and choose that file."
    ),
    "file_locked": N_(
        "This workbook asks for a password. Open it, save a copy without the password, and choose the copy."
    ),
    "formulas_without_value": N_(
        "The cells of this workbook are formulas without a result. Open it in a spreadsheet program, save it, "
        "and choose it again."
    ),
    "file_damaged": N_("This file is damaged or no register. Nothing was imported."),
    "too_many_rows": N_("This register has more than {most} rows. Split it into several files."),
    "too_many_columns": N_(
        "This register has more than {most} columns. Leave out those that are not needed."
    ),
    "nobody_to_export": N_(
        "Nobody can be on this list yet: the basic record needs each person's consent, and no consent stands now."
    ),
    "no_rows": N_("There are no rows under the titles of this file."),
    "no_name_column": N_("Say which column holds the names."),
    "sheet_not_found": N_("This file has no sheet “{name}” with rows."),
    "activity_not_found": N_(
        "This activity no longer exists. Somebody may have removed it on another computer."
    ),
    "session_not_found": N_(
        "This session no longer exists. Somebody may have removed it on another computer."
    ),
    "contribution_not_found": N_(
        "This contribution is no longer there. Somebody may have deleted it on another computer."
    ),
    "contribution_out_of_place": N_(
        "This cannot stand there: what it would belong to was moved or deleted in the meantime. Look at the tree again."
    ),
    "text_points_at_somebody": N_(
        "This text seems to tell who somebody is, so it was not saved. Reword it, or keep it if it names nobody."
    ),
    "solution_needs_reason": N_(
        "Say why, in words for those who proposed it. They are shown this when they meet again."
    ),
    "solution_needs_responsible": N_("Say first which body is responsible; this status promises it."),
    "status_day_to_come": N_("This day is still to come. Write the day on which it came to this status."),
    "no_solution": N_("Only solutions have a status."),
    "ages_reversed": N_("The range of ages ends before it begins. Please look at both ages."),
    "activity_has_people": N_(
        "Somebody is part of this activity already, so it was not taken back. Close or cancel it instead."
    ),
    "enrolment_ends_before_start": N_(
        "The last day lies before the first one. Please look at both days; nothing was changed."
    ),
    "enrolment_needs_last_day": N_(
        "Who has left keeps a last day, so that the sessions up to it keep them. Nothing was changed."
    ),
    "nobody_began_yet": N_(
        "The first day is still to come, so nobody can have completed it. Nothing was changed."
    ),
    "enrolment_not_found": N_("This enrolment is not there any more. Nothing was changed."),
    "not_waiting": N_("This person does not wait for a place any more. Nothing was changed."),
    "session_has_marks": N_(
        "Attendance was already taken for this session, so it stays. Nothing was changed."
    ),
    "nobody_took_part": N_("Nobody is marked as having taken part in this session yet."),
    "no_dates": N_(
        "No row of this file holds days. Put the day of each session above its marks, such as 17/11/2026."
    ),
    "no_sessions_chosen": N_("Every day is left out. Choose a session for at least one of them."),
    "too_many_marks": N_(
        "More than {most} marks at once are too many. Split the file; nothing was imported."
    ),
    "session_did_not_take_place": N_(
        "This session did not take place, so nobody can be marked. Open it again first."
    ),
    "session_ends_before_start": N_("The session would end before it starts. Please correct the times."),
    "too_many_sessions": N_("That would be more than {most} sessions. Choose an earlier last day."),
    "no_day_planned": N_("No day fits this rule. Choose a later last day, or other days."),
    "recurrence_not_valid": N_("Something is missing to know on which days. Please complete how it repeats."),
    "recurrence_not_known": N_(
        "A newer version of the program planned this series. Sessions can be changed one by one here."
    ),
    "series_has_that_day": N_(
        "The series has sessions on that weekday already. Move only this one, or change how it repeats."
    ),
    "account_disabled": N_("This account is no longer active. Ask a coordinator of the centre."),
    "centre_not_received": N_(
        "The data of the centre has not arrived on this computer yet. Try again once connected."
    ),
}

# What arrives from the network is checked before a single line of it is used.
_NOT_USABLE = N_(
    "What arrived from the network could not be used and was set aside. Nothing here was changed."
)
NETWORK = {
    "envelope_malformed": _NOT_USABLE,
    "envelope_too_large": _NOT_USABLE,
    "block_malformed": _NOT_USABLE,
    "block_too_large": _NOT_USABLE,
    "column_malformed": _NOT_USABLE,
    "device_unknown": N_(
        "The network does not know this computer any more. Pair it again; nothing here is lost."
    ),
    "signature_wrong": N_(
        "What arrived is not signed by your network, so it was not used. Tell your coordinator."
    ),
}

HUB = {
    "hub_unreachable": N_(
        "The network cannot be reached just now. Go on working; it will be sent later by itself."
    ),
    "hub_tls_failed": N_(
        "No safe connection to the network could be made, so nothing was sent. Go on working."
    ),
    "hub_not_trusted": N_(
        "Something else than your network answered, so nothing was sent. Tell your coordinator if it stays so."
    ),
    "hub_answer_invalid": N_(
        "Something answered in place of the network, perhaps the sign-in page of the Wi-Fi. Nothing was sent."
    ),
    "hub_busy": N_("The network is busy and asks to come again later. It will be sent by itself."),
    "address_malformed": N_("This address cannot be read. Write it as it stands on the sheet of the hub."),
    "address_not_secure": N_("This address is not secure. Use the one that begins with https."),
    "device_revoked": N_(
        "A coordinator has withdrawn this computer's right to send. What is saved here stays."
    ),
    "upgrade_needed": N_(
        "This program is too old for the network. Install the newest version; nothing is lost."
    ),
    "hub_upgrade_needed": N_(
        "The network is too old for this program. Go on working and tell your coordinator."
    ),
    "hub_refused": N_(
        "The network refused what was sent ({reason}). Nothing is lost; tell your coordinator."
    ),
    "role_not_allowed": N_(
        "Only a coordinator decides this, so it was set aside. A coordinator can send it again from here."
    ),
    "erasure_stays": N_("Whoever was erased stays erased, so this was set aside. Give it up."),
    "copies_differ": N_(
        "This copy and that of the network differ. Nothing is lost; it is compared again soon."
    ),
    "not_paired": N_("This computer is not connected to a network yet. Pair it first."),
    "already_paired": N_("This computer is already connected to a network."),
    "fingerprint_malformed": N_(
        "The fingerprint is not complete. It has 64 signs; compare it with the hub's screen."
    ),
    "fingerprint_wrong": N_(
        "Another hub answers at this address. Nothing was sent; compare the fingerprint."
    ),
    "pairing_code_wrong": N_("This code is not known. Compare it with the hub's screen."),
    "pairing_code_used": N_("This code was already used by another computer. Ask for a new one."),
    "pairing_code_expired": N_("This code is too old: it is good for ten minutes. Ask for a new one."),
    "too_many_attempts": N_("Too many wrong codes. Ask for a new one."),
    "sync_running": N_("Sending is already under way."),
}
