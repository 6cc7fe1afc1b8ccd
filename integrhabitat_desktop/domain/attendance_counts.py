"""What an attendance status counts as; figures use this, never a label."""

from functools import cache
from typing import Final

from integrhabitat_protocol.code_lists import code_list

ABSENT: Final = "ABSENT"
EXCUSED: Final = "EXCUSED"
NOT_RECORDED: Final = "NOT_RECORDED"
MOST_MINUTES: Final = 1440  # that a mark may tell, also of a session of which nobody knows how long it was


@cache
def counts_as_present(status: str) -> bool:
    """Whether the code of the list attendance_status says that the person took part."""
    entries = code_list("attendance_status").entries
    return status in entries and entries[status].notes.get("counts") == "yes"


def speaks_instead(status: str | None, standing: str | None) -> bool:
    """Whether of two marks that joined records of one person have in one session this one counts, not the standing one.

    Who was seen by anybody took part; else the record that is kept speaks, so its mark is to be asked first.
    """
    if status is None or status == NOT_RECORDED:
        return False
    if standing is None or standing == NOT_RECORDED:
        return True
    return counts_as_present(status) and not counts_as_present(standing)


@cache
def session_minutes(starts_at: str | None, ends_at: str | None) -> int | None:
    """How long a session lasts by its local times `HH:MM`; None where they are not known."""
    if not starts_at or not ends_at:
        return None
    length = _minutes(ends_at) - _minutes(starts_at)
    return length if length > 0 else None


def minutes_present(status: str, minutes: int | None, length: int | None) -> int | None:
    """How long somebody took part (TRN-1): their own minutes where the mark has them, else the whole session.

    None where neither the mark nor the session tells it; 0 for whoever did not take part.
    """
    if not counts_as_present(status):
        return 0
    return length if minutes is None else minutes


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")[:2]
    return int(hours) * 60 + int(minutes)
