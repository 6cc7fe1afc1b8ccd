"""The main window: side bar, top bar, screens, status line. It knows the screens only by their entries."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from integrhabitat_desktop.i18n import _, set_language
from integrhabitat_desktop.ui import key_sheet
from integrhabitat_desktop.ui.appearance_settings import Appearance
from integrhabitat_desktop.ui.main_window_key_sheet import show_key_sheet
from integrhabitat_desktop.ui.main_window_pages import Pages
from integrhabitat_desktop.ui.main_window_side_bar import SideBar
from integrhabitat_desktop.ui.main_window_staff_menu import StaffMenuCommands, build_staff_menu
from integrhabitat_desktop.ui.main_window_status_line import StatusLine
from integrhabitat_desktop.ui.main_window_top_bar import TopBar
from integrhabitat_desktop.ui.navigator import PEOPLE
from integrhabitat_desktop.ui.scanned_codes import screen_of_code, screen_of_typed
from integrhabitat_desktop.ui.screen_entry import ScreenEntry
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.sync_line import SyncLine
from integrhabitat_desktop.ui.widgets.appearance import apply_theme
from integrhabitat_desktop.ui.widgets.focus_keeper import FocusKeeper
from integrhabitat_desktop.ui.widgets.scan_watch import ScanWatch
from integrhabitat_desktop.ui.widgets.screen import Screen
from integrhabitat_desktop.ui.widgets.tab_order import follow_layout

PROGRAM_NAME = "IntegrHabitat"
SYNC = "sync"
_SEARCH_HOMES = ("reception", PEOPLE)
_SCAN_HOME = "reception"
KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """What the frame shows. `role` gives the words for the role in the active language; `first` is the first screen."""

    centre_name: str
    staff_name: str
    role: Callable[[], str]
    first: str = ""


@dataclass(frozen=True, slots=True)
class WindowCommands:
    """What the frame asks of the program."""

    lock: Callable[[], None]
    switch_user: Callable[[], None]
    closing: Callable[[], None] = lambda: None


class MainWindow(QMainWindow):
    """`entries` are those this role may see (`visible_entries`)."""

    def __init__(
        self,
        application: QApplication,
        entries: Sequence[ScreenEntry],
        services: ScreenServices,
        facts: WindowFacts,
        commands: WindowCommands,
    ) -> None:
        super().__init__()
        self._application, self._entries, self._services = application, tuple(entries), services
        self._facts, self._commands = facts, commands
        self._screens: dict[str, tuple[Screen, ScreenServices]] = {}
        self._key = ""
        self._sync_line = SyncLine("")
        self._build()
        self._bind_keys()
        self.scan_watch = ScanWatch(application, self, time.monotonic)
        self.scan_watch.scanned.connect(self._scanned)
        # Only here: Qt also moves the keyboard on while a screen is taken down, when its parts must not be touched.
        self.scan_watch.tab_pressed.connect(lambda: follow_layout(self))
        self._focus_keeper = FocusKeeper(application, self, lambda: self.current_screen().setFocus())
        services.navigator.screen_wanted.connect(self.open_screen)
        services.navigator.person_wanted.connect(self._open_person)
        services.settings.changed.connect(self._rebuild)
        self.resize(1366, 768)
        self.open_screen(facts.first if self._has(facts.first) else self._entries[0].key)

    # The frame

    def _build(self) -> None:
        self.setWindowTitle(f"{PROGRAM_NAME} · {self._facts.centre_name}")
        self.side_bar = SideBar(self._facts.centre_name, self._entries)
        self._menu = build_staff_menu(
            self,
            self._services.settings,
            StaffMenuCommands(
                self._commands.lock,
                self._commands.switch_user,
                self.show_keys,
                self.begin_kiosk if self._has(KIOSK) else None,
            ),
        )
        self.top_bar = TopBar(self._facts.staff_name, self._facts.role(), self._menu)
        self.status_line = StatusLine(self._services.notices)
        self.status_line.set_sync(self._sync_line)
        self.stack = QStackedWidget()
        content = QScrollArea()
        content.setWidgetResizable(True)
        content.setFrameShape(QScrollArea.Shape.NoFrame)
        content.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setWidget(Pages(self.stack))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(content, 1)
        right.addWidget(self.status_line)
        centre = QWidget()
        layout = QHBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side_bar)
        layout.addLayout(right, 1)
        self.setCentralWidget(centre)
        # Qt would show it a moment later, and a screen could not take the focus until then.
        centre.setVisible(True)
        self.side_bar.fit(self.width())
        self.side_bar.chosen.connect(self.open_screen)
        self.side_bar.lock_chosen.connect(self._commands.lock)
        self.status_line.sync_chosen.connect(lambda: self.open_screen(SYNC))
        search = self.top_bar.search
        search.searched.connect(self._search_changed)
        search.submitted.connect(self._search_submitted)
        search.moved.connect(lambda step: self.current_screen().search_moved(step))
        search.left.connect(lambda: self.current_screen().setFocus())

    def _bind_keys(self) -> None:
        settings = self._services.settings
        bound: dict[str, Callable[[], object]] = {
            key_sheet.HELP: self.show_keys,
            key_sheet.SEARCH: self.focus_search,
            key_sheet.UNDO: self._services.notices.undo,
            key_sheet.LOCK: self._commands.lock,
            key_sheet.LOCK_TOO: self._commands.lock,
            key_sheet.LARGER: lambda: settings.zoom_by(1),
            "Ctrl+=": lambda: settings.zoom_by(1),
            key_sheet.SMALLER: lambda: settings.zoom_by(-1),
            key_sheet.NORMAL: settings.zoom_reset,
        }
        upper = [entry.key for entry in self._entries if entry.in_menu and not entry.at_bottom]
        for number, key in enumerate(upper[:9], start=1):
            bound[f"Ctrl+{number}"] = partial(self.open_screen, key)
        for keys, command in bound.items():
            QShortcut(QKeySequence(keys), self).activated.connect(command)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side_bar.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._commands.closing()
        super().closeEvent(event)

    @Slot()
    def focus_search(self) -> None:
        """Put the keyboard into the search field, its text marked to be replaced; the door has none."""
        if self._key == KIOSK:
            return
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    @Slot()
    def show_keys(self) -> None:
        """Open the key sheet."""
        screen = self.current_screen()
        show_key_sheet(self, screen.title(), screen.keys())

    def set_sync_line(self, line: SyncLine) -> None:
        """Say at the right end of the status line how far sending is."""
        self._sync_line = line
        self.status_line.set_sync(line)

    def begin_kiosk(self) -> None:
        """Show the door alone and full screen; only the lock leads out of it."""
        self.open_screen(KIOSK)
        self._show_frame(False)
        self.showFullScreen()
        self.current_screen().activated()

    def _show_frame(self, shown: bool) -> None:
        for part in (self.side_bar, self.top_bar, self.status_line):
            part.setVisible(shown)

    # Screens

    def current_key(self) -> str:
        """The key of the screen that is shown."""
        return self._key

    def current_screen(self) -> Screen:
        """The screen that is shown."""
        return self._screens[self._key][0]

    def _has(self, key: str) -> bool:
        return any(entry.key == key for entry in self._entries)

    def _screen(self, key: str) -> Screen:
        if key not in self._screens:
            entry = next(entry for entry in self._entries if entry.key == key)
            services = self._services.for_screen()
            screen = entry.factory(services)
            screen.setAccessibleName(_(entry.title))
            self._screens[key] = screen, services
            self.stack.addWidget(screen)
        return self._screens[key][0]

    @Slot(str, str)
    @Slot(str)
    def open_screen(self, key: str, argument: str = "") -> None:
        """Show a screen; nothing where this role has none of that name."""
        if not self._has(key) or (self._key == KIOSK and key != KIOSK):
            return
        screen = self._screen(key)
        if key != self._key:
            if self._key:
                self.current_screen().deactivated()
            self._key = key
            self.stack.setCurrentWidget(screen)
            self.side_bar.mark(key)
            self._dress_search(screen)
            screen.activated()
        if argument:
            screen.opened_with(argument)

    @Slot(str)
    def _open_person(self, person_id: str) -> None:
        if not self.current_screen().show_person(person_id):
            self.open_screen(PEOPLE, person_id)

    # Search

    def _dress_search(self, screen: Screen) -> None:
        search = self.top_bar.search
        words = screen.search_placeholder() or _("Find by name, document or card")
        search.setPlaceholderText(words)
        search.setAccessibleName(words)
        search.set_text_quietly("")

    def _search_home(self) -> Screen | None:
        """The screen that searches: the open one, else the first that is there for it."""
        if self.current_screen().handles_search():
            return self.current_screen()
        home = next((key for key in _SEARCH_HOMES if self._has(key)), None)
        if home is None:
            return None
        text = self.top_bar.search.text()
        self.open_screen(home)
        self.top_bar.search.set_text_quietly(text)
        self.top_bar.search.setFocus()
        return self._screen(home)

    @Slot(str)
    def _search_changed(self, text: str) -> None:
        if text or self.current_screen().handles_search():
            home = self._search_home()
            if home is not None:
                home.search_changed(text)

    @Slot(str)
    def _search_submitted(self, text: str) -> None:
        paper = screen_of_typed(text)
        if paper and self._has(paper):
            self.top_bar.search.clear()
            self.open_screen(paper, text)
            return
        home = self._search_home()
        if home is not None:
            home.search_submitted(text)

    @Slot(str)
    def _scanned(self, text: str) -> None:
        home = screen_of_code(text)
        if home and self._key != KIOSK and self._has(home):
            self.open_screen(home, text)
        elif not self.current_screen().card_scanned(text) and self._has(_SCAN_HOME):
            self.open_screen(_SCAN_HOME)
            self.current_screen().card_scanned(text)

    # Appearance

    @Slot(object)
    def _rebuild(self, appearance: Appearance) -> None:
        """Dress and speak anew, and return to where the person was, with what they had typed."""
        key, search = self._key, self.top_bar.search.text()
        places = {name: screen.place() for name, (screen, _services) in self._screens.items()}
        drafts = self.drafts()
        for screen, services in self._screens.values():
            screen.deactivated()
            services.runner.drop()
        self._screens, self._key = {}, ""
        set_language(appearance.language, appearance.country)
        apply_theme(self._application, appearance.tokens())
        for old in (self.takeCentralWidget(), self._menu):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._build()
        self._show_frame(key != KIOSK)
        self.open_screen(key)
        if places[key]:
            self.current_screen().restore_place(places[key])
        self.restore_drafts(drafts)
        self.top_bar.search.set_text_quietly(search)

    def drafts(self) -> dict[str, dict[str, str]]:
        """Unsaved input of every screen by its key; kept inside the store when the window is locked."""
        found = {key: screen.draft_texts() for key, (screen, _services) in self._screens.items()}
        return {key: texts for key, texts in found.items() if texts}

    def restore_drafts(self, drafts: dict[str, dict[str, str]]) -> None:
        """Put back the unsaved input that `drafts` gave."""
        for key, texts in drafts.items():
            if self._has(key):
                self._screen(key).restore_draft(texts)
