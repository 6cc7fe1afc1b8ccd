"""Marks as lists write them."""

import pytest

from integrhabitat_desktop.imports.attendance_marks import (
    MarkCell,
    ReadMark,
    is_formula_error,
    mark_of,
    propose_meanings,
    read_cell,
)


def meant(text: str, *beside: str) -> ReadMark | None:
    cell = read_cell(text)
    assert cell is not None
    others = [it for it in map(read_cell, beside) if it is not None]
    return mark_of(cell, propose_meanings([cell.key, *(it.key for it in others)]))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *(
            (text, "PRESENT")
            for text in ("X", "x", "1", "P", "p.", "✓", "✔", "√", "☑", "Sí", "Presente", "asistió")
        ),
        *((text, "ABSENT") for text in ("F", "f", "0", "falta", "No", "Ausente", "✗", "A")),
        *((text, "EXCUSED") for text in ("J", "justificado", "E", "Excusa", "FJ", "Ausente con aviso")),
        *((text, "LATE") for text in ("T", "tarde", "Retardo", "L", "Llegó tarde")),
        ("se retiró antes", "LEFT_EARLY"),
    ],
)
def test_usual_signs(text: str, status: str) -> None:
    assert meant(text) == ReadMark(status)


def test_online_is_present_with_its_own_modality() -> None:
    assert meant("virtual") == ReadMark("PRESENT", "ONLINE")


def test_an_a_beside_an_f_means_that_somebody_came() -> None:
    assert meant("A", "F") == ReadMark("PRESENT")
    assert meant("A", "P") == ReadMark("ABSENT")


def test_minutes_beside_a_late_mark_are_kept_as_they_were_written() -> None:
    assert meant("T 15") == meant("tarde (15 min)") == ReadMark("LATE", reason="15 min")


def test_what_nobody_can_know_is_nothing() -> None:
    assert meant("?") is None
    assert meant("ver nota") is None
    assert read_cell(None) is None
    assert read_cell("  ") is None


def test_our_own_cells_are_read_to_the_letter() -> None:
    assert meant("LATE ONLINE 25 · Llegó tarde · Virtual (en línea) · 25 min") == ReadMark(
        "LATE", "ONLINE", 25
    )
    assert meant("REMOTE · Presente en línea") == ReadMark("REMOTE")
    assert meant("LATE") == ReadMark("LATE")


@pytest.mark.parametrize("text", ["Sesión cancelada", "Sin registrar", "CANCELLED · x", "LATE 9999 · x"])
def test_what_is_no_mark_of_a_person_is_none(text: str) -> None:
    assert meant(text) is None


def test_a_failed_formula_is_no_mark() -> None:
    assert is_formula_error(MarkCell("ref", "#REF!"))
    assert not is_formula_error(MarkCell("x", "X"))
