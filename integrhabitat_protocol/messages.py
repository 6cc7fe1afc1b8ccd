"""The messages of the two endpoints: one exchange for push and pull, and the pairing of a device."""

from typing import Literal

import msgspec

from integrhabitat_protocol.blocks import ChangeBlock, RecordBlock

PROTOCOL = 1
"""Raised when an old side could no longer understand a new one."""

Outcome = Literal["applied", "merged", "conflict", "quarantined", "refused"]


class SyncRequest(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """What a device asks in one exchange; names are short because most exchanges have nothing to say.

    `cursor` is what the hub gave last ("" at first). `changes` hold the batch from `first` to `last`;
    `chain_before` and `chain` are the device's chain before and after it. With nothing to send, `last` is the
    last change that was answered and `first` follows it: a copied or rolled-back store shows by that. `digest`
    is what the device holds. `resend_own` asks for rows that this device made itself as well. `buckets` asks to
    pull these digest buckets again; `want_buckets` asks for the hub's bucket sums. `left_epochs` are those that the
    device has been in since it was last in step with the hub.
    """

    catalogue: int = msgspec.field(name="c")
    epoch: str = msgspec.field(name="e", default="")
    cursor: str = msgspec.field(name="k", default="")
    page_size: int = msgspec.field(name="z", default=5000)
    protocol: int = msgspec.field(name="p", default=PROTOCOL)
    first: int = msgspec.field(name="f", default=0)
    last: int = msgspec.field(name="l", default=0)
    chain_before: bytes = msgspec.field(name="b", default=b"")
    chain: bytes = msgspec.field(name="h", default=b"")
    changes: list[ChangeBlock] = msgspec.field(name="n", default_factory=list)
    digest: bytes = msgspec.field(name="d", default=b"")
    resend_own: bool = msgspec.field(name="o", default=False)
    want_buckets: bool = msgspec.field(name="w", default=False)
    buckets: list[int] = msgspec.field(name="u", default_factory=list)
    left_epochs: list[str] = msgspec.field(name="g", default_factory=list)
    sent_at: int = msgspec.field(name="t", default=0)
    """Seconds since 1970 by the device's clock; only for showing a clock that is wrong."""


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """What became of one change. `version` is the record's version after it (0 where nothing was applied)."""

    counter: int
    outcome: Outcome
    version: int
    code: str = ""


class Replies(msgspec.Struct, frozen=True, array_like=True):
    """Replies for the changes `first` to `last`: every change that is not in `others` was applied and made
    the version after its base version."""

    first: int
    last: int
    others: list[Reply]


class SyncAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the hub answers; `in_reply_to` are the first 8 bytes of SHA-256 over the request's envelope.

    `code` is "" where all went well; otherwise `device_forked`, `counter_gap`, `epoch_changed`, `resync`,
    `device_revoked`, `catalogue_too_old`, `busy` or another refusal, and nothing of the request was applied.
    `last_counter` is the last change of this device that the hub knows. `cursor` is "" where it does not
    move. `digest` covers everything the hub holds, also where `more` is true. `bucket_sums` are 256 digests of 20
    bytes each.
    """

    epoch: str = msgspec.field(name="e")
    in_reply_to: bytes = msgspec.field(name="r")
    hub_time: int = msgspec.field(name="t", default=0)
    code: str = msgspec.field(name="x", default="")
    last_counter: int = msgspec.field(name="l", default=0)
    chain: bytes = msgspec.field(name="c", default=b"")
    """Beside a `code` only: the device's chain after `last_counter`, as the hub knows it."""
    replies: Replies | None = msgspec.field(name="a", default=None)
    page: list[RecordBlock] = msgspec.field(name="n", default_factory=list)
    cursor: str = msgspec.field(name="k", default="")
    more: bool = msgspec.field(name="m", default=False)
    digest: bytes = msgspec.field(name="d", default=b"")
    bucket_sums: bytes = msgspec.field(name="u", default=b"")
    retry_after: int = msgspec.field(name="w", default=0)
    """Seconds to wait before the next exchange; 0 for no wish."""


class PairRequest(msgspec.Struct, frozen=True):
    """Asks to join a centre with a one-time code. `replaces` and `proof` stand for a forked device: its old id,
    and the old key's signature over the new id and key; then `code` is empty."""

    code: str
    device: str
    public_key: bytes
    device_name: str
    catalogue: int
    protocol: int = PROTOCOL
    replaces: str = ""
    proof: bytes = b""


class PairAnswer(msgspec.Struct, frozen=True):
    """The hub's part of a pairing. `code` is "" where it worked, otherwise the reason: `pairing_code_wrong`,
    `pairing_code_used`, `pairing_code_expired`, `prefix_taken`, `too_many_attempts`, `protocol_too_old`."""

    code: str = ""
    centre: str = ""
    centre_name: str = ""
    epoch: str = ""
    hub_key: bytes = b""
    has_centre_record: bool = False


def fork_proof_text(old_device: str, new_device: str, public_key: bytes) -> bytes:
    """What the old key of a forked device signs, to hand its place to the new identity."""
    return b"integrhabitat/fork/1\0" + old_device.encode() + b"\0" + new_device.encode() + b"\0" + public_key
