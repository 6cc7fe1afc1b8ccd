"""The name of a person out of the cells of a row, and whether it can be one."""

import re
from collections.abc import Mapping
from typing import Final

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.row_kind import names_nobody

LONGEST_NAME: Final = 200
# What spreadsheets take for a formula.
_FORMULA: Final = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NOT_IN_NAMES: Final = re.compile(r"[(){}\[\]<>!|=;&%$*/\\\"\d]")


def name_of(found: Mapping[Column, Cell]) -> str:
    """The whole name in the order of speech; surnames before a comma go behind."""
    whole = found.get(Column.NAME)
    given, surnames = found.get(Column.GIVEN_NAMES), found.get(Column.SURNAMES)
    if whole is None:
        return " ".join(str(part) for part in (given, surnames) if part is not None)
    before, comma, behind = str(whole).partition(",")
    name = f"{behind.strip()} {before.strip()}".strip() if comma else str(whole)
    # A column of surnames beside the names goes behind them, unless they stand there already.
    if surnames is not None and fold(str(surnames)) not in fold(name):
        return f"{name} {surnames}"
    return name


def fault_of_name(name: str) -> str | None:
    """Why a text is no name: `name_not_usable`, `formula_as_name`; None where it can be one."""
    if len(name) > LONGEST_NAME or not any(sign.isalpha() for sign in name) or names_nobody(name):
        return "name_not_usable"
    return "formula_as_name" if begins_like_formula(name) and _NOT_IN_NAMES.search(name[1:]) else None


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula: "=Ana", "-Ana"."""
    return _FORMULA.match(text) is not None
