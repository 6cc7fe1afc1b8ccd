"""Where the boxes and lines of a drawn problem tree go: the problem in the middle, effects above, causes beneath.

The same for paper and screen, which give the size of a page and the height that a text takes. Lengths are in their
unit, measured from the top left. A tree that is larger than a page goes on on the next one, below the problem again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from integrhabitat_desktop.domain.cocreation_rules import CAUSE, DEMAND, EFFECT, Contribution
from integrhabitat_desktop.domain.problem_tree import Branch

# How high a contribution is in a box of a width, given whether it only says where the page goes on.
HeightOf = Callable[[Contribution, float, bool], float]
_MOST_INDENTS: Final = 4


@dataclass(frozen=True, slots=True)
class PageRoom:
    """The room of a page. At most `most_columns` stand beside each other, none wider than `widest`."""

    width: float
    height: float
    gap: float
    indent: float
    most_columns: int
    widest: float


@dataclass(frozen=True, slots=True)
class Box:
    """One contribution on the page; `goes_on` says that it stands in full on an earlier page."""

    item: Contribution
    left: float
    top: float
    width: float
    height: float
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page of the drawing; `height` is what of it is used."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Twig:
    item: Contribution
    depth: int
    goes_on: bool = False


def drawn_pages(tree: Sequence[Branch], height_of: HeightOf, room: PageRoom) -> tuple[DrawnPage, ...]:
    """The pages of a theme: one tree for each problem, then what belongs to no problem."""
    pages: list[DrawnPage] = []
    loose: list[Branch] = []
    for branch in tree:
        if branch.item.element == DEMAND:
            pages += _pages_of(branch.item, branch.branches, height_of, room)
        else:
            loose.append(branch)
    if loose:
        pages += _pages_of(None, loose, height_of, room)
    return tuple(pages)


def _pages_of(
    trunk: Contribution | None, branches: Sequence[Branch], height_of: HeightOf, room: PageRoom
) -> Iterator[DrawnPage]:
    above = [_twigs(it) for it in branches if it.item.element == EFFECT]
    beneath = [_twigs(it) for it in branches if it.item.element == CAUSE]
    rest = [twig for it in branches if it.item.element not in (EFFECT, CAUSE) for twig in _twigs(it, depth=1)]
    if rest:
        beneath.append(rest)
    columns = max(1, min(room.most_columns, max(len(above), len(beneath))))
    width = min(room.widest, (room.width - (columns - 1) * room.gap) / columns)
    sheets = list(zip_longest(_chunks(above, columns), _chunks(beneath, columns), fillvalue=())) or [((), ())]
    is_first = True
    for upper, lower in sheets:
        up, down = [list(it) for it in upper], [list(it) for it in lower]
        while is_first or any(up) or any(down):
            page = _Page(trunk, width, height_of, room, is_first)
            up, down = ([rest for rest in side if rest] for side in page.fill(up, down))
            yield page.drawn()
            is_first = False


class _Page:
    """One page while it is being filled."""

    def __init__(
        self, trunk: Contribution | None, width: float, height_of: HeightOf, room: PageRoom, is_first: bool
    ) -> None:
        self._trunk, self._width, self._height_of, self._room = trunk, width, height_of, room
        self._goes_on = not is_first
        self._trunk_width = min(room.width, 2 * width)
        self._trunk_height = height_of(trunk, self._trunk_width, self._goes_on) if trunk is not None else 0.0
        self._boxes: list[Box] = []
        self._lines: list[Line] = []
        self._bottom = 0.0

    def fill(
        self, up: list[list[_Twig]], down: list[list[_Twig]]
    ) -> tuple[list[list[_Twig]], list[list[_Twig]]]:
        """Put on the page what it has room for; the rest of each column."""
        gap = self._room.gap
        for_both = (
            self._room.height
            - self._trunk_height
            - (2 * gap if any(up) else 0)
            - (2 * gap if any(down) else 0)
        )
        for_up = for_both / 2 if any(down) else for_both
        taken_up = [self._taken(column, for_up, at_least=1) for column in up]
        above = max((self._stack_height(column) for column, _rest in taken_up), default=0.0)
        trunk_top = above + (2 * gap if above else 0)
        if above:
            self._draw_columns([column for column, _rest in taken_up], trunk_top - 2 * gap, -1, trunk_top)
        if self._trunk is not None:
            left = (self._room.width - self._trunk_width) / 2
            self._boxes.append(
                Box(self._trunk, left, trunk_top, self._trunk_width, self._trunk_height, self._goes_on)
            )
        bottom = trunk_top + self._trunk_height
        start = bottom + (2 * gap if self._trunk is not None else 0)
        # One side has to get on, or the pages would never end.
        at_least = 0 if above else 1
        taken_down = [self._taken(column, self._room.height - start, at_least) for column in down]
        if any(column for column, _rest in taken_down):
            self._draw_columns([column for column, _rest in taken_down], start, 1, bottom)
        self._bottom = max([bottom, *(box.top + box.height for box in self._boxes)])
        return [rest for _column, rest in taken_up], [rest for _column, rest in taken_down]

    def drawn(self) -> DrawnPage:
        """The finished page."""
        return DrawnPage(tuple(self._boxes), tuple(self._lines), self._bottom)

    def _taken(
        self, column: Sequence[_Twig], height: float, at_least: int
    ) -> tuple[list[_Twig], list[_Twig]]:
        """What fits, and the rest under the head of the column once more; `at_least` that many new twigs are taken."""
        used, count, new = 0.0, 0, 0
        for twig in column:
            used += self._height(twig) + (self._room.gap if count else 0)
            if used > height and new >= at_least and not (twig.goes_on and at_least):
                break
            count, new = count + 1, new + (not twig.goes_on)
        if not new:
            return [], list(column)
        rest, head = list(column[count:]), column[0]
        if rest and head.depth == 0 and rest[0].depth > 0:
            rest.insert(0, _Twig(head.item, 0, goes_on=True))
        return list(column[:count]), rest

    def _height(self, twig: _Twig) -> float:
        return self._height_of(twig.item, self._width - self._indent(twig), twig.goes_on)

    def _indent(self, twig: _Twig) -> float:
        return min(twig.depth, _MOST_INDENTS) * self._room.indent

    def _stack_height(self, column: Sequence[_Twig]) -> float:
        return sum(self._height(it) for it in column) + self._room.gap * max(0, len(column) - 1)

    def _draw_columns(
        self, columns: Sequence[Sequence[_Twig]], edge: float, step: int, trunk_edge: float
    ) -> None:
        """Columns that grow from `edge` down (1) or up (-1), joined to the trunk, whose near side is `trunk_edge`."""
        room, width = self._room, self._width
        left = (room.width - len(columns) * width - (len(columns) - 1) * room.gap) / 2
        joints = []
        for column in columns:
            if column:
                self._draw_column(column, left, edge, step)
                # What belongs to no cause has no head that the line could meet.
                joints.append(left + (room.indent if column[0].depth else width) / 2)
            left += width + room.gap
        if self._trunk is None or not joints:
            return
        middle, bus = room.width / 2, (edge + trunk_edge) / 2
        self._lines.append(Line(middle, trunk_edge, middle, bus))
        self._lines.append(Line(min(middle, *joints), bus, max(middle, *joints), bus))
        self._lines += [Line(joint, bus, joint, edge) for joint in joints]

    def _draw_column(self, column: Sequence[_Twig], left: float, edge: float, step: int) -> None:
        parents: dict[int, Box] = {}
        if column[0].depth and self._trunk is not None:
            parents[0] = Box(self._trunk, left, edge, self._width, 0)
        for twig in column:
            height, indent = self._height(twig), self._indent(twig)
            top = edge if step > 0 else edge - height
            box = Box(twig.item, left + indent, top, self._width - indent, height, twig.goes_on)
            self._boxes.append(box)
            parent = next(
                (parents[depth] for depth in range(twig.depth - 1, -1, -1) if depth in parents), None
            )
            if parent is not None:
                self._join(parent, box, step)
            parents = {depth: it for depth, it in parents.items() if depth < twig.depth} | {twig.depth: box}
            edge += step * (height + self._room.gap)

    def _join(self, parent: Box, child: Box, step: int) -> None:
        at = parent.left + self._room.indent / 2
        level = child.top + child.height / 2
        begin = parent.top + parent.height if step > 0 else parent.top
        self._lines.append(Line(at, begin, at, level))
        if child.left > at:
            self._lines.append(Line(at, level, child.left, level))


def _twigs(branch: Branch, depth: int = 0) -> list[_Twig]:
    return [_Twig(it, deep) for it, deep in branch.walk(depth)]


def _chunks(columns: Sequence[list[_Twig]], size: int) -> Iterator[Sequence[list[_Twig]]]:
    for start in range(0, len(columns), size):
        yield columns[start : start + size]
