"""Registered people who are likely one and the same, for somebody to decide; nothing is joined here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from integrhabitat_desktop.db.queries.everybody import (
    born_in,
    sharing_documents,
    sharing_names,
    years_of_birth,
)
from integrhabitat_desktop.db.queries.joined_people import different_pairs
from integrhabitat_desktop.db.queries.person_summaries import (
    PersonSummary,
    hidden_among,
    kept_people,
    people_by_ids,
)
from integrhabitat_desktop.domain.look_alike import Described, Likelihood, Likeness, judge
from integrhabitat_desktop.domain.look_alike_index import LookAlikeIndex, with_types_of
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_duplicates import Meter

MOST_PAIRS = 300
# As many years as two estimated births may lie apart.
_YEARS_BACK = 2


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two people and why they may be one."""

    first: PersonSummary
    second: PersonSummary
    likeness: Likeness


def likely_pairs(desk: Desk, meter: Meter) -> tuple[LikelyPair, ...]:
    """The likeliest pairs first, at most MOST_PAIRS, without those that somebody told apart.

    Year by year, so that the memory stays that of three years. RuleViolation `not_allowed`; StoreError.
    """
    require(desk.staff, Permission.JOIN_RECORDS)
    found = _Pairs(different_pairs(desk.store))
    _compare_births(desk, meter, found)
    _compare_documents(desk, found)
    _compare_names(desk, found)
    best = sorted(found.likeness.items(), key=lambda it: (-it[1].score, it[0]))[:MOST_PAIRS]
    people = people_by_ids(desk.store, sorted({person for pair, _likeness in best for person in pair}))
    return tuple(
        LikelyPair(people[first], people[second], likeness)
        for (first, second), likeness in best
        if first in people and second in people
    )


def still_likely(desk: Desk, pairs: Sequence[LikelyPair]) -> tuple[LikelyPair, ...]:
    """The same pairs as they stand by now: told of the records that are kept, without what was decided since.

    RuleViolation `not_allowed`; StoreError.
    """
    require(desk.staff, Permission.JOIN_RECORDS)
    everybody = [person for pair in pairs for person in (pair.first, pair.second)]
    kept = kept_people(desk.store, everybody)
    hidden = hidden_among(desk.store, everybody)
    there = people_by_ids(desk.store, sorted({it.id for it in everybody}))
    found = _Pairs(different_pairs(desk.store))
    people: dict[str, PersonSummary] = {}
    for pair in pairs:
        ends = [kept.get(it.id) or there.get(it.id) for it in (pair.first, pair.second)]
        standing = [it for it in ends if it is not None]
        if len(standing) == len(ends) and not {pair.first.id, pair.second.id} & hidden:
            people |= {it.id: it for it in standing}
            found.add(standing[0].id, standing[1].id, pair.likeness)
    return tuple(
        LikelyPair(people[first], people[second], it) for (first, second), it in found.likeness.items()
    )


class _Pairs:
    def __init__(self, told_apart: set[tuple[str, str]]) -> None:
        self._told_apart = told_apart
        self.likeness: dict[tuple[str, str], Likeness] = {}

    def add(self, one: str, other: str, likeness: Likeness) -> None:
        pair = (one, other) if one < other else (other, one)
        if one == other or pair in self._told_apart:
            return
        standing = self.likeness.get(pair)
        if standing is None or likeness.score > standing.score:
            self.likeness[pair] = likeness


def _compare_births(desk: Desk, meter: Meter, found: _Pairs) -> None:
    years, today = years_of_birth(desk.store), desk.today()
    recent: list[tuple[LookAlikeIndex, list[str]]] = []
    for place, year in enumerate(years):
        meter.report(place, len(years), "compare")
        meter.raise_if_cancelled()
        index, ids = LookAlikeIndex(), list[str]()
        recent = [*recent[-_YEARS_BACK:], (index, ids)]
        for person, described in born_in(desk.store, year):
            _compare_with(recent, person, described, today, found)
            index.add(len(ids), described)
            ids.append(person)


def _compare_with(
    recent: list[tuple[LookAlikeIndex, list[str]]],
    person: str,
    described: Described,
    today: date,
    found: _Pairs,
) -> None:
    for index, ids in recent:
        for number, likeness in index.likely(described, today):
            found.add(person, ids[number], likeness)


def _compare_documents(desk: Desk, found: _Pairs) -> None:
    for people in sharing_documents(desk.store):
        _compare_all(desk, people, found)


def _compare_names(desk: Desk, found: _Pairs) -> None:
    """Whoever is written alike: where a birth date is missing, and where its year has a slip as the document has."""
    for people in sharing_names(desk.store):
        _compare_all(desk, people, found)


def _compare_all(desk: Desk, people: list[tuple[str, Described]], found: _Pairs) -> None:
    today = desk.today()
    for (one, described), (other, also) in combinations(people, 2):
        likeness = judge(with_types_of(described, also), also, today)
        if likeness.likelihood is not Likelihood.NONE:
            found.add(one, other, likeness)
