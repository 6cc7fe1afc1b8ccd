"""Sessions by a rule: planned at once, holidays left out, taken back as one."""

from datetime import date

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import Recurrence, Repeat, rule_of_text, weekly
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_closed_days import (
    closed_between,
    end_closed_day,
    keep_closed_day,
    own_days,
    restore_closed_day,
)
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, create_activity, list_sessions
from integrhabitat_desktop.use_cases.plan_series import (
    SessionTimes,
    add_sessions,
    preview_sessions,
    take_back_sessions,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_protocol.record_types import ActivitySession, SessionSeries

MONDAY = date(2027, 3, 1)
# In 2027 Colombia keeps 22 March (Saint Joseph) and 25 and 26 March (Holy Week).
SKIPPING = SessionTimes("2027-03-01", "14:00", "16:00", weekly(MONDAY, 4), skips_holidays=True)


def workshop(desk: Desk) -> str:
    return create_activity(desk, NewActivity("Taller", "WORKSHOP"))


def days(desk: Desk, activity: str) -> list[str]:
    return [session.day for session in list_sessions(desk, activity)]


def test_a_rule_becomes_sessions_that_know_their_series(desk: Desk) -> None:
    activity = workshop(desk)
    added = add_sessions(desk, activity, SKIPPING)
    assert days(desk, activity) == ["2027-03-01", "2027-03-08", "2027-03-15", "2027-03-29"]
    session = desk.store.get(ActivitySession, added.session_ids[-1])
    assert session is not None and session.series is not None
    assert (session.series_day, session.starts_at) == ("2027-03-29", "14:00")
    series = desk.store.get(SessionSeries, session.series)
    assert series is not None and series.skips_holidays == 1
    # A skipped holiday used up no session, so the series ends with a day.
    assert rule_of_text(series.rule) == weekly(MONDAY, 4).ending_on(date(2027, 3, 29))


def test_the_preview_names_what_is_skipped_and_what_is_not(desk: Desk) -> None:
    planned = preview_sessions(desk, SKIPPING, "es")
    assert [(it.day.isoformat(), it.title) for it in planned.skipped] == [
        ("2027-03-22", "Día de San José (observado)")
    ]
    kept = preview_sessions(desk, SessionTimes("2027-03-01", rule=weekly(MONDAY, 4)), "en")
    assert [it.title for it in kept.closed] == ["Saint Joseph's Day (observed)"]
    assert len(kept.days) == 4
    once = preview_sessions(desk, SessionTimes("2027-12-25"), "es")
    assert [it.title for it in once.closed] == ["Navidad"]


def test_a_rule_whose_every_day_is_closed_has_an_end(desk: Desk) -> None:
    keep_closed_day(desk, "2027-12-25", "Navidad", every_year=True)
    christmas = Recurrence(Repeat.MONTH_DAY, month_day=25, interval=12, count=3)
    with pytest.raises(RuleViolation, match="too_many_sessions"):
        preview_sessions(desk, SessionTimes("2027-12-25", rule=christmas, skips_holidays=True), "es")


def test_a_rule_without_a_day_is_refused(desk: Desk) -> None:
    activity = workshop(desk)
    ended = weekly(MONDAY, 1).ending_on(date(2027, 2, 1))
    with pytest.raises(RuleViolation, match="no_day_planned"):
        add_sessions(desk, activity, SessionTimes("2027-03-01", rule=ended))
    assert days(desk, activity) == []


def test_a_single_session_has_no_series(desk: Desk) -> None:
    activity = workshop(desk)
    (session,) = add_sessions(desk, activity, SessionTimes("2027-03-01")).session_ids
    found = desk.store.get(ActivitySession, session)
    assert found is not None and found.series is None


def test_all_of_it_is_taken_back_but_what_was_marked(desk: Desk) -> None:
    activity = workshop(desk)
    person = register_person(desk, Registration(name="Amparo Prueba"), check_in=False).person_id
    added = add_sessions(desk, activity, SKIPPING)
    mark_person(desk, added.session_ids[0], person, Mark("PRESENT"))
    take_back_sessions(desk, added.changes)
    assert days(desk, activity) == ["2027-03-01"]
    other = add_sessions(desk, activity, SKIPPING)
    take_back_sessions(desk, other.changes)
    assert days(desk, activity) == ["2027-03-01"]
    assert desk.store.get(SessionSeries, other.changes[0].record_id) is None


def test_the_centres_own_days_are_skipped_too(desk: Desk) -> None:
    keep_closed_day(desk, "2026-03-08", " Aniversario ", every_year=True)
    planned = preview_sessions(desk, SKIPPING, "es")
    assert [it.title for it in planned.skipped] == ["Aniversario", "Día de San José (observado)"]


def test_an_own_day_ends_and_comes_back(desk: Desk) -> None:
    made = keep_closed_day(desk, "2027-03-08", "Fumigación")
    ended = end_closed_day(desk, made.holiday_id)
    assert own_days(desk) == []
    restore_closed_day(desk, ended)
    assert [it.title for it in own_days(desk)] == ["Fumigación"]
    restore_closed_day(desk, made)
    assert closed_between(desk, date(2027, 3, 8), date(2027, 3, 8), "es") == {}


def test_the_reception_plans_nothing(reception: Desk) -> None:
    with pytest.raises(RuleViolation, match="not_allowed"):
        preview_sessions(reception, SKIPPING, "es")
    with pytest.raises(RuleViolation, match="not_allowed"):
        keep_closed_day(reception, "2027-03-08", "")
