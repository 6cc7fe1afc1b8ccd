"""The paper that is in the printer, as a field."""

from integrhabitat_desktop.domain.paper_size import usual_paper_size
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.widgets import SegmentedField


def paper_size_field(country: str | None) -> SegmentedField:
    """A4 or Letter, with what is usual in the country of the centre chosen; the values are those of `PageSize`."""
    sizes = [("A4", "A4"), ("LETTER", _("Letter"))]
    field = SegmentedField(_("Paper"), sizes, value=usual_paper_size(country))
    field.setObjectName("paper_size")
    return field
