"""The frame: menu, search, notices, keys, and the rebuilt window in place."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.i18n import active_language
from integrhabitat_desktop.ui.main_window import MainWindow, WindowCommands
from integrhabitat_desktop.ui.notices import NoticeKind
from integrhabitat_desktop.ui.screen_entry import ScreenEntry, visible_entries
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.sync_line import SyncLine
from integrhabitat_desktop.ui.theme import ThemeName, theme
from integrhabitat_desktop.ui.widgets import KitDialog, PlainLabel
from tests.unit.desktop.ui.sample_window import Remembering, open_window, remembering_entries


class Commands:
    """Notes what the window asks of the program."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def bundle(self) -> WindowCommands:
        return WindowCommands(
            lock=lambda: self.asked.append("lock"),
            switch_user=lambda: self.asked.append("switch user"),
            closing=lambda: self.asked.append("closing"),
        )


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, services: ScreenServices, commands: Commands) -> MainWindow:
    opened = open_window(qapp, services, remembering_entries(), commands.bundle())
    qtbot.addWidget(opened)
    qtbot.waitExposed(opened)
    return opened


def screen(window: MainWindow) -> Remembering:
    return cast(Remembering, window.current_screen())


def test_the_first_screen_is_shown_first(window: MainWindow) -> None:
    assert window.current_key() == "today"
    assert screen(window).calls == ["activated"]
    assert window.side_bar.button("today").isChecked()


def test_the_menu_opens_a_screen_and_tells_both(window: MainWindow) -> None:
    before = screen(window)
    window.side_bar.button("people").click()
    assert window.current_key() == "people"
    assert before.calls == ["activated", "deactivated"]
    assert screen(window).calls == ["activated"]


def test_a_screen_is_built_once(window: MainWindow) -> None:
    first = screen(window)
    window.open_screen("people")
    window.open_screen("today")
    assert screen(window) is first
    assert first.calls == ["activated", "deactivated", "activated"]


def test_a_role_sees_only_its_screens() -> None:
    entries = remembering_entries()
    assert [entry.key for entry in visible_entries(entries, lambda permission: False)] == ["today", "people"]
    assert len(visible_entries(entries, lambda permission: True)) == 3


def test_a_screen_that_is_not_there_is_not_opened(window: MainWindow) -> None:
    window.open_screen("reports")
    assert window.current_key() == "today"


def test_a_number_key_opens_a_screen(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "people"


def test_the_search_key_works_from_everywhere(window: MainWindow) -> None:
    screen(window).field.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is window.top_bar.search


def test_a_search_leads_to_the_screen_that_searches(window: MainWindow, qtbot: QtBot) -> None:
    window.scan_watch.fastest_hand = 0.0  # these keys are a person's
    window.focus_search()
    QTest.keyClicks(window.top_bar.search, "ana")
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Down)
    assert window.current_key() == "people"
    assert screen(window).calls == ["activated", "searched ana", "submitted ana", "moved 1"]
    assert window.top_bar.search.text() == "ana"
    assert QApplication.focusWidget() is window.top_bar.search


def test_an_empty_search_elsewhere_leads_nowhere(window: MainWindow) -> None:
    window.top_bar.search.searched.emit("")
    assert window.current_key() == "today"


def test_a_person_opens_on_the_people_screen_where_no_list_is(
    window: MainWindow, services: ScreenServices
) -> None:
    services.navigator.open_person("K3F9Q7M-1A2")
    assert window.current_key() == "people"
    assert screen(window).calls == ["activated", "opened_with K3F9Q7M-1A2"]


def test_the_undo_key_takes_back_what_the_status_line_tells(
    window: MainWindow, services: ScreenServices
) -> None:
    undone: list[str] = []
    services.notices.show("Ingreso registrado", lambda: undone.append("x"))
    assert window.status_line.text.text() == "Ingreso registrado"
    assert window.status_line.undo.isVisible()
    window.focus_search()
    QTest.keyClicks(window.top_bar.search, "ana")
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["x"]
    assert not window.status_line.undo.isVisible()
    assert window.top_bar.search.text() == "ana"


def test_the_undo_key_undoes_typing_first_in_a_form(window: MainWindow, services: ScreenServices) -> None:
    undone: list[str] = []
    services.notices.show("Ingreso registrado", lambda: undone.append("x"))
    line = screen(window).field.line
    line.setFocus()
    QTest.keyClicks(line, "ana")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), undone) == ("", [])
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["x"]


def test_a_problem_stays_until_it_is_put_away(window: MainWindow, services: ScreenServices) -> None:
    services.notices.show("El disco está lleno.", kind=NoticeKind.PROBLEM)
    assert window.status_line.dismiss.isVisible()
    assert not window.status_line._timer.isActive()
    window.status_line.dismiss.click()
    assert not window.status_line.text.isVisible()


@pytest.mark.parametrize(
    "modifiers",
    [
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ControlModifier,
    ],
)
def test_a_key_locks(window: MainWindow, commands: Commands, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, modifiers)
    window.side_bar.lock_button.click()
    assert commands.asked == ["lock", "lock"]


def test_closing_is_told(window: MainWindow, commands: Commands) -> None:
    window.close()
    assert commands.asked == ["closing"]


def test_the_key_sheet_lists_the_keys(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    (sheet,) = window.findChildren(KitDialog)
    assert "Buscar a un participante" in [label.text() for label in sheet.findChildren(PlainLabel)]


def test_the_sync_line_opens_the_sync_screen_only_where_there_is_one(window: MainWindow) -> None:
    window.set_sync_line(SyncLine("12 cambios por enviar", "cloud-off"))
    window.status_line.sync.click()
    assert window.status_line.sync.label() == "12 cambios por enviar"
    assert window.current_key() == "today"


def test_the_title_of_the_window_names_nobody(window: MainWindow) -> None:
    assert window.windowTitle() == "IntegrHabitat · La Esperanza"


def test_a_new_appearance_rebuilds_the_window_in_place(window: MainWindow, services: ScreenServices) -> None:
    window.open_screen("people")
    before = screen(window)
    before.field.set_value("a medio escribir")
    window.set_sync_line(SyncLine("12 cambios por enviar", "cloud-off"))
    appearance = replace(services.settings.appearance, theme=ThemeName.DARK, zoom=125, language="en")
    services.settings.change(appearance)
    after = screen(window)
    assert after is not before
    assert window.current_key() == "people"
    assert after.calls == ["activated", "at a place"]
    assert after.field.value() == "a medio escribir"
    assert (theme().name, theme().zoom, active_language()) == (ThemeName.DARK, 125, "en")
    assert window.side_bar.lock_button.label() == "Lock"
    assert window.status_line.sync.label() == "12 cambios por enviar"


def test_keys_still_work_once_after_a_rebuild(
    window: MainWindow, services: ScreenServices, commands: Commands
) -> None:
    services.settings.zoom_by(1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "people"
    assert commands.asked == ["lock"]


def test_results_for_a_screen_that_is_gone_never_come(
    qapp: QApplication, qtbot: QtBot, services: ScreenServices
) -> None:
    given: list[ScreenServices] = []
    first = remembering_entries()[0]

    def make(own: ScreenServices) -> Remembering:
        given.append(own)
        return Remembering("Today")

    window = open_window(qapp, services, (replace(first, factory=make),))
    qtbot.addWidget(window)
    came: list[str] = []
    given[0].runner.run(lambda desk: "late", came.append)
    services.settings.zoom_by(1)
    given[1].runner.run(lambda desk: "in time", came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert came == ["in time"]


def test_the_zoom_keys_go_up_and_down_and_back(window: MainWindow, services: ScreenServices) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_Plus, control)
    QTest.keyClick(window, Qt.Key.Key_Plus, control)
    assert services.settings.appearance.zoom == 125
    QTest.keyClick(window, Qt.Key.Key_Minus, control)
    assert services.settings.appearance.zoom == 110
    QTest.keyClick(window, Qt.Key.Key_0, control)
    assert services.settings.appearance.zoom == 100


def test_the_staff_menu_changes_the_theme(window: MainWindow, services: ScreenServices) -> None:
    window.top_bar.staff.click()
    action = next(action for action in window._menu.actions() if action.text() == "Alto contraste")
    window._menu.close()
    action.trigger()
    assert services.settings.appearance.theme is ThemeName.HIGH_CONTRAST


def test_the_side_bar_shows_its_icons_only_where_room_is_short(window: MainWindow) -> None:
    window.resize(1366, 768)
    assert window.side_bar.lock_button.label() != ""
    window.resize(800, 768)
    assert window.side_bar.lock_button.label() == ""
    assert window.side_bar.lock_button.accessibleName() != ""


def test_the_door_screen_stands_alone_until_the_lock(
    qapp: QApplication, qtbot: QtBot, services: ScreenServices, commands: Commands
) -> None:
    entries = (
        *remembering_entries(),
        ScreenEntry("kiosk", "Door", "door", None, lambda _services: Remembering("Door"), in_menu=False),
    )
    window = open_window(qapp, services, entries, commands.bundle())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.begin_kiosk()
    assert (window.current_key(), window.isFullScreen()) == ("kiosk", True)
    for part in (window.side_bar, window.top_bar, window.status_line):
        assert not part.isVisible()
    window.open_screen("today")
    services.navigator.open_screen("today")
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "kiosk"
    services.settings.zoom_by(1)
    assert window.current_key() == "kiosk" and not window.side_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert commands.asked == ["lock"]
