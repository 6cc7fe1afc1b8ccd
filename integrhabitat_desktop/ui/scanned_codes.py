"""Where a scanned code belongs: a sheet or a certificate is opened from wherever the window is."""

from integrhabitat_desktop.domain.certificate_code import CERTIFICATE_CODE
from integrhabitat_desktop.domain.sheet_code import SHEET_CODE

SHEET_ENTRY, CERTIFICATE_CHECK = "sheet_entry", "certificate_check"


def screen_of_code(scanned: str) -> str:
    """The key of the screen that a scanned code opens; "" for a card and for anything else."""
    if SHEET_CODE.read(scanned) is not None:
        return SHEET_ENTRY
    return CERTIFICATE_CHECK if CERTIFICATE_CODE.is_meant(scanned) else ""
