"""People who took part in a session and were counted by role, sex and modality, not named."""

from integrhabitat_protocol.fields import code, integer, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type

_MOST = 100_000


@record_type(
    "aggregate_attendance",
    N_("Counted attendance"),
    natural_key=("session", "role", "modality"),
    personal=False,
)
class AggregateAttendance(Record):
    """Officials or partner staff of one session; never added to people who are known by name."""

    session: str = reference(N_("Session"), "key", "activity_session")
    role: str = code(N_("Role"), "key", "participation_role")
    modality: str = code(N_("Modality"), "key", "modality")
    women: int | None = integer(N_("Women"), "count", maximum=_MOST)
    men: int | None = integer(N_("Men"), "count", maximum=_MOST)
    others: int | None = integer(N_("Others"), "count", maximum=_MOST)
    recorded_by: str | None = reference(N_("Recorded by"), None, "staff_account", indexed=False)
