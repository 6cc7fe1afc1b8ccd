"""Consent asked and noted by keyboard, scope by scope, in a real panel on a real store."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.i18n.notices import NOTICE_LANGUAGES, read_notice
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.consent.notice_dialog import NoticeDialog
from integrhabitat_desktop.ui.screens.consent.scope_panel_view import ScopePanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton, PlainLabel
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.record_types import Person

ROSA = "K3F9Q7M-100"
SAID = "SELECT scope, state, method, expires_on FROM consent ORDER BY scope"


@pytest.fixture
def panel(services: ScreenServices, store: Store, qtbot: QtBot) -> ConsentPanel:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ROSA, name="Rosa Prueba", languages="guc hat"))
    made = ConsentPanel(services, ROSA, "Rosa Prueba", lambda: None)
    made.resize(700, 620)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.scopes.rows()) == len(code_list("consent_scope").entries))
    return made


def opened(panel: ConsentPanel, scope: str) -> ScopePanel:
    panel.scopes.select(scope)
    QTest.keyClick(panel.scopes, Qt.Key.Key_Return)
    made = panel.findChild(ScopePanel)
    assert made is not None
    return made


def press(panel: QWidget, name: str) -> None:
    button = panel.findChild(KitButton, name)
    assert button is not None
    button.click()


def test_a_yes_is_noted_with_how_it_was_given_and_taken_back(
    panel: ConsentPanel, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    scope = opened(panel, "CONTACT")
    press(scope, "say_yes")
    scope.save_button.click()
    assert scope.method.error() and store.fetch(SAID) == []
    scope.method.set_value("VERBAL")
    scope.expires_on.set_value("2027-12-31")
    scope.save_button.click()
    qtbot.waitUntil(lambda: store.fetch(SAID) == [("CONTACT", "GIVEN", "VERBAL", "2027-12-31")])
    qtbot.waitUntil(
        lambda: "Dado" in panel.scopes.rows()[2].subtitle or "Otorgado" in panel.scopes.rows()[2].subtitle
    )
    assert scope.findChild(KitButton, "withdraw") is not None and scope.form.isHidden()
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    services.notices.undo()
    qtbot.waitUntil(lambda: store.fetch(SAID) == [("CONTACT", "NOT_ASKED", None, None)])


def test_a_no_needs_one_press_and_touches_no_other_scope(
    panel: ConsentPanel, store: Store, qtbot: QtBot
) -> None:
    scope = opened(panel, "PHOTO_PUBLIC")
    press(scope, "say_no")
    qtbot.waitUntil(lambda: store.fetch(SAID) == [("PHOTO_PUBLIC", "REFUSED", None, None)])
    qtbot.waitUntil(lambda: len(scope.history.rows()) == 1)


def test_a_withdrawal_says_from_which_day_and_why_not(
    panel: ConsentPanel, store: Store, qtbot: QtBot
) -> None:
    scope = opened(panel, "SURVEY")
    press(scope, "say_yes")
    scope.method.set_value("ELECTRONIC")
    scope.save_button.click()
    qtbot.waitUntil(lambda: scope.findChild(KitButton, "withdraw") is not None)
    press(scope, "withdraw")
    scope.effective_on.set_value("2999-01-01")
    scope.save_button.click()
    qtbot.waitUntil(lambda: not scope.problem.isHidden())
    assert store.fetch(SAID)[0][1] == "GIVEN"
    scope.effective_on.set_value(panel._services.today().isoformat())
    scope.save_button.click()
    qtbot.waitUntil(lambda: store.fetch(SAID)[0][1] == "WITHDRAWN")
    qtbot.waitUntil(lambda: len(scope.history.rows()) == 2)
    assert scope.problem.isHidden()


def test_sensitive_data_offers_no_silent_yes(panel: ConsentPanel) -> None:
    assert opened(panel, "SENSITIVE").method.combo.findData("CONDUCT") == -1


def test_the_question_is_asked_in_the_language_of_the_person_and_back_leads_to_the_list(
    panel: ConsentPanel, qtbot: QtBot
) -> None:
    assert panel.language.value() == "ht"
    scope = opened(panel, "HOME_VISIT")
    assert "Èske nou ka vizite ou lakay ou?" in [it.text() for it in scope.findChildren(PlainLabel)]
    scope.back_button.click()
    assert panel.currentWidget() is panel.home and panel.scopes.current_id() == "HOME_VISIT"


def test_the_notice_is_read_in_any_of_the_languages(panel: ConsentPanel, qtbot: QtBot) -> None:
    panel.notice_button.click()
    notice = panel.findChild(NoticeDialog)
    assert notice is not None

    def texts() -> list[str]:
        return [it.text() for it in notice.words.findChildren(PlainLabel) if it.isVisible()]

    qtbot.waitUntil(lambda: any("La Esperanza" in it for it in texts()))
    assert texts()[0] == "Kisa nou fè ak enfòmasyon ou yo"
    seen = set()
    for language in NOTICE_LANGUAGES:
        notice.language.set_value(language)
        notice.language.changed.emit()
        title = read_notice(NOTICE_VERSION, language, "").title
        qtbot.waitUntil(lambda title=title: texts()[:1] == [title])  # type: ignore[misc]  # bound while looping
        seen.add(title)
    assert len(seen) == len(NOTICE_LANGUAGES)
    notice.close_button.click()


@pytest.mark.parametrize("blank", [True, False])
def test_the_paper_is_written_where_it_was_asked_for(
    panel: ConsentPanel, services: ScreenServices, tmp_path: Path, qtbot: QtBot, blank: bool
) -> None:
    name = panel.model.suggested_name("ht", blank=blank)
    assert (ROSA in name) is not blank and name.endswith("-ht.pdf")
    panel.model.print("ht", tmp_path / name, blank=blank)
    qtbot.waitUntil(lambda: name in str(services.notices.current()))
    whole = "".join(page.extract_text() for page in PdfReader(tmp_path / name).pages)
    assert ("Rosa Prueba" in whole) is not blank
