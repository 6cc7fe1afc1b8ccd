"""This one, from here on, all: what moves, what stays, what is taken back."""

from datetime import date

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import Recurrence, Repeat, weekly
from integrhabitat_desktop.use_cases.change_series import (
    Reach,
    SessionMove,
    cancel_sessions,
    change_rule,
    move_session,
    view_session,
)
from integrhabitat_desktop.use_cases.change_session import (
    mark_not_held,
    restore_state,
    take_back_state,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, create_activity, list_sessions
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, add_sessions, take_back_sessions
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_protocol.record_types import ActivitySession, SessionSeries
from tests.fake_clock import FakeClock
from tests.unit.desktop.use_cases.conftest import desk_of

MONDAY = date(2027, 3, 1)
ORIGINAL = ["03-01 14:00", "03-08 14:00", "03-15 14:00", "03-22 14:00", "03-29 14:00"]


@pytest.fixture
def sessions(desk: Desk) -> tuple[str, ...]:
    """Five Mondays at 14:00."""
    activity = create_activity(desk, NewActivity("Taller", "WORKSHOP", place="Salón azul"))
    return add_sessions(
        desk, activity, SessionTimes("2027-03-01", "14:00", "16:00", weekly(MONDAY, 5))
    ).session_ids


@pytest.fixture
def field_team(store: Store, clock: FakeClock) -> Desk:
    """A desk of the field team: marks, but does not plan."""
    return desk_of(store, clock, "FIELD")


def planned(desk: Desk, session_id: str) -> list[str]:
    session = desk.store.get(ActivitySession, session_id)
    assert session is not None
    return [f"{it.day[5:]} {it.starts_at}" for it in list_sessions(desk, session.activity)]


def record(desk: Desk, session_id: str) -> ActivitySession:
    session = desk.store.get(ActivitySession, session_id)
    assert session is not None
    return session


def hold(desk: Desk, *session_ids: str) -> None:
    person = register_person(desk, Registration(name="Amparo Prueba"), check_in=False).person_id
    for session_id in session_ids:
        mark_person(desk, session_id, person, Mark("PRESENT"))


def test_one_session_moves_alone_and_remembers_its_day(desk: Desk, sessions: tuple[str, ...]) -> None:
    changed = move_session(desk, sessions[1], SessionMove("2027-03-10", "09:00", "11:00", "Patio"))
    moved = record(desk, sessions[1])
    assert (moved.day, moved.series_day, moved.place) == ("2027-03-10", "2027-03-08", "Patio")
    assert planned(desk, sessions[0]) == [ORIGINAL[0], "03-10 09:00", *ORIGINAL[2:]]
    take_back_sessions(desk, changed.changes)
    assert planned(desk, sessions[0]) == ORIGINAL


def test_from_here_on_ends_the_series_and_begins_another(desk: Desk, sessions: tuple[str, ...]) -> None:
    changed = move_session(desk, sessions[2], SessionMove("2027-03-17", "15:00", "16:00"), Reach.FROM_HERE)
    assert (changed.changed, changed.stayed) == (3, 0)
    assert planned(desk, sessions[0]) == [*ORIGINAL[:2], "03-17 15:00", "03-24 15:00", "03-31 15:00"]
    old, new = record(desk, sessions[0]).series, record(desk, sessions[2]).series
    assert old != new
    ended = desk.store.get(SessionSeries, old or "")
    assert ended is not None and ended.rule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270308"
    begun = desk.store.get(SessionSeries, new or "")
    assert begun is not None and begun.rule == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270331"
    assert (begun.starts_at, begun.first_day) == ("15:00", "2027-03-17")
    take_back_sessions(desk, changed.changes)
    assert planned(desk, sessions[0]) == ORIGINAL
    assert {record(desk, it).series for it in sessions} == {old}
    assert desk.store.get(SessionSeries, new or "") is None


def test_all_of_them_leaves_what_was_held(desk: Desk, sessions: tuple[str, ...]) -> None:
    hold(desk, *sessions[:2])
    changed = move_session(desk, sessions[3], SessionMove("2027-03-23", "14:00", "16:00"), Reach.ALL)
    assert (changed.changed, changed.stayed) == (3, 2)
    assert planned(desk, sessions[0]) == [*ORIGINAL[:2], "03-16 14:00", "03-23 14:00", "03-30 14:00"]


def test_who_moved_alone_keeps_the_day(desk: Desk, sessions: tuple[str, ...]) -> None:
    move_session(desk, sessions[3], SessionMove("2027-03-25", "09:00", "11:00"))
    move_session(desk, sessions[2], SessionMove("2027-03-17", "10:00", "16:00"), Reach.FROM_HERE)
    alone = record(desk, sessions[3])
    assert (alone.day, alone.series_day, alone.starts_at) == ("2027-03-25", "2027-03-24", "09:00")
    move_session(desk, sessions[4], SessionMove("2027-03-31", "11:00", "16:00"), Reach.ALL)
    alone = record(desk, sessions[3])
    assert (alone.day, alone.starts_at) == ("2027-03-25", "11:00")


def test_only_what_was_changed_reaches_the_others(desk: Desk, sessions: tuple[str, ...]) -> None:
    move_session(desk, sessions[2], SessionMove("2027-03-15", "17:00", "19:00"))
    move_session(desk, sessions[0], SessionMove("2027-03-01", "14:00", "16:00", "Patio"), Reach.ALL)
    assert planned(desk, sessions[0]) == [*ORIGINAL[:2], "03-15 17:00", *ORIGINAL[3:]]
    assert {record(desk, it).place for it in sessions} == {"Patio"}


def test_a_holiday_is_left_out_and_a_day_that_was_skipped_comes(desk: Desk) -> None:
    activity = create_activity(desk, NewActivity("Taller", "WORKSHOP"))
    times = SessionTimes("2027-03-08", "14:00", "16:00", weekly(MONDAY, 3), skips_holidays=True)
    first, *_others = add_sessions(desk, activity, times).session_ids
    assert [it.split()[0] for it in planned(desk, first)] == ["03-08", "03-15", "03-29"]
    # From Mondays to Thursdays: 22 March was a holiday, and so is the Thursday in that week.
    move_session(desk, first, SessionMove("2027-03-11", "14:00", "16:00"), Reach.ALL)
    assert [it.split()[0] for it in planned(desk, first)] == ["03-11", "03-18", "04-01"]
    # The Wednesday of that week is none.
    move_session(desk, first, SessionMove("2027-03-10", "14:00", "16:00"), Reach.ALL)
    assert [it.split()[0] for it in planned(desk, first)] == ["03-10", "03-17", "03-24", "03-31"]


def test_another_rule_removes_adds_and_leaves_what_was_held(desk: Desk, sessions: tuple[str, ...]) -> None:
    hold(desk, sessions[0])
    twice = Recurrence(Repeat.WEEKLY, (0, 3), until=date(2027, 3, 19))
    times = SessionTimes("2027-03-01", "14:00", "16:00", twice)
    changed = change_rule(desk, sessions[1], times, Reach.ALL)
    assert planned(desk, sessions[0]) == [f"03-{day} 14:00" for day in ("01", "04", "08", "11", "15", "18")]
    assert (changed.changed, changed.added, changed.removed, changed.stayed) == (0, 3, 2, 1)
    take_back_sessions(desk, changed.changes)
    assert planned(desk, sessions[0]) == ORIGINAL


def test_another_rule_from_here_on(desk: Desk, sessions: tuple[str, ...]) -> None:
    every_two = Recurrence(Repeat.WEEKLY, (0,), interval=2, until=date(2027, 4, 30))
    change_rule(desk, sessions[2], SessionTimes("2027-03-15", "14:00", "16:00", every_two), Reach.FROM_HERE)
    expected = ["03-01", "03-08", "03-15", "03-29", "04-12", "04-26"]
    assert [it.split()[0] for it in planned(desk, sessions[0])] == expected
    assert view_session(desk, sessions[2]).every_one == 4


def test_cancelling_from_here_on_is_taken_back_as_one(desk: Desk, sessions: tuple[str, ...]) -> None:
    hold(desk, sessions[3])
    changed = cancel_sessions(desk, sessions[1], "PLACE", "Obras", Reach.FROM_HERE)
    assert (changed.changed, changed.stayed) == (3, 1)
    assert [record(desk, it).state for it in sessions] == [
        "PLANNED",
        "CANCELLED",
        "CANCELLED",
        "HELD",
        "CANCELLED",
    ]
    take_back_sessions(desk, changed.changes)
    assert [record(desk, it).state for it in sessions] == ["PLANNED", "PLANNED", "PLANNED", "HELD", "PLANNED"]


def test_what_was_marked_since_survives_the_undo(desk: Desk, sessions: tuple[str, ...]) -> None:
    changed = move_session(desk, sessions[1], SessionMove("2027-03-09", "14:00", "16:00"), Reach.FROM_HERE)
    hold(desk, sessions[1])
    take_back_sessions(desk, changed.changes)
    assert record(desk, sessions[1]).state == "HELD"


def test_a_rule_of_a_newer_version_is_left_alone(desk: Desk, sessions: tuple[str, ...]) -> None:
    series = record(desk, sessions[0]).series or ""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(SessionSeries, series, rule="FREQ=YEARLY;COUNT=3")
    assert view_session(desk, sessions[0]).series is None
    with pytest.raises(RuleViolation, match="recurrence_not_known"):
        move_session(desk, sessions[0], SessionMove("2027-03-02"), Reach.ALL)
    move_session(desk, sessions[0], SessionMove("2027-03-02"))
    assert record(desk, sessions[0]).day == "2027-03-02"


def test_the_state_of_one_session_is_set_and_taken_back(desk: Desk, sessions: tuple[str, ...]) -> None:
    before = mark_not_held(desk, sessions[0], "WEATHER", "Granizo")
    assert (record(desk, sessions[0]).state, record(desk, sessions[0]).state_note) == ("NOT_HELD", "Granizo")
    restore_state(desk, sessions[0], before)
    cancel_sessions(desk, sessions[0], "PLACE", None)
    was = take_back_state(desk, sessions[0])
    assert record(desk, sessions[0]).state == "PLANNED"
    restore_state(desk, sessions[0], was)
    assert record(desk, sessions[0]).state_reason == "PLACE"


def test_who_may_only_mark_does_not_cancel(desk: Desk, sessions: tuple[str, ...], field_team: Desk) -> None:
    mark_not_held(field_team, sessions[0], "WEATHER")
    take_back_state(field_team, sessions[0])
    cancel_sessions(desk, sessions[1], "PLACE", None)
    for refused in (
        lambda: cancel_sessions(field_team, sessions[0], "PLACE", None),
        lambda: take_back_state(field_team, sessions[1]),
        lambda: move_session(field_team, sessions[0], SessionMove("2027-03-02")),
    ):
        with pytest.raises(RuleViolation, match="not_allowed"):
            refused()


def test_a_session_that_was_attended_is_neither_cancelled_nor_not_held(
    desk: Desk, sessions: tuple[str, ...]
) -> None:
    hold(desk, sessions[0])
    for refused in (
        lambda: mark_not_held(desk, sessions[0], "PLACE"),
        lambda: cancel_sessions(desk, sessions[0], "PLACE", None),
    ):
        with pytest.raises(RuleViolation, match="session_has_marks"):
            refused()
