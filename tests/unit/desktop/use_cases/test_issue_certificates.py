"""A certificate is earned by the rule, issued once, printed as the person wants their name, and can be revoked."""

import random
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.domain.certificate_rule import Standing
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.ui.progress import JobCancelled
from integrhabitat_desktop.use_cases.change_enrolment import leave_activity
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_certificates import (
    Bearer,
    CertificateWish,
    issue_certificates,
    print_again,
    revoke_certificates,
    undo_revocation,
)
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.keep_activity import save_activity
from integrhabitat_desktop.use_cases.mark_attendance import open_roster
from integrhabitat_desktop.use_cases.restrict_records import erase_person, restrict_record
from integrhabitat_desktop.use_cases.view_certificates import view_certificates
from integrhabitat_desktop.use_cases.view_matrix import Span, view_matrix
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Values
from integrhabitat_protocol.record_types import ActivitySession, Certificate, Enrolment, Person
from tests.unit.desktop.use_cases.certificate_course import SPANISH, Course, Watcher


def pages(pdf: bytes) -> list[str]:
    texts = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return [" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


def test_the_list_says_who_reached_it_who_is_short_and_what_is_not_marked_yet(desk: Desk) -> None:
    course = Course(desk)
    course.person("Ana Prueba", "PPLA")
    course.person("Berta Muestra", "PPAE")
    course.person("Carla Ensayo", "PP.A")
    course.person("Dora Ejemplo", "PPP.")
    course.add_session("2026-03-20", "PLANNED")
    course.add_session("2026-03-21", "CANCELLED")
    course.add_session("2030-01-01", "PLANNED")
    seen = view_certificates(desk, course.activity)
    assert (seen.held, seen.untold, seen.to_come, seen.unmarked) == (4, 1, 1, 2)
    assert (seen.first_day, seen.last_day) == ("2026-03-01", "2026-03-04")
    found = course.candidates()
    # 75 per cent of six sessions, of one of which nobody has told, and one is to come, are five.
    assert [(it.judgement.standing, it.judgement.sessions_short) for it in found.values()] == [
        (Standing.OPEN, 2),
        (Standing.SHORT, 3),
        (Standing.OPEN, 3),
        (Standing.OPEN, 2),
    ]
    assert found["Dora Ejemplo"].part.minutes == 360 and found["Dora Ejemplo"].part.unmarked == 2


def test_nobody_is_certified_for_a_share_that_sessions_to_come_may_still_undo(desk: Desk) -> None:
    course = Course(desk, 1)
    person = course.person("Ana Prueba", "P")
    to_come = course.add_session("2030-01-01", "PLANNED")
    assert course.candidates()["Ana Prueba"].judgement.standing is Standing.OPEN
    with pytest.raises(RuleViolation, match="certificate_not_reached"):
        course.issue(Bearer(person, "Ana Prueba"))
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(ActivitySession, to_come, state="CANCELLED", state_reason="OTHER")
    assert len(course.issue(Bearer(person, "Ana Prueba")).ids) == 1


def test_who_has_left_does_not_come_to_sessions_to_come(desk: Desk) -> None:
    course = Course(desk, 2)
    person = course.person("Ana Prueba", "PP")
    course.add_session("2030-01-01", "PLANNED")
    course.add_session("2030-01-08", "PLANNED")
    leave_activity(desk, [natural_id(course.activity, person)], desk.today().isoformat())
    judged = course.candidates()["Ana Prueba"]
    assert (judged.part.to_come, judged.part.may_come) == (2, 0)
    assert judged.judgement.standing is Standing.SHORT


def test_own_minutes_count_and_a_session_without_times_is_told(desk: Desk) -> None:
    course = Course(desk, share=None, hours=5)
    person = course.person("Ana Prueba", "PP")
    course.mark(person, "..L.", minutes=45)
    course.sessions.append(course.add_session("2026-03-09", ends_at=None))
    course.mark(person, "....P")
    part = course.candidates()["Ana Prueba"].part
    assert (part.attended, part.minutes, part.untimed) == (4, 285, 1)
    assert course.candidates()["Ana Prueba"].judgement.minutes_short == 15


def test_sessions_before_somebody_joined_are_sessions_they_were_not_at(desk: Desk) -> None:
    course = Course(desk)
    course.person("Ana Prueba", "..PP", since="2026-03-03")
    judged = course.candidates()["Ana Prueba"]
    assert (judged.part.unmarked, judged.judgement.standing) == (0, Standing.SHORT)


@pytest.mark.parametrize(
    "stands",
    [
        {"status": "WAITLIST", "ends_on": "2026-03-03"},
        {"status": "WAITLIST", "ends_on": None},
        {"status": "COMPLETED", "starts_on": None, "ends_on": None},
        {"status": "DROPPED", "ends_on": None},
        {"status": "DROPPED", "ends_on": "2026-03-02"},
        {"status": "CANCELLED"},
        {"status": "ENROLLED", "starts_on": None},
    ],
)
@pytest.mark.parametrize("marks", ["", "P.", ".A."])
def test_the_marks_that_are_missing_are_those_that_the_rosters_and_the_matrix_ask_for(
    desk: Desk, stands: Values, marks: str
) -> None:
    course = Course(desk)
    person = course.person("Ana Prueba", marks)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Enrolment, natural_id(course.activity, person), **stands)
    rosters = [entry.row for it in course.sessions for entry in open_roster(desk, it).entries]
    asked_for = sum(it.is_enrolled and it.status is None for it in rosters)
    matrix = view_matrix(desk, course.activity, Span.WHOLE)
    assert view_certificates(desk, course.activity).unmarked == asked_for
    assert sum(it.unmarked for it in matrix.totals) == asked_for


def test_joined_records_are_one_person_with_the_marks_of_both(desk: Desk) -> None:
    course = Course(desk)
    kept, other = course.person("Ana Prueba", "PA"), course.person("Ana Pruebas", ".PP")
    join_records(desk, kept, other, frozenset())
    assert list(course.candidates()) == ["Ana Prueba"]
    assert course.candidates()["Ana Prueba"].part.attended == 3


def test_a_certificate_is_issued_once_and_says_what_was_recorded(desk: Desk) -> None:
    course = Course(desk)
    person = course.person("Ana Prueba", "PPPA")
    made = course.issue(Bearer(person, "  Ana   María Prueba "))
    (page,) = pages(made.pdf)
    for words in (
        "Certificado de participación",
        "La Esperanza certifica que",
        "Ana María Prueba",
        "Taller de emprendimiento",
        "del 1 de marzo de 2026 al 4 de marzo de 2026 · 3 de 4 sesiones · 6 horas",
        "En alianza con Fundación Semillas",
    ):
        assert words in page
    kept = desk.store.get(Certificate, made.ids[0])
    assert kept is not None and kept.name == "Ana María Prueba" and kept.state == "ISSUED"
    assert f"{kept.check_code[:4]}-{kept.check_code[4:8]}" in page
    assert person not in page
    with pytest.raises(RuleViolation, match="certificate_issued_already"):
        course.issue(Bearer(person, "Ana Prueba"))


@pytest.mark.parametrize(
    ("marks", "name", "code"),
    [
        ("PPAA", "Ana", "certificate_not_reached"),
        ("PP..", "Ana", "certificate_not_reached"),
        ("PPPP", " ", "name_missing"),
    ],
)
def test_what_is_not_earned_or_has_no_name_is_not_issued(
    desk: Desk, marks: str, name: str, code: str
) -> None:
    course = Course(desk)
    good, person = course.person("Berta Muestra", "PPPP"), course.person("Ana Prueba", marks)
    with pytest.raises(RuleViolation, match=code):
        course.issue(Bearer(good, "Berta Muestra"), Bearer(person, name))
    assert list(course.codes()) == []


def test_without_a_rule_whoever_took_part_can_have_one(desk: Desk) -> None:
    course = Course(desk, share=None)
    came, stayed_away = course.person("Ana Prueba", "P"), course.person("Berta Muestra", "A")
    assert [it.may_be_issued() for it in course.candidates().values()] == [True, False]
    assert len(course.issue(Bearer(came, "Ana Prueba")).ids) == 1
    with pytest.raises(RuleViolation, match="certificate_not_reached"):
        course.issue(Bearer(stayed_away, "Berta Muestra"))


def test_a_cancelled_batch_leaves_no_certificate_behind(desk: Desk) -> None:
    course = Course(desk)
    bearers = [
        Bearer(course.person(f"Persona Inventada {it}", "PPPP"), f"Persona Inventada {it}") for it in range(6)
    ]
    meter = Watcher(3, JobCancelled())
    with pytest.raises(JobCancelled):
        course.issue(*bearers, meter=meter)
    assert meter.told == [(0, 6), (1, 6), (2, 6), (3, 6)] and course.codes() == []
    made = course.issue(*bearers)
    assert len(pages(made.pdf)) == 6 and len(set(course.codes())) == 6


def test_a_revoked_one_counts_no_more_is_not_printed_and_comes_back(desk: Desk) -> None:
    course = Course(desk)
    person = course.person("Ana Prueba", "PPPP")
    (first,) = course.issue(Bearer(person, "Ana Prueba")).ids
    again = print_again(desk, [first], SPANISH, Watcher())
    assert revoke_certificates(desk, [first]) == (first,)
    assert revoke_certificates(desk, [first]) == ()
    with pytest.raises(RuleViolation, match="certificate_revoked"):
        print_again(desk, [first], SPANISH, Watcher())
    assert course.candidates()["Ana Prueba"].revoked and course.candidates()["Ana Prueba"].may_be_issued()
    assert undo_revocation(desk, [first]) == (first,)
    assert print_again(desk, [first], SPANISH, Watcher()) == again


def test_a_certificate_printed_again_says_what_it_said_whatever_changed_since(desk: Desk) -> None:
    course = Course(desk)
    person = course.person("Ana Prueba", "PPPP")
    (issued,) = course.issue(Bearer(person, "Ana Prueba")).ids
    save_activity(desk, course.activity, {"title": "Otro nombre"})
    course.mark(person, "AAAA")
    (page,) = pages(print_again(desk, [issued], SPANISH, Watcher()))
    assert "Taller de emprendimiento" in page and "4 de 4 sesiones" in page


def test_each_person_gets_it_in_a_language_they_speak(desk: Desk) -> None:
    course = Course(desk)
    people = {"fra": "Attestation de participation", "hat": "Sètifika patisipasyon", "quc": "Certificado"}
    bearers = []
    for language in people:
        person = course.person(f"Persona {language}", "PPPP")
        with desk.store.transaction(desk.staff.id) as tx:
            tx.update(Person, person, languages=language)
        bearers.append(Bearer(person, f"Persona {language}"))
    found = pages(course.issue(*bearers, wish=CertificateWish("", "LETTER")).pdf)
    assert [words in page for words, page in zip(people.values(), found, strict=True)] == [True] * 3


def test_blocked_and_erased_people_are_on_no_list_and_get_none(desk: Desk, facilitator: Desk) -> None:
    course = Course(desk)
    blocked, erased = course.person("Ana Prueba", "PPPP"), course.person("Berta Muestra", "PPPP")
    (issued,) = course.issue(Bearer(blocked, "Ana Prueba")).ids
    restrict_record(desk, blocked, "BLOCK")
    restrict_record(desk, erased, "BLOCK")
    erase_person(desk, erased)
    assert course.candidates() == {}
    for refused, code in ((blocked, "record_restricted"), (erased, "person_erased")):
        with pytest.raises(RuleViolation, match=code):
            course.issue(Bearer(refused, "Ana Prueba"), desk=facilitator)
    with pytest.raises(RuleViolation, match="record_restricted"):
        print_again(facilitator, [issued], SPANISH, Watcher())


def test_the_reception_issues_none(desk: Desk, reception: Desk) -> None:
    course = Course(desk)
    person = course.person("Ana Prueba", "PPPP")
    with pytest.raises(RuleViolation, match="not_allowed"):
        course.issue(Bearer(person, "Ana Prueba"), desk=reception)


def test_where_the_paper_cannot_be_written_nothing_is_issued(desk: Desk) -> None:
    course = Course(desk)
    person = course.person("Ana Prueba", "PPPP")

    def no_room(_pdf: bytes) -> None:
        raise ExpectedError("file_not_written")

    with pytest.raises(ExpectedError, match="file_not_written"):
        issue_certificates(
            desk,
            course.activity,
            [Bearer(person, "Ana Prueba")],
            random.Random(1).randbytes,
            CertificateWish("es"),
            Watcher(),
            no_room,
        )
    assert list(course.codes()) == []
    assert course.candidates()["Ana Prueba"].may_be_issued()


def test_hours_of_a_session_without_an_end_may_still_be_reached(desk: Desk) -> None:
    course = Course(desk, 0, share=None, hours=2)
    course.add_session("2026-03-01", ends_at=None)
    course.person("Ana Prueba", ".")
    assert course.candidates()["Ana Prueba"].judgement.standing is Standing.OPEN
