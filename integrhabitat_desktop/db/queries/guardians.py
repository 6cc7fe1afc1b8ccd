"""Reads which adults answer for a child, and for which children an adult answers."""

from dataclasses import dataclass, replace

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

_ADULTS = f"""
SELECT {SUMMARY_COLUMNS}, link.id, link.relationship, link.evidence
FROM guardian_link AS link JOIN person ON person.id = link.adult
WHERE link.minor IN {SAME_PERSON} AND link.state = 'ACTIVE' AND link.gone = 0 AND person.gone = 0
ORDER BY link.id
"""  # noqa: S608 - constants
_BETWEEN = f"""
SELECT id FROM guardian_link
WHERE minor IN {SAME_PERSON} AND adult IN {SAME_PERSON.replace(":person", ":adult")}
    AND state = 'ACTIVE' AND gone = 0 ORDER BY id
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Guardian:
    """An adult who answers for a child; `relationship` is a code of `guardian_relationship`."""

    adult: PersonSummary
    link_id: str
    relationship: str | None
    evidence: str | None


def guardians_of(store: Store, minor_id: str) -> list[Guardian]:
    """The adults who answer for a child now, without those whose record is blocked; of joined records of one adult
    the one that is kept. StoreError.
    """
    found = [
        Guardian(summary_of_row(row), *row[SUMMARY_WIDTH:])
        for row in store.fetch(_ADULTS, {"person": minor_id})
    ]
    hidden = hidden_among(store, [it.adult for it in found])
    kept = kept_people(store, [it.adult for it in found])
    adults: dict[str, Guardian] = {}
    for it in found:
        if it.adult.id not in hidden:
            adult = kept.get(it.adult.id, it.adult)
            adults.setdefault(adult.id, replace(it, adult=adult))
    return list(adults.values())


def links_between(store: Store, minor_id: str, adult_id: str) -> list[str]:
    """The links by which an adult answers for a child now, over all records of both. StoreError."""
    return [row[0] for row in store.fetch(_BETWEEN, {"person": minor_id, "adult": adult_id})]
