"""An attendance matrix: what is found, what is kept, what is written, and that it is written once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.use_cases.attendance_problems import FileForm, problems_as_file
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_attendance import (
    LEFT_OUT,
    NEW_SESSION,
    REGISTER,
    AttendanceReport,
    Decisions,
    check_attendance,
    decide,
    propose_attendance,
)
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.write_attendance import undo_import, write_attendance
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import (
    ActivitySession,
    Attendance,
    Enrolment,
    Person,
    Restriction,
)
from tests.unit.desktop.use_cases.attendance_builders import (
    ACTIVITY,
    DAYS,
    NAMES,
    Watch,
    fill_workshop,
    person,
    session,
)


@pytest.fixture
def workshop(desk: Desk) -> Desk:
    return fill_workshop(desk)


def csv(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "lista.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def checked(desk: Desk, path: Path) -> AttendanceReport:
    return check_attendance(desk, propose_attendance(desk, ACTIVITY, path), Watch())


def marks(store: Store) -> dict[tuple[str, str], str]:
    """The marks that stand, by the day and the first name."""
    rows = store.fetch(
        "SELECT activity_session.day, person.name, attendance.status FROM attendance"
        " JOIN person ON person.id = attendance.person"
        " JOIN activity_session ON activity_session.id = attendance.session"
        " WHERE attendance.status <> 'NOT_RECORDED'"
    )
    return {(day, name.split()[0]): status for day, name, status in rows}


def changes(store: Store) -> int:
    (row,) = store.fetch("SELECT count(*) FROM outbox")
    return int(row[0])


LIST = (
    "Asistencia al taller de emprendimiento",
    "No.;Nombres y apellidos;1/02/2027;8-feb;15/2/27;Total",
    "1;RUIZ PAZ ANA;X;F;✓;2",
    "2;Luz Gil Mora;P;J;;1",
    "3;Pedro Quispe Mamani;T 15;;x;2",
    "Total;;3;1;2;",
)


def test_a_list_as_it_comes_is_read_and_written(workshop: Desk, tmp_path: Path) -> None:
    report = checked(workshop, csv(tmp_path, *LIST))
    assert [it.heading.day for it in report.new_sessions] == [DAYS[2]]
    assert (len(report.wanted), report.problems, len(report.skipped)) == (7, (), 1)
    written = write_attendance(workshop, report, frozenset(), Watch())
    assert (len(written.marks), len(written.sessions)) == (7, 1)
    assert marks(workshop.store) == {
        (DAYS[0], "Ana"): "PRESENT",
        (DAYS[1], "Ana"): "ABSENT",
        (DAYS[2], "Ana"): "PRESENT",
        (DAYS[0], "Luz"): "PRESENT",
        (DAYS[1], "Luz"): "EXCUSED",
        (DAYS[0], "Pedro"): "LATE",
        (DAYS[2], "Pedro"): "PRESENT",
    }
    late = workshop.store.get(Attendance, natural_id(session(0), person(2)))
    assert late is not None and (late.reason, late.modality) == ("15 min", "IN_PERSON")


def test_importing_twice_changes_nothing(workshop: Desk, tmp_path: Path) -> None:
    path = csv(tmp_path, *LIST)
    write_attendance(workshop, checked(workshop, path), frozenset(), Watch())
    before = changes(workshop.store)
    again = checked(workshop, path)
    assert (again.wanted, again.differing, again.unchanged, again.new_sessions) == ((), (), 7, ())
    write_attendance(workshop, again, frozenset(), Watch())
    assert changes(workshop.store) == before


def test_an_import_is_one_group_and_is_taken_back_whole(workshop: Desk, tmp_path: Path) -> None:
    mark_person(workshop, session(0), person(0), Mark("ABSENT"))
    before = marks(workshop.store)
    report = decide(
        workshop,
        checked(workshop, csv(tmp_path, *LIST[:-1], "4;Wilmer Bermúdez;x;x;x")),
        Decisions(register_all=True),
    )
    first = changes(workshop.store)
    (differing,) = report.differing
    written = write_attendance(workshop, report, {(differing.number, differing.place)}, Watch())
    groups = {
        row[0] for row in workshop.store.fetch("SELECT change_group FROM outbox WHERE counter > ?", (first,))
    }
    assert len(groups) == 1 and groups != {0}
    assert marks(workshop.store)[(DAYS[0], "Ana")] == "PRESENT"
    undo_import(workshop, written)
    assert marks(workshop.store) == before
    assert workshop.store.get(ActivitySession, written.sessions[0]) is None
    assert workshop.store.get(Person, written.registered[0].person_id) is None
    states = {
        it.id: it.state for it in (workshop.store.get(ActivitySession, session(n)) for n in range(2)) if it
    }
    assert states == {session(0): "HELD", session(1): "PLANNED"}


def test_a_mark_that_was_corrected_since_stays_when_the_import_is_taken_back(
    workshop: Desk, tmp_path: Path
) -> None:
    written = write_attendance(workshop, checked(workshop, csv(tmp_path, *LIST)), frozenset(), Watch())
    mark_person(workshop, session(0), person(0), Mark("EXCUSED"))
    undo_import(workshop, written)
    assert marks(workshop.store) == {(DAYS[0], "Ana"): "EXCUSED"}


def test_a_mark_that_stands_is_kept_unless_it_is_chosen(workshop: Desk, tmp_path: Path) -> None:
    mark_person(workshop, session(1), person(0), Mark("LATE"))
    report = checked(workshop, csv(tmp_path, *LIST))
    assert [(it.name, it.day, it.standing.status, it.mark.status) for it in report.differing] == [
        ("RUIZ PAZ ANA", DAYS[1], "LATE", "ABSENT")
    ]
    write_attendance(workshop, report, frozenset(), Watch())
    assert marks(workshop.store)[(DAYS[1], "Ana")] == "LATE"


def test_who_is_not_found_is_told_and_registered_only_where_that_is_wished(
    workshop: Desk, tmp_path: Path
) -> None:
    report = checked(workshop, csv(tmp_path, "Nombre;1/2/2027;8/2/2027", "Wilmer Bermúdez;;X"))
    assert [(it.code, it.value) for it in report.problems] == [("person_not_found", "Wilmer Bermúdez")]
    assert report.wanted == ()
    written = write_attendance(
        workshop, decide(workshop, report, Decisions(register_all=True)), frozenset(), Watch()
    )
    (registered,) = written.registered
    enrolment = workshop.store.get(Enrolment, natural_id(ACTIVITY, registered.person_id))
    assert enrolment is not None and (enrolment.status, enrolment.starts_on) == ("ENROLLED", DAYS[1])
    found = workshop.store.get(Person, registered.person_id)
    assert found is not None and found.first_contact_on == DAYS[1]


def test_whoever_is_registered_comes_with_all_that_the_list_says_and_goes_with_all_of_it(
    workshop: Desk, tmp_path: Path
) -> None:
    report = checked(
        workshop,
        csv(
            tmp_path,
            "Nombre;Teléfono;Correo;Perfil de movilidad;1/2/2027",
            "Wilmer Bermúdez;0414 123 4567 / 0416 765 4321;wilmer@example.org;retornado;X",
        ),
    )
    written = write_attendance(
        workshop, decide(workshop, report, Decisions(register_all=True)), frozenset(), Watch()
    )
    contacts = "SELECT channel, value, value_key FROM contact WHERE gone = 0 ORDER BY id"
    assert workshop.store.fetch(contacts) == [
        ("PHONE", "0414 123 4567", "04141234567"),
        ("PHONE", "0416 765 4321", "04167654321"),
        ("EMAIL", "wilmer@example.org", "wilmer@example.org"),
    ]
    assert workshop.store.fetch("SELECT profile FROM mobility_profile") == [("RETURNEE",)]
    undo_import(workshop, written)
    assert workshop.store.fetch(contacts) == []
    assert workshop.store.fetch("SELECT profile FROM mobility_profile") == [("UNKNOWN",)]


def test_two_people_of_one_name_are_told_apart_by_somebody(workshop: Desk, tmp_path: Path) -> None:
    with workshop.store.transaction(workshop.staff.id) as tx:
        tx.create(Person(id=person(8), name=NAMES[0]))
        tx.create(
            Enrolment(
                id=natural_id(ACTIVITY, person(8)), activity=ACTIVITY, person=person(8), status="ENROLLED"
            )
        )
    report = checked(workshop, csv(tmp_path, "Nombre;1/2/2027", "Ana Ruiz Paz;X", "Ana Ruiz Paz;F"))
    assert [it.code for it in report.problems] == ["person_unsure", "person_unsure"]
    assert {it.id for it in report.matches[2].people} >= {person(0), person(8)}
    decided = decide(workshop, report, Decisions({2: person(8), 3: person(0)}))
    assert (len(decided.wanted), decided.problems) == (2, ())
    twice = decide(workshop, report, Decisions({2: person(8), 3: person(8)}))
    assert [(it.number, it.code, it.value) for it in twice.problems] == [(3, "person_repeated", "2")]
    assert decide(workshop, report, Decisions({2: REGISTER})).registered[0].number == 2


def test_who_is_blocked_is_found_by_nothing(workshop: Desk, tmp_path: Path) -> None:
    with workshop.store.transaction(workshop.staff.id) as tx:
        tx.create(Restriction(id=person(0), person=person(0), state="ACTIVE", since=DAYS[0]))
    report = checked(workshop, csv(tmp_path, "Nombre;1/2/2027", "Ana Ruiz Paz;X"))
    assert report.wanted == () and person(0) not in report.person_of.values()


def test_a_place_that_begins_later_begins_with_the_first_mark(workshop: Desk, tmp_path: Path) -> None:
    enrolment = natural_id(ACTIVITY, person(1))
    with workshop.store.transaction(workshop.staff.id) as tx:
        tx.update(Enrolment, enrolment, starts_on=DAYS[2])
    written = write_attendance(workshop, checked(workshop, csv(tmp_path, *LIST)), frozenset(), Watch())
    assert (moved := workshop.store.get(Enrolment, enrolment)) is not None and moved.starts_on == DAYS[0]
    undo_import(workshop, written)
    assert (back := workshop.store.get(Enrolment, enrolment)) is not None and back.starts_on == DAYS[2]


def test_who_has_left_keeps_their_last_day(workshop: Desk, tmp_path: Path) -> None:
    enrolment = natural_id(ACTIVITY, person(1))
    with workshop.store.transaction(workshop.staff.id) as tx:
        tx.update(Enrolment, enrolment, status="DROPPED", ends_on=DAYS[1])
    write_attendance(workshop, checked(workshop, csv(tmp_path, *LIST)), frozenset(), Watch())
    assert (left := workshop.store.get(Enrolment, enrolment)) is not None and left.status == "DROPPED"


def test_signs_that_nobody_knows_wait_for_a_meaning_that_is_kept(workshop: Desk, tmp_path: Path) -> None:
    path = csv(tmp_path, "Nombre;1/2/2027;8/2/2027", "Ana Ruiz Paz;Z;#REF!")
    plan = propose_attendance(workshop, ACTIVITY, path)
    assert [(it.shown, it.count, it.status) for it in plan.marks] == [("Z", 1, "")]
    report = check_attendance(workshop, plan, Watch())
    assert [(it.day, it.code) for it in report.problems] == [
        (DAYS[0], "mark_not_known"),
        (DAYS[1], "formula_error"),
    ]
    known = plan.with_choices({}, {}, {"z": "LATE"}, blank_is_absent=False)
    assert check_attendance(workshop, known, Watch()).wanted[0].mark.status == "LATE"
    assert propose_attendance(workshop, ACTIVITY, path).marks[0].status == "LATE"


def test_an_empty_cell_is_no_absence_unless_somebody_says_so(workshop: Desk, tmp_path: Path) -> None:
    path = csv(tmp_path, "Nombre;1/2/2027;8/2/2027", "Ana Ruiz Paz;X;", "Luz Gil Mora;;")
    plan = propose_attendance(workshop, ACTIVITY, path)
    assert len(check_attendance(workshop, plan, Watch()).wanted) == 1
    absent = check_attendance(workshop, replace(plan, blank_is_absent=True), Watch())
    # Nobody has a mark on the second day: its list was not taken.
    assert [(it.number, it.mark.status) for it in absent.wanted] == [(2, "PRESENT"), (3, "ABSENT")]


def test_days_that_did_not_take_place_or_are_to_come_are_left_out(workshop: Desk, tmp_path: Path) -> None:
    with workshop.store.transaction(workshop.staff.id) as tx:
        tx.update(ActivitySession, session(0), state="CANCELLED", state_reason="WEATHER")
    path = csv(tmp_path, "Nombre;1/2/2027;8/2/2027;15/2/2027;1/5/2027", "Ana Ruiz Paz;X;X;X;X")
    plan = propose_attendance(workshop, ACTIVITY, path)
    assert [it.goes_to for it in plan.dates] == [LEFT_OUT, session(1), NEW_SESSION, LEFT_OUT]


def test_cancelled_half_way_nothing_is_written(workshop: Desk, tmp_path: Path) -> None:
    report, before = checked(workshop, csv(tmp_path, *LIST)), changes(workshop.store)
    with pytest.raises(KeyboardInterrupt):
        write_attendance(workshop, report, frozenset(), Watch(cancelled=True))
    assert (changes(workshop.store), marks(workshop.store)) == (before, {})


def test_a_workbook_with_merged_months_and_real_dates(workshop: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Taller de emprendimiento"])
    sheet.append(["No.", "Nombre", "Febrero 2027", None, None, "Total"])
    sheet.append([None, None, 1, 8, date(2027, 2, 15), None])
    for number, name in enumerate(NAMES, start=1):
        sheet.append([number, name, "P", 1, True, 3])
    for merged in ("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3"):
        sheet.merge_cells(merged)
    path = tmp_path / "lista.xlsx"
    book.save(path)
    plan = propose_attendance(workshop, ACTIVITY, path)
    assert [it.heading.day for it in plan.dates] == list(DAYS)
    assert len(check_attendance(workshop, plan, Watch()).wanted) == 9


@pytest.mark.parametrize(
    ("lines", "code"),
    [(("Nombre;Sexo", "Ana;F"), "no_dates"), (("Nombre;1/2/2027",), "no_rows")],
)
def test_a_file_without_days_or_people_is_refused(
    workshop: Desk, tmp_path: Path, lines: Iterable[str], code: str
) -> None:
    with pytest.raises(ImportFailure, match=code):
        propose_attendance(workshop, ACTIVITY, csv(tmp_path, *lines))


def test_only_who_plans_and_marks_imports(workshop: Desk, reception: Desk, tmp_path: Path) -> None:
    with pytest.raises(RuleViolation, match="not_allowed"):
        propose_attendance(reception, ACTIVITY, csv(tmp_path, *LIST))


def test_the_problems_come_back_as_a_file_to_correct(workshop: Desk, tmp_path: Path) -> None:
    report = checked(workshop, csv(tmp_path, "Nombre;1/2/2027", "=Wilmer;X"))
    content = problems_as_file(report, lambda it: it.code, ("Fila", "Motivo"), FileForm.CSV).decode(
        "utf-8-sig"
    )
    assert content.splitlines() == ["Fila;Motivo;Nombre;1/2/2027", "2;person_not_found;'=Wilmer;X"]
