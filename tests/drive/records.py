"""What a driven program tells of its records: everything it holds, with the versions it has seen."""

from typing import Any

from integrhabitat_desktop.app import DesktopApp
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_type import values_of


def tell(app: DesktopApp, command: dict[str, Any]) -> dict[str, Any]:
    """All records by type and id (`records`), the versions (`versions`), what waits, and the digest."""
    opened = app.opened_store()
    store = opened.connect()
    try:
        wanted = command.get("types") or list(CATALOGUE)
        records: dict[str, dict[str, Any]] = {}
        for name in wanted:
            described = CATALOGUE[name]
            ids = [
                row[0]
                for row in store.connection.execute(
                    f"SELECT id FROM {name} WHERE gone = 0 ORDER BY id"  # noqa: S608 - names of the catalogue
                ).fetchall()
            ]
            found = {}
            for record_id in ids:
                record = store.get(described.cls, record_id)
                assert record is not None
                found[record_id] = values_of(record)
            records[name] = found
        versions = store.connection.execute(
            "SELECT record_type, record_id, version FROM record_state ORDER BY record_type, record_id"
        ).fetchall()
        states = dict(
            store.connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
        )
        return {"records": records, "versions": [list(row) for row in versions], "outbox": states}
    finally:
        store.close()
