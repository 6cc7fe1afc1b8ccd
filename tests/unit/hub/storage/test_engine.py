"""Opening the database: encrypted, durable, and with a code for everything that can be wrong with it."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from integrhabitat_hub.errors import OperatorError, StorageBusyError
from integrhabitat_hub.storage import engine as engine_module
from integrhabitat_hub.storage.engine import open_postgresql, open_sqlite, transaction
from integrhabitat_hub.storage.upgrade import upgrade
from tests.unit.hub.hub_in_process import HubInProcess

KEY = bytes(range(32))


def test_the_embedded_database_is_durable_and_of_a_sound_version(sqlite_engine: Engine) -> None:
    with transaction(sqlite_engine, reads_only=True) as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        version = str(connection.scalar(text("SELECT sqlite_version()")))
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_nothing_typed_is_found_in_the_files(
    sqlite_engine: Engine, tmp_path: Path, hub: HubInProcess
) -> None:
    if hub.engine is not sqlite_engine:
        return
    device = hub.first_device()
    device.create("person", "PPPPPPP-1", name="Teodolinda Ficticia")
    device.sync()
    for file in tmp_path.iterdir():
        assert b"Teodolinda" not in file.read_bytes()


def test_plain_sqlite_cannot_open_the_file(sqlite_engine: Engine, tmp_path: Path) -> None:
    sqlite_engine.dispose()
    plain = sqlite3.connect(tmp_path / "hub.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_another_key_does_not_open_the_file(sqlite_engine: Engine, tmp_path: Path) -> None:
    sqlite_engine.dispose()
    other = open_sqlite(tmp_path / "hub.db", bytes(32))
    with pytest.raises(OperatorError, match="database_damaged"):
        upgrade(other)
    other.dispose()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    engine = open_sqlite(tmp_path / "nowhere" / "hub.db", KEY)
    with pytest.raises(OperatorError, match="database_unwritable"):
        upgrade(engine)
    engine.dispose()


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://localhost/x", "sqlite:///x.db", "postgresql://h:port/x"]
)
def test_only_postgresql_addresses_are_taken(url: str) -> None:
    with pytest.raises(OperatorError, match="database_url_malformed"):
        open_postgresql(url)


def test_a_server_that_does_not_answer_is_said(tmp_path: Path) -> None:
    engine = open_postgresql(f"postgresql://postgres:@/postgres?host={tmp_path}")
    with pytest.raises(OperatorError, match="database_unreachable"):
        upgrade(engine)
    engine.dispose()


def test_a_lock_that_is_not_to_be_had_in_time_is_busy(
    hub: HubInProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_WAIT_SECONDS", 0.05)
    device = hub.first_device()
    # The embedded database is told how long to wait when a connection is made.
    hub.engine.dispose()
    if hub.engine.dialect.name == "sqlite":
        event.listen(hub.engine, "connect", lambda made, _record: made.execute("PRAGMA busy_timeout = 50"))
    with hub.exchange._storage.open_centre(device.device, for_writing=True):
        device.create("person", "PPPPPPP-1", name="Rosa")
        answer = device.sync()
        assert (answer.code, answer.retry_after) == ("busy", 5)


def test_a_failure_undoes_the_whole_transaction(engine: Engine) -> None:
    with pytest.raises(StorageBusyError), transaction(engine) as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        raise StorageBusyError
    with transaction(engine, reads_only=True) as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
