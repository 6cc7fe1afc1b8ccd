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
GROUP BY household ORDER BY max(since) DESC, household
"""  # noqa: S608 - constants
_HEADS = """
SELECT id FROM household_member
WHERE household = ? AND relationship = 'HEAD' AND state = 'ACTIVE' AND gone = 0 ORDER BY id
"""
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
_LIVING_THERE = """
SELECT DISTINCT person FROM household_member WHERE household = ? AND state = 'ACTIVE' AND gone = 0
"""


@dataclass(frozen=True, slots=True)
class HouseholdPerson:
    """Somebody of a household; `relationship` to its head is a code of `relationship_to_head`."""

    person: PersonSummary
    relationship: str | None
    is_here_today: bool


def households_of(store: Store, person_id: str) -> list[str]:
    """The households a person lives in now, the newest first: of joined records those of each. StoreError."""
    return [row[0] for row in store.fetch(_OF_PERSON, {"person": person_id})]


def members_of(store: Store, household_id: str) -> list[str]:
    """The ids of everybody who lives there now, blocked or not. StoreError."""
    return [row[0] for row in store.fetch(_LIVING_THERE, (household_id,))]


def heads_of(store: Store, household_id: str) -> list[str]:
    """The ids of the memberships that say somebody is the head. StoreError."""
    return [row[0] for row in store.fetch(_HEADS, (household_id,))]


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
        said = it.relationship if there is None else there.relationship or it.relationship
        people[person.id] = HouseholdPerson(person, said, here)
    return list(people.values())


def people_living_with(store: Store, person_id: str, today: str) -> list[HouseholdPerson]:
    """Everybody of every household of a person, the person too, each once. StoreError."""
    homes = households_of(store, person_id)
    people: dict[str, HouseholdPerson] = {}
    for it in (it for home in homes for it in people_of_household(store, home, today)):
        people.setdefault(it.person.id, it)
    return list(people.values())
