"""A visit of a person to the centre on one day."""

from integrhabitat_protocol.fields import code, date, instant, integer, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("check_in", N_("Check-in"), natural_key=("person", "day"))
class CheckIn(Record):
    """One visit; an explicit second visit of the day has `.2` at the end of its id.

    `day` is written once, in the centre's own time zone, and never recomputed.
    """

    person: str = reference(N_("Participant"), "key", "person")
    day: str = date(N_("Day"), "key", indexed=True)
    visit_number: int = integer(N_("Visit of the day"), "key", minimum=1, maximum=99)
    state: str = code(N_("State"), "state", "entry_state")
    purpose: str | None = code(N_("What they came for"), "purpose", "visit_purpose")
    arrived_at: str | None = instant(N_("Arrival"), None)
    recorded_by: str | None = reference(N_("Recorded by"), None, "staff_account", indexed=False)
