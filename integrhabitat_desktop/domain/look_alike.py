"""Whether two records may be of one person: document, birth date and name weighed together. Nothing is merged here."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from integrhabitat_desktop.domain.ages import full_years
from integrhabitat_desktop.domain.birth_likeness import BirthLikeness, compare_births, stands_for_unknown
from integrhabitat_desktop.domain.name_likeness import NameComparison, NameLikeness, compare_names

_GROWN_UP = 18
_FEW_WORDS = 2
_WOMAN_AND_MAN = {"F", "M"}


class Likelihood(IntEnum):
    """What a person at the desk should make of it."""

    NONE = 0
    POSSIBLE = 1  # ask
    LIKELY = 2


class LikenessReason(Enum):
    """Why somebody is shown as a look-alike."""

    SAME_DOCUMENT = "same_document"
    NEAR_DOCUMENT = "near_document"
    OTHER_DOCUMENT = "other_document"
    SAME_BIRTH = "same_birth"
    NEAR_BIRTH = "near_birth"
    SAME_NAME = "same_name"
    SOUNDS_LIKE = "sounds_like"
    NEAR_NAME = "near_name"
    OTHER_SEX = "other_sex"


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of one person. `documents` are pairs of document type and number for searching; `sex` is a code
    as it was said, never guessed from a name."""

    name: str
    birth_date: str | None = None
    birth_precision: str | None = None
    documents: frozenset[tuple[str, str]] = frozenset()
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from 0 to 100 orders a list; `reasons` are told to whoever decides."""

    likelihood: Likelihood
    score: int
    reasons: tuple[LikenessReason, ...]


class _Documents(Enum):
    SILENT = 0
    SAME = 1
    NEAR = 2
    OTHER = 3


def judge(one: Described, other: Described, today: date) -> Likeness:
    """Weigh two descriptions. Twins, namesakes and strangers born on one day are kept apart."""
    names = compare_names(one.name, other.name)
    births = compare_births(one.birth_date, one.birth_precision, other.birth_date, other.birth_precision)
    documents = _compare_documents(one.documents, other.documents)
    is_other_sex = {one.sex, other.sex} == _WOMAN_AND_MAN
    unsure = (
        is_other_sex or _is_weak(names, births, one, other, today) or _may_be_twins(names, one, other, today)
    )
    likelihood = _likelihood(names, births, documents, unsure)
    reasons = _reasons(names, births, documents, is_other_sex)
    return Likeness(likelihood, _score(likelihood, names, births, documents), reasons)


def _likelihood(
    names: NameComparison, births: BirthLikeness, documents: _Documents, unsure: bool
) -> Likelihood:
    if documents is _Documents.SAME:
        # The guardian's document on a child: the same number, and nothing of the name.
        return Likelihood.LIKELY if names.shared else Likelihood.POSSIBLE
    if names.likeness is NameLikeness.DIFFERENT:
        return Likelihood.NONE
    if names.likeness is NameLikeness.NEAR:
        return _of_near_name(births, documents)
    match births:
        case BirthLikeness.EQUAL | BirthLikeness.PARTLY | BirthLikeness.SLIP:
            doubtful = unsure or names.is_reversed or documents is _Documents.OTHER
            return Likelihood.POSSIBLE if doubtful else Likelihood.LIKELY
        case BirthLikeness.NEXT:
            if documents is _Documents.NEAR:
                return Likelihood.LIKELY
            return (
                Likelihood.POSSIBLE if names.words > _FEW_WORDS and not names.is_reversed else Likelihood.NONE
            )
        case BirthLikeness.UNKNOWN:
            return Likelihood.POSSIBLE if not names.is_common else Likelihood.NONE
    return Likelihood.NONE


def _of_near_name(births: BirthLikeness, documents: _Documents) -> Likelihood:
    if documents is _Documents.NEAR and births in (BirthLikeness.EQUAL, BirthLikeness.SLIP):
        return Likelihood.LIKELY
    if documents is _Documents.OTHER:
        return Likelihood.NONE
    alike = births in (BirthLikeness.EQUAL, BirthLikeness.PARTLY)
    return Likelihood.POSSIBLE if alike else Likelihood.NONE


def _is_weak(
    names: NameComparison, births: BirthLikeness, one: Described, other: Described, today: date
) -> bool:
    """Whether the name says too little to be sure even with the birth date."""
    if names.words > _FEW_WORDS:
        return False
    if names.is_common:
        return True
    dates = [date.fromisoformat(it) for it in (one.birth_date, other.birth_date) if it]
    if any(stands_for_unknown(it) for it in dates) and births is BirthLikeness.EQUAL:
        return True
    return _is_child(one, other, today) and names.is_same_spelling


def _may_be_twins(names: NameComparison, one: Described, other: Described, today: date) -> bool:
    """Given names in another order, or one more. Of grown-ups these are more often a habit of whoever wrote, unless the
    names are such that half a town bears them."""
    is_twin_like = names.is_exchanged or names.is_longer
    return is_twin_like and (names.is_plain or _is_child(one, other, today))


def _is_child(one: Described, other: Described, today: date) -> bool:
    dates = [date.fromisoformat(it) for it in (one.birth_date, other.birth_date) if it]
    return any(full_years(it, today) < _GROWN_UP for it in dates)


def _compare_documents(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> _Documents:
    if one & other:
        return _Documents.SAME
    pairs = [(a, b) for kind, a in one for other_kind, b in other if kind == other_kind]
    if any(_one_slip_apart(a, b) for a, b in pairs):
        return _Documents.NEAR
    return _Documents.OTHER if pairs else _Documents.SILENT


def _one_slip_apart(a: str, b: str) -> bool:
    """One digit other, or two neighbours exchanged."""
    if len(a) != len(b) or len(a) < 6:
        return False
    places = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(places) == 1:
        return True
    return len(places) == 2 and places[1] == places[0] + 1 and a[places[0]] == b[places[1]]


def _reasons(
    names: NameComparison, births: BirthLikeness, documents: _Documents, is_other_sex: bool
) -> tuple[LikenessReason, ...]:
    of_documents = {
        _Documents.SAME: LikenessReason.SAME_DOCUMENT,
        _Documents.NEAR: LikenessReason.NEAR_DOCUMENT,
        _Documents.OTHER: LikenessReason.OTHER_DOCUMENT,
    }
    of_births = {
        BirthLikeness.EQUAL: LikenessReason.SAME_BIRTH,
        BirthLikeness.PARTLY: LikenessReason.NEAR_BIRTH,
        BirthLikeness.SLIP: LikenessReason.NEAR_BIRTH,
        BirthLikeness.NEXT: LikenessReason.NEAR_BIRTH,
    }
    found = [of_documents.get(documents), of_births.get(births)]
    if names.is_same_spelling:
        found.append(LikenessReason.SAME_NAME)
    elif names.likeness >= NameLikeness.CLOSE:
        found.append(LikenessReason.SOUNDS_LIKE)
    elif names.likeness is NameLikeness.NEAR:
        found.append(LikenessReason.NEAR_NAME)
    if is_other_sex:
        found.append(LikenessReason.OTHER_SEX)
    return tuple(reason for reason in found if reason is not None)


def _score(
    likelihood: Likelihood, names: NameComparison, births: BirthLikeness, documents: _Documents
) -> int:
    if likelihood is Likelihood.NONE:
        return 0
    of_births = {
        BirthLikeness.EQUAL: 25,
        BirthLikeness.SLIP: 18,
        BirthLikeness.PARTLY: 14,
        BirthLikeness.NEXT: 10,
        BirthLikeness.UNKNOWN: 4,
    }
    of_documents = {_Documents.SAME: 30, _Documents.NEAR: 12, _Documents.OTHER: -8, _Documents.SILENT: 0}
    score = (
        20 * int(likelihood) + 3 * int(names.likeness) + of_births.get(births, 0) + of_documents[documents]
    )
    return max(1, min(99, score + names.shared))
