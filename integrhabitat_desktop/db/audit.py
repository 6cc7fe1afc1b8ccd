"""The audit: who did what and when, append-only and chained, so that a missing or altered row shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from integrhabitat_desktop.db.connection import Connection

LAST = "SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1"
APPEND = """
INSERT INTO audit (seq, at, staff, action, record_type, record_id, detail, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
ALL_ROWS = "SELECT seq, at, staff, action, record_type, record_id, detail, chain FROM audit ORDER BY seq"
OF_RECORD = """
SELECT seq, at, staff, action, record_type, record_id, detail FROM audit
WHERE record_type = ? AND record_id = ? ORDER BY seq DESC LIMIT ?
"""
LATEST = """
SELECT seq, at, staff, action, record_type, record_id, detail FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?
"""
EMPTY = """
UPDATE audit SET detail = ? WHERE seq = ?
"""
DETAILS_OF_RECORD = """
SELECT seq, detail FROM audit WHERE record_type = ? AND record_id = ? AND detail NOT LIKE '{"erased":"%"}'
"""
NO_ROWS = (0, bytes(16))
_ERASED = re.compile(r'^\{"erased":"([0-9a-f]{32})"\}$')

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry; `detail` is JSON: for edits each field with its old and new value."""

    seq: int
    at: str
    staff: str
    action: str
    record_type: str
    record_id: str
    detail: str


class AuditWriter:
    """Appends the entries of one transaction."""

    def __init__(self, connection: Connection, staff: str, at: str) -> None:
        self._connection = connection
        self._staff = staff
        self._at = at
        last: tuple[int, bytes] = connection.execute(LAST).fetchone() or NO_ROWS
        self._seq, self._chain = last

    def append(self, action: str, record_type: str, record_id: str, detail: str) -> None:
        """Write one entry; `detail` is JSON text."""
        self._seq += 1
        entry = AuditEntry(self._seq, self._at, self._staff, action, record_type, record_id, detail)
        self._chain = chain_after(self._chain, entry)
        self._connection.execute(
            APPEND,
            (self._seq, self._at, self._staff, action, record_type, record_id, detail, self._chain),
        )


def chain_after(previous: bytes, entry: AuditEntry) -> bytes:
    """The chain after `entry`: BLAKE2b-128 over the chain before it and the entry as a JSON list.

    Of the detail the list holds the BLAKE2b-128 alone: what it said can be erased and the chain still be followed.
    """
    listed = (
        entry.seq,
        entry.at,
        entry.staff,
        entry.action,
        entry.record_type,
        entry.record_id,
        _sign_of(entry.detail),
    )
    return blake2b(previous + _encode(listed), digest_size=16).digest()


def empty_entries(connection: Connection, record_type: str, record_id: str) -> None:
    """Let go of what the entries of a record said; that something was done, by whom and when, stays."""
    rows = connection.execute(DETAILS_OF_RECORD, (record_type, record_id)).fetchall()
    connection.executemany(EMPTY, ((f'{{"erased":"{_sign_of(detail)}"}}', seq) for seq, detail in rows))


def _sign_of(detail: str) -> str:
    erased = _ERASED.match(detail)
    return erased[1] if erased else blake2b(detail.encode(), digest_size=16).hexdigest()


def first_break(connection: Connection) -> int | None:
    """The number of the first entry that is missing or was altered; None where the chain is whole."""
    seq, chain = NO_ROWS
    for row in _rows(connection):
        entry = AuditEntry(*row[:7])
        chain = chain_after(chain, entry)
        if entry.seq != seq + 1 or chain != row[7]:
            return seq + 1
        seq = entry.seq
    return None


def entries_of_record(
    connection: Connection, record_type: str, record_id: str, limit: int = 200
) -> list[AuditEntry]:
    """The newest entries of one record, newest first."""
    rows = connection.execute(OF_RECORD, (record_type, record_id, limit)).fetchall()
    return [AuditEntry(*row) for row in rows]


def latest_entries(connection: Connection, limit: int = 200, before: int = 2**62) -> list[AuditEntry]:
    """The newest entries of the store below the number `before`, newest first."""
    return [AuditEntry(*row) for row in connection.execute(LATEST, (before, limit)).fetchall()]


def _rows(connection: Connection) -> Iterator[tuple[int, str, str, str, str, str, str, bytes]]:
    yield from connection.execute(ALL_ROWS)
