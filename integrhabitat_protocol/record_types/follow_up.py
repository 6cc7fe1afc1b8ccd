"""Something to do for a person on a day: a call, an appointment, a question to an institution."""

from integrhabitat_protocol.fields import code, date, reference, text, time
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("follow_up", N_("Follow-up"))
class FollowUp(Record):
    """One thing to do; `referral` is the one it belongs to, where it does."""

    person: str = reference(N_("Participant"), "owner", "person")
    referral: str | None = reference(N_("Referral"), "owner", "referral")
    kind: str = code(N_("Kind"), "what", "follow_up_kind")
    day: str = date(N_("Day"), "when", indexed=True)
    starts_at: str | None = time(N_("From"), "when")
    note: str | None = text(N_("Note"), "what", max_length=1000, sensitive=True)
    state: str = code(N_("State"), "state", "follow_up_state")
    staff: str | None = reference(N_("Staff member"), None, "staff_account", indexed=False)
    activity: str | None = reference(N_("Activity"), "what", "activity", indexed=False)
