"""Reads the rows of a damaged database around its bad pages."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from integrhabitat_desktop.db.connection import Connection, open_encrypted
from integrhabitat_desktop.db.errors import StoreError, store_errors

_ROWS_AT_ONCE: Final = 500
_CAREFUL_JUMPS: Final = 200
_CAREFUL_DOUBLINGS: Final = 6
_LARGEST_ROWID: Final = 2**62

Row = tuple[Any, ...]


class DamagedReader:
    """A read-only connection, opened anew after each bad page: the driver distrusts every page from then on.

    `gaps` counts the places where rows were skipped.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection = open_encrypted(path, key, read_only=True)
        self.gaps = 0

    def close(self) -> None:
        self._connection.close()

    def tables(self) -> list[str]:
        """The ordinary tables. StoreError `store_damaged` where the schema itself cannot be read."""
        with store_errors():
            return tables_of(self._connection)

    def columns(self, table: str) -> list[str]:
        """The columns of a table, in order."""
        with store_errors():
            return columns_of(self._connection, table)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """Every readable row; the one or the other may come twice."""
        wanted = ", ".join(map(quoted, columns))
        with store_errors():
            sql = "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?"
            without_rowid = int(self._connection.execute(sql, (table,)).fetchone()[0])
        return self._by_key(table, wanted) if without_rowid else self._by_rowid(table, wanted)

    def _by_rowid(self, table: str, wanted: str) -> Iterator[Row]:
        """In portions, which shrink towards a bad page and grow again behind it."""
        sql = (
            f"SELECT rowid, {wanted} FROM {quoted(table)} NOT INDEXED"  # noqa: S608  # names of the schema
            " WHERE rowid >= ? ORDER BY rowid LIMIT ?"
        )
        position, portion = 0, _ROWS_AT_ONCE
        while True:
            found = self._read(sql, position, portion)
            if found is None and portion > 1:
                portion //= 8
                portion = max(portion, 1)
            elif found is None:
                self.gaps += 1
                behind = self._behind_damage(sql, position)
                if behind is None:
                    return
                position = behind
            elif not found:
                return
            else:
                yield from (row[1:] for row in found)
                position, portion = found[-1][0] + 1, min(portion * 2, _ROWS_AT_ONCE)

    def _behind_damage(self, sql: str, bad: int) -> int | None:
        """The first rowid after `bad` from which reading works again; None where it never does."""
        jumps, good = 0, None
        while good is None:
            doublings = min(jumps, _CAREFUL_DOUBLINGS) + max(0, jumps - _CAREFUL_JUMPS)
            candidate = bad + (1 << doublings)
            if candidate > _LARGEST_ROWID:
                return None
            if self._read(sql, candidate, 1) is None:
                bad, jumps = candidate, jumps + 1
            else:
                good = candidate
        while good - bad > 1:
            middle = (good + bad) // 2
            if self._read(sql, middle, 1) is None:
                bad = middle
            else:
                good = middle
        return good

    def _by_key(self, table: str, wanted: str) -> Iterator[Row]:
        """From the beginning to the first bad page, then from the end to the last one."""
        with store_errors():
            sql = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"
            key = [quoted(row[0]) for row in self._connection.execute(sql, (table,)).fetchall()]
        forward = f"SELECT {wanted} FROM {quoted(table)} NOT INDEXED ORDER BY {', '.join(key)}"  # noqa: S608  # names of the schema
        gaps = self.gaps
        yield from self._until_damage(forward)
        if self.gaps > gaps:
            backward = ", ".join(f"{name} DESC" for name in key)
            yield from self._until_damage(
                f"SELECT {wanted} FROM {quoted(table)} NOT INDEXED ORDER BY {backward}"  # noqa: S608  # names of the schema
            )
            self.gaps = gaps + 1

    def _until_damage(self, sql: str) -> Iterator[Row]:
        try:
            with store_errors():
                yield from self._connection.execute(sql)
        except StoreError as error:
            self._open_anew(error)
            self.gaps += 1

    def _read(self, sql: str, *parameters: int) -> list[Row] | None:
        """The rows, or None where a page on the way is bad."""
        try:
            with store_errors():
                return self._connection.execute(sql, parameters).fetchall()
        except StoreError as error:
            self._open_anew(error)
            return None

    def _open_anew(self, error: StoreError) -> None:
        if error.code != "store_damaged":
            raise error
        self._connection.close()
        self._connection = open_encrypted(self._path, self._key, read_only=True)


def tables_of(connection: Connection) -> list[str]:
    """The ordinary tables of a database: neither SQLite's own nor those behind a search index."""
    sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    names = [str(row[0]) for row in connection.execute(sql).fetchall()]
    return sorted(name for name in names if not name.startswith("sqlite_"))


def columns_of(connection: Connection, table: str) -> list[str]:
    """The columns of a table, in order."""
    sql = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
    return [str(row[0]) for row in connection.execute(sql, (table,)).fetchall()]


def quoted(name: str) -> str:
    """A name of the schema as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
