"""The days above the marks, as lists of the region write them."""

from datetime import date

import pytest

from integrhabitat_desktop.imports.attendance_dates import count_dates, impossible_days, read_dates
from integrhabitat_desktop.imports.cells import Cell

TODAY = date(2027, 3, 1)


def days(*cells: Cell, known: frozenset[str] = frozenset(), context: tuple[str, ...] = ()) -> list[str]:
    return [it.day for it in read_dates(cells, context, known, TODAY)]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3/11/2026", "2026-11-03"),
        ("03-11-26", "2026-11-03"),
        ("2026-11-03", "2026-11-03"),
        ("3 nov", "2026-11-03"),
        ("3-nov-26", "2026-11-03"),
        ("03nov", "2026-11-03"),
        ("Martes 3 de noviembre de 2026", "2026-11-03"),
        ("mar 3/11", "2026-11-03"),
        ("Sesión 4 (3/11)", "2026-11-03"),
        ("November 3, 2026", "2026-11-03"),
        ("46329", "2026-11-03"),
        (date(2026, 11, 3), "2026-11-03"),
        ("1/3", "2027-03-01"),
        ("2/3", "2026-03-02"),
    ],
)
def test_usual_forms(cell: Cell, day: str) -> None:
    assert days(cell) == [day]


@pytest.mark.parametrize(
    "cell",
    ["Nombre", "Total", "12", "35 años", "3001112233", "31/02/2026", "45/11", "", "%", "Sesión 3", "2026"],
)
def test_what_is_no_day(cell: str) -> None:
    assert days(cell) == []


def test_the_time_tells_sessions_of_a_day_apart() -> None:
    found = read_dates(["2026-11-03 09:00", "3/11/2026 14:00"], (), frozenset(), TODAY)
    assert [(it.day, it.starts_at) for it in found] == [("2026-11-03", "09:00"), ("2026-11-03", "14:00")]


def test_serial_numbers_and_texts_mixed() -> None:
    assert days("46329", "10/11/2026", date(2026, 11, 17)) == ["2026-11-03", "2026-11-10", "2026-11-17"]


def test_days_alone_under_a_month() -> None:
    above = ("", "Noviembre 2026", "Noviembre 2026", "Diciembre 2026")
    assert days("Nombre", "3", "10", "1", context=above) == ["2026-11-03", "2026-11-10", "2026-12-01"]


def test_a_date_that_can_only_be_read_the_other_way_round_turns_all() -> None:
    assert days("11/3/2026", "11/17/2026") == ["2026-11-03", "2026-11-17"]
    assert days("3/11/2026", "17/11/2026") == ["2026-11-03", "2026-11-17"]


def test_days_and_months_that_a_program_swapped_are_turned_back() -> None:
    cells = (date(2026, 3, 11), date(2026, 10, 11), "17/11/2026", "24/11/2026")
    assert days(*cells) == ["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"]
    known = frozenset({"2026-11-03", "2026-11-10"})
    assert days(date(2026, 3, 11), date(2026, 10, 11), known=known) == ["2026-11-03", "2026-11-10"]
    assert days(date(2026, 11, 3), date(2026, 11, 10), known=known) == ["2026-11-03", "2026-11-10"]


def test_the_sessions_tell_the_year() -> None:
    assert days("3/11", known=frozenset({"2025-11-04"})) == ["2025-11-03"]


def test_rows_are_told_by_their_dates() -> None:
    assert count_dates(["No.", "Nombre", "3/11", date(2026, 11, 10), "46343", "Total"]) == 3


def test_the_sessions_tell_that_the_month_comes_first_in_texts_too() -> None:
    known = frozenset({"2027-02-01", "2027-02-08"})
    assert days("2/1/2027", "2/8/2027", known=known) == ["2027-02-01", "2027-02-08"]
    assert days("1/2/2027", "8/2/2027", known=known) == ["2027-02-01", "2027-02-08"]
    assert days("2027-02-01", "2/8/2027", known=known) == ["2027-02-01", "2027-02-08"]
    assert days("Lun 2/1", "Lun 2/8", known=known) == ["2027-02-01", "2027-02-08"]


def test_one_session_tells_it_for_all_the_days() -> None:
    assert days("2/1/2027", "2/8/2027", known=frozenset({"2027-02-08"})) == ["2027-02-01", "2027-02-08"]


def test_days_that_nothing_tells_apart_say_what_else_they_may_be() -> None:
    found = read_dates(["2/1/2027", "2/2/2027", "2/8/2027"], (), frozenset(), TODAY)
    assert [(it.day, it.other_day) for it in found] == [
        ("2027-01-02", "2027-02-01"),
        ("2027-02-02", None),
        ("2027-08-02", "2027-02-08"),
    ]


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        (["2/1/2027", "13/1/2027"], frozenset()),
        (["1/2/2027", "1/13/2027"], frozenset()),
        (["2027-01-02"], frozenset()),
        (["2 ene 2027"], frozenset()),
        ([date(2027, 1, 2)], frozenset()),
        (["2/1/2027"], frozenset({"2027-01-02"})),
    ],
)
def test_days_that_can_be_read_in_one_way_alone_leave_nothing_open(
    cells: list[Cell], known: frozenset[str]
) -> None:
    assert all(it.other_day is None for it in read_dates(cells, (), known, TODAY))


def test_a_date_of_which_there_is_none_is_told() -> None:
    titles = ["Nombre", "29/2/2027", "31/2", "28/2/2027", "29/2/2028", "18-29", "Total"]
    assert impossible_days(titles, TODAY) == ("29/2/2027", "31/2")
