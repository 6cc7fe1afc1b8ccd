"""One plain sentence for each expected error: what happened, that nothing was lost, what to do next.

Shared by the window and the command line; no Qt here. The sentences themselves: `error_sentences.py`.
"""

from collections import defaultdict

from integrhabitat_desktop.i18n import N_, _
from integrhabitat_desktop.ui import error_sentences
from integrhabitat_protocol.errors import ExpectedError

SENTENCES: dict[str, str] = {
    **error_sentences.OPENING,
    **error_sentences.DISK,
    **error_sentences.RECORDS,
    **error_sentences.SECRETS,
    **error_sentences.PROGRAM,
    **error_sentences.WORK,
    **error_sentences.NETWORK,
    **error_sentences.HUB,
}
_UNKNOWN = N_("This could not be done ({code}). What was saved is safe; try again or ask your coordinator.")


def sentence_for(error: ExpectedError) -> str:
    """The sentence for an expected error in the active language, its facts filled in."""
    facts = defaultdict(lambda: "…", {name: str(value) for name, value in error.facts.items()})
    facts["code"] = error.code
    return _(SENTENCES.get(error.code, _UNKNOWN)).format_map(facts)


def tells_of_gone_person(error: ExpectedError) -> bool:
    """Whether nothing of the person may be shown any more: blocked, erased, or no longer registered."""
    return error.code in ("record_restricted", "person_erased", "person_not_found")
