"""Fixtures for every room: a real encrypted store with a still clock and a known prefix."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import close_store, open_encrypted
from integrhabitat_desktop.db.migrations import migrate
from integrhabitat_desktop.db.store import ChangeListener, Store, prepare_store
from tests.fake_clock import FakeClock

STORE_KEY = bytes(range(32))
StoreFactory = Callable[..., Store]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def migrated_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store of the present schema, made once and copied for each test."""
    path = tmp_path_factory.mktemp("migrated") / "store.db"
    connection = open_encrypted(path, STORE_KEY, create=True)
    migrate(connection)
    close_store(connection)
    return path


@pytest.fixture
def store_factory(tmp_path: Path, clock: FakeClock, migrated_store: Path) -> Iterator[StoreFactory]:
    """Makes stores: `store_factory()` a new one, `store_factory(path=store_path)` one more connection to it."""
    opened: list[Store] = []
    numbers = itertools.count(1)

    def make(
        *,
        path: Path | None = None,
        seed: int | None = None,
        clock: FakeClock = clock,
        on_change: ChangeListener | None = None,
    ) -> Store:
        number = next(numbers)
        target = path or tmp_path / f"store-{number}.db"
        random = (seed if seed is not None else number).to_bytes(5, "big")
        if not target.exists():
            shutil.copy(migrated_store, target)
        connection = open_encrypted(target, STORE_KEY)
        # The lowest five bits do not reach the prefix.
        prepare_store(connection, lambda count: random[1:] + bytes(count - 4))
        made = Store(connection, clock, on_change)
        opened.append(made)
        return made

    yield make
    for made in opened:
        made.connection.close()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(store_factory: StoreFactory, store_path: Path) -> Store:
    return store_factory(path=store_path, seed=1)
