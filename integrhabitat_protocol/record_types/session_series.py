"""A rule by which sessions of an activity come again."""

from integrhabitat_protocol.fields import date, flag, reference, text, time
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("session_series", N_("Series"), personal=False)
class SessionSeries(Record):
    """`rule` is an RRULE of RFC 5545 with an end; its days are local days of the centre, counted from `first_day`."""

    activity: str = reference(N_("Activity"), "activity", "activity")
    rule: str = text(N_("Rule"), "rule", max_length=500)
    first_day: str = date(N_("First day"), "rule")
    starts_at: str | None = time(N_("From"), "time")
    ends_at: str | None = time(N_("To"), "time")
    place: str | None = text(N_("Place"), "place", max_length=120)
    skips_holidays: int | None = flag(N_("Not on holidays"), "rule")
