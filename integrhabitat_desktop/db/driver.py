"""The encrypting driver with the errors of the standard library, which sqlite-utils and our rooms catch."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

from sqlcipher3 import dbapi2 as _cipher  # type: ignore[import-untyped]  # the driver ships no types

SQLITE_VERSION: Final[tuple[int, ...]] = _cipher.sqlite_version_info
Parameters = Sequence[Any] | Mapping[str, Any]
Row = _cipher.Row  # sqlite3.Row refuses this driver's cursors

_STANDARD_ERROR = {
    getattr(_cipher, name): getattr(sqlite3, name)
    for name in (
        "Warning",
        "Error",
        "InterfaceError",
        "DatabaseError",
        "InternalError",
        "OperationalError",
        "ProgrammingError",
        "IntegrityError",
        "DataError",
        "NotSupportedError",
    )
}
_DRIVER_ERRORS = (_cipher.Error, _cipher.Warning)


def _standard(error: Exception) -> Exception:
    """The sqlite3 error with the same message and result code; sqlite-utils catches only those."""
    translated: Exception = _STANDARD_ERROR.get(type(error), sqlite3.Error)(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(translated, name, getattr(error, name))
    return translated


class Cursor(_cipher.Cursor):  # type: ignore[misc]  # the driver ships no types
    """A cursor whose errors are those of the standard library."""

    def execute(self, sql: str, parameters: Parameters = ()) -> Self:
        try:
            super().execute(sql, parameters)
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None
        return self

    def executemany(self, sql: str, rows: Iterable[Parameters]) -> Self:
        try:
            super().executemany(sql, rows)
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None
        return self

    def executescript(self, sql: str) -> Self:
        try:
            super().executescript(sql)
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None
        return self

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None

    def fetchmany(self, size: int = 100) -> list[Any]:
        try:
            return list(super().fetchmany(size))
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None

    def fetchall(self) -> list[Any]:
        try:
            rows: list[Any] = super().fetchall()
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None
        return rows

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None


class Connection(_cipher.Connection):  # type: ignore[misc]  # the driver ships no types
    """An encrypted connection whose errors are those of the standard library. One per thread."""

    def cursor(self, factory: type[Cursor] = Cursor) -> Cursor:
        try:
            cursor: Cursor = super().cursor(factory)
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None
        return cursor

    def execute(self, sql: str, parameters: Parameters = ()) -> Cursor:
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Parameters]) -> Cursor:
        return self.cursor().executemany(sql, rows)

    def executescript(self, sql: str) -> Cursor:
        return self.cursor().executescript(sql)

    def commit(self) -> None:
        self._translated(super().commit)

    def rollback(self) -> None:
        self._translated(super().rollback)

    def close(self) -> None:
        self._translated(super().close)

    def interrupt(self) -> None:
        """End the running statement of this connection; the one method another thread may call."""
        self._translated(super().interrupt)

    def backup(self, target: "Connection", **options: Any) -> None:
        self._translated(super().backup, target, **options)

    def create_function(self, *arguments: Any, **options: Any) -> None:
        self._translated(super().create_function, *arguments, **options)

    def create_collation(self, *arguments: Any, **options: Any) -> None:
        self._translated(super().create_collation, *arguments, **options)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.rollback()

    @staticmethod
    def _translated(method: Callable[..., Any], *arguments: Any, **options: Any) -> None:
        try:
            method(*arguments, **options)
        except _DRIVER_ERRORS as error:
            raise _standard(error) from None


def connect(uri: str, busy_seconds: float) -> Connection:
    """A connection that has no key yet."""
    try:
        connection: Connection = _cipher.connect(uri, uri=True, timeout=busy_seconds, factory=Connection)
    except _DRIVER_ERRORS as error:
        raise _standard(error) from None
    return connection
