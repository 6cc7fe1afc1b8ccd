"""One day of a series goes elsewhere and the others follow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.moved_series import moved_series
from integrhabitat_desktop.domain.recurrence import LAST, Recurrence, Repeat, days_of

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


def moves(rule: Recurrence, first: str, old: str, new: str) -> str:
    """The days after the move, in the order of those before."""
    days = days_of(rule, date.fromisoformat(first))
    moved = moved_series(rule, days, date.fromisoformat(old), date.fromisoformat(new))
    assert days_of(moved.rule, moved.first_day) == sorted(moved.new_days.values())
    return " ".join(f"{moved.new_days[day]:%m-%d}" for day in days)


def weekly(*weekdays: int, interval: int = 1) -> Recurrence:
    return Recurrence(Repeat.WEEKLY, weekdays, interval=interval, count=4)


@pytest.mark.parametrize(
    ("rule", "first", "old", "new", "expected"),
    [
        (weekly(MONDAY), "2027-03-01", "2027-03-08", "2027-03-10", "03-03 03-10 03-17 03-24"),
        (weekly(THURSDAY), "2027-03-04", "2027-03-11", "2027-03-09", "03-02 03-09 03-16 03-23"),
        (weekly(MONDAY), "2027-03-01", "2027-03-01", "2027-03-08", "03-08 03-15 03-22 03-29"),
        (weekly(MONDAY, interval=2), "2027-03-01", "2027-03-15", "2027-03-22", "03-08 03-22 04-05 04-19"),
        (weekly(MONDAY, WEDNESDAY), "2027-03-01", "2027-03-08", "2027-03-12", "03-05 03-03 03-12 03-10"),
        (
            Recurrence(Repeat.MONTH_DAY, month_day=31, count=3),
            "2027-01-31",
            "2027-02-28",
            "2027-02-10",
            "01-10 02-10 03-10",
        ),
        (
            Recurrence(Repeat.MONTH_WEEKDAY, (FRIDAY,), nth=LAST, count=3),
            "2027-01-29",
            "2027-01-29",
            "2027-01-28",
            "01-28 02-25 03-25",
        ),
        (
            Recurrence(Repeat.MONTH_WEEKDAY, (MONDAY,), nth=1, count=3),
            "2027-03-01",
            "2027-03-01",
            "2027-04-13",
            "04-13 05-11 06-08",
        ),
    ],
)
def test_the_others_follow(rule: Recurrence, first: str, old: str, new: str, expected: str) -> None:
    assert moves(rule, first, old, new) == expected


def test_two_weekdays_do_not_become_one() -> None:
    with pytest.raises(RuleViolation, match="series_has_that_day"):
        moves(weekly(MONDAY, WEDNESDAY), "2027-03-01", "2027-03-08", "2027-03-10")


@given(
    st.integers(1, 3),
    st.integers(1, 20),
    st.integers(0, 19),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.integers(-40, 40),
)
def test_the_day_that_was_moved_is_where_it_was_put(
    interval: int, count: int, place: int, first: date, distance: int
) -> None:
    rule = Recurrence(Repeat.WEEKLY, (first.weekday(),), interval=interval, count=count)
    days = days_of(rule, first)
    old = days[place % count]
    moved = moved_series(rule, days, old, old + timedelta(days=distance))
    assert moved.new_days == {day: day + timedelta(days=distance) for day in days}
