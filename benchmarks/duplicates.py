"""Q01: how well look-alikes are told apart on the pairs of the domain notes, and on names of seven countries."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, tell
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import Described, Likelihood, judge

_DATA = Path(__file__).parents[1] / "tests" / "data"
PAIRS, SPELLINGS = _DATA / "name-pairs.csv", _DATA / "name-spellings.csv"
# The rules were made with the first part; the others were held back until they stood (decision 13).
_PARTS = ("tune", "measure", "check")
_Pair = tuple[Described, Described, bool]


def measure() -> None:
    """Precision and recall of "likely the same" against the pairs that match."""
    _tell("the domain notes", _noted())
    for part in _PARTS:
        _tell(f"names of the region, {part}", _spelled(part))


def _tell(whose: str, pairs: Iterator[_Pair]) -> None:
    right = missed = wrong = 0
    for one, other, is_match in pairs:
        is_likely = judge(one, other, date(2026, 11, 20)).likelihood is Likelihood.LIKELY
        right += is_likely and is_match
        missed += is_match and not is_likely
        wrong += is_likely and not is_match
    detail = f"{whose}: {right} found, {missed} missed, {wrong} wrong"
    tell(Figure("Q01", "duplicates missed (1 - recall)", missed / (right + missed), "", 0.05, detail))
    tell(Figure("Q01", "wrongly called the same (1 - precision)", wrong / (right + wrong), "", 0.05, detail))


def _noted() -> Iterator[_Pair]:
    for row in _rows(PAIRS):
        yield _described(row, "a"), _described(row, "b"), row["expected"] == "match"


def _spelled(part: str) -> Iterator[_Pair]:
    for row in _rows(SPELLINGS):
        if row["part"] == part:
            one, other = (Described(row[f"{side}_name"], row[f"{side}_birth"], "DAY") for side in "ab")
            yield one, other, row["expected"] == "match"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _described(row: dict[str, str], side: str) -> Described:
    birth, document = row[f"{side}_birth"], row[f"{side}_document"]
    kind, _, number = document.partition(" ")
    documents = frozenset([(kind, document_key(kind, number))]) if document else frozenset[tuple[str, str]]()
    exact = len(birth) == 10
    return Described(
        f"{row[f'{side}_given']} {row[f'{side}_surnames']}",
        birth if exact else f"{birth}-01-01" if birth else None,
        "DAY" if exact else "YEAR",
        documents,
    )
