"""Whether a database is whole: SQLite's structure check and SQLCipher's page check find different damage."""

import sqlite3
from pathlib import Path

from integrhabitat_desktop.db.connection import Connection, close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError, store_error_of


def find_damage(connection: Connection, *, thorough: bool = False) -> tuple[str, ...]:
    """What the checks say, empty for a whole database; page numbers and table names, never content.

    `thorough` compares every index with its table as well, which takes minutes on a large store. Give a
    fresh connection: one that met a bad page reports more than there is.
    """
    problems: list[str] = []
    for statement in (
        "PRAGMA cipher_integrity_check",  # each page's HMAC; blind to missing pages at the end
        "PRAGMA integrity_check" if thorough else "PRAGMA quick_check",
    ):
        try:
            answers = [str(row[0]) for row in connection.execute(statement).fetchall()]
        except sqlite3.DatabaseError as error:
            translated = store_error_of(error)
            if translated is None or translated.code != "store_damaged":
                raise
            answers = [str(error)]
        problems += [answer for answer in answers if answer != "ok"]
    return tuple(problems)


def check_database(path: Path, key: bytes) -> None:
    """Open a closed database on its own, check it, and leave one clean file. StoreError `store_damaged`."""
    connection = open_encrypted(path, key)
    try:
        problems = find_damage(connection)
    except BaseException:
        connection.close()
        raise
    if problems:
        connection.close()
        raise StoreError("store_damaged", problems=len(problems))
    close_store(connection)
