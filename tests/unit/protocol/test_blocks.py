"""Blocks and columns give back what was packed, and refuse anything else."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_protocol.blocks import (
    ChangeBlock,
    RecordBlock,
    RecordRow,
    pack_changes,
    pack_records,
    unpack_changes,
    unpack_records,
)
from integrhabitat_protocol.changes import Change, Operation
from integrhabitat_protocol.columns import CONSTANT, COUNTED, INDEXED, PLAIN, STEPS, pack, unpack
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.ids import make_id

values = st.none() | st.text(max_size=8) | st.integers(-(2**53), 2**53)
made_ids = st.integers(0, 10**6).map(lambda number: make_id("K3F9Q7M", number))


@given(st.lists(values) | st.lists(made_ids, min_size=1) | st.lists(st.sampled_from(["F", "M", None])))
def test_a_column_gives_back_its_values_through_msgpack(column: list[str | int | None]) -> None:
    travelled = msgspec.msgpack.decode(msgspec.msgpack.encode(pack(column)))
    assert unpack(travelled, len(column)) == column


@pytest.mark.parametrize(
    ("column", "form"),
    [
        (["x", "x"], CONSTANT),
        (["a", "b"], PLAIN),
        ([3, 5, 4], STEPS),
        ([f"K3F9Q7M-{n}" for n in (1, 2, 3)], COUNTED),
        (["a", "b"] * 4, INDEXED),
    ],
)
def test_each_column_takes_its_shortest_form(column: list[str | int | None], form: int) -> None:
    assert pack(column)[0] == form


@given(st.recursive(st.none() | st.integers() | st.text() | st.binary(), st.lists), st.integers(0, 5))
def test_a_column_that_is_none_is_refused_and_never_breaks(column: object, count: int) -> None:
    try:
        assert len(unpack(column, count)) == count
    except ProtocolError as error:
        assert error.code == "column_malformed"


OPERATIONS: tuple[Operation, ...] = ("create", "edit", "delete")

field_values = st.dictionaries(
    st.sampled_from(["name", "sex", "session", "person", "status"]), st.tuples(values, values), max_size=4
)


@st.composite
def change_lists(draw: st.DrawFn) -> list[Change]:
    changes = []
    group = 0
    for counter in range(1, draw(st.integers(0, 12)) + 1):
        group = draw(st.sampled_from([0, counter, group]))
        op = draw(st.sampled_from(OPERATIONS))
        changes.append(
            Change(
                counter=counter,
                record_type=draw(st.sampled_from(["person", "attendance", "from_a_newer_version"])),
                record_id=draw(made_ids),
                op=op,
                base_version=draw(st.integers(0, 9)),
                fields={} if op == "delete" else draw(field_values),
                change_group=group,
                author="K3F9Q7M-1",
                claimed_at="2026-11-20T10:00:00Z",
            )
        )
    return changes


@given(change_lists())
def test_changes_come_back_in_order_and_equal(changes: list[Change]) -> None:
    blocks = msgspec.msgpack.decode(msgspec.msgpack.encode(pack_changes(changes)), type=list[ChangeBlock])
    assert unpack_changes(blocks) == changes


def test_ids_made_by_a_natural_key_do_not_travel() -> None:
    rows = [
        RecordRow(
            "attendance", f"S-1.P-{n}", 1, "live", {"session": "S-1", "person": f"P-{n}", "status": "PRESENT"}
        )
        for n in range(3)
    ]
    (block,) = pack_records(rows)
    assert block.ids is None
    (table,) = unpack_records(msgspec.msgpack.decode(msgspec.msgpack.encode([block]), type=list[RecordBlock]))
    assert table.ids == [row.record_id for row in rows]


def test_deleted_rows_keep_their_ids_and_have_no_fields() -> None:
    rows = [RecordRow("attendance", "S-1.P-1", 4, "deleted", {})]
    (table,) = unpack_records(pack_records(rows))
    assert (table.ids, table.versions, table.states, table.fields) == (["S-1.P-1"], [4], ["deleted"], [])


def test_a_block_that_claims_more_rows_than_allowed_is_refused() -> None:
    block = RecordBlock(
        "person", 10**9, ["name"], [CONSTANT, "x"], [CONSTANT, 1], [CONSTANT, 0], [[CONSTANT, "a"]]
    )
    with pytest.raises(ProtocolError, match="block_too_large"):
        unpack_records([block])
