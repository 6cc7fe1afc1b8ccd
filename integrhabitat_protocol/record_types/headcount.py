"""People who came and were counted, not registered: a mass event, an emergency, or somebody who said no."""

from integrhabitat_protocol.fields import date, integer, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type

_MOST = 100_000


@record_type("headcount", N_("Headcount"), personal=False)
class Headcount(Record):
    """One count by what could be seen; children and adolescents are under 18. Nothing leads to anybody."""

    day: str = date(N_("Day"), "day", indexed=True)
    activity_session: str | None = reference(N_("Session"), "day", "activity_session")
    occasion: str | None = text(N_("Occasion"), "day", max_length=120)
    girls: int | None = integer(N_("Girls and adolescents"), "count", maximum=_MOST)
    boys: int | None = integer(N_("Boys and adolescents"), "count", maximum=_MOST)
    women: int | None = integer(N_("Women"), "count", maximum=_MOST)
    men: int | None = integer(N_("Men"), "count", maximum=_MOST)
    others: int | None = integer(N_("Others, or not visible"), "count", maximum=_MOST)
    recorded_by: str | None = reference(N_("Recorded by"), None, "staff_account", indexed=False)
