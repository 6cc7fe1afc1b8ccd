"""The day as it stands, and its close: nothing open goes unsaid, nothing is counted twice."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.change_session import mark_not_held
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.close_day import (
    DayReport,
    Matter,
    PrintedDay,
    PrintedFact,
    close_day,
    print_day,
)
from integrhabitat_desktop.use_cases.count_people import Counted, count_people
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.keep_drafts import keep_drafts
from integrhabitat_desktop.use_cases.keep_follow_ups import NewFollowUp, plan_follow_up
from integrhabitat_desktop.use_cases.mark_attendance import (
    Mark,
    begin_with_all_present,
    mark_person,
)
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_desktop.use_cases.view_today import birthdays_of_day, view_today
from tests.fake_clock import FakeClock


def person(desk: Desk, name: str, born: str | None = None, precision: str = "DAY") -> str:
    new = Registration(name=name, birth_date=born, birth_precision=precision if born else None)
    return register_person(desk, new, check_in=False).person_id


def session_on(desk: Desk, day: date, *enrolled: str, title: str = "Costura") -> str:
    activity = create_activity(desk, NewActivity(title, "WORKSHOP"), SessionTimes(day.isoformat(), "15:00"))
    enrol_people(desk, activity, enrolled)
    return list_sessions(desk, activity)[0].session_id


def matters(report: DayReport) -> list[tuple[Matter, int]]:
    return [(it.matter, it.count) for it in report.open_matters]


def test_today_shows_sessions_with_their_marks_and_those_that_nobody_settled(desk: Desk) -> None:
    ana, berta = person(desk, "Ana Ruiz"), person(desk, "Berta Gil")
    today = session_on(desk, desk.today(), ana, berta)
    before = session_on(desk, desk.today() - timedelta(days=3), ana, title="Huerta")
    mark_person(desk, today, ana, Mark("PRESENT"))
    shown = view_today(desk)
    assert [(it.expected, it.counts.present, it.counts.to_mark) for it in shown.sessions] == [(2, 1, 1)]
    assert [it.session_id for it in shown.earlier] == [before]
    mark_not_held(desk, before, "WEATHER")
    assert view_today(desk).earlier == ()


def test_an_appointment_of_today_is_expected_and_no_task(desk: Desk) -> None:
    ana, berta = person(desk, "Ana Ruiz"), person(desk, "Berta Gil")
    plan_follow_up(desk, ana, NewFollowUp("APPOINTMENT", desk.today().isoformat(), "10:00"))
    plan_follow_up(desk, berta, NewFollowUp("CALL", desk.today().isoformat()))
    shown = view_today(desk)
    assert [it.person for it in shown.appointments] == [ana]
    assert [it.person for it in shown.tasks] == [berta]
    restrict_record(desk, ana, "BLOCK")
    assert view_today(desk).appointments == ()


@pytest.mark.parametrize(
    ("born", "day", "greeted"),
    [
        ("1990-03-01", "2027-03-01", True),
        ("1990-03-02", "2027-03-01", False),
        ("1992-02-29", "2027-02-28", True),
        ("1992-02-29", "2028-02-28", False),
        ("1992-02-29", "2028-02-29", True),
    ],
)
def test_birthdays_are_of_those_who_come_and_whose_day_was_said(
    desk: Desk, clock: FakeClock, born: str, day: str, greeted: bool
) -> None:
    clock.set(datetime.combine(date.fromisoformat(day), time(14), UTC))
    comes, estimated = person(desk, "Ana Ruiz", born), person(desk, "Berta Gil", born, "ESTIMATED")
    person(desk, "Carla Paz", born)
    check_in(desk, comes)
    check_in(desk, estimated)
    found = birthdays_of_day(desk, desk.today())
    assert [it.id for it in found] == ([comes] if greeted else [])


def test_a_past_day_is_closed_by_what_was_due_then_and_an_appointment_is_no_task(
    desk: Desk, clock: FakeClock
) -> None:
    ana, yesterday = person(desk, "Ana Ruiz"), desk.today()
    plan_follow_up(desk, ana, NewFollowUp("CALL", yesterday.isoformat()))
    plan_follow_up(desk, ana, NewFollowUp("APPOINTMENT", yesterday.isoformat(), "10:00"))
    clock.advance(days=1)
    plan_follow_up(desk, ana, NewFollowUp("CALL", desk.today().isoformat()))
    assert matters(close_day(desk, yesterday)) == [(Matter.APPOINTMENTS, 1), (Matter.TASKS_DUE, 1)]
    assert matters(close_day(desk, desk.today())) == [(Matter.TASKS_DUE, 3)]


def test_a_session_that_nobody_settled_is_never_forgotten(desk: Desk) -> None:
    session_on(desk, desk.today() - timedelta(days=27))
    session_on(desk, desk.today() - timedelta(days=29))
    session_on(desk, desk.today() - timedelta(days=400))
    report = close_day(desk, desk.today())
    assert matters(report) == [(Matter.EARLIER_SESSION, 1), (Matter.OLDER_SESSIONS, 2)]


def test_a_day_without_loose_ends_is_closed(desk: Desk) -> None:
    ana = person(desk, "Ana Ruiz")
    begin_with_all_present(desk, session_on(desk, desk.today(), ana))
    report = close_day(desk, desk.today())
    assert report.is_complete and report.open_matters == ()
    assert report.written.written > 0 and report.written.confirmed == 0
    assert not report.status.is_paired


def test_everything_that_is_open_is_named(desk: Desk) -> None:
    ana, berta = person(desk, "Ana Ruiz"), person(desk, "Berta Gil")
    session_on(desk, desk.today(), ana)
    begun = session_on(desk, desk.today(), ana, berta, title="Huerta")
    mark_person(desk, begun, ana, Mark("PRESENT"))
    session_on(desk, desk.today() - timedelta(days=2), title="Coro")
    plan_follow_up(desk, ana, NewFollowUp("CALL", desk.today().isoformat()))
    keep_drafts(desk, {"reception": {"name": "Yuleisi"}})
    assert matters(close_day(desk, desk.today())) == [
        (Matter.SESSION_NOT_SETTLED, 1),
        (Matter.SESSION_TO_MARK, 1),
        (Matter.EARLIER_SESSION, 1),
        (Matter.TASKS_DUE, 1),
        (Matter.DRAFTS, 1),
    ]


def test_whoever_came_to_the_desk_and_the_workshop_is_one_person_also_with_two_records(desk: Desk) -> None:
    ana, again, berta = person(desk, "Ana Ruiz"), person(desk, "Ana Ruis"), person(desk, "Berta Gil")
    check_in(desk, ana)
    check_in(desk, ana, again=True)
    record_service(desk, again, ServiceEntry("T1.02", quantity=1))
    begin_with_all_present(desk, session_on(desk, desk.today(), again, berta))
    assert close_day(desk, desk.today()).figures.people == 3
    join_records(desk, ana, again, frozenset())
    figures = close_day(desk, desk.today()).figures
    assert (figures.people, figures.visits, figures.services, figures.first_contacts) == (2, 2, 1, 2)


def test_people_who_were_counted_are_never_added_to_those_who_are_known(desk: Desk) -> None:
    check_in(desk, person(desk, "Ana Ruiz"))
    count_people(desk, Counted(women=4, men=3))
    report = close_day(desk, desk.today())
    assert (report.figures.people, report.counted) == (1, 7)


def test_a_change_belongs_to_the_day_of_the_centre_and_not_of_greenwich(desk: Desk, clock: FakeClock) -> None:
    evening = desk.clock.now().astimezone(ZoneInfo("America/Bogota")).replace(hour=22)
    clock.set(evening.astimezone(ZoneInfo("UTC")))
    check_in(desk, person(desk, "Ana Ruiz"))
    written = close_day(desk, evening.date()).written.written
    clock.advance(hours=4)
    assert desk.today() == evening.date() + timedelta(days=1)
    assert close_day(desk, desk.today()).written.written == 0
    assert close_day(desk, evening.date()).written.written == written > 0


def test_no_day_is_closed_before_it_comes(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="day_to_come"):
        close_day(desk, desk.today() + timedelta(days=1))


def test_the_paper_says_what_the_screen_says_and_names_nobody(desk: Desk) -> None:
    words = PrintedDay(
        "lunes, 1 de marzo de 2027",
        "Quedan 2 asuntos",
        [PrintedFact("Personas atendidas", "12")],
        [PrintedFact("15:00 · Costura <b>", "Realizada")],
        ["Costura: 1 persona por marcar", "3 cambios sin confirmar"],
    )
    pdf = PdfReader(BytesIO(print_day(desk, words)))
    text = pdf.pages[0].extract_text()
    for expected in ("Quedan 2 asuntos", "15:00 · Costura <b>", "3 cambios sin confirmar", "12"):
        assert expected in text
