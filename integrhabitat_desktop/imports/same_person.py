"""One person over several rows: the name is one merged cell, and each row holds another phone."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.imports.columns import NAMES, Column
from integrhabitat_desktop.imports.raw_table import RawTable
from integrhabitat_desktop.imports.row_answers import ImportedPerson, RowProblem

_MOST_WORK: Final = 50_000
_SINGLE: Final = (
    ("preferred_name", Column.PREFERRED_NAME),
    ("sex", Column.SEX),
    ("nationality", Column.NATIONALITY),
    ("email", Column.EMAIL),
    ("neighbourhood", Column.NEIGHBOURHOOD),
    ("mobility_profile", Column.MOBILITY_PROFILE),
)


def continued_rows(table: RawTable, columns: Sequence[Column]) -> dict[int, int]:
    """Rows that go on with the person of another one, by their numbers as spreadsheets count: the later to the first.

    Such a row has no name of its own: every cell of a name is merged with the one above.
    """
    places = [place for place, column in enumerate(columns) if column in NAMES]
    merged: dict[int, dict[int, int]] = {}
    work = 0
    for merge in table.merges:
        bottom = min(merge.bottom, len(table.rows) - 1)
        if merge.left not in places or bottom <= merge.top:
            continue
        work += bottom - merge.top
        if work > 4 * len(table.rows) + _MOST_WORK:
            break
        for row in range(merge.top + 1, bottom + 1):
            merged.setdefault(row, {})[merge.left] = merge.top
    found: dict[int, int] = {}
    for row, tops in merged.items():
        cells = table.rows[row]
        named = [place for place in places if place < len(cells) and cells[place] is not None]
        if named and all(place in tops for place in named):
            found[row + 1] = max(tops[place] for place in named) + 1
    return found


def with_further_row(
    person: ImportedPerson, further: ImportedPerson
) -> tuple[ImportedPerson, list[RowProblem]]:
    """The person with what a further row adds, and what that row says otherwise and is left out."""
    problems: list[RowProblem] = []
    merged = replace(person, phones=tuple(dict.fromkeys((*person.phones, *further.phones))))

    def otherwise(column: Column, value: str) -> None:
        problems.append(RowProblem(further.number, column, "further_value", value, is_row=False))

    for name, column in _SINGLE:
        own, other = getattr(merged, name), getattr(further, name)
        if own is None:
            merged = replace(merged, **{name: other})
        elif other is not None and other != own:
            otherwise(column, str(other))
    if merged.birth_date is None:
        merged = replace(merged, birth_date=further.birth_date, birth_precision=further.birth_precision)
    elif further.birth_date not in (None, merged.birth_date):
        otherwise(Column.BIRTH_DATE, str(further.birth_date))
    if merged.document_type is None:
        merged = replace(merged, document_type=further.document_type, document_number=further.document_number)
    elif further.document_number and _document(further) != _document(merged):
        otherwise(Column.DOCUMENT_NUMBER, further.document_number)
    return merged, problems


def _document(person: ImportedPerson) -> tuple[str | None, str]:
    kind, number = person.document_type, person.document_number
    return kind, document_key(kind or "", number or "")
