"""Dates, ages, numbers and lists in both languages."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from integrhabitat_desktop.i18n import (
    age_on,
    age_text,
    format_birth,
    format_date,
    format_day,
    format_instant,
    format_moment,
    format_number,
    format_size,
    format_time,
    join_facts,
    join_list,
    set_language,
)

BOGOTA = ZoneInfo("America/Bogota")
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("long", "17 de noviembre de 2026"),
        ("medium", "17 nov 2026"),
        ("short", "17 nov"),
        ("weekday", "martes 17 nov"),
        ("numeric", "17/11/2026"),
    ],
)
def test_a_date_reads_as_in_spanish(style: str, expected: str) -> None:
    assert format_date("2026-11-17", style) == expected  # type: ignore[arg-type]  # a parametrized literal


def test_an_english_date_puts_the_day_first() -> None:
    set_language("en")
    assert format_date("2026-11-07", "numeric") == "07/11/2026"
    assert format_date("2026-11-17", "long") == "17 November 2026"


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-11-20T14:12:00Z", "09:12"),
        ("2026-11-19T14:12:00Z", "ayer, 09:12"),
        ("2026-11-17T14:12:00Z", "martes 17 nov, 09:12"),
        ("2024-11-17T14:12:00Z", "17 nov 2024, 09:12"),
        ("2026-11-20T03:00:00Z", "ayer, 22:00"),
    ],
)
def test_a_moment_is_told_from_now_in_the_time_zone_of_the_centre(instant: str, expected: str) -> None:
    assert format_moment(instant, NOW, BOGOTA) == expected


def test_an_instant_in_full_names_the_weekday_and_year() -> None:
    assert format_instant("2026-11-17T14:12:00Z", BOGOTA) == "martes 17 nov 2026, 09:12"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-20", "hoy"),
        ("2026-11-19", "ayer"),
        ("2026-11-21", "mañana"),
        ("2026-10-30", "30 oct"),
        ("2025-10-30", "30 oct 2025"),
    ],
)
def test_a_day_is_told_from_today(day: str, expected: str) -> None:
    assert format_day(day, TODAY) == expected


def test_a_time_comes_from_text_or_from_an_instant() -> None:
    assert format_time("14:00") == "14:00"
    assert format_time("2026-11-20T14:12:00Z", BOGOTA) == "09:12"


@pytest.mark.parametrize(
    ("years", "months", "expected"), [(35, 0, "35 años"), (1, 3, "1 año"), (0, 7, "7 meses"), (0, 1, "1 mes")]
)
def test_an_age_has_its_plural(years: int, months: int, expected: str) -> None:
    assert age_text(years, months) == expected


def test_an_age_turns_on_the_birthday() -> None:
    assert age_on("1991-11-20", "2026-11-19") == (34, 11)
    assert age_on("1991-11-20", "2026-11-20") == (35, 0)
    assert age_on("2024-02-29", "2025-02-28") == (0, 11)


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("DAY", "12 mar 1991"),
        (None, "12 mar 1991"),
        ("MONTH", "mar 1991"),
        ("YEAR", "1991"),
        ("ESTIMATED", "unos 35 años"),
    ],
)
def test_a_birth_date_shows_only_what_is_known(precision: str | None, expected: str) -> None:
    assert format_birth("1991-03-12", precision, TODAY) == expected


@pytest.mark.parametrize(("country", "expected"), [("CO", "1.234,5"), ("MX", "1,234.5"), (None, "1,234.5")])
def test_numbers_follow_the_country_of_the_centre(country: str | None, expected: str) -> None:
    set_language("es", country)
    assert format_number(1234.5) == expected


def test_sizes_are_rounded_for_people() -> None:
    assert [format_size(size) for size in (700, 640_200, 1_600_000)] == ["700 bytes", "640 kB", "1.6 MB"]


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert join_list(["Ana", "Luis", "Rosa"]) == "Ana, Luis y Rosa"
    assert join_list(["Ana", "Luis"], alternatives=True) == "Ana o Luis"
    assert join_facts("35 años", None, "", "Venezuela") == "35 años · Venezuela"
