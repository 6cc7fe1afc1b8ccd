"""Records of one person that point to one another: which pointers hold two of them together."""

from collections.abc import Collection


def leading_to(pointers: Collection[tuple[str, str]], one: str, other: str) -> set[str]:
    """The records whose pointers have to go for `one` to stand apart from `other`: those at `one` that lead there.

    Whatever else points to `one` stays with it. There may be two ways from one to the other, where two computers
    joined them at the same time.
    """
    return {
        pointer
        for pointer, target in pointers
        if one in (pointer, target) and _reaches(pointers, target if pointer == one else pointer, other, one)
    }


def _reaches(pointers: Collection[tuple[str, str]], start: str, goal: str, around: str) -> bool:
    """Whether one comes from `start` to `goal` in whatever direction, without passing `around`."""
    found, to_visit = {around, start}, [start]
    while to_visit:
        here = to_visit.pop()
        if here == goal:
            return True
        beside = {end for pair in pointers if here in pair for end in pair} - found
        found |= beside
        to_visit += beside
    return False
