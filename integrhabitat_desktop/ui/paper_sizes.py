"""The paper that is in the printer, as a field."""

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.widgets import SegmentedField

# Where letter paper is what shops sell; A4 elsewhere.
_LETTER_COUNTRIES = frozenset(
    ["US", "CA", "MX", "CO", "VE", "CL", "CR", "DO", "GT", "HN", "NI", "PA", "PR", "SV", "PH"]
)


def paper_size_field(country: str | None) -> SegmentedField:
    """A4 or Letter, with what is usual in the country of the centre chosen; the values are those of `PageSize`."""
    usual = "LETTER" if country in _LETTER_COUNTRIES else "A4"
    field = SegmentedField(_("Paper"), [("A4", "A4"), ("LETTER", _("Letter"))], value=usual)
    field.setObjectName("paper_size")
    return field
