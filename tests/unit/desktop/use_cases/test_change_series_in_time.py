"""A series changed while it runs: what is past stays, what falls on a closed day or meets another session is told."""

from datetime import date

import pytest

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
from integrhabitat_desktop.use_cases.count_session import Counted, SessionCount, count_session
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.moved_onto import MoveOutlook, look_at_move
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, create_activity, list_sessions
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, add_sessions, take_back_sessions
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_protocol.record_types import ActivitySession
from tests.fake_clock import FakeClock

# In 2027 Colombia keeps 22 March (Saint Joseph) and 25 and 26 March (Holy Week).
MONDAYS = ["03-01", "03-08", "03-15", "03-22", "03-29"]


@pytest.fixture
def sessions(desk: Desk) -> tuple[str, ...]:
    """Five Mondays at 14:00, holidays or not."""
    return plan(desk, SessionTimes("2027-03-01", "14:00", "16:00", weekly(date(2027, 3, 1), 5)))


def plan(desk: Desk, times: SessionTimes) -> tuple[str, ...]:
    return add_sessions(desk, create_activity(desk, NewActivity("Taller", "WORKSHOP")), times).session_ids


def record(desk: Desk, session_id: str) -> ActivitySession:
    session = desk.store.get(ActivitySession, session_id)
    assert session is not None
    return session


def days(desk: Desk, session_id: str) -> list[str]:
    return [it.day[5:] for it in list_sessions(desk, record(desk, session_id).activity)]


def states(desk: Desk, sessions: tuple[str, ...]) -> list[str]:
    return [record(desk, it).state for it in sessions]


def mark(desk: Desk, session_id: str, status: str = "PRESENT") -> None:
    person = register_person(desk, Registration(name="Amparo Prueba"), check_in=False).person_id
    mark_person(desk, session_id, person, Mark(status))


# What is past and not entered yet


def test_moving_all_leaves_past_sessions_that_nobody_has_entered_yet(
    desk: Desk, clock: FakeClock, sessions: tuple[str, ...]
) -> None:
    clock.advance(days=9)  # Wednesday, 10 March
    changed = move_session(desk, sessions[3], SessionMove("2027-03-23", "15:00", "17:00", "Patio"), Reach.ALL)
    assert days(desk, sessions[0]) == ["03-01", "03-08", "03-16", "03-23", "03-30"]
    assert (changed.changed, changed.stayed) == (3, 2)
    past = record(desk, sessions[1])
    assert (past.starts_at, past.place) == ("14:00", None)
    mark(desk, sessions[1])
    assert record(desk, sessions[1]).state == "HELD"


def test_another_rule_for_all_removes_and_adds_nothing_in_the_past(
    desk: Desk, clock: FakeClock, sessions: tuple[str, ...]
) -> None:
    clock.advance(days=9)
    thursdays = Recurrence(Repeat.WEEKLY, (3,), until=date(2027, 3, 31))
    changed = change_rule(
        desk, sessions[3], SessionTimes("2027-03-01", "14:00", "16:00", thursdays), Reach.ALL
    )
    assert days(desk, sessions[0]) == ["03-01", "03-08", "03-11", "03-18", "03-25"]
    assert (changed.changed, changed.added, changed.removed, changed.stayed) == (0, 3, 3, 2)
    take_back_sessions(desk, changed.changes)
    assert days(desk, sessions[0]) == MONDAYS


def test_cancelling_all_leaves_past_sessions_that_can_still_be_marked(
    desk: Desk, clock: FakeClock, sessions: tuple[str, ...]
) -> None:
    mark(desk, sessions[0])
    clock.advance(days=9)
    changed = cancel_sessions(desk, sessions[3], "PLACE", None, Reach.ALL)
    assert states(desk, sessions) == ["HELD", "PLANNED", "CANCELLED", "CANCELLED", "CANCELLED"]
    assert (changed.changed, changed.stayed) == (3, 2)
    mark(desk, sessions[1])


def test_the_session_of_today_is_not_past(desk: Desk, clock: FakeClock, sessions: tuple[str, ...]) -> None:
    clock.advance(days=7)
    changed = cancel_sessions(desk, sessions[3], "PLACE", None, Reach.ALL)
    assert (changed.changed, changed.stayed) == (4, 1)


def test_one_past_session_alone_is_moved_or_cancelled_when_asked(
    desk: Desk, clock: FakeClock, sessions: tuple[str, ...]
) -> None:
    clock.advance(days=16)
    moved = move_session(desk, sessions[0], SessionMove("2027-03-02", "14:00", "16:00"))
    cancelled = cancel_sessions(desk, sessions[1], "PLACE", None)
    assert days(desk, sessions[0]) == ["03-02", *MONDAYS[1:]]
    assert states(desk, sessions) == ["PLANNED", "CANCELLED", "PLANNED", "PLANNED", "PLANNED"]
    assert {(it.changed, it.stayed) for it in (moved, cancelled)} == {(1, 0)}


def test_the_choices_count_the_sessions_that_can_change(
    desk: Desk, clock: FakeClock, sessions: tuple[str, ...]
) -> None:
    mark(desk, sessions[0])
    clock.advance(days=9)
    cancel_sessions(desk, sessions[4], "PLACE", None)
    view = view_session(desk, sessions[3])
    assert (view.remaining, view.every_one) == (1, 2)
    changed = move_session(desk, sessions[3], SessionMove("2027-03-23", "14:00", "16:00"), Reach.ALL)
    assert changed.changed == 2


# Closed days and other sessions


def test_what_falls_out_on_a_holiday_is_named_and_not_counted_as_changed(desk: Desk) -> None:
    times = SessionTimes("2027-03-03", "14:00", "16:00", weekly(date(2027, 3, 3), 6), skips_holidays=True)
    planned = plan(desk, times)
    changed = move_session(desk, planned[0], SessionMove("2027-03-01", "14:00", "16:00"), Reach.ALL)
    assert days(desk, planned[0]) == ["03-01", "03-08", "03-15", "03-29", "04-05"]
    assert (changed.changed, changed.removed, changed.left_out) == (5, 1, ("2027-03-22",))
    # Back on Wednesdays it comes again.
    changed = move_session(desk, planned[0], SessionMove("2027-03-03", "14:00", "16:00"), Reach.ALL)
    assert (changed.changed, changed.added) == (5, 1)
    assert len(days(desk, planned[0])) == 6


def test_a_session_that_goes_to_a_closed_day_or_meets_another_is_told(
    desk: Desk, sessions: tuple[str, ...]
) -> None:
    onto_holiday = move_session(desk, sessions[0], SessionMove("2027-03-25", "14:00", "16:00"))
    assert (onto_holiday.closed, onto_holiday.met) == (("2027-03-25",), ())
    onto_another = move_session(desk, sessions[1], SessionMove("2027-03-15", "15:30", "17:00"))
    assert (onto_another.closed, onto_another.met) == ((), ("2027-03-15",))
    cancel_sessions(desk, sessions[2], "PLACE", None)
    beside_cancelled = move_session(desk, sessions[1], SessionMove("2027-03-15", "14:00", "16:00"))
    assert (beside_cancelled.closed, beside_cancelled.met) == ((), ())
    only_the_place = move_session(desk, sessions[0], SessionMove("2027-03-25", "14:00", "16:00", "Patio"))
    assert (only_the_place.closed, only_the_place.met) == ((), ())


def test_what_a_move_would_meet_is_known_before_it_is_saved(desk: Desk, sessions: tuple[str, ...]) -> None:
    holiday = look_at_move(desk, sessions[0], SessionMove("2027-03-22", "09:00", "11:00"), "es")
    assert holiday.closed is not None and holiday.closed.title == "Día de San José (observado)"
    assert holiday.meets is None
    other = look_at_move(desk, sessions[0], SessionMove("2027-03-08", "15:00", None), "es")
    assert other.closed is None and other.meets is not None and other.meets.session_id == sessions[1]
    after = look_at_move(desk, sessions[0], SessionMove("2027-03-08", "16:00", "17:00"), "es")
    stays = look_at_move(desk, sessions[3], SessionMove("2027-03-22", "14:00", "16:00"), "es")
    assert after == stays == MoveOutlook(None, None)


# One session called off, and that taken back


def test_a_cancelled_session_keeps_its_day_while_its_series_moves(
    desk: Desk, sessions: tuple[str, ...]
) -> None:
    cancel_sessions(desk, sessions[2], "PLACE", None)
    move_session(desk, sessions[1], SessionMove("2027-03-10", "14:00", "16:00"), Reach.ALL)
    take_back_state(desk, sessions[2])
    assert days(desk, sessions[0]) == ["03-03", "03-10", "03-15", "03-24", "03-31"]
    # It stands alone: what changes for the others neither counts it nor takes it along.
    assert view_session(desk, sessions[2]).series is None
    assert view_session(desk, sessions[1]).every_one == 4
    move_session(desk, sessions[1], SessionMove("2027-03-11", "14:00", "16:00"), Reach.ALL)
    assert record(desk, sessions[2]).day == "2027-03-15"


@pytest.mark.parametrize("record_of", ["a count", "an absence"])
def test_what_was_counted_or_missed_did_take_place(
    desk: Desk, sessions: tuple[str, ...], record_of: str
) -> None:
    if record_of == "a count":
        count_session(desk, sessions[0], SessionCount(Counted(women=18, men=12)))
    else:
        mark(desk, sessions[0], "ABSENT")
    with pytest.raises(RuleViolation, match="session_has_marks"):
        mark_not_held(desk, sessions[0], "WEATHER")
    with pytest.raises(RuleViolation, match="session_has_marks"):
        cancel_sessions(desk, sessions[0], "PLACE", None)
    assert record(desk, sessions[0]).state == "HELD"


def test_taking_back_that_it_was_not_held_knows_what_another_computer_counted(
    desk: Desk, sessions: tuple[str, ...]
) -> None:
    before = mark_not_held(desk, sessions[0], "WEATHER")
    restore_state(desk, sessions[0], before)
    count_session(desk, sessions[0], SessionCount(Counted(men=30)))
    with desk.store.transaction(
        desk.staff.id
    ) as tx:  # as it comes from a computer that did not know the count
        tx.update(ActivitySession, sessions[0], state="NOT_HELD", state_reason="WEATHER")
    take_back_state(desk, sessions[0])
    assert record(desk, sessions[0]).state == "HELD"
