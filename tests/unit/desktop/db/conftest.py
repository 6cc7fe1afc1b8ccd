"""Fixtures of the store tests: small Argon2 parameters, a fresh key file, invented staff."""

from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.key_accounts import CreatedKeys, NewAccount, create_store_keys
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.db.store_creation import create_store
from integrhabitat_desktop.db.store_files import StoreFiles

CHEAP = Argon2Parameters(memory_kib=64, iterations=1)
AMAIA = NewAccount("amaia", "Amaia Urrutia", "COORDINATOR", "tren-luna-pan-rojo", False)


def fill_with_notes(connection: Connection) -> None:
    """Content of some forty pages, so that damage has a place."""
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    rows = [(f"Nota inventada {number} " * 15,) for number in range(500)]
    connection.executemany("INSERT INTO note (text) VALUES (?)", rows)
    connection.execute("PRAGMA user_version = 7")
    connection.commit()


@pytest.fixture
def cheap() -> Argon2Parameters:
    """Parameters that cost nothing; the product's floor would make each unlock slow."""
    return CHEAP


@pytest.fixture
def created_keys(tmp_path: Path) -> CreatedKeys:
    """The key file of a new store with one coordinator, `amaia`."""
    return create_store_keys(tmp_path / "store.keys", AMAIA, CHEAP, floor=CHEAP)


@pytest.fixture
def files(tmp_path: Path) -> StoreFiles:
    """The paths of a store that does not exist yet."""
    return StoreFiles(tmp_path / "data" / "store")


@pytest.fixture
def created(files: StoreFiles) -> CreatedKeys:
    """A closed store with one coordinator, `amaia`, and a table `note` of 500 rows."""
    return create_store(files, AMAIA, CHEAP, fill_with_notes, floor=CHEAP)
