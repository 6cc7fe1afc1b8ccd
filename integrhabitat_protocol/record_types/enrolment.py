"""A person's place in an activity, with dates, so that leaving never spoils past sessions."""

from integrhabitat_protocol.fields import code, date, instant, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("enrolment", N_("Enrolment"), natural_key=("activity", "person"))
class Enrolment(Record):
    """One person in one activity; undone by the status CANCELLED, never deleted."""

    activity: str = reference(N_("Activity"), "key", "activity")
    person: str = reference(N_("Participant"), "key", "person")
    status: str = code(N_("Status"), "status", "enrolment_status")
    starts_on: str | None = date(N_("From"), "status")
    ends_on: str | None = date(N_("To"), "status")
    role: str | None = code(N_("Role"), "role", "participation_role")
    barrier: str | None = code(N_("Barrier"), "status", "referral_barrier")
    waiting_since: str | None = instant(N_("Waiting since"), "status")
