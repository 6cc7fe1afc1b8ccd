"""A device as the hub sees it: numbers, chains and signs its changes; keeps what the hub answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from integrhabitat_protocol.blocks import pack_changes, unpack_records
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.changes import CHAIN_START, Change, Operation, chain_hash
from integrhabitat_protocol.digest import Digest, record_hash
from integrhabitat_protocol.envelope import open_envelope, reply_mark, seal
from integrhabitat_protocol.messages import Replies, Reply, SyncAnswer, SyncRequest
from integrhabitat_protocol.record_type import Value

CLAIMED_AT = "2026-03-04T15:00:00Z"


@dataclass(frozen=True)
class Copy:
    """What a device holds of one record."""

    version: int
    state: str
    fields: dict[str, Value]


@dataclass
class Device:
    """`send` carries the bytes of a request to the hub and its answer back."""

    device: str
    key: Ed25519PrivateKey
    hub_key: Ed25519PublicKey
    send: Callable[[bytes], bytes]
    author: str
    epoch: str = ""
    cursor: str = ""
    counter: int = 0
    chain: bytes = CHAIN_START
    waiting: list[Change] = field(default_factory=list)
    copies: dict[tuple[str, str], Copy] = field(default_factory=dict)

    def change(
        self,
        record_type: str,
        record_id: str,
        op: Operation,
        base: int = 0,
        /,
        *,
        group: int = 0,
        author: str | None = None,
        claimed_at: str = CLAIMED_AT,
        old: dict[str, Value] | None = None,
        **new: Any,
    ) -> Change:
        """Queue a change."""
        self.counter += 1
        made = Change(
            counter=self.counter,
            record_type=record_type,
            record_id=record_id,
            op=op,
            base_version=base,
            fields={name: ((old or {}).get(name), value) for name, value in new.items()},
            change_group=group,
            author=self.author if author is None else author,
            claimed_at=claimed_at,
        )
        self.waiting.append(made)
        return made

    def create(self, record_type: str, record_id: str, base: int = 0, /, **new: Any) -> Change:
        """Queue a create."""
        return self.change(record_type, record_id, "create", base, **new)

    def edit(self, record_type: str, record_id: str, base: int, /, **new: Any) -> Change:
        """Queue an edit."""
        return self.change(record_type, record_id, "edit", base, **new)

    def request(self, **overrides: object) -> SyncRequest:
        """The request of the waiting changes; with it they are on their way."""
        values: dict[str, object] = {
            "catalogue": CATALOGUE_VERSION,
            "epoch": self.epoch,
            "cursor": self.cursor,
        }
        if self.waiting:
            after = self.chain
            for change in self.waiting:
                after = chain_hash(after, change)
            values |= {
                "first": self.waiting[0].counter,
                "last": self.waiting[-1].counter,
                "chain_before": self.chain,
                "chain": after,
                "changes": pack_changes(self.waiting),
            }
            self.chain = after
            self.waiting = []
        return SyncRequest(**(values | overrides))  # type: ignore[arg-type]  # names of the message's fields

    def seal(self, request: SyncRequest) -> bytes:
        """The signed bytes of a request."""
        return seal(request, "request", self.device, self.key)

    def sync(self, **overrides: object) -> SyncAnswer:
        """One exchange; what the page holds is taken over."""
        return self.deliver(self.seal(self.request(**overrides)))

    def deliver(self, sealed: bytes) -> SyncAnswer:
        """Carry request bytes to the hub and take its answer over."""
        answer = self.open(sealed, self.send(sealed))
        self.take(answer)
        return answer

    def open(self, sealed: bytes, answered: bytes) -> SyncAnswer:
        """The answer, checked to be the hub's and to belong to the request."""
        device, answer = open_envelope(answered, "answer", lambda _: self.hub_key, SyncAnswer)
        assert device == self.device
        assert answer.in_reply_to == reply_mark(sealed)
        return answer

    def take(self, answer: SyncAnswer) -> None:
        """Take the page and the cursor of an answer over."""
        if answer.code:
            return
        self.epoch = answer.epoch
        self.cursor = answer.cursor or self.cursor
        for table in unpack_records(answer.page):
            for row, record_id in enumerate(table.ids):
                fields = {name: column[row] for name, column in zip(table.fields, table.columns, strict=True)}
                filled: dict[str, Value] = {
                    name: value for name, value in fields.items() if value is not None
                }
                self.copies[table.record_type, record_id] = Copy(
                    table.versions[row], table.states[row], filled
                )

    def pull_all(self) -> SyncAnswer:
        """Exchange until there is no more to read; the last answer."""
        answer = self.sync()
        while answer.more:
            answer = self.sync()
        return answer

    def digest(self) -> Digest:
        """The digest over the copies."""
        total = Digest()
        for (record_type, record_id), copy in self.copies.items():
            total = total.added(record_hash(record_type, record_id, copy.version))
        return total

    def reviews(self) -> list[Copy]:
        """The reviews among the copies."""
        return [copy for (record_type, _), copy in self.copies.items() if record_type == "review"]


def outcomes(replies: Replies | None) -> list[str]:
    """Every reply as a short text: outcome, version where it does not go without saying, code."""
    assert replies is not None
    others = {reply.counter: reply for reply in replies.others}
    return [_text(others.get(counter)) for counter in range(replies.first, replies.last + 1)]


def _text(reply: Reply | None) -> str:
    if reply is None:
        return "applied"
    return " ".join(part for part in (reply.outcome, str(reply.version or ""), reply.code) if part)
