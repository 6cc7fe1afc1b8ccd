"""What people type as a date, an age or a time."""

from datetime import date

import pytest

from integrhabitat_desktop.domain.date_entry import DateEntry, parse_birth, parse_date, parse_time
from integrhabitat_desktop.i18n import age_on

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "17/11/1989",
        "17-11-89",
        "17.11.1989",
        "1989-11-17",
        "17 nov 1989",
        "17 de noviembre de 1989",
        "17111989",
        " 17  Novembro 1989 ",
    ],
)
def test_a_full_date_is_read_in_every_usual_form(typed: str) -> None:
    assert parse_date(typed, TODAY) == "1989-11-17"


@pytest.mark.parametrize("typed", ["31/02/1990", "1990", "13/1990", "ayer", "", "1/2"])
def test_what_is_not_a_full_date_is_refused(typed: str) -> None:
    assert parse_date(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1989", DateEntry("1989-01-01", "YEAR")),
        ("nov 1989", DateEntry("1989-11-01", "MONTH")),
        ("ene 90", DateEntry("1990-01-01", "MONTH")),
        ("17 nov 89", DateEntry("1989-11-17", "DAY")),
        ("11/1989", DateEntry("1989-11-01", "MONTH")),
        ("1989-11", DateEntry("1989-11-01", "MONTH")),
        ("05/06/24", DateEntry("2024-06-05", "DAY")),
        ("05/06/27", DateEntry("1927-06-05", "DAY")),
    ],
)
def test_a_partial_birth_date_keeps_its_precision(typed: str, expected: DateEntry) -> None:
    assert parse_birth(typed, TODAY) == expected


@pytest.mark.parametrize("age", [0, 1, 35, 99])
@pytest.mark.parametrize(
    "today", [date(2026, 1, 1), date(2026, 3, 31), date(2024, 2, 29), date(2026, 12, 31)]
)
def test_a_typed_age_gives_a_birth_date_of_that_age(age: int, today: date) -> None:
    entry = parse_birth(f"{age} años", today)
    assert entry is not None
    assert entry.precision == "ESTIMATED"
    assert age_on(entry.iso, today)[0] == age


@pytest.mark.parametrize("months", [0, 1, 8, 13, 23])
def test_the_age_of_a_small_child_is_said_in_months(months: int) -> None:
    today = date(2026, 11, 17)
    for words in (f"{months} meses", f"{months} months"):
        entry = parse_birth(words, today)
        assert entry is not None and entry.precision == "ESTIMATED"
        years, rest = age_on(entry.iso, today)
        assert years * 12 + rest == months


@pytest.mark.parametrize("typed", ["03/03/2026", "2030", "300", "1700", "-3"])
def test_a_birth_in_the_future_or_too_long_ago_is_refused(typed: str) -> None:
    assert parse_birth(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:00", "14:00"),
        ("9", "09:00"),
        ("930", "09:30"),
        ("1430", "14:30"),
        ("2 pm", "14:00"),
        ("12 a.m.", "00:00"),
        ("8.15", "08:15"),
        ("24:00", None),
        ("9:75", None),
        ("tarde", None),
    ],
)
def test_a_time_is_read_in_every_usual_form(typed: str, expected: str | None) -> None:
    assert parse_time(typed) == expected
