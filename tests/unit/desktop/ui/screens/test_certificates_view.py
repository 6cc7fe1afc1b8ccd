"""Certificates in the real views on a real store: issued alone or all at once, checked in words."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.ui.scanned_codes import screen_of_code
from integrhabitat_desktop.ui.screens.certificates import certificates_view
from integrhabitat_desktop.ui.screens.certificates.certificate_check_view import CertificateCheckView
from integrhabitat_desktop.ui.screens.certificates.certificates_view import CertificatesView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton, PlainLabel
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_certificates import Bearer
from integrhabitat_protocol.record_types import Person
from tests.fake_clock import FakeClock
from tests.unit.desktop.ui.conftest import BOGOTA, CENTRE
from tests.unit.desktop.use_cases.certificate_course import Course

ISSUED = "SELECT name FROM certificate WHERE state = 'ISSUED' ORDER BY name"


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def course(store: Store, clock: FakeClock, staff: SignedInStaff) -> Course:
    made = Course(Desk(store, staff, clock, BOGOTA, CENTRE))
    made.person("Ana Prueba", "PPPP")
    made.person("Berta Muestra", "PPAA")
    made.person("Carla Ensayo", "PPP.")
    made.person("Dora Ejemplo", "PP..")
    return made


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the papers go; the dialog of the system answers at once."""
    chosen = tmp_path / "certificados.pdf"
    monkeypatch.setattr(certificates_view, "choose_new_file", lambda *_asked: chosen)
    return chosen


@pytest.fixture
def view(services: ScreenServices, course: Course, qtbot: QtBot) -> CertificatesView:
    made = CertificatesView(services)
    qtbot.addWidget(made)
    made.show()
    made.opened_with(course.activity)
    made.activated()
    qtbot.waitUntil(lambda: len(made.list.rows()) == 4)
    return made


def badges(view: CertificatesView) -> dict[str, str]:
    return {row.title: row.badges[0].text for row in view.list.rows()}


def words_in(view: CertificateCheckView) -> str:
    return " ".join(label.text() for label in view.verdict.findChildren(PlainLabel) if label.isVisible())


def test_who_has_earned_one_stands_first_and_who_is_short_says_by_how_much(view: CertificatesView) -> None:
    assert list(badges(view)) == ["Ana Prueba", "Carla Ensayo", "Dora Ejemplo", "Berta Muestra"]
    assert len(set(badges(view).values())) == 3
    assert view.honest.isVisible() and "3" in view.honest.label.text()


def test_all_that_are_earned_are_issued_with_one_key_and_taken_back(
    view: CertificatesView, store: Store, services: ScreenServices, target: Path, qtbot: QtBot
) -> None:
    assert "2" in view.issue_button.label()
    view.issue_button.click()
    qtbot.waitUntil(lambda: [row[0] for row in store.fetch(ISSUED)] == ["Ana Prueba", "Carla Ensayo"])
    qtbot.waitUntil(lambda: not view.progress.isVisible())
    assert target.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: not view.issue_button.isEnabled())
    services.notices.undo()
    qtbot.waitUntil(lambda: store.fetch(ISSUED) == [])
    qtbot.waitUntil(view.issue_button.isEnabled)


def test_the_name_that_was_typed_stands_on_the_paper_also_after_another_row(
    view: CertificatesView, store: Store, target: Path, qtbot: QtBot
) -> None:
    line = view.panel.findChild(QLineEdit)
    assert isinstance(line, QLineEdit) and line.text() == "Ana Prueba"
    line.selectAll()
    QTest.keyClicks(line, "Ana de Prueba")
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    QTest.keyClick(view.list, Qt.Key.Key_Up)
    button = view.panel.findChild(KitButton, "issue_one")
    assert isinstance(button, KitButton)
    button.click()
    qtbot.waitUntil(lambda: [row[0] for row in store.fetch(ISSUED)] == ["Ana de Prueba"])
    assert target.exists()


def test_the_other_name_of_a_person_is_one_key_away(
    view: CertificatesView, course: Course, store: Store, services: ScreenServices, qtbot: QtBot
) -> None:
    person = view.list.current_id()
    with store.transaction("K3F9Q7M-1") as tx:
        tx.update(Person, person, preferred_name="Anita")
    view.model.load()
    qtbot.waitUntil(lambda: view.panel.findChild(KitButton, "other_name") is not None)
    other = view.panel.findChild(KitButton, "other_name")
    assert isinstance(other, KitButton)
    other.click()
    assert view.panel.name is not None and view.panel.name.value() == "Anita"
    assert view.draft_texts() == {"activity": course.activity, person: "Anita"}


def test_a_certificate_is_revoked_and_that_is_taken_back(
    view: CertificatesView, course: Course, store: Store, services: ScreenServices, qtbot: QtBot
) -> None:
    person = view.list.current_id()
    course.issue(Bearer(person, "Ana Prueba"))
    view.model.load()
    qtbot.waitUntil(lambda: list(badges(view))[-1] == "Ana Prueba")
    view.list.select(person)
    revoke = view.panel.findChild(KitButton, "revoke")
    assert isinstance(revoke, KitButton)
    revoke.click()
    qtbot.waitUntil(lambda: store.fetch(ISSUED) == [])
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    services.notices.undo()
    qtbot.waitUntil(lambda: len(store.fetch(ISSUED)) == 1)


def test_the_check_says_in_words_what_is_known(
    course: Course, services: ScreenServices, qtbot: QtBot
) -> None:
    course.issue(Bearer(course.person("Elsa Prueba", "PPPP"), "Elsa Prueba"))
    (code,) = course.codes()
    view = CertificateCheckView(services)
    qtbot.addWidget(view)
    view.show()
    view.opened_with(code)
    qtbot.waitUntil(lambda: "Elsa Prueba" in words_in(view))
    genuine = words_in(view)
    QTest.keyClicks(view.name.line, "Otra Persona")
    assert "Elsa" not in words_in(view)
    QTest.keyClick(view.name.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Elsa Prueba" in words_in(view))
    assert words_in(view) != genuine
    view.opened_with("C000-0000-0000-0000")
    qtbot.waitUntil(lambda: "C000-0000-0000-0000" in words_in(view))
    assert "Elsa" not in words_in(view)
    view.deactivated()
    assert view.code.value() is None


def test_a_scanned_certificate_opens_the_check_and_a_misread_one_too() -> None:
    assert screen_of_code("C000-0000-0000-0000") == screen_of_code("C000000000000001") == "certificate_check"
