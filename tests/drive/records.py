"""What a driven program tells of its records, and whether they equal the hub's; asked by demo and tests."""

from pathlib import Path
from typing import Any

from integrhabitat_desktop.app import DesktopApp
from integrhabitat_desktop.db.store import Store
from integrhabitat_hub.data_folder import DataFolder
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_type import values_of
from tests.sync.invariants import check_converged, check_store

Told = dict[str, Any]


def tell(app: DesktopApp, command: Told) -> Told:
    """All records by type and id (`records`), the versions (`versions`), and what waits (`outbox`)."""
    store = app.opened_store().connect()
    try:
        # One moment: the window goes on writing meanwhile.
        store.connection.execute("BEGIN")
        check_store(store)
        versions = store.fetch(
            "SELECT record_type, record_id, version FROM record_state ORDER BY record_type, record_id"
        )
        return {
            "records": {name: _records(store, name) for name in command.get("types") or CATALOGUE},
            "versions": [list(row) for row in versions],
            "outbox": dict(store.fetch("SELECT state, count(*) FROM outbox GROUP BY state")),
        }
    finally:
        store.connection.rollback()
        store.close()


def compare_with_hub(app: DesktopApp, command: Told) -> Told:
    """Every record field by field and version by version with the hub's database; raises where one differs."""
    store = app.opened_store().connect()
    engine = DataFolder(Path(command["hub"])).open_database()
    try:
        store.connection.execute("BEGIN")
        check_store(store)
        check_converged({"this desktop": store}, engine, command["centre"])
        return {}
    finally:
        engine.dispose()
        store.connection.rollback()
        store.close()


def count_rounds(app: DesktopApp) -> Told:
    """How many rounds of sync have ended."""
    store = app.opened_store().connect()
    try:
        row = store.fetch_one("SELECT count(*) FROM sync_history")
        return {"rounds": row[0] if row else 0}
    finally:
        store.close()


def _records(store: Store, name: str) -> Told:
    described = CATALOGUE[name]
    found = {}
    for (record_id,) in store.fetch(f"SELECT id FROM {name} WHERE gone = 0 ORDER BY id"):  # noqa: S608
        record = store.get(described.cls, record_id)
        assert record is not None
        found[record_id] = values_of(record)
    return found
