"""Rows of a register that look like somebody: registered already, or of an earlier row."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from integrhabitat_desktop.db.queries.everybody import everybody
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary, count_people, people_by_ids
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import Described, Likeness, LikenessReason
from integrhabitat_desktop.domain.look_alike_index import LookAlikeIndex
from integrhabitat_desktop.imports.row_answers import ImportedPerson
from integrhabitat_desktop.use_cases.desk import Desk

_REPORT_EVERY = 500


class Meter(Protocol):
    """Is told how far the work is, and ends it where the person cancelled."""

    def report(self, done: int, total: int, step: str = "") -> None: ...
    def raise_if_cancelled(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that looks like somebody: registered already (`person`), or of an earlier row (`row`)."""

    imported: ImportedPerson
    person: PersonSummary | None
    row: int | None
    reasons: tuple[LikenessReason, ...]


class RegisterComparison:
    """Takes the people of a register one after the other, then compares them with everybody registered."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._index = LookAlikeIndex()
        self._earlier: dict[int, tuple[int, Likeness]] = {}
        self._people: dict[int, ImportedPerson] = {}

    def add(self, person: ImportedPerson) -> None:
        """Remember a row, and which earlier row it repeats."""
        described = _described(person)
        found = max(
            self._index.likely(described, self._today), key=lambda it: (it[1].score, -it[0]), default=None
        )
        if found is not None:
            self._earlier[person.number] = found
        self._people[person.number] = person
        self._index.add(person.number, described)

    def duplicates(self, desk: Desk, meter: Meter) -> tuple[Duplicate, ...]:
        """The rows that look like somebody, in their order. StoreError."""
        registered: dict[int, tuple[str, Likeness]] = {}
        total = count_people(desk.store)
        for place, (person_id, described) in enumerate(everybody(desk.store)):
            if place % _REPORT_EVERY == 0:
                meter.report(place, max(total, place + 1), "compare")
                meter.raise_if_cancelled()
            for number, likeness in self._index.likely(described, self._today):
                if number not in registered or likeness.score > registered[number][1].score:
                    registered[number] = (person_id, likeness)
        summaries = people_by_ids(desk.store, sorted({person_id for person_id, _ in registered.values()}))
        return tuple(
            self._duplicate(number, registered.get(number), summaries)
            for number in sorted({*registered, *self._earlier})
        )

    def _duplicate(
        self, number: int, registered: tuple[str, Likeness] | None, summaries: dict[str, PersonSummary]
    ) -> Duplicate:
        imported = self._people[number]
        if registered is not None:
            person_id, likeness = registered
            return Duplicate(imported, summaries.get(person_id), None, likeness.reasons)
        row, likeness = self._earlier[number]
        return Duplicate(imported, None, row, likeness.reasons)


def _described(person: ImportedPerson) -> Described:
    kind, number = person.document_type, person.document_number
    documents = frozenset([(kind, document_key(kind, number))] if kind and number else [])
    return Described(person.name, person.birth_date, person.birth_precision, documents, person.sex)
