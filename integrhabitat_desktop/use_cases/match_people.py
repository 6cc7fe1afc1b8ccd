"""Who of the registered people stands in a row of a list: by card or record code, by document, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from integrhabitat_desktop.db.queries.cards import card_of_token
from integrhabitat_desktop.db.queries.people import MatchReason, search_people
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary, hidden_among, people_by_ids
from integrhabitat_desktop.domain.birth_likeness import BirthLikeness, compare_births
from integrhabitat_desktop.domain.card_token import token_of
from integrhabitat_desktop.domain.name_likeness import NameLikeness, compare_names
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_look_alikes import Likelihood, LikenessReason, find_look_alikes
from integrhabitat_desktop.use_cases.kept_record import kept_record_id

_NAMESAKES = 12
_SHOWN = 4


class MatchedBy(Enum):
    """What a row and a person have in common; nothing where somebody has to look."""

    CODE = "code"
    DOCUMENT = "document"
    NAME = "name"
    UNSURE = "unsure"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class RowClues:
    """What a row says of somebody. `codes` are texts that may be the code of a card or of a record."""

    name: str = ""
    birth_date: str | None = None
    birth_precision: str | None = None
    document_type: str | None = None
    document_number: str | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowMatch:
    """Who it is: one person, or with UNSURE those who may be meant, likeliest first."""

    by: MatchedBy
    people: tuple[PersonSummary, ...] = ()


def match_person(desk: Desk, clues: RowClues) -> RowMatch:
    """Find who is meant. Blocked and erased people are found by nothing. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.FIND_PEOPLE)
    for code in clues.codes:
        person = _by_code(desk, code)
        if person is not None:
            return RowMatch(MatchedBy.CODE, (person,))
    alike = find_look_alikes(
        desk,
        clues.name,
        clues.birth_date,
        clues.birth_precision,
        clues.document_type,
        clues.document_number,
        limit=_SHOWN,
    )
    numbered = [it for it in alike if LikenessReason.SAME_DOCUMENT in it.likeness.reasons]
    # The number alone, or with another name beside it, may be that of the mother on her child's row.
    sure = [it for it in numbered if it.likeness.likelihood is Likelihood.LIKELY or not clues.name]
    if len(sure) == 1:
        return RowMatch(MatchedBy.DOCUMENT, (sure[0].person,))
    namesakes = _namesakes(desk, clues) if clues.name else []
    if len(namesakes) == 1 and not numbered:
        return RowMatch(MatchedBy.NAME, (namesakes[0],))
    possible = {it.id: it for it in (*(found.person for found in alike), *namesakes)}
    if possible:
        return RowMatch(MatchedBy.UNSURE, tuple(possible.values())[:_SHOWN])
    return RowMatch(MatchedBy.NOBODY)


def _namesakes(desk: Desk, clues: RowClues) -> list[PersonSummary]:
    """Everybody of exactly this name, whose birth date says nothing else."""
    return [
        it.person
        for it in search_people(desk.store, clues.name, _NAMESAKES)
        if it.reason is MatchReason.NAME and _is_namesake(clues, it.person)
    ]


def _is_namesake(clues: RowClues, person: PersonSummary) -> bool:
    names = compare_names(clues.name, person.name)
    births = compare_births(
        clues.birth_date, clues.birth_precision, person.birth_date, person.birth_precision
    )
    return (
        names.likeness is NameLikeness.EQUAL
        and not names.is_reversed
        and births is not BirthLikeness.DIFFERENT
    )


def _by_code(desk: Desk, code: str) -> PersonSummary | None:
    token = token_of(code)
    card = card_of_token(desk.store, token) if token is not None else None
    if card is not None:
        return _shown(desk, [card.person])
    found = search_people(desk.store, code, 1)
    if found and found[0].reason is MatchReason.CODE:
        return found[0].person
    return None


def _shown(desk: Desk, ids: Sequence[str]) -> PersonSummary | None:
    kept = [kept_record_id(desk, it) for it in ids]
    people = list(people_by_ids(desk.store, kept).values())
    hidden = hidden_among(desk.store, people)
    return next((it for it in people if it.id not in hidden), None)
