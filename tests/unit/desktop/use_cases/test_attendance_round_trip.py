"""A register that is exported and imported again is the same register."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_register import FileForm, RegisterWords, export_register
from integrhabitat_desktop.use_cases.import_attendance import (
    AttendancePlan,
    check_attendance,
    propose_attendance,
)
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.view_matrix import Period, Span
from integrhabitat_desktop.use_cases.write_attendance import write_attendance
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Consent
from tests.unit.desktop.use_cases.attendance_builders import ACTIVITY, Watch, fill_workshop, person, session

ALL = Period(Span.WHOLE, "0001-01-01", "9999-12-31")
WORDS = RegisterWords(
    "Asistencia",
    ("Número", "Nombre", "Desde", "Hasta"),
    ("a", "b", "c"),
    lambda mark: "palabras",
    lambda state: state,
)


@pytest.fixture
def workshop(desk: Desk) -> Desk:
    return fill_workshop(desk)


MARK = st.one_of(
    st.none(),
    st.builds(
        Mark,
        st.sampled_from(["PRESENT", "LATE", "LEFT_EARLY", "REMOTE", "EXCUSED", "ABSENT"]),
        st.one_of(st.none(), st.integers(0, 600)),
        st.none(),
        st.sampled_from([None, "IN_PERSON", "ONLINE", "PHONE"]),
    ),
)


def _plan(desk: Desk, path: Path) -> AttendancePlan:
    return propose_attendance(desk, ACTIVITY, path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(MARK, min_size=3, max_size=3), min_size=2, max_size=2), st.sampled_from(list(FileForm))
)
def test_an_exported_register_imported_again_yields_the_same_marks(
    workshop: Desk, tmp_path: Path, table: list[list[Mark | None]], form: FileForm
) -> None:
    with workshop.store.transaction(workshop.staff.id) as tx:
        for number in range(3):
            consent = natural_id(person(number), "REGISTER")
            tx.put(Consent(id=consent, person=person(number), scope="REGISTER", state="GIVEN"))
    for at, row in enumerate(table):
        for number, mark in enumerate(row):
            mark_person(workshop, session(at), person(number), mark)
    path = tmp_path / f"registro.{form.value}"
    path.write_bytes(export_register(workshop, ACTIVITY, ALL, form, WORDS).content)
    before = standing(workshop)
    report = check_attendance(workshop, _plan(workshop, path), Watch())
    assert (report.wanted, report.differing, report.problems) == ((), (), ())
    assert report.unchanged == sum(mark is not None for row in table for mark in row)
    for at in range(2):
        for number in range(3):
            mark_person(workshop, session(at), person(number), None)
    write_attendance(
        workshop, check_attendance(workshop, _plan(workshop, path), Watch()), frozenset(), Watch()
    )
    assert standing(workshop) == before


def standing(desk: Desk) -> set[tuple[str, str, int | None, str | None]]:
    """Every mark that stands, with its minutes and modality."""
    rows = desk.store.fetch(
        "SELECT id, status, minutes, modality FROM attendance WHERE status <> 'NOT_RECORDED' AND gone = 0"
    )
    return {tuple(row) for row in rows}
