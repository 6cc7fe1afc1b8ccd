"""The problem tree of a theme and its matrix, made of contributions that may have come from several computers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.domain.cocreation_rules import (
    ASSET,
    CAUSE,
    DIFFERENTIAL,
    SOLUTION,
    Contribution,
    elements,
    may_stand_under,
)

# What is put against a cause, in the order of the columns of the matrix.
_AGAINST: Final = (ASSET, DIFFERENTIAL, SOLUTION)
# Deeper than anybody thinks aloud; what another program nested further stands alone.
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """One contribution with everything under it, in order."""

    item: Contribution
    branches: tuple["Branch", ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[Contribution, int]]:
        """This one and all under it with their depth, as a reader goes through them."""
        yield self.item, depth
        for branch in self.branches:
            yield from branch.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One line of the matrix. `cause` is None for what belongs to no cause; it stands in each line of its group."""

    cause: Contribution | None
    is_first: bool
    asset: Contribution | None = None
    differential: Contribution | None = None
    solution: Contribution | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a contribution goes: what it belongs to then, and the positions that change."""

    parent: str | None
    positions: Mapping[str, int]


def problem_tree(items: Iterable[Contribution]) -> tuple[Branch, ...]:
    """The contributions of one theme as a tree.

    Nothing is left out: what belongs to something that was deleted, has not been received, or would run in a circle
    (two computers moved one under the other), stands alone.
    """
    by_id = {it.id: it for it in items}
    children: dict[str | None, list[Contribution]] = {}
    for it in by_id.values():
        children.setdefault(it.parent if it.parent in by_id else None, []).append(it)
    placed: set[str] = set()

    def branch(it: Contribution, depth: int = 0) -> Branch:
        placed.add(it.id)
        beneath = _sorted(children.get(it.id, ())) if depth < _DEEPEST else []
        return Branch(it, tuple(branch(child, depth + 1) for child in beneath if child.id not in placed))

    roots = [branch(it) for it in _sorted(children.get(None, ()))]
    for it in _sorted(by_id.values()):
        if it.id not in placed:
            roots.append(branch(it))
    return tuple(roots)


def listed(tree: Iterable[Branch]) -> tuple[tuple[Contribution, int], ...]:
    """Every contribution with its depth, from the first to the last."""
    return tuple(found for branch in tree for found in branch.walk())


def matrix_rows(tree: Sequence[Branch]) -> tuple[MatrixRow, ...]:
    """The matrix: cause by cause, in each line one asset, one differential, one solution."""
    rows: list[MatrixRow] = []
    loose = [branch.item for branch in tree if branch.item.element in _AGAINST]
    for branch in _branches(tree):
        against = [it.item for it in branch.branches if it.item.element in _AGAINST]
        if branch.item.element == CAUSE:
            rows += _group(branch.item, against)
        else:
            loose += against
    return (*rows, *_group(None, loose))


def _branches(tree: Iterable[Branch]) -> Iterator[Branch]:
    for branch in tree:
        yield branch
        yield from _branches(branch.branches)


def _group(cause: Contribution | None, items: Sequence[Contribution]) -> list[MatrixRow]:
    columns = [[it for it in items if it.element == kind] for kind in _AGAINST]
    height = max(1 if cause is not None else 0, *(len(column) for column in columns))
    return [
        MatrixRow(cause, line == 0, *(column[line] if line < len(column) else None for column in columns))
        for line in range(height)
    ]


def under(tree: Iterable[Branch], item_id: str) -> tuple[Contribution, ...]:
    """A contribution and everything that belongs to it; () where it is not in the tree."""
    for branch in tree:
        if branch.item.id == item_id:
            return tuple(it for it, _depth in branch.walk())
        if found := under(branch.branches, item_id):
            return found
    return ()


def last_position(items: Iterable[Contribution], theme: str, element: str, parent: str | None) -> int:
    """The position after which a new contribution is put."""
    return max(
        (it.position or 0 for it in items if (it.theme, it.element, it.parent) == (theme, element, parent)),
        default=0,
    )


def moved(tree: Sequence[Branch], item_id: str, step: int) -> Placing | None:
    """One place up (-1) or down (1) among its like; beyond the last one, to what the next one belongs to."""
    found = _find(tree, item_id)
    if found is None:
        return None
    it, siblings = found
    order = [other.id for other in siblings if other.element == it.element]
    at = order.index(it.id)
    if 0 <= at + step < len(order):
        order[at], order[at + step] = order[at + step], order[at]
        return Placing(it.parent, _positions(order, siblings))
    own = {other.id for other in under(tree, item_id)}
    parents = [
        other.id
        for other, _depth in listed(tree)
        if other.id not in own and other.element != it.element and may_stand_under(it.element, other.element)
    ]
    if it.parent not in parents or not 0 <= parents.index(it.parent) + step < len(parents):
        return None
    wanted = parents[parents.index(it.parent) + step]
    return _into(tree, it, wanted, first=step > 0)


def indented(tree: Sequence[Branch], item_id: str, step: int) -> Placing | None:
    """One step deeper (1), under the one before it; or one step out (-1), beside what it belonged to."""
    found = _find(tree, item_id)
    if found is None:
        return None
    it, siblings = found
    if step > 0:
        before = [other for other in siblings if other.element == it.element]
        before = before[: before.index(it)]
        if not before or not may_stand_under(it.element, before[-1].element):
            return None
        return _into(tree, it, before[-1].id, first=False)
    parent = _find(tree, it.parent or "")
    if parent is None or parent[0].element != it.element:
        return None
    return _into(tree, it, parent[0].parent, first=False)


def _into(tree: Sequence[Branch], it: Contribution, parent: str | None, *, first: bool) -> Placing:
    there = [
        other for other, _depth in listed(tree) if other.parent == parent and other.element == it.element
    ]
    there = [other for other in there if other.id != it.id]
    if first:
        order = [it.id, *(other.id for other in there)]
        return Placing(parent, _positions(order, there))
    return Placing(parent, {it.id: 1 + max((other.position or 0 for other in there), default=0)})


def _positions(order: Sequence[str], items: Iterable[Contribution]) -> dict[str, int]:
    """Positions for this order; only those that change, so that two computers rarely touch the same one."""
    standing = {it.id: it.position for it in items}
    return {name: place for place, name in enumerate(order, start=1) if standing.get(name) != place}


def _find(tree: Iterable[Branch], item_id: str) -> tuple[Contribution, tuple[Contribution, ...]] | None:
    level = tuple(tree)
    for branch in level:
        if branch.item.id == item_id:
            return branch.item, tuple(it.item for it in level)
        if found := _find(branch.branches, item_id):
            return found
    return None


def _sorted(items: Iterable[Contribution]) -> list[Contribution]:
    order = {element: place for place, element in enumerate(elements())}
    return sorted(
        items,
        key=lambda it: (
            order.get(it.element, len(order)),
            it.position if it.position is not None else 10_001,
            it.id,
        ),
    )
