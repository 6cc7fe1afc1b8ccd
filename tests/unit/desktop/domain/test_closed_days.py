"""Holidays of the country and days of the centre's own."""

from datetime import date

import pytest

from integrhabitat_desktop.domain.closed_days import OwnClosedDay, closed_days

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)


def titles(country: str, *own: OwnClosedDay, language: str = "es") -> dict[str, str]:
    found = closed_days(country, own, FIRST, LAST, language)
    return {day.isoformat(): it.title for day, it in found.items()}


@pytest.mark.parametrize("country", ["CO", "CR", "EC", "MX", "PA", "PE", "DO", "TT", "TR"])
def test_the_countries_of_the_network_have_their_holidays(country: str) -> None:
    assert len(titles(country)) >= 12


def test_names_are_in_the_language_of_the_window_where_they_can_be() -> None:
    assert titles("CO")["2027-12-25"] == "Navidad"
    assert titles("CO", language="en")["2027-12-25"] == "Christmas Day"
    assert titles("TT", language="es")["2027-12-25"] == "Christmas Day"


def test_a_country_that_nobody_collected_has_none() -> None:
    assert titles("QQ") == {}


def test_the_centres_own_days_stand_beside_them() -> None:
    fair = OwnClosedDay(date(2026, 3, 4), "Feria del barrio", every_year=True)
    once = OwnClosedDay(date(2027, 3, 5), "Fumigación")
    before = OwnClosedDay(date(2026, 3, 6), "Antes")
    found = titles("QQ", fair, once, before)
    assert found == {
        "2027-03-04": "Feria del barrio",
        "2027-03-05": "Fumigación",
        "2028-03-04": "Feria del barrio",
    }


def test_a_leap_day_comes_every_four_years() -> None:
    assert titles("QQ", OwnClosedDay(date(2024, 2, 29), "Aniversario", every_year=True)) == {
        "2028-02-29": "Aniversario"
    }


def test_an_own_day_without_a_word_keeps_the_countrys() -> None:
    found = closed_days("CO", [OwnClosedDay(date(2027, 12, 25), "")], FIRST, LAST, "es")[date(2027, 12, 25)]
    assert (found.title, found.is_own) == ("Navidad", True)
