"""What the sync screen and the status bar show, counted from rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_desktop.domain.clock import Clock, instant_text
from integrhabitat_protocol.changes import Change

COUNTS = "SELECT state, count(*) FROM outbox WHERE state <> 'acknowledged' GROUP BY state"
OPEN_REVIEWS = "SELECT count(*) FROM review WHERE state = 'OPEN' AND gone = 0"
QUARANTINED = f"""
SELECT {CHANGE_COLUMNS}, refusal_code FROM outbox
WHERE state <> 'acknowledged' AND state = 'quarantined' ORDER BY counter
"""  # noqa: S608 - a constant
ADD_ROUND = """
INSERT INTO sync_history (started_at, ended_at, outcome, code, sent, received, conflicts, quarantined, requests,
    request_bytes, answer_bytes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ROUNDS = """
SELECT started_at, ended_at, outcome, code, sent, received, conflicts, quarantined, requests, request_bytes,
    answer_bytes
FROM sync_history ORDER BY number DESC LIMIT ?
"""
PURGE_ROUNDS = (
    "DELETE FROM sync_history WHERE ended_at < ? AND number < (SELECT max(number) FROM sync_history)"
)
# The newest settled row stays: the chain of what follows stands on it.
PURGE_SETTLED = """
DELETE FROM outbox WHERE state IN ('acknowledged', 'conflict', 'refused') AND acked_at < ?
AND counter < (SELECT max(counter) FROM outbox WHERE state IN ('acknowledged', 'conflict', 'refused'))
"""
# The oldest change tells whether there is anything to forget; looking at all of them takes a second per million.
OLDEST_ACKED = "SELECT acked_at FROM outbox ORDER BY counter LIMIT 1"
KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class SyncCounts:
    """Where the changes of this store stand; `reviews` are decisions to take, made here or elsewhere."""

    waiting: int
    in_flight: int
    quarantined: int
    reviews: int

    @property
    def unsent(self) -> int:
        """Changes that the hub has not confirmed."""
        return self.waiting + self.in_flight


@dataclass(frozen=True, slots=True)
class SyncRound:
    """One round with the hub, for the history; `outcome` is "ok" or "failed", `code` says why."""

    started_at: str
    ended_at: str
    outcome: str
    code: str = ""
    sent: int = 0
    received: int = 0
    conflicts: int = 0
    quarantined: int = 0
    requests: int = 0
    request_bytes: int = 0
    answer_bytes: int = 0


@dataclass(frozen=True, slots=True)
class QuarantinedChange:
    """A change the hub keeps but did not take, with the reason."""

    change: Change
    code: str


def count_states(connection: Connection) -> SyncCounts:
    """Count the changes by where they stand."""
    counts: dict[str, int] = dict(connection.execute(COUNTS).fetchall())
    reviews: int = connection.execute(OPEN_REVIEWS).fetchone()[0]
    return SyncCounts(
        waiting=counts.get("waiting", 0),
        in_flight=counts.get("in_flight", 0),
        quarantined=counts.get("quarantined", 0),
        reviews=reviews,
    )


def quarantined_changes(connection: Connection) -> list[QuarantinedChange]:
    """The changes that wait for a person's decision after the hub refused them, oldest first."""
    rows = connection.execute(QUARANTINED).fetchall()
    return [QuarantinedChange(change_of_row(row), row[9] or "") for row in rows]


def add_round(connection: Connection, finished: SyncRound) -> None:
    """Write one round into the history; a good one is the last confirmed success."""
    connection.execute(
        ADD_ROUND,
        (
            finished.started_at,
            finished.ended_at,
            finished.outcome,
            finished.code,
            finished.sent,
            finished.received,
            finished.conflicts,
            finished.quarantined,
            finished.requests,
            finished.request_bytes,
            finished.answer_bytes,
        ),
    )
    if finished.outcome == "ok":
        SyncMeta(connection).put(MetaKey.LAST_SUCCESS, finished.ended_at)


def latest_rounds(connection: Connection, limit: int) -> list[SyncRound]:
    """The newest rounds, newest first."""
    return [SyncRound(*row) for row in connection.execute(ROUNDS, (limit,)).fetchall()]


def purge_rounds(connection: Connection, clock: Clock) -> None:
    """Forget rounds older than 30 days, never the newest."""
    connection.execute(PURGE_ROUNDS, (instant_text(clock.now() - timedelta(days=KEPT_DAYS)),))


def purge_settled(connection: Connection, now: datetime) -> int:
    """Forget settled changes answered more than 30 days before `now`; returns how many. Unsent ones never."""
    oldest = instant_text(now - timedelta(days=KEPT_DAYS))
    first = connection.execute(OLDEST_ACKED).fetchone()
    if first is None or first[0] is None or first[0] >= oldest:
        return 0
    return int(connection.execute(PURGE_SETTLED, (oldest,)).rowcount)
