"""What stands on every paper that is printed at a desk: the centre, who printed it when, and the size of its pages."""

from integrhabitat_desktop.domain.paper_size import PageSize, usual_paper_size
from integrhabitat_desktop.reports.paper import Letterhead
from integrhabitat_desktop.use_cases.desk import Desk


def letterhead(desk: Desk, page_size: PageSize | None = None, *, lies_wide: bool = False) -> Letterhead:
    """Where nobody chose a size the paper has the one that is usual in the country of the centre."""
    size = page_size or usual_paper_size(desk.centre.country)
    return Letterhead(desk.centre.name, desk.staff.display_name, desk.now(), desk.time_zone, size, lies_wide)
