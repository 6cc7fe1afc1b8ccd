"""Enrolling many at once: from a list, a household, another activity, a spreadsheet; one change and one way back."""

from pathlib import Path

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.change_enrolment import people_of_activity, undo_changes
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_many import (
    Candidate,
    ListFilter,
    enrol_many,
    from_activity,
    from_household,
    from_list,
    other_activities,
)
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.import_enrolments import MatchedBy, SheetReport, match_sheet
from integrhabitat_desktop.use_cases.issue_cards import print_cards
from integrhabitat_desktop.use_cases.keep_household import add_to_household
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, create_activity
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import erase_person, restrict_record


class Silent:
    """Nobody watches, nobody cancels."""

    def report(self, done: int, total: int, step: str = "") -> None:
        assert 0 <= done <= total

    def raise_if_cancelled(self) -> None:
        return None


class Cancelled(Silent):
    """Somebody pressed Cancel at the end."""

    def raise_if_cancelled(self) -> None:
        raise RuntimeError("cancelled")


def person(desk: Desk, name: str, born: str | None = None, document: str | None = None) -> str:
    facts = Registration(
        name=name,
        birth_date=born,
        birth_precision="DAY" if born else None,
        document_type="CO-CC" if document else None,
        document_number=document,
    )
    return register_person(desk, facts, check_in=False).person_id


def activity(desk: Desk, title: str = "Taller", places: int | None = None) -> str:
    return create_activity(desk, NewActivity(title, "WORKSHOP", capacity=places))


def names(found: tuple[Candidate, ...]) -> list[str]:
    return [it.person.name for it in found]


def enrolled(desk: Desk, activity_id: str) -> list[str]:
    return [it.person.name for it in people_of_activity(desk, activity_id).current]


def matched(desk: Desk, activity_id: str, folder: Path, text: str) -> SheetReport:
    path = folder / "lista.csv"
    path.write_text(text, encoding="utf-8")
    return match_sheet(desk, activity_id, path, Silent())


def test_a_list_asks_for_age_place_and_visits(desk: Desk) -> None:
    workshop = activity(desk)
    child = person(desk, "Ciro Prueba", "2018-05-01")
    person(desk, "Dora Prueba", "1980-05-01")
    person(desk, "Saul Prueba")
    assert names(from_list(desk, workshop, ListFilter())) == ["Ciro Prueba", "Dora Prueba", "Saul Prueba"]
    # Eight years old until the first of May of 2027; today is the first of March.
    assert names(from_list(desk, workshop, ListFilter(least_age=8, most_age=8))) == ["Ciro Prueba"]
    assert from_list(desk, workshop, ListFilter(least_age=9, most_age=17)) == ()
    check_in(desk, child)
    assert names(from_list(desk, workshop, ListFilter(days=30))) == ["Ciro Prueba"]


def test_a_household_is_enrolled_together_and_taken_back_together(desk: Desk) -> None:
    workshop = activity(desk)
    mother, son = person(desk, "Ana Prueba"), person(desk, "Beto Prueba")
    alone = person(desk, "Cira Prueba")
    add_to_household(desk, mother, son, "CHILD")
    family = from_household(desk, workshop, son)
    assert sorted(names(family)) == ["Ana Prueba", "Beto Prueba"]
    assert names(from_household(desk, workshop, alone)) == ["Cira Prueba"]
    done = enrol_many(desk, workshop, [(it.person.id, None) for it in family], Silent())
    assert enrolled(desk, workshop) == ["Ana Prueba", "Beto Prueba"]
    undo_changes(desk, done.enrolled.before)
    assert enrolled(desk, workshop) == []


def test_people_are_carried_over_with_their_roles_and_nobody_twice(desk: Desk) -> None:
    first, second = activity(desk, "Nivel 1"), activity(desk, "Nivel 2")
    ana, hugo = person(desk, "Ana Prueba"), person(desk, "Hugo Prueba")
    enrol_people(desk, first, [ana])
    enrol_many(desk, first, [(hugo, "VOLUNTEER")], Silent())
    enrol_people(desk, second, [ana])
    assert [it.title for it in other_activities(desk, second)] == ["Nivel 1"]
    found = from_activity(desk, second, first)
    assert [(it.person.name, it.role, it.is_part) for it in found] == [
        ("Ana Prueba", "PARTICIPANT", True),
        ("Hugo Prueba", "VOLUNTEER", False),
    ]
    wanted = [(it.person.id, it.role) for it in found] * 2
    done = enrol_many(desk, second, wanted, Silent())
    assert (done.enrolled.enrolled, len(done.enrolled.already)) == ((hugo,), 3)
    assert [it.role for it in people_of_activity(desk, second).current] == ["PARTICIPANT", "VOLUNTEER"]


def test_who_comes_to_help_takes_no_place(desk: Desk) -> None:
    workshop = activity(desk, places=1)
    hugo, ana, beto = (person(desk, name) for name in ("Hugo Prueba", "Ana Prueba", "Beto Prueba"))
    done = enrol_many(desk, workshop, [(hugo, "VOLUNTEER"), (ana, None), (beto, None)], Silent())
    assert (done.enrolled.enrolled, done.enrolled.waiting) == ((hugo, ana), (beto,))


def test_who_finds_no_place_waits(desk: Desk) -> None:
    workshop = activity(desk, places=1)
    ids = [person(desk, name) for name in ("Ana Prueba", "Beto Prueba", "Cira Prueba")]
    done = enrol_many(desk, workshop, [(it, None) for it in ids], Silent())
    assert (done.enrolled.enrolled, done.enrolled.waiting) == ((ids[0],), (ids[1], ids[2]))


def test_a_cancelled_enrolling_writes_nobody(desk: Desk) -> None:
    workshop = activity(desk)
    with pytest.raises(RuntimeError, match="cancelled"):
        enrol_many(desk, workshop, [(person(desk, "Ana Prueba"), None)], Cancelled())
    assert enrolled(desk, workshop) == []
    with pytest.raises(RuleViolation, match="nobody_chosen"):
        enrol_many(desk, workshop, [], Silent())


def test_blocked_and_erased_people_are_left_out_and_counted(desk: Desk, reception: Desk) -> None:
    workshop = activity(desk)
    ana, beto, cira = (person(desk, f"{name} Prueba") for name in ("Ana", "Beto", "Cira"))
    restrict_record(desk, beto, "BLOCK")
    restrict_record(desk, cira, "ERASE")
    erase_person(desk, cira)
    assert names(from_list(reception, workshop, ListFilter())) == ["Ana Prueba"]
    done = enrol_many(reception, workshop, [(ana, None), (beto, None), (cira, None)], Silent())
    assert (done.enrolled.enrolled, done.unusable) == ((ana,), 2)


def test_a_spreadsheet_names_people_by_code_document_or_name(desk: Desk, tmp_path: Path) -> None:
    workshop = activity(desk)
    ana = person(desk, "Ana María Gómez Prueba")
    person(desk, "Luis Ensayo", document="1.090.123.456")
    person(desk, "Yuleisi Ñáñez Prueba", "1990-05-04")
    report = matched(
        desk,
        workshop,
        tmp_path,
        "Código;Nombre completo;Documento;Teléfono\n"
        f"{ana};A. Gómez;;\n"
        ";Luis Ensayo;1090123456;\n"
        ";YULEISI NANEZ PRUEBA;;\n"
        ";Nadie Conocido Aqui;;\n"
        ";Luis Ensayo;CC 1.090.123.456;\n"
        "Total;4;;\n",
    )
    assert sorted(names(report.sure)) == ["Ana María Gómez Prueba", "Luis Ensayo", "Yuleisi Ñáñez Prueba"]
    assert [(it.number, it.by) for it in report.nobody] == [(5, MatchedBy.NOBODY)]
    assert (report.unsure, report.repeated) == ((), 1)
    assert enrolled(desk, workshop) == []


def test_namesakes_are_asked_about_and_a_birth_date_tells_them_apart(desk: Desk, tmp_path: Path) -> None:
    workshop = activity(desk)
    person(desk, "Rosa Ensayo Prueba", "1990-05-04")
    person(desk, "Rosa Ensayo Prueba", "1961-11-20")
    (row,) = matched(desk, workshop, tmp_path, "Nombre\nRosa Ensayo Prueba\n").unsure
    assert (row.number, len(row.people)) == (2, 2)
    report = matched(desk, workshop, tmp_path, "Nombre;Fecha de nacimiento\nRosa Ensayo Prueba;20/11/1961\n")
    assert [it.person.birth_date for it in report.sure] == ["1961-11-20"]


def test_the_document_of_the_mother_on_the_row_of_her_child_is_asked_about(
    desk: Desk, tmp_path: Path
) -> None:
    workshop = activity(desk)
    person(desk, "Marta Gomez Prueba", document="52123456")
    report = matched(desk, workshop, tmp_path, "Nombre;Documento\nPedrito Ensayo;52123456\n")
    assert report.sure == ()
    assert names(report.choices) == ["Marta Gomez Prueba"]
    assert report.choices[0].note == "2: Pedrito Ensayo · 52123456"


def test_a_list_without_titles_and_the_token_of_a_card_are_understood(desk: Desk, tmp_path: Path) -> None:
    workshop = activity(desk)
    ana = person(desk, "Ana Prueba Ensayo")
    person(desk, "Beto Prueba Ensayo", document="80123456")
    print_cards(desk, [ana], lambda size: bytes(range(size)))
    token = desk.store.fetch("SELECT token FROM card")[0][0]
    report = matched(desk, workshop, tmp_path, f"{token}\n80123456\n")
    assert sorted(names(report.sure)) == ["Ana Prueba Ensayo", "Beto Prueba Ensayo"]


def test_a_blocked_person_stands_in_no_match(desk: Desk, reception: Desk, tmp_path: Path) -> None:
    workshop = activity(desk)
    ana = person(desk, "Ana Prueba Ensayo", document="80123456")
    restrict_record(desk, ana, "BLOCK")
    for row in ("Ana Prueba Ensayo;", ";80123456", f"{ana};"):
        report = matched(reception, workshop, tmp_path, f"Nombre;Documento\n{row}\n")
        assert (report.sure, report.choices) == ((), ())


def test_who_is_enrolled_already_is_said_before_anything_is_written(desk: Desk, tmp_path: Path) -> None:
    workshop = activity(desk)
    ana = person(desk, "Ana Prueba Ensayo")
    enrol_people(desk, workshop, [ana])
    (found,) = matched(desk, workshop, tmp_path, "Nombre\nAna Prueba Ensayo\n").sure
    assert (found.status, found.is_part) == ("ENROLLED", True)
