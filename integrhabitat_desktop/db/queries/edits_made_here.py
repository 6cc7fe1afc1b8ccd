"""Reads what the audit of this computer knows about the edits of one record."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from integrhabitat_desktop.db.audit import entries_of_record
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries.record_names import staff_name
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.record_type import Value

_decode = msgspec.json.Decoder(dict[str, tuple[Value, Value]]).decode
_WRITTEN = ("create", "edit", "delete")


@dataclass(frozen=True, slots=True)
class MadeEdit:
    """Who wrote what when (UTC): each field with the value before and after. An erased one tells no values."""

    at: str
    staff_name: str
    action: str
    changed: Mapping[str, tuple[Value, Value]]


def edits_made_here(store: Store, record_type: str, record_id: str) -> list[MadeEdit]:
    """The edits of a record that were made on this computer, newest first. StoreError."""
    with store_errors():
        entries = entries_of_record(store.connection, record_type, record_id)
    return [
        MadeEdit(it.at, staff_name(store, it.staff), it.action, _changed(it.detail))
        for it in entries
        if it.action in _WRITTEN
    ]


def _changed(detail: str) -> dict[str, tuple[Value, Value]]:
    try:
        return _decode(detail)
    except msgspec.DecodeError:
        return {}
