"""The rules of referrals: when the clock runs, what may follow a status, and what is not shown to everybody.

Codes and their notes are those of the lists `referral_status`, `priority` and `referral_sector`.
"""

from datetime import UTC, datetime, timedelta
from enum import Enum

from integrhabitat_protocol.code_lists import code_list

DRAFT, CONSENTED, SENT = "DRAFT", "CONSENTED", "SENT"
REROUTED = "REROUTED"
_BEFORE_SENDING = frozenset([DRAFT, CONSENTED])
_WITHDRAWN = "WITHDRAWN"


class Urgency(Enum):
    """How a referral stands to its clock, the most urgent first."""

    OVERDUE = 0
    DUE_TODAY = 1
    NOT_SENT = 2
    RUNNING = 3
    CLOSED = 4


def is_open(status: str) -> bool:
    """Whether something is still to be done; true for a status that this version does not know."""
    found = code_list("referral_status").entries.get(status)
    return found is None or found.notes.get("open") != "no"


def open_statuses() -> tuple[str, ...]:
    """Every status in which something is still to be done."""
    return tuple(entry.code for entry in code_list("referral_status") if is_open(entry.code))


def needs_reason(status: str) -> bool:
    """Whether the status says nothing without a barrier or a note."""
    found = code_list("referral_status").entries.get(status)
    return found is not None and found.notes.get("reason") == "required"


def next_statuses(status: str) -> tuple[str, ...]:
    """What a referral in this status may come to, in the order of the list; a closed one may be taken up again."""
    later = [
        entry.code for entry in code_list("referral_status") if entry.code not in (*_BEFORE_SENDING, SENT)
    ]
    if status in _BEFORE_SENDING:
        return (SENT, _WITHDRAWN)
    if not is_open(status):
        return tuple(code for code in later if is_open(code))
    return tuple(code for code in later if code != status)


def due_at(priority: str, sent_at: str) -> datetime:
    """When an answer is due: the hours of the priority after it was sent (UTC); the normal ones if it is unknown."""
    priorities = code_list("priority")
    found = priorities.entries.get(priority) or next(it for it in priorities if "default" in it.notes)
    return datetime.fromisoformat(sent_at).astimezone(UTC) + timedelta(hours=int(found.notes["sla_hours"]))


def urgency(status: str, due: datetime | None, now: datetime, end_of_day: datetime) -> Urgency:
    """How a referral stands at `now`; `end_of_day` is when the day ends at the centre, `due` None before it is sent."""
    if not is_open(status):
        return Urgency.CLOSED
    if due is None:
        return Urgency.NOT_SENT
    if due <= now:
        return Urgency.OVERDUE
    return Urgency.DUE_TODAY if due < end_of_day else Urgency.RUNNING


def shown_sector(sector: str) -> str:
    """The sector as lists and papers name it: some would tell a need that others must not learn."""
    found = code_list("referral_sector").entries.get(sector)
    hidden_as = found.notes.get("show_as", "").split(" ")[0] if found is not None else ""
    return hidden_as or sector


def open_sectors() -> tuple[str, ...]:
    """The sectors that are shown as what they are; neither those nor their institutions tell a need to others."""
    return tuple(
        entry.code for entry in code_list("referral_sector") if shown_sector(entry.code) == entry.code
    )
