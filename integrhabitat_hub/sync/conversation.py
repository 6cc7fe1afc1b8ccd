"""One exchange within its transaction: standing, epoch, batch, page, digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from integrhabitat_hub.instants import instant, seconds
from integrhabitat_hub.sync.batch import take_batch
from integrhabitat_hub.sync.cursor import WHOLE_CENTRE, Cursor, mark_after
from integrhabitat_hub.sync.erasures import newly_erased, without_erased
from integrhabitat_hub.sync.ledger import Ledger
from integrhabitat_hub.sync.limits import Limits, check_blocks
from integrhabitat_hub.sync.page import bucket_page, bucket_sums, next_page
from integrhabitat_hub.sync.past_epochs import PastEpoch
from integrhabitat_hub.sync.ports import CentreTransaction
from integrhabitat_hub.sync.receipts import compare
from integrhabitat_hub.sync.records import BatchWrites, DeviceStanding, Receipt
from integrhabitat_hub.sync.touched import read_touched
from integrhabitat_protocol.blocks import unpack_changes
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.ids import split_id
from integrhabitat_protocol.messages import PROTOCOL, Replies, SyncAnswer, SyncRequest

_OLDEST_CATALOGUE = CATALOGUE_VERSION - 2
TOUCH_EVERY_SECONDS = 300


class WritingNeededError(Exception):
    """Raised in a reading transaction where something has to be written; the exchange starts again."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One request of one device, and the transaction it is answered in."""

    request: SyncRequest
    centre: CentreTransaction
    now: datetime
    new_epoch: str
    limits: Limits
    may_write: bool

    def answer(self) -> SyncAnswer:
        """The answer. Where its code is not "", nothing of the request was applied.

        Raises ProtocolError where the batch is malformed or too large, WritingNeededError.
        """
        refusal = self._standing_problem() or self._epoch_problem()
        if refusal:
            return self._refusal(refusal)
        cursor = Cursor.parse(self.request.cursor)
        if cursor is None or (cursor.epoch, cursor.scope) != (self.centre.centre.epoch, WHOLE_CENTRE):
            cursor = Cursor(self.centre.centre.epoch, 0)
        standing = self._counter_problem()
        if not self._is_of_this_history(cursor) or standing == "counter_gap":
            return self._restored()
        if standing:
            return self._refusal(standing)
        replies = None
        if not self._has_nothing_to_say():
            taken = self._take_changes()
            if isinstance(taken, str):
                return self._restored() if self._was_restored(taken) else self._refusal(taken)
            replies = taken
        self._touch(cursor)
        return self._answer(cursor, replies)

    def _standing_problem(self) -> str:
        if self.centre.device.standing is not DeviceStanding.ACTIVE:
            return "device_revoked"
        if self.request.protocol != PROTOCOL:
            return "protocol_too_old" if self.request.protocol < PROTOCOL else "protocol_too_new"
        return "catalogue_too_old" if self.request.catalogue < _OLDEST_CATALOGUE else ""

    def _epoch_problem(self) -> str:
        known = self.request.epoch
        return "epoch_changed" if known and known != self.centre.centre.epoch else ""

    def _is_of_this_history(self, cursor: Cursor) -> bool:
        if cursor.feed == 0:
            return True
        return cursor.feed <= self.centre.centre.feed and self.centre.mark_at(cursor.feed) == cursor.mark

    def _has_nothing_to_say(self) -> bool:
        return not self.request.changes and self.request.first in (0, self.request.last + 1)

    def _counter_problem(self) -> str:
        """A device with nothing to send says after which change it stands; a copy of it gives itself away here."""
        stated, known = self.request.last, self.centre.device.last_counter
        if not self._has_nothing_to_say() or not self.request.first or stated == known:
            return ""
        return "device_forked" if stated < known else "counter_gap"

    def _was_restored(self, code: str) -> bool:
        # A device that was told this epoch has had answers to changes that the hub does not know.
        return code == "counter_gap" and self.request.epoch == self.centre.centre.epoch

    def _restored(self) -> SyncAnswer:
        """The hub has forgotten what this device was told: it was restored, whether someone said so or not."""
        if not self.may_write:
            raise WritingNeededError
        # What came in between cannot be told from what was there before: nothing counts as seen.
        centre = self.centre.centre
        past = [*centre.past_epochs, PastEpoch(centre.epoch, 0)]
        centre = msgspec.structs.replace(centre, epoch=self.new_epoch, past_epochs=past)
        self.centre.save(BatchWrites(centre, [], [], [], [], None), instant(self.now))
        return self._refusal("epoch_changed")

    def _take_changes(self) -> Replies | str:
        if not self.may_write:
            raise WritingNeededError
        request = self.request
        check_blocks(request.changes, self.limits)
        compared = compare(request, unpack_changes(request.changes), self.centre)
        if compared.code:
            return compared.code
        others = list(compared.known)
        if compared.fresh:
            received_at = instant(self.now)
            ledger = read_touched(self.centre, compared.fresh, received_at, request.left_epochs)
            if _makes_known_ids(compared.fresh, self.centre.device.device, ledger):
                return "device_forked"
            fresh = without_erased(compared.fresh, self.centre, ledger)
            new = take_batch(fresh, self.centre.device.device, ledger)
            # The same change, taken a second time after a restore, leads to a review that can be here already.
            ledger.leave_out([row.key for row in self.centre.records(ledger.made_by_hub())])
            receipt = Receipt(compared.fresh[0].counter, request.last, request.chain, new)
            writes = ledger.writes(receipt)
            if writes.centre.feed != self.centre.centre.feed:
                before = self.centre.mark_at(self.centre.centre.feed)
                mark = mark_after(before, self.centre.device.device, receipt.chain)
                writes = msgspec.structs.replace(writes, mark=mark)
            self.centre.save(writes, received_at)
            for person in sorted(newly_erased(fresh, ledger)):
                self.centre.erase(person)
            others += new
        return Replies(request.first, request.last, others)

    def _touch(self, cursor: Cursor) -> None:
        if not self.may_write:
            if _is_due(self.centre.device.last_seen, self.now):
                raise WritingNeededError
            return
        sent_at = self.request.sent_at
        self.centre.touch_device(
            instant(self.now),
            seen_feed=cursor.feed,
            clock_offset=max(-(2**53), min(2**53, sent_at - seconds(self.now))) if sent_at else 0,
            catalogue=max(0, min(self.request.catalogue, 2**31)),
        )

    def _answer(self, cursor: Cursor, replies: Replies | None) -> SyncAnswer:
        request, centre = self.request, self.centre
        size = min(request.page_size, self.limits.page)
        if request.buckets:
            page = bucket_page(centre, request.buckets, size=size)
        else:
            page = next_page(
                centre, cursor, size=size, device=centre.device.device, with_own=request.resend_own
            )
        return SyncAnswer(
            epoch=centre.centre.epoch,
            in_reply_to=b"",
            hub_time=seconds(self.now),
            last_counter=centre.device.last_counter,
            replies=replies,
            page=page.blocks,
            cursor=str(page.cursor) if page.cursor is not None and page.cursor != cursor else "",
            more=page.more,
            digest=centre.centre.digest.to_bytes(),
            bucket_sums=bucket_sums(centre.record_versions()) if request.want_buckets else b"",
        )

    def _refusal(self, code: str) -> SyncAnswer:
        return SyncAnswer(
            epoch=self.centre.centre.epoch,
            in_reply_to=b"",
            hub_time=seconds(self.now),
            code=code,
            last_counter=self.centre.device.last_counter,
            chain=self.centre.device.chain,
        )


def _makes_known_ids(changes: Sequence[Change], device: str, ledger: Ledger) -> bool:
    """Whether a record is new to the device and known here under an id that only this device can have made.

    That is a copied or rolled-back store; were it taken for an edit, two persons would end in one record.
    """
    own = f"{device}-"
    return any(
        change.op == "create"
        and change.base_version == 0
        and change.record_id.startswith(own)
        and split_id(change.record_id) is not None
        and ledger.current((change.record_type, change.record_id)) is not None
        for change in changes
    )


def _is_due(last_seen: str, now: datetime) -> bool:
    return (
        not last_seen or abs((now - datetime.fromisoformat(last_seen)).total_seconds()) > TOUCH_EVERY_SECONDS
    )
