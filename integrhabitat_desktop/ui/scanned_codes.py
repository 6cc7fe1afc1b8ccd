"""Where the code of a paper belongs: a sheet or a certificate is opened from wherever the window is."""

from integrhabitat_desktop.domain.certificate_code import CERTIFICATE_CODE
from integrhabitat_desktop.domain.sheet_code import SHEET_CODE

SHEET_ENTRY, CERTIFICATE_CHECK = "sheet_entry", "certificate_check"


def screen_of_code(scanned: str) -> str:
    """The key of the screen that a scanned code opens; "" for a card and for anything else."""
    if SHEET_CODE.read(scanned) is not None:
        return SHEET_ENTRY
    return CERTIFICATE_CHECK if CERTIFICATE_CODE.is_meant(scanned) else ""


def screen_of_typed(text: str) -> str:
    """The same for what was typed into the search field: a name must never be taken for a code."""
    is_like_one = "-" in text or any(sign.isdigit() for sign in text)
    return screen_of_code(text) if is_like_one else ""
