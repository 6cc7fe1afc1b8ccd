"""Q01: how well look-alikes are told apart on the pairs of the domain notes."""

import csv
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, tell
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import Described, Likelihood, judge

PAIRS = Path(__file__).parents[1] / "tests" / "data" / "name-pairs.csv"


def measure() -> None:
    """Precision and recall of "likely the same" against the pairs that match."""
    right = missed = wrong = 0
    with PAIRS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = judge(_described(row, "a"), _described(row, "b"), date(2026, 11, 20)).likelihood
            if row["expected"] == "match":
                right += found is Likelihood.LIKELY
                missed += found is not Likelihood.LIKELY
            else:
                wrong += found is Likelihood.LIKELY
    tell(
        Figure("Q01", "duplicates missed (1 - recall)", missed / (right + missed), "", 0.05, f"{right} found")
    )
    tell(
        Figure(
            "Q01",
            "wrongly called the same (1 - precision)",
            wrong / (right + wrong),
            "",
            0.05,
            f"{wrong} wrong",
        )
    )


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
