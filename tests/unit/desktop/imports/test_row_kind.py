"""Totals, remarks and headings between and under the people are told from people, whatever those are called."""

from datetime import date

import pytest

from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.person_row import RowReader
from integrhabitat_desktop.imports.row_answers import SkipReason
from integrhabitat_desktop.imports.words import code_words

TODAY = date(2027, 3, 1)
WORDS = code_words()


def test_rows_that_are_no_people_are_passed_over() -> None:
    rows: list[tuple[Cell, ...]] = [("TOTAL: 12", None), (), ("Elaborado por: Ana Ruiz",), (None, "n/a")]
    reader = RowReader([Column.NAME, Column.AGE], rows, WORDS, TODAY)
    assert [reader.read(number, cells) for number, cells in enumerate(rows, start=2)] == [(None, [])] * 4


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ((), SkipReason.BLANK),
        ((None, "12", None), SkipReason.BLANK),
        (("Subtotal mujeres", None, "7"), SkipReason.TOTALS),
        (("GRAN TOTAL", None, "7"), SkipReason.TOTALS),
        (("Fuente: registro del taller",), SkipReason.REMARK),
        (("Ana Ruiz", "12", "30"), None),
    ],
)
def test_a_row_is_passed_over_for_a_reason(cells: tuple[Cell, ...], reason: SkipReason | None) -> None:
    reader = RowReader([Column.NAME, Column.IGNORE, Column.AGE], [cells], WORDS, TODAY)
    assert reader.skip_reason(2, cells) is reason


REGISTER = [Column.IGNORE, Column.NAME, Column.DOCUMENT_NUMBER, Column.BIRTH_DATE, Column.PHONE]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ((None, "Hombres", None, None, None, "12"), SkipReason.TOTALS),
        ((None, "Mujeres", "15"), SkipReason.TOTALS),
        ((None, "Asistentes"), SkipReason.TOTALS),
        (("TOTAL", "27"), SkipReason.TOTALS),
        (("Total Hombres: 0",), SkipReason.TOTALS),
        ((None, "Total hombres", "12"), SkipReason.TOTALS),
        ((None, "Cantidad de personas: 34"), SkipReason.TOTALS),
        ((None, "Promedio", "4"), SkipReason.TOTALS),
        ((None, "Totais", "3"), SkipReason.TOTALS),
        ((None, "Suma", None, "4500"), SkipReason.TOTALS),
        ((None, "Elaborado por: Juan"), SkipReason.REMARK),
        (("Elaborado por:", "Ana Ruiz"), SkipReason.REMARK),
        ((None, "Responsable: María López"), SkipReason.REMARK),
        ((None, "Fecha de corte: 12/03/2026"), SkipReason.REMARK),
        ((None, "Observaciones: ninguno"), SkipReason.REMARK),
        ((None, "Firma del coordinador"), SkipReason.REMARK),
        ((None, "Suma Quispe Mamani", "CC 1"), None),
        ((None, "Suma Quispe Mamani"), None),
        ((None, "Suma", "1234567"), None),
        ((None, "Nota Pérez"), None),
        ((None, "Nota", None, None, "300 111 2233"), None),
        ((None, "Fuente Ana", None, "17/11/1989"), None),
        ((None, "Totales Ruiz", "V-12.345.678"), None),
        (("1", "Mujeres de la Paz, Ana", "CC 1"), None),
    ],
)
def test_totals_and_remarks_are_told_from_people(cells: tuple[Cell, ...], reason: SkipReason | None) -> None:
    reader = RowReader([*REGISTER, Column.IGNORE], [cells], WORDS, TODAY)
    assert reader.skip_reason(2, cells) is reason


def test_a_word_of_totals_with_a_document_is_nobody_and_told() -> None:
    reader = RowReader(REGISTER, [], WORDS, TODAY)
    person, problems = reader.read(9, (None, "Hombres", "1234567"))
    assert person is None
    assert [(it.code, it.is_row) for it in problems] == [("name_not_usable", True)]


def test_a_text_across_the_sheet_is_nobody() -> None:
    reader = RowReader([Column.NAME, Column.AGE], [], WORDS, TODAY, headings={7})
    assert reader.skip_reason(7, ("Grupo de la mañana",)) is SkipReason.REMARK
    assert reader.skip_reason(8, ("Grupo de la mañana",)) is None
