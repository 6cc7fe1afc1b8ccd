"""Makes the review that keeps both sides of a clash; the only records that the hub makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from integrhabitat_hub.sync.ledger import Ledger
from integrhabitat_hub.sync.records import HUB, HeldRecord, PastVersion
from integrhabitat_protocol.changes import Change, review_id
from integrhabitat_protocol.record_type import Value

Kind = Literal["EDIT", "DELETED_THEN_EDITED", "EDITED_THEN_DELETED"]
_encoder = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash to be kept: the values before, those that stand, and those that came too late."""

    kind: Kind
    group: str
    base: Mapping[str, Value]
    current: Mapping[str, Value]
    other: Mapping[str, Value]
    standing: HeldRecord | PastVersion
    """Who wrote what stands."""


def add_review(ledger: Ledger, change: Change, device: str, clash: Clash) -> None:
    """Put the review of a clash into the ledger, open, for everyone of the centre to settle."""
    found_at = ledger.received_at
    fields: dict[str, Value | None] = {
        "record_type": change.record_type,
        "record_id": change.record_id,
        "field_group": clash.group,
        "kind": clash.kind,
        "base": _json(clash.base),
        "current": _json(clash.current),
        "other": _json(clash.other),
        "current_author": clash.standing.author or None,
        "current_device": clash.standing.device or None,
        "current_at": clash.standing.claimed_at or None,
        "other_author": change.author,
        "other_device": device,
        "other_at": change.claimed_at,
        "found_at": found_at,
        "state": "OPEN",
    }
    ledger.add(
        HeldRecord(
            record_type="review",
            record_id=review_id(change, device, clash.group),
            version=1,
            state="live",
            fields={name: value for name, value in fields.items() if value is not None},
            device=HUB,
            author="",
            claimed_at=found_at,
            received_at=found_at,
            feed=0,
            known_to="",
        )
    )


def _json(values: Mapping[str, Value]) -> str:
    return _encoder.encode(values).decode()
