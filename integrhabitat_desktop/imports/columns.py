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
# Columns that name somebody.
NAMES: Final = REPEATABLE
_LONGEST_TITLE: Final = 60
_LAST_NUMBER: Final = re.compile(r" [0-9]+$")
# Columns about somebody or something else: the mother's name, the date of the session.
_OF_OTHERS: Final = re.compile(
    r"\b(madre|padre|acudiente|responsable|emergencia|facilitador|funcionari[oa]|profesional|taller|evento"
    r"|jornada|registro|actividad|mother|father|guardian|emergency|staff|event)\b"
)


def propose_columns(titles: Sequence[Cell], groups: Sequence[str] = ()) -> tuple[Column, ...]:
    """What each column means by its title; of two that mean the same the first counts.

    First and second names, and both surnames, may stand in columns of their own. `groups` are the titles above the
    titles, "" where there is none: "Tipo" under "Documento", and "Nombre" under "Acudiente".
    """
    found: list[Column] = []
    for place, title in enumerate(titles):
        group = groups[place] if place < len(groups) else ""
        column = _propose_in_group(group, title) if group else propose_column(title)
        found.append(column if column not in found or column in REPEATABLE else Column.IGNORE)
    if Column.GIVEN_NAMES in found and Column.SURNAMES not in found and Column.NAME not in found:
        return tuple(Column.NAME if it is Column.GIVEN_NAMES else it for it in found)
    if Column.NAME in found and Column.SURNAMES in found and Column.GIVEN_NAMES not in found:
        return tuple(Column.GIVEN_NAMES if it is Column.NAME else it for it in found)
    if Column.NAME in found and Column.GIVEN_NAMES in found and Column.SURNAMES not in found:
        return tuple(Column.SURNAMES if it is Column.NAME else it for it in found)
    return tuple(found)


def second_people(titles: Sequence[Cell], groups: Sequence[str] = ()) -> frozenset[int]:
    """The places of names of a second person in the same row: "Nombre", "Cédula", and once more "Nombre", "Cédula".

    Two columns for names alone are parts of one name; only what is repeated in turn tells two people.
    """
    places: dict[str, list[int]] = {}
    meanings: list[Column] = []
    for place, title in enumerate(titles):
        group = groups[place] if place < len(groups) else ""
        meanings.append(_propose_in_group(group, title) if group else propose_column(title))
        if meanings[-1] is not Column.IGNORE:
            places.setdefault(_LAST_NUMBER.sub("", fold(str(title))), []).append(place)
    repeated = [it for it in places.values() if len(it) > 1]
    begins = [
        min(name[1], other[1])
        for name in repeated
        for other in repeated
        if meanings[name[0]] in NAMES
        and meanings[other[0]] not in NAMES
        and max(name[0], other[0]) < min(name[1], other[1])
    ]
    if not begins:
        return frozenset()
    return frozenset(it for it in range(min(begins), len(meanings)) if meanings[it] in NAMES)


def _propose_in_group(group: str, title: Cell) -> Column:
    if _OF_OTHERS.search(fold(group)):
        return Column.IGNORE
    own = propose_column(title)
    return own if own is not Column.IGNORE else propose_column(f"{group} {title or ''}")


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
