"""Who was counted at a session stands beside those who are known, and never among them."""

from datetime import timedelta

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.change_session import mark_not_held
from integrhabitat_desktop.use_cases.close_day import close_day
from integrhabitat_desktop.use_cases.count_session import (
    Counted,
    Officials,
    SessionCount,
    count_session,
    view_session_count,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.mark_attendance import begin_with_all_present, open_roster
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_protocol.record_types import ActivitySession, Headcount

IN_PERSON, ONLINE = ("OFFICIAL", "IN_PERSON"), ("PARTNER_STAFF", "ONLINE")


@pytest.fixture
def session(desk: Desk) -> str:
    today = desk.today().isoformat()
    activity = create_activity(desk, NewActivity("Feria", "WORKSHOP"), SessionTimes(today))
    person = register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id
    enrol_people(desk, activity, [person])
    return list_sessions(desk, activity)[0].session_id


def test_a_count_is_corrected_in_place_and_taken_back(desk: Desk, session: str) -> None:
    first = SessionCount(Counted(women=12, men=9), {IN_PERSON: Officials(women=2), ONLINE: Officials(men=1)})
    before = count_session(desk, session, first)
    assert (before.people(), before.all_officials()) == (0, 0)
    again = count_session(desk, session, SessionCount(Counted(women=13, men=9), {IN_PERSON: Officials(3)}))
    shown = view_session_count(desk, session)
    assert (shown.crowd.women, shown.people(), shown.all_officials()) == (13, 22, 4)
    count_session(desk, session, again)
    assert view_session_count(desk, session).all_officials() == 3
    count_session(desk, session, before)
    assert (
        view_session_count(desk, session).people(),
        view_session_count(desk, session).all_officials(),
    ) == (
        0,
        0,
    )
    assert open_roster(desk, session).session.state == "PLANNED"


def test_who_was_counted_moves_with_the_session(desk: Desk, session: str) -> None:
    count_session(desk, session, SessionCount(Counted(women=40), {IN_PERSON: Officials(women=5)}))
    yesterday = desk.today() - timedelta(days=1)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(ActivitySession, session, day=yesterday.isoformat())
    now, before = close_day(desk, desk.today()), close_day(desk, yesterday)
    assert (now.counted, now.officials, before.counted, before.officials) == (0, 0, 40, 5)


def test_the_counted_are_never_added_to_the_known(desk: Desk, session: str) -> None:
    begin_with_all_present(desk, session)
    count_session(desk, session, SessionCount(Counted(girls=4), {IN_PERSON: Officials(women=2, others=1)}))
    assert len(open_roster(desk, session).entries) == 1
    report = close_day(desk, desk.today())
    assert (report.figures.people, report.counted, report.officials) == (1, 4, 3)


def test_a_session_where_somebody_was_counted_was_held(desk: Desk, session: str) -> None:
    count_session(desk, session, SessionCount(Counted(men=1)))
    assert open_roster(desk, session).session.state == "HELD"


def test_further_counts_of_other_computers_stay_as_they_are(desk: Desk, session: str) -> None:
    count_session(desk, session, SessionCount(Counted(men=5)))
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Headcount(id="ZZZZZZZ-1", day=desk.today().isoformat(), activity_session=session, women=7))
    shown = view_session_count(desk, session)
    assert (shown.crowd.total(), shown.elsewhere, shown.people()) == (5, 7, 12)
    count_session(desk, session, SessionCount(Counted(men=6)))
    assert view_session_count(desk, session).people() == 13


def test_nobody_is_counted_where_nothing_took_place(desk: Desk, session: str) -> None:
    mark_not_held(desk, session, "WEATHER")
    with pytest.raises(RuleViolation, match="session_did_not_take_place"):
        count_session(desk, session, SessionCount(Counted(men=1)))
