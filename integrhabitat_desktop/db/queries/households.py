"""Reads who lives together."""

from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.queries.person_summaries import (
    SUMMARY_COLUMNS,
    SUMMARY_WIDTH,
    PersonSummary,
    hidden_among,
    kept_people,
    summary_of_row,
)
from integrhabitat_desktop.db.store import Store

_OF_PERSON = f"""
SELECT household FROM household_member WHERE person IN {SAME_PERSON} AND state = 'ACTIVE' AND gone = 0
ORDER BY since DESC, household LIMIT 1
"""  # noqa: S608 - constants
_MEMBERSHIPS = f"""
SELECT id FROM household_member
WHERE household = :household AND person IN {SAME_PERSON} AND state = 'ACTIVE' AND gone = 0 ORDER BY id
"""  # noqa: S608 - constants
_MEMBERS = f"""
SELECT {SUMMARY_COLUMNS}, member.relationship,
    EXISTS (SELECT 1 FROM check_in WHERE check_in.person = person.id AND day = :today AND check_in.state = 'DONE')
FROM household_member AS member JOIN person ON person.id = member.person
WHERE member.household = :household AND member.state = 'ACTIVE' AND member.gone = 0 AND person.gone = 0
ORDER BY member.relationship IS NOT 'HEAD', person.birth_date, person.id
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class HouseholdPerson:
    """Somebody of a household; `relationship` to its head is a code of `relationship_to_head`."""

    person: PersonSummary
    relationship: str | None
    is_here_today: bool


def household_of(store: Store, person_id: str) -> str | None:
    """The household a person lives in now. StoreError."""
    row = store.fetch_one(_OF_PERSON, {"person": person_id})
    return str(row[0]) if row else None


def memberships(store: Store, household_id: str, person_id: str) -> tuple[str, ...]:
    """The ids of a person's memberships in a household that have not ended. StoreError."""
    rows = store.fetch(_MEMBERSHIPS, {"household": household_id, "person": person_id})
    return tuple(row[0] for row in rows)


def people_of_household(store: Store, household_id: str, today: str) -> list[HouseholdPerson]:
    """Who lives there now, the head first, then by age; of joined records the one that is kept. StoreError."""
    found = [
        HouseholdPerson(summary_of_row(row), row[SUMMARY_WIDTH], bool(row[SUMMARY_WIDTH + 1]))
        for row in store.fetch(_MEMBERS, {"household": household_id, "today": today})
    ]
    kept = kept_people(store, [it.person for it in found])
    people: dict[str, HouseholdPerson] = {}
    hidden = hidden_among(store, [it.person for it in found])
    for it in found:
        if it.person.id in hidden:
            continue
        person = kept.get(it.person.id, it.person)
        there = people.get(person.id)
        here = it.is_here_today or (there is not None and there.is_here_today)
        people[person.id] = HouseholdPerson(
            person, it.relationship if there is None else there.relationship, here
        )
    return list(people.values())
