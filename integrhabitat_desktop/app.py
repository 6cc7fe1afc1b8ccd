"""The composition root: start screens, then the work, then a fresh process at the lock."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from integrhabitat_desktop.domain.paper_size import usual_paper_size
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import code_label, set_language
from integrhabitat_desktop.launch.appearance import load_appearance, save_appearance
from integrhabitat_desktop.launch.surroundings import Surroundings, program_versions, surroundings_of
from integrhabitat_desktop.launch.working_session import Beginning, WorkingSession, idle_limit
from integrhabitat_desktop.reports.paper import Letterhead
from integrhabitat_desktop.reports.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from integrhabitat_desktop.ui.appearance_settings import AppearanceSettings
from integrhabitat_desktop.ui.background_runner import BackgroundRunner, DeskSource, FailureSink
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.garbage_collection import GarbageCollection
from integrhabitat_desktop.ui.idle_watch import IdleWatch
from integrhabitat_desktop.ui.last_resort import LastResort
from integrhabitat_desktop.ui.start.start_view_model import StartViewModel
from integrhabitat_desktop.ui.start.start_window_view import StartWindow
from integrhabitat_desktop.ui.widgets import apply_theme, tell
from integrhabitat_desktop.use_cases.join_centre import Chances
from integrhabitat_desktop.use_cases.passphrases import PassphraseAdviser
from integrhabitat_desktop.use_cases.store_door import OpenedStore, StoreDoor
from integrhabitat_protocol.errors import ExpectedError

PROGRAM = "IntegrHabitat"
_FAULTS = "faults"


class DesktopApp(QObject):
    """One run of the program, from the start screen to the lock. `window` is what is on the screen."""

    def __init__(self, application: QApplication, surroundings: Surroundings) -> None:
        super().__init__()
        self._application, self._surroundings = application, surroundings
        GarbageCollection(self)
        appearance = load_appearance(surroundings.home)
        self._settings = AppearanceSettings(
            appearance, lambda chosen: save_appearance(surroundings.home, chosen)
        )
        self._last_resort = LastResort(surroundings.home / _FAULTS, surroundings.clock, program_versions())
        self._door = StoreDoor(
            surroundings.home,
            surroundings.clock,
            surroundings.random_bytes,
            surroundings.cost,
            surroundings.floor,
        )
        self._start_runner: BackgroundRunner[StoreDoor] | None = None
        self._session: WorkingSession | None = None
        self._idle: IdleWatch | None = None
        self.window: QWidget | None = None
        self._speak(appearance.language)
        application.aboutToQuit.connect(self.close)

    def start(self) -> None:
        """Show the first screen. StoreError where this folder cannot be used."""
        self._last_resort.install()
        self._door.enter()
        self._show_start()

    def opened_store(self) -> OpenedStore:
        """The store that is open now. RuntimeError before the unlock and after the lock."""
        if self._session is None:
            raise RuntimeError("no store is open")
        return self._session.opened

    # Before the store is open

    def _show_start(self, problem: ExpectedError | None = None) -> None:
        runner = BackgroundRunner(
            DeskSource(lambda: self._door, lambda _door: None),
            FailureSink(self._show_start_problem, self._last_resort.report),
        )
        self._start_runner = runner
        chance = self._surroundings.chance
        model = StartViewModel(
            runner,
            PassphraseAdviser(self._surroundings.words),
            Chances(chance.monotonic, chance.random_bytes),
        )
        model.opened.connect(self._store_opened)
        self._build_start(model)
        if problem is not None:
            self._show_start_problem(problem)

    def _build_start(self, model: StartViewModel) -> None:
        def speak(language: str) -> None:
            self._settings.change(replace(self._settings.appearance, language=language))
            self._speak(language)
            self._build_start(model)

        model.setParent(self)
        self._show(
            StartWindow(
                model,
                is_first_run=not self._door.has_store(),
                speak=speak,
                write_sheet=self._write_sheet,
            )
        )

    def _show_start_problem(self, error: ExpectedError) -> None:
        if isinstance(self.window, StartWindow):
            self.window.page().show_problem(error)

    def _write_sheet(self, sheet: RecoverySheet, path: Path) -> None:
        now = self._surroundings.clock.now()
        zone = now.astimezone().tzinfo or now.tzinfo
        assert zone is not None
        size = usual_paper_size(sheet.country or self._settings.appearance.country)
        path.write_bytes(recovery_sheet_pdf(sheet, Letterhead(sheet.store_name, "", now, zone, size)))

    # The work

    @Slot(object)
    def _store_opened(self, opened: OpenedStore) -> None:
        self._session = WorkingSession(
            self._surroundings, opened, self._settings, self._last_resort, self.lock
        )
        self._session.begin(self._show_work, self._refused)

    def _refused(self, error: ExpectedError) -> None:
        self._end_session()
        self._show_start(error)

    def _show_work(self, beginning: Beginning) -> None:
        # Only now: the lock screen would come later for every screen that has to be read from disk first.
        from integrhabitat_desktop.ui.main_window import MainWindow, WindowCommands, WindowFacts
        from integrhabitat_desktop.ui.screen_entries import all_entries
        from integrhabitat_desktop.ui.screen_entry import first_screen, visible_entries
        from integrhabitat_desktop.ui.screens.settings.settings_view_model import SettingsTools
        from integrhabitat_desktop.ui.sync_words import sync_line
        from integrhabitat_desktop.use_cases.manage_staff import StoreKeys

        session = self._session
        assert session is not None
        desk = beginning.desk
        self._settings_of(desk.centre.country)
        services = session.services(beginning)
        entries = visible_entries(
            all_entries(
                session.worker,
                SettingsTools(
                    lambda: StoreKeys(session.opened.keys, session.opened.unlocked),
                    PassphraseAdviser(self._surroundings.words),
                    self.lock,
                ),
            ),
            lambda permission: isinstance(permission, Permission) and allowed(desk.staff.role, permission),
        )
        window = MainWindow(
            self._application,
            entries,
            services,
            WindowFacts(
                desk.centre.name,
                desk.staff.display_name,
                lambda: code_label("staff_role", desk.staff.role),
                first_screen(desk.staff.role),
            ),
            WindowCommands(self.lock, self.lock, self.close),
        )
        window.restore_drafts(beginning.drafts)
        session.keep_drafts_of(window.drafts)
        self._idle = IdleWatch(
            self._application, self._surroundings.clock, idle_limit(desk.staff.role), self.lock
        )
        session.worker.status_changed.connect(
            lambda overview: window.set_sync_line(
                sync_line(overview.status, self._surroundings.clock.now(), desk.time_zone)
            )
        )
        self._end_start()
        self._show(window)
        session.start_sync()

    # The end

    @Slot()
    def lock(self) -> None:
        """Keep what was typed, forget the keys by ending this process, and begin again at the lock screen."""
        window = self.window
        if window is not None:
            window.hide()
        self.close()
        self._surroundings.relaunch()

    @Slot()
    def close(self) -> None:
        """Close everything that is open; safe to call twice."""
        self._end_session()
        self._end_start()
        self._door.leave()

    def _end_session(self) -> None:
        if self._idle is not None:
            self._idle.stop()
            self._idle = None
        if self._session is not None:
            self._session.close()
            self._session = None

    def _end_start(self) -> None:
        if self._start_runner is not None:
            self._start_runner.close()
            self._start_runner = None

    # The frame

    def _speak(self, language: str) -> None:
        appearance = self._settings.appearance
        set_language(language, appearance.country)
        apply_theme(self._application, appearance.tokens())

    def _settings_of(self, country: str) -> None:
        """Dates and numbers as the centre's country writes them."""
        if self._settings.appearance.country != country:
            self._settings.change(replace(self._settings.appearance, country=country))
            self._speak(self._settings.appearance.language)

    def _show(self, window: QWidget) -> None:
        old, self.window = self.window, window
        if old is not None:
            window.resize(old.size())
            window.move(old.pos())
        else:
            window.resize(1366, 768)
        window.show()
        window.activateWindow()
        if old is not None:
            old.hide()
            old.deleteLater()


def run_window(home: Path, surroundings: Surroundings | None = None) -> int:
    """Open the window on the store in `home` and stay until it is closed; gives the exit status. StoreError."""
    application = QApplication([PROGRAM])
    application.setApplicationName(PROGRAM)
    app = DesktopApp(application, surroundings or surroundings_of(home))
    try:
        app.start()
    except ExpectedError as error:
        # There is no window yet to say it in, and a started program without a console must not vanish silently.
        tell(None, PROGRAM, sentence_for(error))
        application.exec()
        raise
    return application.exec()
