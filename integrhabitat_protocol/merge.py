"""The three-way merge by field group; the same on the desktop and at the hub."""

from collections.abc import Mapping
from dataclasses import dataclass

from integrhabitat_protocol.record_type import RecordType, Value, Values


@dataclass(frozen=True, slots=True)
class MergeResult:
    """`fields` is the merged record; for each group in `clashes` it holds the value of `theirs`, which stands."""

    fields: Values
    clashes: tuple[str, ...]


def merge(
    base: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value], described: RecordType
) -> MergeResult:
    """Merge two edits of one record. Pure: merge(b, m, b) = m, merge(b, b, t) = t, merge(b, m, m) = m.

    A field that is absent counts as empty. A group that only one side changed takes that side; a group that
    both changed to equal values is no clash; otherwise `theirs` (what was accepted first) stands and the group
    is named in `clashes`. Fields without a group (author, times) never clash: an accepted change stands.
    """
    merged: Values = {}
    clashes: list[str] = []
    grouped: dict[str, list[str]] = {}
    for name in {**base, **theirs, **mine}:
        group = described.group_of(name)
        if group is None:
            merged[name] = mine.get(name) if theirs.get(name) == base.get(name) else theirs.get(name)
        else:
            grouped.setdefault(group, []).append(name)
    for group, names in grouped.items():
        wanted = [mine.get(name) for name in names]
        standing = [theirs.get(name) for name in names]
        before = [base.get(name) for name in names]
        if standing == before:
            taken = wanted
        else:
            taken = standing
            if wanted not in (before, standing):
                clashes.append(group)
        merged.update(zip(names, taken, strict=True))
    return MergeResult(fields=merged, clashes=tuple(clashes))
