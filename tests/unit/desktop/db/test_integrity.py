"""Each kind of damage to a database is found and named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.integrity import check_database, find_damage
from integrhabitat_desktop.db.key_accounts import CreatedKeys
from integrhabitat_desktop.db.store_files import StoreFiles

PAGE = 4096


def flip(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def swap(content: bytes, first: int, second: int) -> bytes:
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    pages[first], pages[second] = pages[second], pages[first]
    return b"".join(pages)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a lost salt": lambda content: bytes(16) + content[16:],
    "a bit in the first page": lambda content: flip(content, 300),
    "a bit further on": lambda content: flip(content, 15 * PAGE + 300),
    "swapped pages": lambda content: swap(content, 10, 11),
    "a zeroed page": lambda content: content[: 12 * PAGE] + bytes(PAGE) + content[13 * PAGE :],
    "cut at a page border": lambda content: content[: -3 * PAGE],
    "cut inside a page": lambda content: content[:-100],
    "only the first page left": lambda content: content[:PAGE],
}


@pytest.mark.parametrize("harm", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found(files: StoreFiles, created: CreatedKeys, harm: Callable[[bytes], bytes]) -> None:
    files.database.write_bytes(harm(files.database.read_bytes()))
    with pytest.raises(StoreError) as caught:
        check_database(files.database, created.unlocked.store_key())
    assert caught.value.code == "store_damaged"


def test_an_emptied_file_has_a_code_of_its_own(files: StoreFiles, created: CreatedKeys) -> None:
    files.database.write_bytes(b"")
    with pytest.raises(StoreError, match="store_empty"):
        check_database(files.database, created.unlocked.store_key())


@pytest.mark.parametrize("thorough", [False, True])
def test_a_whole_store_has_no_damage(files: StoreFiles, created: CreatedKeys, thorough: bool) -> None:
    connection = open_encrypted(files.database, created.unlocked.store_key())
    assert find_damage(connection, thorough=thorough) == ()
    close_store(connection)
    check_database(files.database, created.unlocked.store_key())


def test_the_problems_name_pages_and_no_content(files: StoreFiles, created: CreatedKeys) -> None:
    files.database.write_bytes(flip(files.database.read_bytes(), 15 * PAGE + 300))
    connection = open_encrypted(files.database, created.unlocked.store_key())
    problems = find_damage(connection)
    connection.close()
    assert "HMAC verification failed for page 16" in problems
    assert not any("inventada" in problem for problem in problems)


def test_the_check_leaves_one_clean_file(files: StoreFiles, created: CreatedKeys) -> None:
    check_database(files.database, created.unlocked.store_key())
    left = sorted(file.name for file in Path(files.folder).iterdir())
    assert left == ["store.db", "store.keys", "store.keys.previous"]
