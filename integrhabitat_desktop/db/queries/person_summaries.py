"""The few facts that lists show of a person, and the lists that are more than a search."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import SAME_PERSON, kept_records
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.store import Store

# Columns of PersonSummary, for statements that have a table `person` at hand. Only of somebody to whom records were
# joined are the visits of several records looked up: almost nobody, and a search reads hundreds of rows.
SUMMARY_COLUMNS: Final = f"""
person.id, person.name, person.preferred_name, person.birth_date, person.birth_precision, person.sex,
person.nationality, person.neighbourhood,
CASE WHEN EXISTS (
    SELECT 1 FROM person_merge AS joined
    WHERE joined.survivor = person.id AND joined.state = 'JOINED' AND joined.gone = 0
) THEN (
    SELECT max(day) FROM check_in
    WHERE check_in.person IN {SAME_PERSON.replace(":person", "person.id")} AND check_in.state = 'DONE'
) ELSE (
    SELECT max(day) FROM check_in WHERE check_in.person = person.id AND check_in.state = 'DONE'
) END
"""  # noqa: S608 - constants
SUMMARY_WIDTH: Final = 9

_BY_IDS = f"""
SELECT {SUMMARY_COLUMNS} FROM person WHERE id IN (SELECT value FROM json_each(?)) AND gone = 0
"""  # noqa: S608 - constants
_PAGE_BY_NAME = f"""
SELECT {SUMMARY_COLUMNS}, found.name FROM person_search_row AS found JOIN person ON person.id = found.person
WHERE (found.name, found.number) > (?, ?) ORDER BY found.name, found.number LIMIT ?
"""  # noqa: S608 - constants
_POSITION = "SELECT number FROM person_search_row WHERE person = ?"
_COUNT = "SELECT count(*) FROM person_search_row"
# Who came often lately, who is here today at the end of the list.
_FREQUENT = f"""
SELECT {SUMMARY_COLUMNS}, visits.days, visits.today
FROM (
    SELECT person, count(DISTINCT day) AS days, max(day = :today) AS today, max(day) AS newest FROM check_in
    WHERE day >= :since AND day <= :today AND state = 'DONE' GROUP BY person
    ORDER BY today, days DESC, newest DESC LIMIT :limit
) AS visits
JOIN person ON person.id = visits.person
WHERE person.gone = 0 ORDER BY visits.today, visits.days DESC, visits.newest DESC, person.id
"""  # noqa: S608 - constants
_VISITS_OF_DAY = f"""
SELECT {SUMMARY_COLUMNS}, check_in.id, check_in.arrived_at, check_in.recorded_by
FROM check_in JOIN person ON person.id = check_in.person
WHERE check_in.day = ? AND check_in.state = 'DONE' ORDER BY check_in.arrived_at DESC, check_in.id DESC
"""  # noqa: S608 - constants

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in a list. Nothing sensitive is among it."""

    id: str
    name: str
    preferred_name: str | None
    birth_date: str | None
    birth_precision: str | None
    sex: str | None
    nationality: str | None
    neighbourhood: str | None
    last_visit_on: str | None


@dataclass(frozen=True, slots=True)
class FrequentVisitor:
    """A person who came lately, on how many days, and whether they are checked in today."""

    person: PersonSummary
    days: int
    is_here_today: bool


@dataclass(frozen=True, slots=True)
class DayVisit:
    """Somebody who was here on one day: their last check-in of it, and how many there are."""

    person: PersonSummary
    check_in_id: str
    arrived_at: str | None
    recorded_by: str | None
    visits: int = 1


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """People by name; `last` is what the next page starts after."""

    people: tuple[PersonSummary, ...]
    last: tuple[str, int] | None


def summary_of_row(row: Sequence[Any]) -> PersonSummary:
    """The summary in the first columns of a row."""
    return PersonSummary(*row[:SUMMARY_WIDTH])


def people_by_ids(store: Store, ids: Sequence[str]) -> dict[str, PersonSummary]:
    """The summaries of these people; who is missing or deleted is left out. StoreError."""
    rows = store.fetch(_BY_IDS, (_encode(ids).decode(),))
    return {row[0]: summary_of_row(row) for row in rows}


def kept_people(store: Store, people: Sequence[PersonSummary]) -> dict[str, PersonSummary]:
    """For those whose record was joined to another one: who is kept, by the id of the joined one. StoreError."""
    with store_errors():
        kept = kept_records(store.connection, [person.id for person in people])
    there = people_by_ids(store, sorted(set(kept.values())))
    return {person: there[survivor] for person, survivor in kept.items() if survivor in there}


def hidden_among(store: Store, people: Sequence[PersonSummary]) -> set[str]:
    """Whose record is blocked among these people. StoreError."""
    with store_errors():
        return restricted_among(store.connection, [person.id for person in people])


def people_by_name(store: Store, limit: int, after: tuple[str, int] | None = None) -> PeoplePage:
    """One page of everybody, in the order of folded names. StoreError."""
    rows = store.fetch(_PAGE_BY_NAME, (*(after or ("", -1)), limit))
    last = None
    if len(rows) == limit:
        position = store.fetch_one(_POSITION, (rows[-1][0],))
        last = (rows[-1][SUMMARY_WIDTH], position[0] if position else 0)
    return PeoplePage(tuple(map(summary_of_row, rows)), last)


def count_people(store: Store) -> int:
    """How many people are registered. StoreError."""
    row = store.fetch_one(_COUNT)
    return row[0] if row else 0


def frequent_visitors(store: Store, since: str, today: str, limit: int = 40) -> list[FrequentVisitor]:
    """Who came on most days since `since`; those already here today stand last. StoreError."""
    rows = store.fetch(_FREQUENT, {"since": since, "today": today, "limit": limit})
    found = [(summary_of_row(row), row[SUMMARY_WIDTH], bool(row[SUMMARY_WIDTH + 1])) for row in rows]
    kept = kept_people(store, [person for person, _days, _here in found])
    hidden = hidden_among(store, [person for person, _days, _here in found])
    visitors: dict[str, FrequentVisitor] = {}
    for summary, days, is_here in found:
        if summary.id in hidden:
            continue
        person = kept.get(summary.id, summary)
        there = visitors.pop(person.id, None)
        visitors[person.id] = FrequentVisitor(
            person,
            max(days, there.days if there else 0),
            is_here or (there is not None and there.is_here_today),
        )
    return list(visitors.values())


def visits_of_day(store: Store, day: str) -> list[DayVisit]:
    """Who was here on a day, each person once, whoever came last first. StoreError."""
    found = [(summary_of_row(row), row[SUMMARY_WIDTH:]) for row in store.fetch(_VISITS_OF_DAY, (day,))]
    kept = kept_people(store, [person for person, _rest in found])
    hidden = hidden_among(store, [person for person, _rest in found])
    here: dict[str, DayVisit] = {}
    for summary, rest in found:
        person = kept.get(summary.id, summary)
        if summary.id in hidden:
            continue
        last = here.get(person.id)
        here[person.id] = DayVisit(person, *rest) if last is None else replace(last, visits=last.visits + 1)
    return list(here.values())
