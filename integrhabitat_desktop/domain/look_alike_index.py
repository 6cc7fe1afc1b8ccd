"""Who of many may be one person, without comparing everybody with everybody: a register against the whole centre."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Final

from integrhabitat_desktop.domain.birth_likeness import stands_for_unknown
from integrhabitat_desktop.domain.look_alike import Described, Likelihood, Likeness, LikenessReason, judge
from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.sound_key import sounds_of

_MOST_WORDS: Final = 6
_FEWEST_SIGNS: Final = 2
_ESTIMATE_YEARS: Final = 2  # as far apart as two estimates may be and still fit
_Key = tuple[str, ...]


class LookAlikeIndex:
    """Described people by number. Two meet here if they share a document number, one word of the name by sound and the
    birth date (also with day and month exchanged), or two words and the year of birth; who is sure to be shown as
    likely meets, see `domain/look_alike.py`."""

    def __init__(self) -> None:
        self._people: dict[int, Described] = {}
        self._by_key: dict[_Key, list[int]] = {}

    def add(self, number: int, described: Described) -> None:
        """Remember somebody."""
        self._people[number] = described
        for key in _keys(described):
            self._by_key.setdefault(key, []).append(number)

    def likely(self, described: Described, today: date) -> Iterator[tuple[int, Likeness]]:
        """Whoever is likely the same person, or bears the same document number."""
        met: dict[int, None] = {}
        for key in _keys(described):
            met.update(dict.fromkeys(self._by_key.get(key, ())))
        for number in met:
            other = self._people[number]
            likeness = judge(with_types_of(described, other), other, today)
            is_same_document = LikenessReason.SAME_DOCUMENT in likeness.reasons
            if likeness.likelihood is Likelihood.LIKELY or is_same_document:
                yield number, likeness


def _keys(described: Described) -> Iterator[_Key]:
    for _kind, number in described.documents:
        yield ("document", number)
    if not described.birth_date:
        return
    tokens = [it for it in name_tokens(described.name) if len(it) >= _FEWEST_SIGNS]
    heard = [sounds_of(it).skeletons or sounds_of(it).keys for it in tokens]
    born = date.fromisoformat(described.birth_date)
    if not stands_for_unknown(born):
        day = f"{born.year}-{'-'.join(sorted((f'{born.month:02}', f'{born.day:02}')))}"
        yield from ((day, sound) for sound in dict.fromkeys(it for sounds in heard for it in sounds))
    # The usual reading is enough where two words have to agree.
    words = sorted({sounds[0] for sounds in heard})[:_MOST_WORDS]
    reach = _ESTIMATE_YEARS if described.birth_precision == "ESTIMATED" else 0
    for near in range(born.year - reach, born.year + reach + 1):
        for pair in combinations(words, 2):
            yield (str(near), *pair)


def with_types_of(one: Described, other: Described) -> Described:
    """The same number under another type is one document: registers often do not tell the type."""
    types = {number: kind for kind, number in other.documents}
    return replace(
        one, documents=frozenset((types.get(number, kind), number) for kind, number in one.documents)
    )
