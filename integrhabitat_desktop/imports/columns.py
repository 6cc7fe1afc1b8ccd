"""What the columns of a register may mean, and a proposal from their titles."""

import csv
import io
import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from importlib import resources
from typing import Final

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.cells import Cell


class Column(Enum):
    """What a column holds."""

    IGNORE = "ignore"
    NAME = "name"
    GIVEN_NAMES = "given_names"
    SURNAMES = "surnames"
    PREFERRED_NAME = "preferred_name"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    SEX = "sex"
    NATIONALITY = "nationality"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT_NUMBER = "document_number"
    PHONE = "phone"
    EMAIL = "email"
    NEIGHBOURHOOD = "neighbourhood"
    MOBILITY_PROFILE = "mobility_profile"


@cache
def _titles() -> tuple[tuple[Column, tuple[str, ...]], ...]:
    """Titles as they are written in the registers of the region, folded. The first fitting line counts."""
    text = resources.files(__package__).joinpath("column_titles.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return tuple((Column(row["column"]), tuple(row["titles"].split("|"))) for row in rows)


# Columns that may stand several times; their cells are joined.
REPEATABLE: Final = frozenset({Column.NAME, Column.GIVEN_NAMES, Column.SURNAMES})
_HEADER_SEARCH: Final = 15
_LONGEST_TITLE: Final = 60
# Columns about somebody or something else: the mother's name, the date of the session.
_OF_OTHERS: Final = re.compile(
    r"\b(madre|padre|acudiente|responsable|emergencia|facilitador|funcionari[oa]|profesional|taller|evento"
    r"|jornada|registro|actividad|mother|father|guardian|emergency|staff|event)\b"
)


def find_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The number of the row that holds the titles: of the first rows the one with the most known ones.

    Where no title is known it is the first filled row, and None where that one holds figures: a list without titles.
    """
    best, best_count = None, 0
    for number, row in enumerate(rows[:_HEADER_SEARCH]):
        known = len({propose_column(cell) for cell in row} - {Column.IGNORE})
        if known > best_count:
            best, best_count = number, known
    if best is not None:
        return best
    first = next((number for number, row in enumerate(rows) if row), 0)
    return None if rows and any(_holds_figures(cell) for cell in rows[first]) else first


def _holds_figures(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or sum(sign.isdigit() for sign in cell) > 1)


def propose_columns(titles: Sequence[Cell]) -> tuple[Column, ...]:
    """What each column means by its title; of two that mean the same the first counts.

    First and second names, and both surnames, may stand in columns of their own.
    """
    found: list[Column] = []
    for title in titles:
        column = propose_column(title)
        found.append(column if column not in found or column in REPEATABLE else Column.IGNORE)
    if Column.GIVEN_NAMES in found and Column.SURNAMES not in found and Column.NAME not in found:
        return tuple(Column.NAME if it is Column.GIVEN_NAMES else it for it in found)
    if Column.NAME in found and Column.SURNAMES in found and Column.GIVEN_NAMES not in found:
        return tuple(Column.GIVEN_NAMES if it is Column.NAME else it for it in found)
    if Column.NAME in found and Column.GIVEN_NAMES in found and Column.SURNAMES not in found:
        return tuple(Column.SURNAMES if it is Column.NAME else it for it in found)
    return tuple(found)


def propose_column(title: Cell) -> Column:
    """What a column means by its title: the words themselves, or words that go on ("Teléfono 1")."""
    folded = fold(title) if isinstance(title, str) else ""
    if not folded or len(folded) > _LONGEST_TITLE or _OF_OTHERS.search(folded):
        return Column.IGNORE
    for column, words in _titles():
        if folded in words:
            return column
    for column, words in _titles():
        if any(
            folded.startswith(f"{word} ") or (len(word) > 4 and folded.startswith(word)) for word in words
        ):
            return column
    return Column.IGNORE
