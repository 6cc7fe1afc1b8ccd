"""A day on which the centre is closed."""

from integrhabitat_protocol.fields import code, date, flag, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("holiday", N_("Closed day"), natural_key=("day",), personal=False)
class Holiday(Record):
    """A day of the centre's own, beside the holidays of its country; ended, never deleted."""

    day: str = date(N_("Day"), "key")
    title: str | None = text(N_("Occasion"), "title", max_length=120)
    every_year: int | None = flag(N_("Every year"), "title")
    state: str = code(N_("State"), "state", "link_state")
