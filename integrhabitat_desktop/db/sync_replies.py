"""What the hub's replies do to the outbox and to the records, within one transaction."""

from dataclasses import dataclass, field

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.known_versions import KnownVersions
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.sync_base import (
    content_after,
    read_base,
    remove_base,
    show,
    shown_content,
    take_back,
    write_base,
)
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.messages import Replies, Reply

IN_FLIGHT = """
SELECT counter, record_type, record_id, base_version FROM outbox
WHERE counter BETWEEN ? AND ? AND state = 'in_flight' ORDER BY counter
"""
CHANGE = f"SELECT {CHANGE_COLUMNS} FROM outbox WHERE counter = ?"  # noqa: S608 - a constant
ALL_APPLIED = """
UPDATE outbox SET state = 'acknowledged', outcome = 'applied', acked_version = base_version + 1, acked_at = ?
WHERE counter BETWEEN ? AND ? AND state = 'in_flight'
"""
ANSWERED = """
UPDATE outbox SET state = ?, outcome = ?, acked_version = ?, refusal_code = ? WHERE counter = ?
"""
# The records of a batch whose content on the hub is kept aside, and those with changes still pending.
WITH_BASE = """
SELECT base.record_type, base.record_id, max(base.version > sent.base_version) FROM outbox AS sent
JOIN sync_base AS base ON base.record_type = sent.record_type AND base.record_id = sent.record_id
WHERE sent.counter BETWEEN ? AND ? GROUP BY base.record_type, base.record_id
"""
WITH_PENDING = """
SELECT DISTINCT later.record_type, later.record_id FROM outbox AS sent
JOIN outbox AS later ON later.record_type = sent.record_type AND later.record_id = sent.record_id
    AND later.state IN ('waiting', 'in_flight', 'quarantined')
WHERE sent.counter BETWEEN ? AND ?
"""
ANY_PENDING = "SELECT 1 FROM outbox WHERE state IN ('waiting', 'in_flight', 'quarantined') LIMIT 1"

_STATE_OF_OUTCOME = {
    "applied": "acknowledged",
    "merged": "acknowledged",
    "conflict": "conflict",
    "quarantined": "quarantined",
    "refused": "refused",
}

RecordKey = tuple[str, str]


@dataclass(slots=True)
class ReplyCounts:
    """How many changes ended how, and which records show something else now."""

    applied: int = 0
    merged: int = 0
    conflict: int = 0
    quarantined: int = 0
    refused: int = 0
    touched: set[RecordKey] = field(default_factory=set)

    @property
    def total(self) -> int:
        """All changes answered."""
        return self.applied + self.merged + self.conflict + self.quarantined + self.refused


def apply_replies(
    connection: Connection, versions: KnownVersions, replies: Replies, acked_at: str
) -> ReplyCounts:
    """Settle the batch in flight. Replies to changes that are no longer in flight are passed over."""
    span = (replies.first, replies.last)
    sent = connection.execute(IN_FLIGHT, span).fetchall()
    in_flight = {row[0] for row in sent}
    others = {reply.counter: reply for reply in replies.others if reply.counter in in_flight}
    connection.execute(ALL_APPLIED, (acked_at, *span))
    connection.executemany(
        ANSWERED,
        (
            (
                _STATE_OF_OUTCOME[reply.outcome],
                reply.outcome,
                reply.version or None,
                reply.code or None,
                counter,
            )
            for counter, reply in others.items()
        ),
    )
    counts = ReplyCounts(applied=len(sent) - len(others))
    for reply in others.values():
        setattr(counts, reply.outcome, getattr(counts, reply.outcome) + 1)
    known = _keep_versions(versions, sent, others)
    _settle_contents(connection, sent, others, counts, known, span)
    return counts


def _keep_versions(
    versions: KnownVersions, sent: list[tuple[int, str, str, int]], others: dict[int, Reply]
) -> dict[RecordKey, int]:
    """Know the applied changes' records in their new versions; returns the versions known now."""
    newest: dict[str, dict[str, int]] = {}
    for counter, record_type, record_id, base_version in sent:
        reply = others.get(counter)
        if reply is None:
            newest.setdefault(record_type, {})[record_id] = base_version + 1
        elif reply.outcome == "applied":
            newest.setdefault(record_type, {})[record_id] = reply.version
    ids: dict[str, set[str]] = {}
    for _, record_type, record_id, _ in sent:
        ids.setdefault(record_type, set()).add(record_id)
    now: dict[RecordKey, int] = {}
    for record_type, wanted in ids.items():
        known = versions.of(record_type, list(wanted))
        applied = newest.get(record_type, {})
        versions.put(record_type, known, list(applied.items()))
        now.update({(record_type, record_id): version for record_id, version in {**known, **applied}.items()})
    return now


def _settle_contents(
    connection: Connection,
    sent: list[tuple[int, str, str, int]],
    others: dict[int, Reply],
    counts: ReplyCounts,
    known: dict[RecordKey, int],
    span: tuple[int, int],
) -> None:
    bases = connection.execute(WITH_BASE, span).fetchall()
    with_base: set[RecordKey] = {row[:2] for row in bases}
    pending: set[RecordKey] = set()
    if connection.execute(ANY_PENDING).fetchone() is not None:
        pending = set(connection.execute(WITH_PENDING, span).fetchall())
    contested = {row[1:3] for row in sent if row[0] in others and others[row[0]].outcome != "applied"}
    # And those that a page brought in between edit and reply.
    contested.update(row[:2] for row in bases if row[2])
    without_effect: list[tuple[RecordKey, int]] = []
    for counter, record_type, record_id, base_version in sent:
        key = (record_type, record_id)
        reply = others.get(counter) or Reply(counter, "applied", base_version + 1)
        unchanged = reply.outcome in ("merged", "conflict") and 0 < reply.version <= known.get(key, 0)
        if unchanged or reply.outcome == "refused":
            without_effect.append((key, counter))
        elif _is_accepted(reply) and (key in pending or key in contested):
            _advance_base(connection, _change(connection, counter), reply.version)
    for key, counter in without_effect:
        # What the hub holds, as known here, stands as it was, and no page will bring anything else.
        described = CATALOGUE.get(key[0])
        if described is not None and take_back(connection, described, _change(connection, counter)):
            counts.touched.add(key)
    for key in (with_base | contested) - pending:
        if key in contested and _show_what_the_hub_holds(connection, key):
            counts.touched.add(key)
        remove_base(connection, *key)


def _show_what_the_hub_holds(connection: Connection, key: RecordKey) -> bool:
    """Where a page came between edit and reply, what is shown can differ from what the hub made of both."""
    described = CATALOGUE.get(key[0])
    kept, base = read_base(connection, *key)
    if described is None or not kept or shown_content(connection, described, key[1]) == base:
        return False
    show(connection, described, key[1], base)
    return True


def _is_accepted(reply: Reply) -> bool:
    return reply.outcome in ("applied", "merged")


def _advance_base(connection: Connection, change: Change, version: int) -> None:
    _, base = read_base(connection, change.record_type, change.record_id)
    write_base(connection, change.record_type, change.record_id, version, content_after(base, change))


def _change(connection: Connection, counter: int) -> Change:
    return change_of_row(connection.execute(CHANGE, (counter,)).fetchone())
