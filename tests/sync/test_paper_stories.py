"""Stories of paper: a sheet is entered and a certificate checked on a computer that did not print it."""

import random

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.check_certificate import Verdict, check_certificate
from integrhabitat_desktop.use_cases.enter_sheet import find_sheets, open_sheet
from integrhabitat_desktop.use_cases.issue_certificates import (
    Bearer,
    CertificateWish,
    issue_certificates,
    revoke_certificates,
)
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.print_sign_in_sheet import SheetWish, print_sign_in_sheet
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, AttendanceSheet, Enrolment
from tests.sync.desktop import Desktop
from tests.sync.steps import come_to_rest, register, reviews
from tests.sync.test_settlement_stories import desk_at
from tests.sync.world import World

_SHEETS = "SELECT sheet_code FROM attendance_sheet"


class Silent:
    def report(self, done: int, total: int, step: str = "") -> None:
        """Nobody watches."""


@pytest.fixture
def session(world: World, anden: Desktop) -> str:
    """A session of today with two people, whom everybody knows."""
    people = [register(anden, name) for name in ("Ana Prueba", "Berta Muestra")]
    day = desk_at(anden).today().isoformat()
    with anden.writing() as tx:
        activity, session = tx.new_id(), tx.new_id()
        tx.create(Activity(id=activity, title="Costura", kind="WORKSHOP", state="OPEN"))
        tx.create(
            ActivitySession(
                id=session, activity=activity, day=day, starts_at="09:00", ends_at="11:00", state="PLANNED"
            )
        )
        for person in people:
            tx.create(
                Enrolment(
                    id=natural_id(activity, person),
                    activity=activity,
                    person=person,
                    status="ENROLLED",
                    starts_on=day,
                )
            )
    come_to_rest(world)
    return session


def printed(desktop: Desktop, session: str) -> str:
    with desktop.noting():
        print_sign_in_sheet(desk_at(desktop), session, random.Random(3).randbytes, SheetWish(2))
    return str(desktop.store.fetch(_SHEETS)[0][0])


def test_a_sheet_is_entered_on_another_computer_once_it_was_sent(
    world: World, anden: Desktop, bodega: Desktop, session: str
) -> None:
    code = printed(anden, session)
    with pytest.raises(RuleViolation, match="sheet_unknown"):
        find_sheets(desk_at(bodega), code)
    come_to_rest(world)
    sheet = open_sheet(desk_at(bodega), find_sheets(desk_at(bodega), code)[0].id)
    assert [it.name for it in sheet.rows] == ["Ana Prueba", "Berta Muestra", "", ""]
    with bodega.noting():
        mark_person(desk_at(bodega), session, sheet.rows[0].person_id, Mark("ABSENT"))
    come_to_rest(world)
    for desktop in world.desktops:
        (found,) = find_sheets(desk_at(desktop), code)
        assert [it.status for it in open_sheet(desk_at(desktop), found.id).rows[:2]] == ["ABSENT", None]
        assert reviews(desktop) == []


def test_a_certificate_is_checked_where_it_was_not_issued_and_a_revocation_reaches_everybody(
    world: World, anden: Desktop, bodega: Desktop, session: str
) -> None:
    row = open_sheet(desk_at(anden), find_sheets(desk_at(anden), printed(anden, session))[0].id).rows[0]
    activity = str(anden.store.fetch("SELECT activity FROM activity_session WHERE id = ?", (session,))[0][0])
    with anden.noting():
        mark_person(desk_at(anden), session, row.person_id, Mark("PRESENT"))
        made = issue_certificates(
            desk_at(anden),
            activity,
            [Bearer(row.person_id, row.name)],
            random.Random(4).randbytes,
            CertificateWish("es"),
            Silent(),
        )
    code = str(anden.store.fetch("SELECT check_code FROM certificate")[0][0])
    assert check_certificate(desk_at(bodega), code).verdict is Verdict.UNKNOWN
    come_to_rest(world)
    for desktop in world.desktops:
        assert check_certificate(desk_at(desktop), code, "Ana Prueba").verdict is Verdict.CONFIRMED
    with bodega.noting():
        revoke_certificates(desk_at(bodega), made.ids)
    come_to_rest(world)
    for desktop in world.desktops:
        assert check_certificate(desk_at(desktop), code).verdict is Verdict.REVOKED


def test_two_computers_that_print_the_same_session_have_two_sheets_that_both_open(
    world: World, anden: Desktop, bodega: Desktop, session: str
) -> None:
    codes = {printed(anden, session)}
    with bodega.noting():
        print_sign_in_sheet(desk_at(bodega), session, random.Random(5).randbytes, SheetWish(2))
    codes.add(str(bodega.store.fetch(_SHEETS)[0][0]))
    come_to_rest(world)
    assert len(codes) == 2
    for desktop in world.desktops:
        for code in codes:
            (found,) = find_sheets(desk_at(desktop), code)
            assert desktop.store.get(AttendanceSheet, found.id) is not None
            assert len(open_sheet(desk_at(desktop), found.id).rows) == 4
