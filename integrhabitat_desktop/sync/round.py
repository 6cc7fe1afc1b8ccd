"""One round with the hub: exchange after exchange until everything is sent, received and compared."""

from collections.abc import Callable
from dataclasses import dataclass, field

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_batches import Batch
from integrhabitat_desktop.db.sync_own_ids import was_rolled_back
from integrhabitat_desktop.db.sync_pairing import Pairing, is_own_chain, last_sent, read_pairing
from integrhabitat_desktop.db.sync_store import Applied, Exchange, SyncState, SyncStore
from integrhabitat_desktop.sync.answers import OpenedAnswer, Sealer
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_client import HubConnection
from integrhabitat_desktop.sync.pairing import RandomBytes, take_over
from integrhabitat_desktop.sync.request_size import RequestSize
from integrhabitat_protocol.blocks import pack_changes
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.digest import BUCKETS, Digest
from integrhabitat_protocol.messages import SyncAnswer, SyncRequest

_SUM_BYTES = 20
# So often in one round the copies may differ, or the hub may say something that makes it begin anew.
_MOST_REPAIRS = 3
_MOST_NEW_STARTS = 5
_UPGRADE = frozenset({"protocol_too_old", "catalogue_too_old"})


@dataclass(slots=True)
class RoundResult:
    """What a round did so far.

    `held` of `expected` records are here, for "3,200 of 20,000". `clock_ahead` is by how many seconds this
    computer's clock is ahead of the hub's. `renamed` maps (record type, old id) to the new id, where the store
    had to take a new identity.
    """

    sent: int = 0
    received: int = 0
    conflicts: int = 0
    quarantined: int = 0
    refused: int = 0
    offered_again: int = 0
    held: int = 0
    expected: int = 0
    clock_ahead: int = 0
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)


Progress = Callable[[RoundResult], None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a round works with; see `SyncEngine`."""

    store: Store
    author: str
    connection: HubConnection
    size: RequestSize
    monotonic: Callable[[], float]
    random_bytes: RandomBytes
    stop_if_cancelled: Callable[[], None]
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A request ready to go; `unpacked` bytes of changes are in it, before compression."""

    body: bytes
    request: SyncRequest
    unpacked: int


class Round:
    """Runs one round. The result grows while it runs and is right after a failure too."""

    def __init__(self, pairing: Pairing, around: Surroundings) -> None:
        self._pairing = pairing
        self._around = around
        self._sync = SyncStore(around.store, around.author)
        self._sealer = Sealer(pairing)
        self._repairs = 0
        self._new_starts = 0
        self._want_buckets = False
        self.result = RoundResult()

    def run(self) -> None:
        """Exchange until nothing waits, nothing more is there, and the digests agree. HubError, StoreError."""
        while True:
            self._around.stop_if_cancelled()
            sealed = self._next_request()
            answer = self._send(sealed)
            if answer.message.code:
                self._obey(answer.message)
            elif not self._take(sealed, answer):
                self._sync.in_step()
                return

    def _next_request(self) -> _Sealed:
        """The request without an answer, byte by byte, or a new one."""
        kept = self._sync.kept_request()
        if kept:
            request = self._sealer.own_request(kept)
            if request is not None:
                return _Sealed(kept, request, 0)
        batch = self._sync.batch(self._around.size.batch_bytes)
        # Read after the batch: what it says about the hub may be older, never newer, than the batch.
        request = self._request(batch, self._sync.state())
        body = self._sealer.seal(request)
        if batch is not None:
            self._sync.keep_request(body)
        return _Sealed(body, request, batch.size if batch else 0)

    def _request(self, batch: Batch | None, state: SyncState) -> SyncRequest:
        last = batch.last if batch else last_sent(self._around.store)
        return SyncRequest(
            catalogue=CATALOGUE_VERSION,
            epoch=state.epoch,
            cursor=state.cursor,
            page_size=self._around.size.page_rows,
            first=batch.first if batch else last + 1,
            last=last,
            chain_before=batch.chain_before if batch else b"",
            chain=batch.chain if batch else b"",
            changes=pack_changes(batch.changes) if batch else [],
            resend_own=state.resend_own,
            want_buckets=self._want_buckets,
            buckets=list(state.buckets),
            left_epochs=list(state.left_epochs),
            sent_at=int(self._around.store.clock.now().timestamp()),
        )

    def _send(self, sealed: _Sealed) -> OpenedAnswer:
        connection, size = self._around.connection, self._around.size
        began = self._around.monotonic()
        try:
            answered = connection.exchange(sealed.body)
        except HubError:
            size.exchange_cut()
            raise
        answer = self._sealer.open(answered, sealed.body, sealed.request)
        size.exchange_done(
            self._around.monotonic() - began,
            unpacked=sealed.unpacked,
            sent=len(sealed.body),
            was_full=answer.message.more or sealed.unpacked * 2 > size.batch_bytes,
        )
        return answer

    def _take(self, sealed: _Sealed, answer: OpenedAnswer) -> bool:
        """Apply an answer; says whether there is more to exchange."""
        message, request = answer.message, sealed.request
        if was_rolled_back(self._around.store, answer.tables, (request.first, request.last)):
            # The replies count; the page comes again, once the ids made here differ from those at the hub.
            self._sync.apply(
                Exchange(epoch=message.epoch, replies=message.replies, more=True, hub_time=message.hub_time)
            )
            self._start_anew("device_forked")
            self._take_new_identity()
            return True
        applied = self._sync.apply(
            Exchange(
                epoch=message.epoch,
                replies=message.replies,
                tables=answer.tables,
                cursor=message.cursor,
                more=message.more,
                of_buckets=bool(request.buckets),
                hub_time=message.hub_time,
            )
        )
        self._count(request, message, applied)
        self._around.progress(self.result)
        if request.want_buckets:
            self._begin_bucket_pull(message.bucket_sums)
        if message.more or request.buckets or self._sync.state().buckets or applied.offered:
            return True
        if message.digest and Digest.from_bytes(message.digest) != applied.digest:
            self._begin_repair()
            return True
        return self._sync.counts().unsent > 0

    def _begin_repair(self) -> None:
        """The copies differ: ask for the hub's bucket sums with the next request."""
        self._repairs += 1
        if self._repairs > _MOST_REPAIRS:
            raise HubError("copies_differ")
        self._want_buckets = True

    def _begin_bucket_pull(self, theirs: bytes) -> None:
        """Pull the buckets again that differ. They can have become equal in the meantime."""
        self._want_buckets = False
        ours = self._sync.bucket_sums()
        if len(theirs) != len(ours):
            raise HubError("hub_answer_invalid", reason="bucket_sums")
        spans = [slice(bucket * _SUM_BYTES, (bucket + 1) * _SUM_BYTES) for bucket in range(BUCKETS)]
        differing = [bucket for bucket, span in enumerate(spans) if ours[span] != theirs[span]]
        if differing:
            self._sync.begin_bucket_pull(differing)

    def _obey(self, message: SyncAnswer) -> None:
        """Do what a refusal of the whole request asks for; raises HubError where nothing can be done now."""
        if message.code in ("epoch_changed", "counter_gap", "device_forked"):
            self._start_anew(message.code)
            if message.code == "device_forked":
                self._take_new_identity()
            elif self._knows(message):
                self._sync.begin_epoch(message.epoch, message.last_counter)
            else:
                # The hub went back to a history that is not this store's: everything is offered, as someone new.
                self._sync.begin_epoch(message.epoch, 0)
                self._take_new_identity()
            return
        if message.code == "device_revoked":
            raise HubError("device_revoked")
        if message.code == "busy":
            raise HubError("hub_busy", retry_after=message.retry_after)
        if message.code in _UPGRADE:
            raise HubError("upgrade_needed")
        if message.code == "protocol_too_new":
            raise HubError("hub_upgrade_needed")
        # The hub took nothing of it: next time it is made anew.
        self._sync.drop_request()
        raise HubError("hub_refused", reason=message.code if message.code.isidentifier() else "unknown")

    def _start_anew(self, reason: str) -> None:
        self._new_starts += 1
        if self._new_starts > _MOST_NEW_STARTS:
            raise HubError("hub_refused", reason=reason)

    def _knows(self, message: SyncAnswer) -> bool:
        """Whether the last change of this device that the hub knows is one of this store.

        Otherwise it is of another copy of this store, or of a time that the hub has left before.
        """
        return is_own_chain(self._around.store, message.last_counter, message.chain)

    def _take_new_identity(self) -> None:
        around = self._around
        made = take_over(
            around.store,
            around.connection,
            self._pairing,
            author=around.author,
            random_bytes=around.random_bytes,
        )
        self.result.renamed.update(made.renamed)
        renewed = read_pairing(around.store)
        assert renewed is not None
        self._pairing = renewed
        self._sealer = Sealer(renewed)
        around.progress(self.result)

    def _count(self, request: SyncRequest, message: SyncAnswer, applied: Applied) -> None:
        result, replies = self.result, applied.replies
        result.sent += replies.applied + replies.merged + replies.conflict
        result.received += applied.received
        result.conflicts += replies.conflict
        result.quarantined += replies.quarantined
        result.refused += replies.refused
        result.offered_again += applied.offered
        result.held = applied.digest.count
        if message.digest:
            result.expected = Digest.from_bytes(message.digest).count
        if message.hub_time and request.sent_at:
            result.clock_ahead = request.sent_at - message.hub_time
