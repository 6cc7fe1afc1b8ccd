"""Inserts many rows at once in the quickest way each database has."""

from collections.abc import Iterable, Sequence
from functools import cache

from psycopg import sql
from sqlalchemy import Connection, Dialect, Table, insert


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert `rows`, whose values run along the table's columns."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.exec_driver_sql(_statement(table, connection.dialect), list(rows))


@cache
def _statement(table: Table, dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect))


def _copy(connection: Connection, table: Table, rows: Iterable[tuple[object, ...]]) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    with driver.cursor() as cursor, cursor.copy(_copy_statement(table)) as copy:
        copy.set_types(_column_types(table))
        for row in rows:
            copy.write_row(row)


@cache
def _copy_statement(table: Table) -> sql.Composed:
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    return sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(sql.Identifier(table.name), columns)


@cache
def _column_types(table: Table) -> list[str]:
    names = {"TEXT": "text", "BIGINT": "int8", "BLOB": "bytea"}
    return [names[str(column.type)] for column in table.columns]
