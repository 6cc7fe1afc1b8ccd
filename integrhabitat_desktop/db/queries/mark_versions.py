"""Reads what the audit of this computer knows about one attendance mark."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store

_MARKS = """
SELECT json_extract(detail, '$.status[1]'), staff, at FROM audit
WHERE record_type = 'attendance' AND record_id = ? AND action IN ('create', 'edit')
    AND json_extract(detail, '$.status[1]') IS NOT NULL
ORDER BY seq DESC LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class MadeMark:
    """A status of the code list, who set it and when (UTC)."""

    status: str
    staff: str
    at: str


def marks_made_here(store: Store, attendance_id: str) -> list[MadeMark]:
    """The marks set on this computer, newest first."""
    return [MadeMark(*row) for row in store.fetch(_MARKS, (attendance_id,))]
