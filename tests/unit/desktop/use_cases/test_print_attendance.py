"""Attendance on paper and as a register: who is named, what the audit knows, pages with their heads."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # ships no types

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.i18n import DEFAULT_LANGUAGE, set_language
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_register import FileForm, RegisterWords, export_register
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.print_attendance import print_attendance_list, print_matrix
from integrhabitat_desktop.use_cases.restrict_records import erase_person, restrict_record
from integrhabitat_desktop.use_cases.view_matrix import Span, view_matrix
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Consent, Enrolment, Person

ACTIVITY, SESSION, OFF = "K3F9Q7M-200", "K3F9Q7M-301", "K3F9Q7M-302"
WORDS = RegisterWords(
    "Asistencia", ("id", "n", "d", "h"), ("a", "b", "c"), lambda it: it.status.lower(), str.lower
)


def person(number: int) -> str:
    return f"K3F9Q7M-{1000 + number}"


def add(desk: Desk, number: int, name: str, *, agreed: bool = True) -> None:
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Person(id=person(number), name=name))
        if agreed:
            consent = natural_id(person(number), "REGISTER")
            tx.create(Consent(id=consent, person=person(number), scope="REGISTER", state="GIVEN"))
        tx.create(
            Enrolment(
                id=natural_id(ACTIVITY, person(number)),
                activity=ACTIVITY,
                person=person(number),
                status="ENROLLED",
                starts_on="2027-01-01",
            )
        )


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The words of the papers."""
    set_language("en")
    yield
    set_language(DEFAULT_LANGUAGE)


@pytest.fixture
def workshop(desk: Desk) -> Desk:
    """Ana and Eva came, Eva has not agreed to be on record; Luz was absent."""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Activity(id=ACTIVITY, title="Taller", kind="WORKSHOP", state="OPEN"))
        tx.create(ActivitySession(id=SESSION, activity=ACTIVITY, day="2027-02-01", state="HELD"))
        tx.create(ActivitySession(id=OFF, activity=ACTIVITY, day="2027-02-08", state="CANCELLED"))
    add(desk, 1, "<b>=Ana Ruiz</b>")
    add(desk, 2, "Eva Paz", agreed=False)
    add(desk, 3, "Luz Gil")
    for number, status in ((1, "LATE"), (2, "PRESENT"), (3, "ABSENT")):
        mark_person(desk, SESSION, person(number), Mark(status))
    return desk


def pages(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in PdfDocument(content)]


def test_the_list_names_who_came_and_agreed_and_counts_the_others(workshop: Desk) -> None:
    (text,) = pages(print_attendance_list(workshop, SESSION))
    assert "<b>=Ana Ruiz</b>" in text and "2 people took part" in text
    assert "1 more person took part and is not named" in text
    assert "Eva" not in text and "Luz" not in text
    rows = workshop.store.fetch("SELECT record_id FROM audit WHERE action = 'print'")
    assert rows == [(SESSION,)]


@pytest.mark.parametrize(
    ("session", "code"), [(OFF, "session_did_not_take_place"), ("K3F9Q7M-9", "session_not_found")]
)
def test_there_is_no_list_of_what_did_not_take_place(workshop: Desk, session: str, code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        print_attendance_list(workshop, session)


def test_there_is_no_list_of_nobody(workshop: Desk) -> None:
    for number in (1, 2):
        mark_person(workshop, SESSION, person(number), Mark("ABSENT"))
    with pytest.raises(RuleViolation, match="nobody_took_part"):
        print_attendance_list(workshop, SESSION)


def test_the_matrix_repeats_its_heads_on_every_wide_page(workshop: Desk) -> None:
    for number in range(10, 70):
        add(workshop, number, f"Persona {number}")
    content = print_matrix(
        workshop, view_matrix(workshop, ACTIVITY, Span.MONTH, "2027-02-01"), "February 2027"
    )
    texts = pages(content)
    assert len(texts) == 3
    for number, text in enumerate(texts, start=1):
        assert "1 Feb" in text and "8 Feb" in text and f"Page {number} of 3" in text
        assert "Taller" in text and "February 2027" in text
        assert "Eva" not in text
    assert "1 more not shown" in texts[0]
    page = PdfDocument(content)[0]
    assert page.get_width() > page.get_height()


def test_many_sessions_go_on_over_pages_with_the_names_again(workshop: Desk) -> None:
    with workshop.store.transaction(workshop.staff.id) as tx:
        for number in range(20):
            day = f"2027-03-{number + 1:02}"
            tx.create(
                ActivitySession(id=f"K3F9Q7M-4{number:02}", activity=ACTIVITY, day=day, state="PLANNED")
            )
    texts = pages(print_matrix(workshop, view_matrix(workshop, ACTIVITY, Span.WHOLE), "All"))
    assert len(texts) == 2
    assert all("Luz Gil" in text for text in texts)
    assert "In a row" not in texts[0] and "In a row" in texts[1]


def test_a_session_to_come_is_empty_and_a_list_not_taken_is_a_question(workshop: Desk) -> None:
    today = workshop.today()
    for number, days in ((3, -7), (4, 7)):
        with workshop.store.transaction(workshop.staff.id) as tx:
            day = (today + timedelta(days=days)).isoformat()
            tx.create(ActivitySession(id=f"K3F9Q7M-30{number}", activity=ACTIVITY, day=day, state="PLANNED"))
    (text,) = pages(print_matrix(workshop, view_matrix(workshop, ACTIVITY, Span.WHOLE), "All"))
    # Two people who are named and the sum below, for the one past day; and the legend.
    assert text.count("?") == 4
    assert "\n0" not in text.split("Number present")[1]


def test_the_register_has_codes_words_and_tags_for_those_who_agreed(workshop: Desk) -> None:
    period = view_matrix(workshop, ACTIVITY, Span.MONTH, "2027-02-01").period
    made = export_register(workshop, ACTIVITY, period, FileForm.CSV, WORDS)
    lines = made.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "id;n;d;h;2027-02-01;2027-02-08;a;b;c",
        ";;;;held;cancelled;;;",
        "#meta+id;;#date+start;#date+end;#status+code;#status+code;"
        "#indicator+attended+num;#indicator+expected+num;#indicator+minutes+num",
        f"{person(1)};<b>=Ana Ruiz</b>;2027-01-01;;LATE · late;;1;1;",
        f"{person(3)};Luz Gil;2027-01-01;;ABSENT · absent;;0;1;0",
    ]
    assert (made.people, made.left_out) == (2, 1)
    assert len(workshop.store.fetch("SELECT * FROM audit WHERE action = 'export'")) == 1


def test_only_who_may_export_takes_the_register(workshop: Desk, facilitator: Desk) -> None:
    period = view_matrix(facilitator, ACTIVITY).period
    with pytest.raises(RuleViolation, match="not_allowed"):
        export_register(facilitator, ACTIVITY, period, FileForm.CSV, WORDS)


def test_a_matrix_that_was_shown_before_somebody_was_blocked_does_not_name_them_on_paper(
    workshop: Desk, facilitator: Desk
) -> None:
    add(workshop, 4, "Sol Rey")
    mark_person(workshop, SESSION, person(4), Mark("PRESENT"))
    shown = view_matrix(facilitator, ACTIVITY, Span.WHOLE)
    for number in (1, 3):
        restrict_record(workshop, person(number), "BLOCK")
    erase_person(workshop, person(1))
    text = "".join(pages(print_matrix(facilitator, shown, "February")))
    assert [name for name in ("Ana Ruiz", "Luz Gil", "Sol Rey") if name in text] == ["Sol Rey"]
