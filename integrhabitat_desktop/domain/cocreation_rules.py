"""The rules of co-creation: which contribution stands under which, how far a solution is, who may be asked what.

Codes and their notes are those of the lists `cocreation_element`, `solution_status` and `activity_kind`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from integrhabitat_protocol.code_lists import code_list

DEMAND, CAUSE, EFFECT = "DEMAND", "CAUSE", "EFFECT"
ASSET, DIFFERENTIAL, SOLUTION = "ASSET", "DIFFERENTIAL", "SOLUTION"
PROPOSED, RESOURCED = "PROPOSED", "RESOURCED"
# A problem has causes and effects, and both have deeper ones; what is put against a cause ends the branch.
_UNDER: Final[Mapping[str, tuple[str, ...]]] = {
    DEMAND: (CAUSE, EFFECT, ASSET, DIFFERENTIAL, SOLUTION),
    CAUSE: (CAUSE, ASSET, DIFFERENTIAL, SOLUTION),
    EFFECT: (EFFECT,),
}
# The order in which a group fills in a row: the problem once, then cause by cause.
_WRITING_ORDER: Final = (DEMAND, CAUSE, ASSET, DIFFERENTIAL, SOLUTION)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution as the record holds it; `status_on` is an ISO date."""

    id: str
    theme: str
    element: str
    words: str
    parent: str | None = None
    position: int | None = None
    votes: int | None = None
    responsible: str | None = None
    status: str | None = None
    status_on: str | None = None
    status_reason: str | None = None
    session: str | None = None


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many solutions stand at a status."""

    status: str
    count: int


def collects_contributions(kind: str) -> bool:
    """Whether activities of this kind work on a problem tree."""
    found = code_list("activity_kind").entries.get(kind)
    return found is not None and found.notes.get("links") == "cocreation_theme"


def may_stand_under(element: str, parent_element: str | None) -> bool:
    """Whether such a contribution may belong to one of `parent_element`; with None: whether it may stand alone."""
    return parent_element is None or element in _UNDER.get(parent_element, ())


def parent_for(element: str, anchor: str | None, items: Mapping[str, Contribution]) -> str | None:
    """What a new contribution belongs to when somebody stands at `anchor`: beside one of its kind, else beneath."""
    at = items.get(anchor or "")
    if at is not None and at.element == element:
        at = items.get(at.parent or "")
        if at is not None and at.element == element:
            return at.id
    passed: set[str] = set()
    while at is not None and at.id not in passed:
        if at.element != element and may_stand_under(element, at.element):
            return at.id
        passed.add(at.id)
        at = items.get(at.parent or "")
    if element == DEMAND:
        return None
    # Nothing was chosen that could take it: with one problem on the board it is meant for that one.
    problems = [it.id for it in items.values() if it.element == DEMAND]
    return problems[0] if len(problems) == 1 and may_stand_under(element, DEMAND) else None


def element_after(element: str, step: int) -> str:
    """The element that is written next: a cause, what is there, what differs, what could be done, the next cause."""
    if element not in _WRITING_ORDER:
        return CAUSE
    at = _WRITING_ORDER.index(element) + step
    if at >= len(_WRITING_ORDER):
        return CAUSE
    return _WRITING_ORDER[max(0, at)]


@cache
def elements() -> tuple[str, ...]:
    """Every element in the order of the list."""
    return tuple(entry.code for entry in code_list("cocreation_element"))


def matrix_elements() -> tuple[str, ...]:
    """The elements that are columns of the systematisation matrix, in their order."""
    listed = [it for it in code_list("cocreation_element") if it.notes.get("matrix", "").isdigit()]
    return tuple(it.code for it in sorted(listed, key=lambda it: int(it.notes["matrix"])))


def needs_reason(status: str) -> bool:
    """Whether a solution may only come to this status with a reason that the group is told."""
    found = code_list("solution_status").entries.get(status)
    return found is not None and "reason" in found.notes


def needs_responsible(status: str) -> bool:
    """Whether the status says that somebody answers for the solution."""
    return status == RESOURCED


def solutions_of(items: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """The solutions, those with the most votes first."""
    found = [it for it in items if it.element == SOLUTION]
    return tuple(sorted(found, key=lambda it: (-(it.votes or 0), it.position or 0, it.id)))


def counted_by_status(solutions: Iterable[Contribution]) -> tuple[StatusCount, ...]:
    """How many solutions stand where, in the order of the list; a status without any is left out."""
    counts: dict[str, int] = {entry.code: 0 for entry in code_list("solution_status")}
    for it in solutions:
        counts[it.status or PROPOSED] = counts.get(it.status or PROPOSED, 0) + 1
    return tuple(StatusCount(status, count) for status, count in counts.items() if count)


def ranks(solutions: Sequence[Contribution]) -> dict[str, int]:
    """The place of each solution that has votes; equal votes share a place, and the next one is left out."""
    votes = [it.votes for it in solutions if it.votes]
    return {it.id: 1 + sum(other > it.votes for other in votes) for it in solutions if it.votes}
