"""Registered people who may be the one that is being typed in."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries import look_alikes
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary
from integrhabitat_desktop.db.search_index import number_word
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import Described, Likelihood, Likeness, LikenessReason, judge
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.register_person import Registration

__all__ = ["FoundLookAlike", "Likelihood", "Likeness", "LikenessReason", "find_look_alikes", "look_alikes_of"]

# Candidates carry the number of a document, not its type; two documents are compared as of one type.
_ANY_TYPE = ""


@dataclass(frozen=True, slots=True)
class FoundLookAlike:
    """A registered person and how likely it is the same one."""

    person: PersonSummary
    likeness: Likeness


def find_look_alikes(
    desk: Desk,
    name: str,
    birth_date: str | None = None,
    birth_precision: str | None = None,
    document_type: str | None = None,
    document_number: str | None = None,
    limit: int = 5,
    *,
    sex: str | None = None,
) -> list[FoundLookAlike]:
    """The likeliest first. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.REGISTER_PERSON)
    # As the index holds them.
    keys = (number_word(document_key(document_type or "", document_number)),) if document_number else ()
    typed = Described(
        name, birth_date, birth_precision, frozenset((_ANY_TYPE, key) for key in keys if key), sex
    )
    found = []
    for candidate in look_alikes.look_alikes(desk.store, name, birth_date=birth_date, document_keys=keys):
        person = candidate.person
        documents = frozenset((_ANY_TYPE, key) for key in candidate.document_keys)
        there = Described(person.name, person.birth_date, person.birth_precision, documents, person.sex)
        likeness = judge(typed, there, desk.today())
        if likeness.likelihood is not Likelihood.NONE:
            found.append(FoundLookAlike(person, likeness))
    found.sort(key=lambda it: (-it.likeness.score, it.person.id))
    return found[:limit]


def look_alikes_of(desk: Desk, typed: Registration) -> list[FoundLookAlike]:
    """The same for what stands in the form of a registration."""
    return find_look_alikes(
        desk,
        typed.name,
        typed.birth_date,
        typed.birth_precision,
        typed.document_type,
        typed.document_number,
        sex=typed.sex,
    )
