"""Who counts as a child or adolescent, as far as the birth date is known."""

from datetime import date

import pytest

from integrhabitat_desktop.domain.coming_of_age import is_minor


@pytest.mark.parametrize(
    ("birth_date", "precision", "last_day"),
    [
        ("2008-11-21", "DAY", date(2026, 11, 20)),
        ("2008-11-21", None, date(2026, 11, 20)),
        ("2008-02-29", "DAY", date(2026, 2, 28)),
        ("2008-02-01", "MONTH", date(2026, 2, 28)),
        ("2008-03-01", "MONTH", date(2026, 3, 30)),
        ("2008-01-01", "YEAR", date(2026, 12, 30)),
        ("2008-05-01", "ESTIMATED", date(2027, 4, 30)),
        ("2008-02-29", "ESTIMATED", date(2027, 2, 27)),
    ],
)
def test_somebody_is_a_minor_until_the_last_day_on_which_they_may_be(
    birth_date: str, precision: str | None, last_day: date
) -> None:
    assert is_minor(birth_date, precision, last_day)
    assert not is_minor(birth_date, precision, date.fromordinal(last_day.toordinal() + 1))


def test_of_whom_nothing_is_known_nobody_says_that_they_are_a_minor() -> None:
    assert not is_minor(None, None, date(2026, 11, 21))
