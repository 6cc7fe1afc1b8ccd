"""Blocks: changes and records of one kind side by side, packed column by column."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Literal, cast

import msgspec

from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import Change, Operation
from integrhabitat_protocol.columns import Column, pack, unpack
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.record_type import Value, Values
from integrhabitat_protocol.validation import expected_id, id_fields

MAX_ROWS = 200_000
MAX_FIELDS = 64
_OPERATIONS: tuple[Operation, ...] = ("create", "edit", "delete")
RecordState = Literal["live", "deleted", "erased"]
_STATES: tuple[RecordState, ...] = ("live", "deleted", "erased")


class ChangeBlock(msgspec.Struct, array_like=True, frozen=True):
    """Changes of one record type, one operation and one set of fields.

    `ids` is None where the natural key of the new values makes every id. A create carries no old values.
    """

    record_type: str
    op: Operation
    count: int
    fields: list[str]
    counters: Column
    ids: Column | None
    base_versions: Column
    groups: Column
    authors: Column
    times: Column
    new: list[Column]
    old: list[Column]


class RecordBlock(msgspec.Struct, array_like=True, frozen=True):
    """Records of one type with the same fields, in feed order within the block."""

    record_type: str
    count: int
    fields: list[str]
    ids: Column | None
    versions: Column
    states: Column
    columns: list[Column]


class RecordRow(msgspec.Struct, array_like=True, frozen=True):
    """One record as the hub holds it. `fields` leaves out the empty ones; it is empty unless the state is live."""

    record_type: str
    record_id: str
    version: int
    state: RecordState
    fields: dict[str, Value]


class RecordTable(msgspec.Struct, frozen=True):
    """A record block unpacked, still column by column; `columns` runs along `fields`."""

    record_type: str
    fields: list[str]
    ids: list[str]
    versions: list[int]
    states: list[RecordState]
    columns: list[list[Value]]


def pack_changes(changes: Iterable[Change]) -> list[ChangeBlock]:
    """The blocks of `changes`; `unpack_changes` gives them back in the order of their counters."""
    piles: dict[tuple[str, Operation, tuple[str, ...]], list[Change]] = {}
    for change in changes:
        piles.setdefault((change.record_type, change.op, tuple(sorted(change.fields))), []).append(change)
    blocks = []
    for (record_type, op, fields), pile in piles.items():
        key = _id_fields(record_type)
        olds = op != "create" or any(change.fields[name][0] is not None for change in pile for name in fields)
        blocks.append(
            ChangeBlock(
                record_type=record_type,
                op=op,
                count=len(pile),
                fields=list(fields),
                counters=pack([change.counter for change in pile]),
                ids=_packed_ids(
                    record_type,
                    [change.record_id for change in pile],
                    [
                        {name: change.fields[name][1] for name in key if name in change.fields}
                        for change in pile
                    ],
                ),
                base_versions=pack([change.base_version for change in pile]),
                groups=pack(
                    [change.counter - change.change_group if change.change_group else -1 for change in pile]
                ),
                authors=pack([change.author for change in pile]),
                times=pack([change.claimed_at for change in pile]),
                new=[pack([change.fields[name][1] for change in pile]) for name in fields],
                old=[pack([change.fields[name][0] for change in pile]) for name in fields] if olds else [],
            )
        )
    return blocks


def unpack_changes(blocks: Sequence[ChangeBlock]) -> list[Change]:
    """The changes of `blocks` by rising counter. ProtocolError where a block is malformed or too large."""
    _check_size(blocks)
    changes: list[Change] = []
    for block in blocks:
        count = block.count
        if len(block.new) != len(block.fields) or len(block.old) not in (0, len(block.fields)):
            raise ProtocolError("block_malformed")
        news = [unpack(column, count) for column in block.new]
        olds = [unpack(column, count) for column in block.old] or [[None] * count for _ in block.fields]
        counters = _integers(block.counters, count)
        groups = _integers(block.groups, count)
        ids = _unpacked_ids(block.record_type, block.ids, block.fields, news, count)
        bases = _integers(block.base_versions, count)
        authors = _texts(block.authors, count)
        times = _texts(block.times, count)
        if block.op not in _OPERATIONS:
            raise ProtocolError("block_malformed")
        for row in range(count):
            changes.append(
                Change(
                    counter=counters[row],
                    record_type=block.record_type,
                    record_id=ids[row],
                    op=block.op,
                    base_version=bases[row],
                    fields={
                        name: (olds[place][row], news[place][row]) for place, name in enumerate(block.fields)
                    },
                    change_group=counters[row] - groups[row] if groups[row] >= 0 else 0,
                    author=authors[row],
                    claimed_at=times[row],
                )
            )
    changes.sort(key=lambda change: change.counter)
    return changes


def pack_records(rows: Iterable[RecordRow]) -> list[RecordBlock]:
    """The blocks of `rows`: one for each type, with the fields that any of its rows fills."""
    piles: dict[str, list[RecordRow]] = {}
    for row in rows:
        piles.setdefault(row.record_type, []).append(row)
    blocks = []
    for record_type, pile in piles.items():
        fields = sorted({name for row in pile for name in row.fields})
        blocks.append(
            RecordBlock(
                record_type=record_type,
                count=len(pile),
                fields=fields,
                ids=_packed_ids(record_type, [row.record_id for row in pile], [row.fields for row in pile]),
                versions=pack([row.version for row in pile]),
                states=pack([_STATES.index(row.state) for row in pile]),
                columns=[pack([row.fields.get(name) for row in pile]) for name in fields],
            )
        )
    return blocks


def unpack_records(blocks: Sequence[RecordBlock]) -> list[RecordTable]:
    """The tables of `blocks`. ProtocolError where a block is malformed or too large."""
    _check_size(blocks)
    tables = []
    for block in blocks:
        if len(block.columns) != len(block.fields):
            raise ProtocolError("block_malformed")
        columns = [unpack(column, block.count) for column in block.columns]
        states = _integers(block.states, block.count)
        if not all(0 <= state < len(_STATES) for state in set(states)):
            raise ProtocolError("block_malformed")
        tables.append(
            RecordTable(
                record_type=block.record_type,
                fields=block.fields,
                ids=_unpacked_ids(block.record_type, block.ids, block.fields, columns, block.count),
                versions=_integers(block.versions, block.count),
                states=[_STATES[state] for state in states],
                columns=columns,
            )
        )
    return tables


def _check_size(blocks: Sequence[ChangeBlock] | Sequence[RecordBlock]) -> None:
    too_wide = any(len(block.fields) > MAX_FIELDS or block.count < 0 for block in blocks)
    if too_wide or sum(block.count for block in blocks) > MAX_ROWS:
        raise ProtocolError("block_too_large")


def _packed_ids(record_type: str, ids: list[str], rows: Sequence[Values]) -> Column | None:
    described = CATALOGUE.get(record_type)
    if (
        described is not None
        and described.natural_key is not None
        and all(
            expected_id(described, values) == record_id for record_id, values in zip(ids, rows, strict=True)
        )
    ):
        return None
    return pack(ids)


def _id_fields(record_type: str) -> tuple[str, ...]:
    described = CATALOGUE.get(record_type)
    return () if described is None else id_fields(described)


def _unpacked_ids(
    record_type: str, ids: Column | None, fields: list[str], columns: list[list[Value]], count: int
) -> list[str]:
    if ids is not None:
        return _texts(ids, count)
    described = CATALOGUE.get(record_type)
    if described is None or described.natural_key is None:
        raise ProtocolError("block_malformed")
    parts = {name: columns[fields.index(name)] for name in id_fields(described) if name in fields}
    rows = zip(*parts.values(), strict=True) if parts else itertools.repeat((), count)
    return [expected_id(described, dict(zip(parts, row, strict=True))) or "" for row in rows]


def _integers(column: Column, count: int) -> list[int]:
    values = unpack(column, count)
    if not all(type(value) is int for value in values):
        raise ProtocolError("column_malformed")
    return cast("list[int]", values)


def _texts(column: Column, count: int) -> list[str]:
    values = unpack(column, count)
    if not all(isinstance(value, str) for value in values):
        raise ProtocolError("column_malformed")
    return cast("list[str]", values)
