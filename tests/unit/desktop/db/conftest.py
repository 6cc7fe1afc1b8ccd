"""Fixtures of the store tests: small Argon2 parameters, a fresh key file, invented staff."""

from pathlib import Path

import pytest

from integrhabitat_desktop.db.key_accounts import CreatedKeys, NewAccount, create_store_keys
from integrhabitat_desktop.db.key_derivation import Argon2Parameters

CHEAP = Argon2Parameters(memory_kib=64, iterations=1)


@pytest.fixture
def cheap() -> Argon2Parameters:
    """Parameters that cost nothing; the product's floor would make each unlock slow."""
    return CHEAP


@pytest.fixture
def created_keys(tmp_path: Path) -> CreatedKeys:
    """The key file of a new store with one coordinator, `amaia`."""
    first = NewAccount("amaia", "Amaia Urrutia", "COORDINATOR", "tren-luna-pan-rojo", False)
    return create_store_keys(tmp_path / "store.keys", first, CHEAP, floor=CHEAP)
