"""Turns table rows into the values of the exchange, and back."""

from typing import Any

import msgspec
from sqlalchemy import Row

from integrhabitat_hub.storage import schema
from integrhabitat_hub.sync.records import HeldRecord, PastVersion, QuarantinedChange, Receipt
from integrhabitat_protocol.messages import Reply
from integrhabitat_protocol.record_type import Value

_fields_decoder = msgspec.json.Decoder(dict[str, Value])
_past_fields_decoder = msgspec.json.Decoder(dict[str, tuple[Value, Value]])
_replies_decoder = msgspec.msgpack.Decoder(list[Reply])
_encode = msgspec.json.Encoder().encode


def held_record(row: Row[Any]) -> HeldRecord:
    """The record of a row of the table `record`."""
    return HeldRecord(
        record_type=row.type,
        record_id=row.id,
        version=row.version,
        state=row.state,
        fields=_fields_decoder.decode(row.fields),
        device=row.device,
        author=row.author,
        claimed_at=row.claimed_at,
        received_at=row.received_at,
        feed=row.feed,
        known_to=row.known_to,
    )


def record_row(centre: str, record: HeldRecord) -> tuple[object, ...]:
    """The row of a record."""
    return (
        centre,
        record.record_type,
        record.record_id,
        record.version,
        record.state,
        _encode(record.fields).decode(),
        record.device,
        record.author,
        record.claimed_at,
        record.received_at,
        record.feed,
        record.known_to,
    )


_UPDATE_NAMES = ("of_centre", "of_type", "of_id", *[column.name for column in schema.record.columns][3:])


def record_update(centre: str, record: HeldRecord) -> dict[str, object]:
    """What an update of a record's row sets; its key is under names of its own."""
    return dict(zip(_UPDATE_NAMES, record_row(centre, record), strict=True))


def past_version(row: Row[Any]) -> PastVersion:
    """The past version of a row of the table `record_version`."""
    return PastVersion(
        record_type=row.type,
        record_id=row.id,
        version=row.version,
        op=row.op,
        device=row.device,
        author=row.author,
        claimed_at=row.claimed_at,
        received_at=row.received_at,
        fields=_past_fields_decoder.decode(row.fields),
    )


def past_row(centre: str, past: PastVersion) -> tuple[object, ...]:
    """The row of a past version."""
    return (
        centre,
        past.record_type,
        past.record_id,
        past.version,
        past.op,
        past.device,
        past.author,
        past.claimed_at,
        past.received_at,
        _encode(past.fields).decode(),
    )


def receipt(row: Row[Any]) -> Receipt:
    """The receipt of a row of the table `receipt`."""
    return Receipt(row.first, row.last, row.chain, _replies_decoder.decode(row.replies))


def receipt_values(centre: str, device: str, kept: Receipt, received_at: str) -> dict[str, object]:
    """The row of a receipt."""
    return {
        "centre": centre,
        "device": device,
        "first": kept.first,
        "last": kept.last,
        "chain": kept.chain,
        "replies": msgspec.msgpack.encode(kept.others),
        "received_at": received_at,
    }


def quarantine_row(centre: str, device: str, kept: QuarantinedChange, received_at: str) -> tuple[object, ...]:
    """The row of a quarantined change; its data stay as they came."""
    return centre, device, kept.change.counter, kept.code, _encode(kept.change).decode(), received_at
