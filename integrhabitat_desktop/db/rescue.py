"""What can still be read of a damaged store, moved into a new one; for a store without a good backup."""

from collections.abc import Callable
from dataclasses import dataclass

from integrhabitat_desktop.db.connection import Connection, close_store, open_encrypted
from integrhabitat_desktop.db.damaged_reader import DamagedReader, columns_of, quoted, tables_of
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.integrity import check_database
from integrhabitat_desktop.db.store_files import StoreFiles, database_bytes
from integrhabitat_desktop.db.store_replacement import (
    ReplacementObserver,
    begin_replacement,
    copy_keys,
    no_observer,
    put_in_place,
)
from integrhabitat_desktop.db.unlocked import Unlocked


@dataclass(frozen=True, slots=True)
class RescuedTable:
    """How one table came through: rows saved, and places where an unknown number of rows was lost."""

    name: str
    rows: int
    gaps: int


def rescue_store(
    files: StoreFiles,
    unlocked: Unlocked,
    label: str,
    prepare: Callable[[Connection], None],
    after: ReplacementObserver = no_observer,
) -> tuple[RescuedTable, ...]:
    """Build a new store from every readable row of the damaged one, which is kept aside under `label`.

    `prepare` makes the tables of the present schema; rows go in by column name, and triggers fill the search
    index. The store must be closed. StoreError `store_damaged` where not even the list of tables is readable.
    """
    building = begin_replacement(files, database_bytes(files.database))
    key = unlocked.store_key()
    damaged = DamagedReader(files.database, key)
    target = open_encrypted(building.database, key, create=True)
    try:
        prepare(target)
        with store_errors():
            names = sorted(set(damaged.tables()) & set(tables_of(target)))
            rescued = tuple(_rescue_table(damaged, target, name) for name in names)
            target.commit()
    except BaseException:
        target.close()
        raise
    finally:
        damaged.close()
    close_store(target)
    check_database(building.database, key)
    copy_keys(files.keys, building.keys)
    put_in_place(files, label, after)
    return rescued


def _rescue_table(damaged: DamagedReader, target: Connection, table: str) -> RescuedTable:
    present = columns_of(target, table)
    shared = [name for name in damaged.columns(table) if name in present]
    columns, places = ", ".join(map(quoted, shared)), ", ".join("?" for _ in shared)
    gaps_before = damaged.gaps
    # The names come from the schema of this program, the values are parameters.
    insert = f"INSERT OR REPLACE INTO {quoted(table)} ({columns}) VALUES ({places})"  # noqa: S608  # names of the schema
    target.executemany(insert, damaged.rows(table, shared))
    saved = int(target.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0])  # noqa: S608  # names of the schema
    return RescuedTable(table, saved, damaged.gaps - gaps_before)
