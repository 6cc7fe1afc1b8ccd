"""Reads people by what their records say: a neighbourhood, an age, a sex, a visit since a day."""

from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import IS_POINTER
from integrhabitat_desktop.db.queries.person_summaries import (
    SUMMARY_COLUMNS,
    PersonSummary,
    hidden_among,
    summary_of_row,
)
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.name_folding import fold

_FILTERED = f"""
SELECT {SUMMARY_COLUMNS} FROM person
WHERE person.gone = 0 AND NOT {IS_POINTER}
    AND (:sex IS NULL OR person.sex = :sex)
    AND (:born_from IS NULL OR person.birth_date >= :born_from)
    AND (:born_to IS NULL OR person.birth_date <= :born_to)
    AND (:seen_since IS NULL OR EXISTS (SELECT 1 FROM check_in
        WHERE check_in.person = person.id AND check_in.day >= :seen_since AND check_in.state = 'DONE'))
ORDER BY person.name COLLATE NOCASE, person.id
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people; None asks for nothing. Days are ISO dates, and count themselves."""

    neighbourhood: str | None = None
    sex: str | None = None
    born_from: str | None = None
    born_to: str | None = None
    seen_since: str | None = None


def filtered_people(store: Store, wanted: PeopleFilter, limit: int) -> list[PersonSummary]:
    """At most `limit` people by name; blocked ones are left out. StoreError."""
    rows = store.fetch(
        _FILTERED,
        {
            "sex": wanted.sex,
            "born_from": wanted.born_from,
            "born_to": wanted.born_to,
            "seen_since": wanted.seen_since,
        },
    )
    people = [summary_of_row(row) for row in rows]
    place = fold(wanted.neighbourhood or "")
    if place:
        people = [it for it in people if place in fold(it.neighbourhood or "")]
    hidden = hidden_among(store, people)
    return [it for it in people if it.id not in hidden][:limit]
