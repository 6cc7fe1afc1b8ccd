"""Columns that travel: many values of one field, written in the shortest of a few plain forms."""

import itertools
from collections.abc import Sequence
from typing import Any

from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.ids import encode, split_id
from integrhabitat_protocol.record_type import Value

# A packed column is a list whose first item says how to read the rest:
#   [CONSTANT, value]            every row has the value
#   [PLAIN, values]              one value a row
#   [STEPS, first, differences]  whole numbers as differences to the row before
#   [COUNTED, prefix, first, differences]   made ids of one device, as differences of their counters
#   [INDEXED, distinct values, bytes]       few distinct values, one byte a row
Column = list[Any]
CONSTANT, PLAIN, STEPS, COUNTED, INDEXED = range(5)
_FEW = 200
_LARGEST = 2**53


def pack(values: Sequence[Value]) -> Column:
    """The column of `values`, in whichever form fits them."""
    if not values:
        return [PLAIN, []]
    distinct = set(values)
    # 1 and True are equal to Python and not on the wire; the catalogue holds no booleans, so this is safe.
    if len(distinct) == 1:
        return [CONSTANT, values[0]]
    if all(type(value) is int for value in distinct):
        return [STEPS, *_differences(values)]  # type: ignore[arg-type]  # all ints: checked in the line above
    if len(distinct) <= _FEW and len(values) >= 2 * len(distinct):
        order = {value: index for index, value in enumerate(dict.fromkeys(values))}
        return [INDEXED, list(order), bytes(map(order.__getitem__, values))]
    counters = _counters(values)
    if counters is not None:
        prefix, numbers = counters
        return [COUNTED, prefix, *_differences(numbers)]
    return [PLAIN, list(values)]


def _differences(numbers: Sequence[int]) -> tuple[int, list[int]]:
    return numbers[0], [after - before for before, after in itertools.pairwise(numbers)]


def _counters(values: Sequence[Value]) -> tuple[str, list[int]] | None:
    first = values[0]
    if not isinstance(first, str) or (split := split_id(first)) is None:
        return None
    prefix = split[0]
    numbers = []
    for value in values:
        split = split_id(value) if isinstance(value, str) else None
        if split is None or split[0] != prefix:
            return None
        numbers.append(split[1])
    return prefix, numbers


def unpack(column: object, count: int) -> list[Value]:
    """The `count` values of a packed column.

    Raises ProtocolError("column_malformed") for anything that is not a column of that length.
    """
    try:
        values = _unpack(column, count)
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        raise ProtocolError("column_malformed") from error
    if len(values) != count:
        raise ProtocolError("column_malformed")
    return values


def _unpack(column: object, count: int) -> list[Value]:
    if not isinstance(column, list):
        raise TypeError
    form, *rest = column
    if form == CONSTANT:
        (value,) = rest
        return [_value(value)] * count
    if form == PLAIN:
        (values,) = rest
        return [_value(value) for value in _list(values)]
    if form == STEPS:
        first, steps = rest
        return list(_sums(first, _list(steps)))
    if form == COUNTED:
        prefix, first, steps = rest
        if not isinstance(prefix, str) or split_id(f"{prefix}-0") is None:
            raise TypeError
        return [f"{prefix}-{encode(number)}" for number in _sums(first, _list(steps))]
    if form == INDEXED:
        distinct, indexes = rest
        known = [_value(value) for value in _list(distinct)]
        if not isinstance(indexes, bytes):
            raise TypeError
        return [known[index] for index in indexes]
    raise ValueError


def _list(items: object) -> list[Any]:
    if not isinstance(items, list):
        raise TypeError
    return items


def _value(value: object) -> Value:
    if value is None or isinstance(value, str) or (type(value) is int and abs(value) <= _LARGEST):
        return value
    raise TypeError


def _sums(first: object, steps: list[Any]) -> list[int]:
    if type(first) is not int:
        raise TypeError
    numbers = [first]
    for step in steps:
        if type(step) is not int:
            raise TypeError
        numbers.append(numbers[-1] + step)
    if max(map(abs, numbers)) > _LARGEST:
        raise ValueError
    return numbers
