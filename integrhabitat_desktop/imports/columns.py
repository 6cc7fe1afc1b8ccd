"""What the columns of a register may mean, and a proposal from their titles."""

import csv
import io
from collections.abc import Sequence
from enum import Enum
from functools import cache
from importlib import resources
from typing import Final

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.raw_table import Cell


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


_HEADER_SEARCH: Final = 15


def find_header(rows: Sequence[Sequence[Cell]]) -> int:
    """The number of the row that holds the titles: of the first rows the one with the most known ones, else 0."""
    best, best_count = 0, 0
    for number, row in enumerate(rows[:_HEADER_SEARCH]):
        known = sum(propose_column(cell) is not Column.IGNORE for cell in row if isinstance(cell, str))
        if known > best_count:
            best, best_count = number, known
    return best


def propose_columns(titles: Sequence[Cell]) -> tuple[Column, ...]:
    """What each column means by its title; of two that mean the same the first counts."""
    found: list[Column] = []
    for title in titles:
        column = propose_column(title)
        found.append(column if column not in found else Column.IGNORE)
    if Column.GIVEN_NAMES in found and Column.SURNAMES not in found and Column.NAME not in found:
        found[found.index(Column.GIVEN_NAMES)] = Column.NAME
    if Column.NAME in found and Column.SURNAMES in found and Column.GIVEN_NAMES not in found:
        found[found.index(Column.NAME)] = Column.GIVEN_NAMES
    return tuple(found)


def propose_column(title: Cell) -> Column:
    """What a column means by its title."""
    folded = fold(title) if isinstance(title, str) else ""
    if not folded:
        return Column.IGNORE
    for column, words in _titles():
        if folded in words:
            return column
    for column, words in _titles():
        if any(len(word) > 4 and folded.startswith(word) for word in words):
            return column
    return Column.IGNORE
