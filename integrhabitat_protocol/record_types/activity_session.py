"""One meeting of an activity: a day, a time and a place."""

from integrhabitat_protocol.fields import code, date, reference, text, time
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("activity_session", N_("Session"), personal=False)
class ActivitySession(Record):
    """One session; that it was cancelled or did not take place is its own state, never an attendance mark.

    Of a series, `series_day` is the day on which its rule has the session, also where it was moved to another.
    """

    activity: str = reference(N_("Activity"), "activity", "activity")
    day: str = date(N_("Day"), "time", indexed=True, export_tag="#date+start")
    starts_at: str | None = time(N_("From"), "time")
    ends_at: str | None = time(N_("To"), "time")
    place: str | None = text(N_("Place"), "place", max_length=120)
    facilitator: str | None = reference(N_("Facilitator"), "facilitator", "staff_account", indexed=False)
    state: str = code(N_("State"), "state", "session_state")
    state_reason: str | None = code(N_("Reason"), "state", "session_state_reason")
    state_note: str | None = text(N_("Note"), "state")
    series: str | None = reference(N_("Series"), "series", "session_series")
    series_day: str | None = date(N_("Day in the series"), "series")
