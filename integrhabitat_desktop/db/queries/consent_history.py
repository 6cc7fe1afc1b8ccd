"""What an answer about consent said before, read from the audit of this computer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from integrhabitat_desktop.db.audit import entries_of_record
from integrhabitat_desktop.db.queries.consent_answers import StandingAnswer
from integrhabitat_desktop.db.queries.record_names import staff_name
from integrhabitat_desktop.db.store import Store

_TOLD: Final = ("state", "method", "notice_version", "answered_on", "expires_on", "evidence")
_decode = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer as it once stood; `at` (UTC) is None where another computer wrote it and this one received it."""

    state: str
    method: str | None
    notice_version: str | None
    answered_on: str | None
    expires_on: str | None
    evidence: str | None
    at: str | None = None
    staff_name: str = ""


def past_answers(store: Store, standing: StandingAnswer) -> list[PastAnswer]:
    """The answers of one record, the present one first. StoreError."""
    return list(_told_backwards(store, standing))


def _told_backwards(store: Store, standing: StandingAnswer) -> Iterator[PastAnswer]:
    values: dict[str, Any] = {name: getattr(standing, name) for name in _TOLD}
    made_here = False
    for entry in entries_of_record(store.connection, "consent", standing.record_id):
        changed = {name: pair for name, pair in _decode(entry.detail).items() if name in _TOLD}
        if entry.action not in ("create", "edit") or not changed:
            continue
        written = values | {name: new for name, (_old, new) in changed.items()}
        if written != values:
            # What stands was not written by the newest entry: it came from another computer.
            yield PastAnswer(**values)
        yield PastAnswer(**written, at=entry.at, staff_name=staff_name(store, entry.staff))
        made_here = entry.action == "create"
        values = written | {name: old for name, (old, _new) in changed.items()}
    if not made_here:
        yield PastAnswer(**values)
