"""A sheet that comes back is entered in the order it was printed, whatever became of the people on it since."""

import random
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.change_session import mark_not_held
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.enter_sheet import (
    OpenSheet,
    RowKind,
    find_sheets,
    list_sheets,
    open_sheet,
)
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.let_in import let_in
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.print_sign_in_sheet import SheetWish, print_sign_in_sheet
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import erase_person, restrict_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import AttendanceSheet, Enrolment

NAMES = ["Ana Prueba", "Berta Muestra", "Carla Ensayo", "Dora Ejemplo"]


def chance(seed: int = 1):  # type: ignore[no-untyped-def]
    return random.Random(seed).randbytes


class Workshop:
    """An activity of today with four people on its list, and a printed sheet."""

    def __init__(self, desk: Desk, blank_lines: int = 3) -> None:
        self.desk = desk
        self.activity = create_activity(
            desk, NewActivity("Taller", "WORKSHOP"), SessionTimes(desk.today().isoformat(), "09:00", "11:00")
        )
        self.people = [self.register(name) for name in NAMES]
        enrol_people(desk, self.activity, self.people)
        self.session = list_sessions(desk, self.activity)[0].session_id
        self.pdf = print_sign_in_sheet(desk, self.session, chance(), SheetWish(blank_lines))
        (row,) = desk.store.fetch("SELECT id, sheet_code FROM attendance_sheet")
        self.sheet_id, self.code = row

    def register(self, name: str) -> str:
        return register_person(self.desk, Registration(name=name), check_in=False).person_id

    def open(self) -> OpenSheet:
        return open_sheet(self.desk, self.sheet_id)


@pytest.fixture
def workshop(desk: Desk) -> Workshop:
    return Workshop(desk)


def test_the_rows_come_in_the_printed_order_and_are_marked_one_by_one(workshop: Workshop) -> None:
    (found,) = find_sheets(workshop.desk, workshop.code.lower())
    sheet = open_sheet(workshop.desk, found.id)
    assert [it.name for it in sheet.rows] == [*NAMES, "", "", ""]
    assert [it.number for it in sheet.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert sheet.first_to_enter() == 0
    mark_person(workshop.desk, workshop.session, sheet.rows[0].person_id, Mark("PRESENT"))
    mark_person(workshop.desk, workshop.session, sheet.rows[1].person_id, Mark("ABSENT"))
    again = workshop.open()
    assert [it.status for it in again.rows[:3]] == ["PRESENT", "ABSENT", None]
    assert again.first_to_enter() == 2
    assert [(it.people, it.to_mark) for it in list_sheets(workshop.desk)] == [(4, 2)]


def test_the_code_stands_on_every_page_and_the_paper_says_nothing_but_names(workshop: Workshop) -> None:
    pdf = print_sign_in_sheet(workshop.desk, workshop.session, chance(2), SheetWish(60, "LETTER"))
    (code,) = [it.code for it in find_sheets(workshop.desk, workshop.open().shown_code)]
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    shown = [
        it[1]
        for it in workshop.desk.store.fetch("SELECT id, sheet_code FROM attendance_sheet")
        if it[1] != code
    ]
    assert len(pages) > 1 and len(shown) == 1
    grouped = f"{shown[0][:3]}-{shown[0][3:6]}-{shown[0][6:]}"
    assert all(grouped in page for page in pages)
    whole = "".join(pages)
    assert all(name in whole for name in NAMES) and not any(person in whole for person in workshop.people)


def test_the_same_sheet_printed_again_keeps_its_code(workshop: Workshop) -> None:
    assert print_sign_in_sheet(workshop.desk, workshop.session, chance(9), SheetWish(3)) == workshop.pdf
    enrol_people(workshop.desk, workshop.activity, [workshop.register("Elsa Nueva")])
    print_sign_in_sheet(workshop.desk, workshop.session, chance(9), SheetWish(3))
    codes = workshop.desk.store.fetch("SELECT DISTINCT sheet_code FROM attendance_sheet")
    assert len(codes) == 2


def test_joined_records_follow_and_stand_there_once(workshop: Workshop) -> None:
    kept, gone = workshop.people[0], workshop.people[2]
    join_records(workshop.desk, kept, gone, frozenset())
    rows = workshop.open().rows
    assert rows[2].kind is RowKind.REPEATED and rows[2].same_as == 1
    other = workshop.register("Ana Otra")
    join_records(workshop.desk, other, workshop.people[1], frozenset())
    rows = workshop.open().rows
    assert (rows[1].person_id, rows[1].name) == (other, "Ana Otra")
    assert workshop.open().others == ()


def test_a_mark_made_before_the_records_were_joined_is_found(workshop: Workshop) -> None:
    mark_person(workshop.desk, workshop.session, workshop.people[1], Mark("LATE"))
    other = workshop.register("Ana Otra")
    join_records(workshop.desk, other, workshop.people[1], frozenset())
    row = workshop.open().rows[1]
    assert (row.person_id, row.name, row.status) == (workshop.people[1], "Ana Otra", "LATE")


@pytest.mark.parametrize("how", ["blocked", "erased"])
def test_whoever_was_blocked_or_erased_since_is_a_row_without_a_name(workshop: Workshop, how: str) -> None:
    restrict_record(workshop.desk, workshop.people[1], "BLOCK")
    if how == "erased":
        erase_person(workshop.desk, workshop.people[1])
    row = workshop.open().rows[1]
    assert (row.kind, row.name, row.person_id) == (RowKind.HIDDEN, "", "")
    assert [it.name for it in workshop.open().rows[:4]] == [NAMES[0], "", NAMES[2], NAMES[3]]
    assert workshop.open().others == ()
    fresh = print_sign_in_sheet(workshop.desk, workshop.session, chance(5), SheetWish(0))
    assert NAMES[1] not in "".join(page.extract_text() for page in PdfReader(BytesIO(fresh)).pages)


def test_who_joined_after_the_printing_is_told_apart_and_walk_ins_fill_the_empty_lines(
    workshop: Workshop,
) -> None:
    late = workshop.register("Elsa Nueva")
    enrol_people(workshop.desk, workshop.activity, [late])
    assert [(it.name, it.status) for it in workshop.open().others] == [("Elsa Nueva", None)]
    for person in workshop.people:
        mark_person(workshop.desk, workshop.session, person, Mark("PRESENT"))
    assert workshop.open().first_to_enter() == 4
    let_in(workshop.desk, workshop.session, late)
    assert workshop.open().first_to_enter() == 5
    for name in ("Fany Visita", "Gina Visita"):
        let_in(workshop.desk, workshop.session, workshop.register(name))
    assert workshop.open().first_to_enter() == 7 == len(workshop.open().rows)


def test_a_person_whom_this_computer_has_not_received_is_a_row_of_its_own_kind(workshop: Workshop) -> None:
    with workshop.desk.store.transaction(workshop.desk.staff.id) as tx:
        tx.update(AttendanceSheet, workshop.sheet_id, people=f"{workshop.people[0]} Z9Z9Z9Z-1")
    assert [it.kind for it in workshop.open().rows[:2]] == [RowKind.PERSON, RowKind.NOT_HERE]


def test_two_sheets_that_share_a_code_are_both_offered(workshop: Workshop, store: Store) -> None:
    with store.transaction(workshop.desk.staff.id) as tx:
        tx.create(
            AttendanceSheet(
                id=tx.new_id(), session=workshop.session, sheet_code=workshop.code, people="", blank_rows=1
            )
        )
    assert len(find_sheets(workshop.desk, workshop.code)) == 2
    again = print_sign_in_sheet(workshop.desk, workshop.session, chance(), SheetWish(4))
    assert again.startswith(b"%PDF")
    newest = store.fetch("SELECT sheet_code FROM attendance_sheet ORDER BY id DESC LIMIT 1")[0][0]
    assert newest != workshop.code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("S12-345-678", "sheet_code_misread"), ("", "sheet_code_misread"), ("S00-000-000", "sheet_unknown")],
)
def test_any_other_code_opens_nothing(desk: Desk, typed: str, code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        find_sheets(desk, typed)


def test_more_lines_than_fit_a_sheet_are_refused(workshop: Workshop) -> None:
    for lines in (-1, 497):
        with pytest.raises(RuleViolation, match="too_many_sheet_rows"):
            print_sign_in_sheet(workshop.desk, workshop.session, chance(), SheetWish(lines))


def test_reception_prints_sheets_and_does_not_enter_them(workshop: Workshop, reception: Desk) -> None:
    assert print_sign_in_sheet(reception, workshop.session, chance(), SheetWish(3)) == workshop.pdf
    for refused in (
        lambda: find_sheets(reception, workshop.code),
        lambda: list_sheets(reception),
        lambda: open_sheet(reception, workshop.sheet_id),
    ):
        with pytest.raises(RuleViolation, match="not_allowed"):
            refused()


def test_who_left_since_the_sheet_was_printed_can_be_answered_and_need_not_be(workshop: Workshop) -> None:
    yesterday = (workshop.desk.today() - timedelta(days=1)).isoformat()
    enrolment = natural_id(workshop.activity, workshop.people[0])
    with workshop.desk.store.transaction(workshop.desk.staff.id) as tx:
        tx.update(Enrolment, enrolment, status="DROPPED", starts_on="2027-01-01", ends_on=yesterday)
    sheet = workshop.open()
    assert [it.is_expected for it in sheet.rows[:4]] == [False, True, True, True]
    assert sheet.first_to_enter() == 1
    assert list_sheets(workshop.desk)[0].to_mark == 3
    mark_person(workshop.desk, workshop.session, workshop.people[0], Mark("PRESENT"))
    assert workshop.open().rows[0].is_expected


def test_the_sheet_of_a_session_that_did_not_take_place_is_not_entered(workshop: Workshop) -> None:
    mark_not_held(workshop.desk, workshop.session, "WEATHER")
    with pytest.raises(RuleViolation, match="session_did_not_take_place"):
        workshop.open()
