"""Compares a batch with what the hub knows of its device: new, known, forked, or with a gap before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from integrhabitat_hub.sync.ports import CentreTransaction
from integrhabitat_protocol.changes import Change, chain_hash
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.messages import Reply, SyncRequest


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes of a batch that are new, and the stored replies of those that are known.

    `code` is "" unless nothing may be applied: `device_forked` or `counter_gap`.
    """

    fresh: Sequence[Change] = ()
    known: Sequence[Reply] = ()
    code: str = ""


def compare(request: SyncRequest, changes: Sequence[Change], centre: CentreTransaction) -> Compared:
    """Sort a batch by its numbers and its chain.

    Raises ProtocolError("batch_malformed") where the numbers do not follow each other, or the chain does not
    follow from the changes.
    """
    first, last, device = request.first, request.last, centre.device
    # The length first: a stated span can be longer than any memory.
    follow = len(changes) == last - first + 1 and all(
        change.counter == counter for counter, change in enumerate(changes, first)
    )
    if first < 1 or not follow:
        raise ProtocolError("batch_malformed")
    if first > device.last_counter + 1:
        return Compared(code="counter_gap")
    already = changes[: device.last_counter + 1 - first]
    fresh = changes[len(already) :]
    chain_there = _chain(request.chain_before, already)
    if _chain(chain_there, fresh) != request.chain:
        raise ProtocolError("batch_malformed")
    if fresh and chain_there != device.chain:
        return Compared(code="device_forked")
    if not already:
        return Compared(fresh=fresh)
    receipts = centre.receipts(first, already[-1].counter)
    # A batch is frozen once sent, so an honest device repeats whole batches only.
    if not fresh and not any(kept.last == last and kept.chain == request.chain for kept in receipts):
        return Compared(code="device_forked")
    known = [reply for kept in receipts for reply in kept.others if reply.counter >= first]
    return Compared(fresh=fresh, known=known)


def _chain(chain: bytes, changes: Sequence[Change]) -> bytes:
    for change in changes:
        chain = chain_hash(chain, change)
    return chain
