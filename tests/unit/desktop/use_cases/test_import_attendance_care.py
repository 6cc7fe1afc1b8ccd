"""An attendance matrix read with care: days either way round, new people on two rows, figures beside a name."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from integrhabitat_desktop.ui.attendance_import_words import impossible_days_words, unsure_days_words
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_attendance import (
    REGISTER,
    AttendancePlan,
    AttendanceReport,
    Decisions,
    check_attendance,
    decide,
    propose_attendance,
)
from integrhabitat_desktop.use_cases.write_attendance import write_attendance
from tests.unit.desktop.use_cases.attendance_builders import ACTIVITY, DAYS, Watch, fill_workshop, session


@pytest.fixture
def workshop(desk: Desk) -> Desk:
    return fill_workshop(desk)


def planned(desk: Desk, tmp_path: Path, *lines: str) -> AttendancePlan:
    path = tmp_path / "lista.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return propose_attendance(desk, ACTIVITY, path)


def checked(desk: Desk, tmp_path: Path, *lines: str) -> AttendanceReport:
    return check_attendance(desk, planned(desk, tmp_path, *lines), Watch())


def problems(report: AttendanceReport) -> list[tuple[int, str, str]]:
    return [(it.number, it.code, it.value) for it in report.problems]


def test_days_with_the_month_first_meet_the_sessions_of_the_activity(workshop: Desk, tmp_path: Path) -> None:
    plan = planned(workshop, tmp_path, "Nombre;2/1/2027;2/8/2027", "Ana Ruiz Paz;X;X")
    assert [(it.heading.day, it.goes_to) for it in plan.dates] == [
        (DAYS[0], session(0)),
        (DAYS[1], session(1)),
    ]
    assert unsure_days_words(plan) == ""


def test_days_that_can_be_read_in_two_ways_are_told_before_anything_is_written(
    workshop: Desk, tmp_path: Path
) -> None:
    plan = planned(workshop, tmp_path, "Nombre;3/4/2026;3/11/2026", "Ana Ruiz Paz;X;X")
    assert "3/4/2026" in unsure_days_words(plan)
    assert impossible_days_words(plan) == ""


def test_a_column_under_an_impossible_day_is_told(workshop: Desk, tmp_path: Path) -> None:
    plan = planned(workshop, tmp_path, "Nombre;1/2/2027;31/2/2027", "Ana Ruiz Paz;X;X")
    assert len(plan.dates) == 1
    assert "31/2/2027" in impossible_days_words(plan)


@pytest.mark.parametrize(
    ("title", "rows", "repeated"),
    [
        ("Nombre", ("Wilmer Bermúdez", "BERMUDEZ WILMER"), True),
        ("Nombre;Fecha de nacimiento", ("Wilmer Bermúdez;3/5/1990", "Wilmer Bermúdez;"), True),
        ("Nombre;Fecha de nacimiento", ("Wilmer Bermúdez;3/5/1990", "Wilmer Bermúdez;4/6/2001"), False),
        ("Nombre;Documento", ("Wilmer Bermúdez;V-12345678", "Wilmer Bermúdez;V-87654321"), False),
        ("Nombre;Documento", ("Wilmer Bermúdez;V-12345678", "Wílmer J. Bermúdez;V 12.345.678"), True),
        ("Nombre", ("Wilmer Bermúdez", "Wilma Bermejo"), False),
    ],
)
def test_somebody_new_on_two_rows_is_registered_once(
    workshop: Desk, tmp_path: Path, title: str, rows: Sequence[str], repeated: bool
) -> None:
    report = checked(workshop, tmp_path, f"{title};1/2/2027;8/2/2027", *(f"{it};X;X" for it in rows))
    decided = decide(workshop, report, Decisions(register_all=True))
    assert problems(decided) == ([(3, "person_repeated", "2")] if repeated else [])
    written = write_attendance(workshop, decided, frozenset(), Watch())
    assert len(written.registered) == (1 if repeated else 2)


def test_two_new_people_of_one_name_are_registered_where_somebody_says_so(
    workshop: Desk, tmp_path: Path
) -> None:
    report = checked(workshop, tmp_path, "Nombre;1/2/2027", "Wilmer Bermúdez;X", "Wilmer Bermúdez;F")
    decided = decide(workshop, report, Decisions({2: REGISTER, 3: REGISTER}))
    assert (problems(decided), len(decided.registered)) == ([], 2)


def test_figures_beside_a_name_are_unknown_signs_and_no_totals(workshop: Desk, tmp_path: Path) -> None:
    report = checked(
        workshop,
        tmp_path,
        "No.;Nombre;1/2/2027;8/2/2027",
        "1;Ana Ruiz Paz;2;2",
        "2;Luz Gil Mora;1;0",
        "Total;;3;2",
        ";Presentes;3;2",
        ";Número de ausentes;4;5",
        ";;3;2",
    )
    assert problems(report) == [(2, "mark_not_known", "2"), (2, "mark_not_known", "2")]
    assert [it.number for it in report.rows] == [2, 3]
    assert [it.mark.status for it in report.wanted] == ["PRESENT", "ABSENT"]
    assert [it.number for it in report.skipped] == [4, 5, 6, 7]
