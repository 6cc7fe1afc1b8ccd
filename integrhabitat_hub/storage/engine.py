"""Opens the hub's database: SQLCipher in the data folder, or PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import sqlcipher3  # type: ignore[import-untyped]  # the package has no types
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from integrhabitat_hub.errors import OperatorError, StorageBusyError

Database = Engine
"""What the rest of the hub hands around without looking inside."""

_WAIT_SECONDS = 10
# SQLSTATE of PostgreSQL: lock_not_available, serialization_failure, deadlock_detected.
_BUSY_STATES = frozenset({"55P03", "40001", "40P01"})
_BUSY_TEXTS = ("database is locked", "database table is locked")


def open_sqlite(path: Path, key: bytes) -> Engine:
    """The embedded database, encrypted with a raw 256-bit `key`. The system's SQLite is never used."""
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlcipher3.dbapi2,
        connect_args={"timeout": _WAIT_SECONDS, "check_same_thread": False},
        pool_size=8,
        hide_parameters=True,
        max_overflow=32,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: `transaction` says which kind is wanted.
        connection.isolation_level = None
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (
            "cipher_memory_security = OFF",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def open_postgresql(url: str) -> Engine:
    """A PostgreSQL database by URL (psycopg 3). OperatorError for a URL of another kind."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise OperatorError("database_url_malformed") from error
    if parsed.get_backend_name() != "postgresql":
        raise OperatorError("database_url_malformed")
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        pool_size=8,
        max_overflow=32,
        pool_pre_ping=True,
        hide_parameters=True,
    )


@contextmanager
def transaction(engine: Engine, *, reads_only: bool = False) -> Iterator[Connection]:
    """One transaction. With `reads_only` it sees one state of the database and never waits for a writer.

    Raises StorageBusyError where a lock is not to be had in time, OperatorError("database_unreachable") where the
    database is away.
    """
    options: dict[str, Any] = {"reads_only": reads_only}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ" if reads_only else "READ COMMITTED"
    try:
        with engine.connect() as connection:
            connection = connection.execution_options(**options)
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.execute(text(f"SET LOCAL lock_timeout = '{round(_WAIT_SECONDS * 1000)}ms'"))
                yield connection
    except (DBAPIError, psycopg.Error) as error:
        # The driver's own errors come from bulk copies, which go past SQLAlchemy.
        expected = _expected(error.orig if isinstance(error, DBAPIError) else error)
        if expected is None:
            raise
        raise expected from error


def _expected(error: BaseException | None) -> Exception | None:
    state = getattr(error, "sqlstate", None)
    said = str(error)
    if state in _BUSY_STATES or said.startswith(_BUSY_TEXTS):
        return StorageBusyError()
    if "unable to open" in said:
        return OperatorError("database_unwritable")
    if "file is not a database" in said or "malformed" in said:
        return OperatorError("database_damaged")
    if isinstance(error, sqlcipher3.dbapi2.OperationalError):
        return OperatorError(
            "database_unwritable" if "disk is full" in said or "readonly" in said else "database_unreachable"
        )
    # PostgreSQL: connection exceptions (class 08) and shutdowns (class 57), or no answer at all.
    if isinstance(error, psycopg.OperationalError) and (state is None or state.startswith(("08", "57"))):
        return OperatorError("database_unreachable")
    return None
