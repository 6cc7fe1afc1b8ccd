"""All that the sync engine reads and writes: batches, replies, pages, cursor, digest, identity."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from integrhabitat_desktop.db import quarantine, sync_batches, sync_epoch, sync_identity, sync_status
from integrhabitat_desktop.db.audit import AuditWriter
from integrhabitat_desktop.db.erasures import holds_erasures, obey_erasures
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.known_versions import KnownVersions
from integrhabitat_desktop.db.outbox import OutboxWriter
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_batches import Batch
from integrhabitat_desktop.db.sync_identity import Renumbering
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.sync_pages import PageReader
from integrhabitat_desktop.db.sync_replies import ReplyCounts, apply_replies
from integrhabitat_desktop.db.sync_status import QuarantinedChange, SyncCounts, SyncRound
from integrhabitat_desktop.domain.clock import instant_text
from integrhabitat_protocol.blocks import RecordTable
from integrhabitat_protocol.digest import Digest, bucket_of
from integrhabitat_protocol.messages import Replies

_YEAR_10000 = 253_402_300_800  # in seconds since 1970


@dataclass(frozen=True, slots=True)
class SyncState:
    """What a request says about this store."""

    device: str
    epoch: str
    left_epochs: tuple[str, ...]  # since this store was last in step with the hub
    cursor: str
    digest: Digest
    resend_own: bool  # everything is being pulled again
    buckets: tuple[int, ...]  # digest buckets that are being pulled again


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one answer of the hub brought; `cursor` is "" where it does not move.

    `of_buckets` says that the page answers a request for buckets (rising, whole ones). `hub_time` are seconds since
    1970 by the hub's clock, 0 where it did not say.
    """

    epoch: str
    replies: Replies | None = None
    tables: Sequence[RecordTable] = ()
    cursor: str = ""
    more: bool = False
    of_buckets: bool = False
    hub_time: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """What an exchange did to the store; `digest` is the store's own after it, `offered` what was lost there."""

    replies: ReplyCounts
    received: int
    digest: Digest
    offered: int


class SyncStore:
    """The store as the sync engine sees it; `author` signs what the engine has to offer again.

    Every method is one transaction. StoreError.
    """

    def __init__(self, store: Store, author: str) -> None:
        self._store = store
        self._connection = store.connection
        self._author = author

    def state(self) -> SyncState:
        """Identity, epoch, cursor and digest."""
        meta = self._store.meta
        with store_errors():
            return SyncState(
                device=meta.text(MetaKey.PREFIX),
                epoch=meta.text(MetaKey.EPOCH),
                left_epochs=tuple(meta.text(MetaKey.LEFT_EPOCHS).split()),
                cursor=meta.text(MetaKey.CURSOR),
                digest=KnownVersions(self._connection).digest,
                resend_own=bool(meta.number(MetaKey.RESEND_OWN)),
                buckets=tuple(meta.data(MetaKey.BUCKETS)),
            )

    def batch(self, limit_bytes: int) -> Batch | None:
        """The batch in flight exactly as it was, or else waiting changes of about that size, frozen now.

        While everything is pulled again nothing new is frozen: what is still to be sent shows only afterwards.
        """
        with self._store.write_lock():
            in_flight = sync_batches.batch_in_flight(self._connection)
            if in_flight or self._store.meta.number(MetaKey.RESEND_OWN):
                return in_flight
            return sync_batches.freeze_batch(self._connection, limit_bytes)

    def keep_request(self, body: bytes) -> None:
        """Keep the bytes of the request that is about to be sent, until its answer is applied."""
        with self._store.write_lock():
            self._store.meta.put(MetaKey.REQUEST, body)

    def kept_request(self) -> bytes:
        """The bytes of the request that has no answer yet; empty where there is none."""
        with store_errors():
            return self._store.meta.data(MetaKey.REQUEST)

    def drop_request(self) -> None:
        """Forget the kept request: the hub has refused it as a whole. The batch stays frozen."""
        with self._store.write_lock():
            self._store.meta.remove(MetaKey.REQUEST)

    def apply(self, exchange: Exchange) -> Applied:
        """Apply replies, then the page, then the cursor, all in one transaction."""
        now, hub_now = self._store.now_text(), _moment(exchange.hub_time)
        replies = ReplyCounts()
        with self._store.write_lock():
            meta = self._store.meta
            versions = KnownVersions(self._connection)
            if exchange.replies is not None:
                replies = apply_replies(
                    self._connection, versions, exchange.replies, instant_text(hub_now) if hub_now else now
                )
            outbox = OutboxWriter(self._connection, self._author, now)
            audit = AuditWriter(self._connection, self._author, now)
            page = PageReader(self._connection, versions, outbox, audit).take(exchange.tables)
            outbox.finish()
            versions.finish()
            if holds_erasures(self._connection):
                obey_erasures(self._connection, self._touched_by(exchange, page.touched | replies.touched))
            offered = self._after_page(exchange, now)
            meta.put(MetaKey.EPOCH, exchange.epoch)
            if exchange.cursor:
                meta.put(MetaKey.CURSOR, exchange.cursor)
            meta.remove(MetaKey.REQUEST)
            if hub_now is not None:
                # By the hub's clock: one that is wrong here would forget what a restored hub may still ask for.
                sync_status.purge_settled(self._connection, hub_now)
        self._store.announce(replies.touched | page.touched)
        return Applied(replies, page.received, versions.digest, offered)

    def _touched_by(self, exchange: Exchange, shown: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """The records that arrived, and those whose changes were answered and need their words no more."""
        if exchange.replies is None:
            return shown
        span = (exchange.replies.first, exchange.replies.last)
        return shown.union(self._connection.execute(sync_batches.RECORDS_OF, span).fetchall())

    def _after_page(self, exchange: Exchange, now: str) -> int:
        """Ends a pull that began anew, once all of it is here; returns how many records are offered again."""
        meta = self._store.meta
        if exchange.more:
            if exchange.of_buckets:
                last = max(
                    (bucket_of(t.record_type, key) for t in exchange.tables for key in t.ids), default=-1
                )
                meta.put(MetaKey.BUCKETS, bytes(b for b in meta.data(MetaKey.BUCKETS) if b > last))
            return 0
        began = meta.data(MetaKey.BUCKETS) if exchange.of_buckets else meta.number(MetaKey.RESEND_OWN)
        if not began:
            return 0
        return sync_epoch.finish_pulling_again(self._connection, self._author, now)

    def begin_epoch(self, epoch: str, last_counter: int) -> int:
        """The hub was restored and knows this device up to `last_counter`: pull and offer again.

        Returns how many changes wait now.
        """
        with self._store.write_lock():
            return sync_epoch.begin_epoch(self._connection, epoch, last_counter)

    def in_step(self) -> None:
        """Nothing is left of earlier epochs: what they had in common with this one is of no interest any more."""
        if self.state().left_epochs:
            with self._store.write_lock():
                self._store.meta.remove(MetaKey.LEFT_EPOCHS)

    def bucket_sums(self) -> bytes:
        """The digests of this store's 256 buckets."""
        with store_errors():
            return KnownVersions(self._connection).bucket_sums()

    def begin_bucket_pull(self, buckets: Collection[int]) -> None:
        """Forget which versions are known in these digest buckets, to pull them again.

        `state().buckets` names what is still to ask for; `apply` ends the pull with the last of them.
        """
        with self._store.write_lock():
            versions = KnownVersions(self._connection)
            versions.set_aside(buckets)
            versions.finish()
            self._store.meta.put(MetaKey.BUCKETS, bytes(sorted(buckets)))

    def take_new_identity(self, prefix: str) -> Renumbering:
        """New device id, new ids for what was never sent, new counters: after a fork or a prefix clash."""
        with self._store.write_lock():
            made = sync_identity.take_new_identity(
                self._connection, prefix, self._author, self._store.now_text()
            )
        touched = {(record_type, new) for (record_type, _), new in made.renamed.items()}
        self._store.announce(touched | set(made.renamed))
        return made

    def counts(self) -> SyncCounts:
        """Changes by where they stand, counted from rows."""
        with store_errors():
            return sync_status.count_states(self._connection)

    def quarantined(self) -> list[QuarantinedChange]:
        """Changes that the hub did not take and a person has to decide about."""
        with store_errors():
            return sync_status.quarantined_changes(self._connection)

    def send_again(self, counter: int) -> None:
        """Queue a quarantined change, with its group, as new edits. StoreError change_not_quarantined."""
        with self._store.write_lock():
            quarantine.send_again(self._connection, counter, self._author, self._store.now_text())

    def give_up(self, counter: int) -> None:
        """Go back to the hub's content for a quarantined change. StoreError change_not_quarantined."""
        with self._store.write_lock():
            touched = quarantine.give_up(self._connection, counter, self._author, self._store.now_text())
        self._store.announce(touched)

    def add_round(self, finished: SyncRound) -> None:
        """Write one round into the history and forget those older than 30 days."""
        with self._store.write_lock():
            sync_status.add_round(self._connection, finished)
            sync_status.purge_rounds(self._connection, self._store.clock)

    def rounds(self, limit: int = 50) -> list[SyncRound]:
        """The newest rounds, newest first."""
        with store_errors():
            return sync_status.latest_rounds(self._connection, limit)


def _moment(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _YEAR_10000 else None
