"""Recurrence against dateutil itself: every rule, month ends, leap days, ends, and clocks that change."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import (
    LAST,
    MOST_SESSIONS,
    Recurrence,
    Repeat,
    days_of,
    nth_of_month,
    rule_of_text,
    rule_text,
)

MONDAY, TUESDAY, THURSDAY, FRIDAY = 0, 1, 3, 4
first_days = st.dates(date(2024, 1, 1), date(2040, 12, 31))
ends = st.one_of(
    st.integers(1, 60).map(lambda count: {"count": count}),
    st.dates(date(2024, 1, 1), date(2041, 6, 30)).map(lambda day: {"until": day}),
)


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    """Every kind of rule that can be made."""
    repeat = draw(st.sampled_from(Repeat))
    interval, end = draw(st.integers(1, 4)), draw(ends)
    if repeat is Repeat.WEEKLY:
        weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
        return Recurrence(repeat, weekdays, interval=interval, **end)
    if repeat is Repeat.MONTH_DAY:
        return Recurrence(repeat, month_day=draw(st.integers(1, 31)), interval=interval, **end)
    weekday, nth = draw(st.integers(0, 6)), draw(st.sampled_from([1, 2, 3, 4, LAST]))
    return Recurrence(repeat, (weekday,), nth=nth, interval=interval, **end)


@given(rules(), first_days)
def test_the_days_are_those_that_dateutil_reads_from_the_stored_text(rule: Recurrence, first: date) -> None:
    if rule.until is not None:
        assume(rule.until < first + timedelta(weeks=25))
    read = rrulestr(rule_text(rule), dtstart=datetime.combine(first, time()))
    assert days_of(rule, first) == [moment.date() for moment in read]


@given(rules())
def test_a_rule_comes_back_from_its_text(rule: Recurrence) -> None:
    assert rule_of_text(rule_text(rule)) == rule


@given(rules(), first_days)
def test_days_rise_fit_the_rule_and_keep_its_end(rule: Recurrence, first: date) -> None:
    if rule.until is not None:
        assume(rule.until < first + timedelta(weeks=25))
    days = days_of(rule, first)
    assert days == sorted(set(days))
    assert all(day >= first and _fits(rule, day) for day in days)
    if rule.count is not None:
        assert len(days) == rule.count
    else:
        assert rule.until is not None
        assert all(day <= rule.until for day in days)


@given(st.integers(1, 31), first_days, st.integers(1, 40))
def test_a_day_of_the_month_comes_in_every_month(month_day: int, first: date, count: int) -> None:
    days = days_of(Recurrence(Repeat.MONTH_DAY, month_day=month_day, count=count), first)
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + count))


def _fits(rule: Recurrence, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    if rule.repeat is Repeat.WEEKLY:
        return day.weekday() in rule.weekdays
    if rule.repeat is Repeat.MONTH_DAY:
        return day.day == min(rule.month_day, length)
    in_place = day.day + 7 > length if rule.nth == LAST else (day.day - 1) // 7 + 1 == rule.nth
    return day.weekday() == rule.weekdays[0] and in_place


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        (Recurrence(Repeat.MONTH_DAY, month_day=31, count=4), "2028-01-31", "01-31 02-29 03-31 04-30"),
        (Recurrence(Repeat.MONTH_DAY, month_day=30, count=3), "2027-01-30", "01-30 02-28 03-30"),
        (Recurrence(Repeat.MONTH_DAY, month_day=29, count=2), "2027-02-01", "02-28 03-29"),
        (Recurrence(Repeat.MONTH_WEEKDAY, (FRIDAY,), nth=LAST, count=3), "2027-01-01", "01-29 02-26 03-26"),
        (Recurrence(Repeat.MONTH_WEEKDAY, (MONDAY,), nth=1, count=3), "2027-03-02", "04-05 05-03 06-07"),
        (Recurrence(Repeat.WEEKLY, (TUESDAY, THURSDAY), count=3), "2027-03-03", "03-04 03-09 03-11"),
        (Recurrence(Repeat.WEEKLY, (MONDAY,), interval=2, count=3), "2027-12-20", "12-20 01-03 01-17"),
        (Recurrence(Repeat.WEEKLY, (MONDAY,), until=date(2027, 3, 8)), "2027-03-01", "03-01 03-08"),
        (Recurrence(Repeat.WEEKLY, (MONDAY,), until=date(2027, 2, 28)), "2027-03-01", ""),
    ],
)
def test_month_ends_leap_days_and_ends(rule: Recurrence, first: str, expected: str) -> None:
    days = days_of(rule, date.fromisoformat(first))
    assert " ".join(f"{day:%m-%d}" for day in days) == expected


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("America/Santiago", "2026-08-15"),
        ("America/Asuncion", "2024-09-15"),
        ("America/Havana", "2026-03-01"),
        ("America/Tijuana", "2026-10-15"),
        ("America/Port-au-Prince", "2026-03-01"),
    ],
)
def test_a_session_keeps_its_hour_while_the_clocks_change(zone: str, first: str) -> None:
    days = days_of(Recurrence(Repeat.WEEKLY, tuple(range(7)), count=60), date.fromisoformat(first))
    assert [b - a for a, b in pairwise(days)] == [timedelta(days=1)] * 59
    moments = [datetime.combine(day, time(14), ZoneInfo(zone)) for day in days]
    # The hub's clock moved by an hour in between; the centre's did not.
    assert len({moment.utcoffset() for moment in moments}) == 2
    assert {moment.astimezone(ZoneInfo(zone)).time() for moment in moments} == {time(14)}


def test_more_sessions_than_anybody_plans_are_refused() -> None:
    every_day = Recurrence(Repeat.WEEKLY, tuple(range(7)), count=MOST_SESSIONS)
    assert len(days_of(every_day, date(2027, 1, 1))) == MOST_SESSIONS
    with pytest.raises(RuleViolation, match="too_many_sessions"):
        days_of(every_day.ending_on(date(2099, 1, 1)), date(2027, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
        "FREQ=DAILY;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=30,31;BYSETPOS=-1;COUNT=2",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3;UNTIL=20270101",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3;BYHOUR=9",
        "FREQ=MONTHLY;BYDAY=9MO;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO;COUNT=3",
    ],
)
def test_a_rule_that_is_not_ours_is_not_guessed_at(text: str) -> None:
    with pytest.raises(RuleViolation, match="recurrence_not_known"):
        rule_of_text(text)


@pytest.mark.parametrize(
    "parts",
    [
        {"repeat": Repeat.WEEKLY, "count": 2},
        {"repeat": Repeat.WEEKLY, "weekdays": (0, 0), "count": 2},
        {"repeat": Repeat.MONTH_DAY, "month_day": 32, "count": 2},
        {"repeat": Repeat.MONTH_WEEKDAY, "weekdays": (0,), "nth": 5, "count": 2},
        {"repeat": Repeat.WEEKLY, "weekdays": (0,)},
        {"repeat": Repeat.WEEKLY, "weekdays": (0,), "count": 0},
    ],
)
def test_a_rule_that_cannot_be_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(RuleViolation, match="recurrence_not_valid"):
        Recurrence(**parts)


def test_a_fifth_weekday_counts_as_the_last() -> None:
    assert [nth_of_month(date(2027, 3, day)) for day in (1, 8, 29)] == [1, 2, LAST]
