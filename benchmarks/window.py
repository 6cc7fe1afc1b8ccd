"""P03 to P06 in the real window: from the key press to the rows or the notice on the screen."""

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.big_store import PASSPHRASE, around, door_of, invented, person_id
from benchmarks.figures import Figure, in_ms, p95, tell
from integrhabitat_desktop.launch.surroundings import Surroundings
from integrhabitat_desktop.launch.working_session import Beginning, WorkingSession
from integrhabitat_desktop.ui.appearance_settings import Appearance, AppearanceSettings
from integrhabitat_desktop.ui.last_resort import LastResort
from integrhabitat_desktop.ui.main_window import MainWindow, WindowCommands, WindowFacts
from integrhabitat_desktop.ui.screen_entries import all_entries
from integrhabitat_desktop.ui.screens.reception.reception_view import ReceptionView
from integrhabitat_desktop.ui.screens.settings.settings_view_model import SettingsTools
from integrhabitat_desktop.ui.theme import Theme
from integrhabitat_desktop.ui.widgets import apply_theme
from integrhabitat_desktop.use_cases.manage_staff import StoreKeys
from integrhabitat_desktop.use_cases.passphrases import PassphraseAdviser
from integrhabitat_desktop.use_cases.register_person import Registration

_PATIENCE_MS = 20_000


class Waiting:
    """Runs the event loop until something happens."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._loop = QEventLoop()
        self._happened = False
        self._patience = QTimer(self._loop)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._loop.quit)

    def happened(self, *_facts: object) -> None:
        """To be connected to the signal that is waited for."""
        self._happened = True
        self._loop.quit()

    def seconds(self, begin: Callable[[], object]) -> float:
        """How long it took from `begin` on."""
        started = time.perf_counter()
        self._happened = False
        begin()
        if not self._happened:
            self._patience.start()
            self._loop.exec()
            self._patience.stop()
        if not self._happened:
            raise TimeoutError(self._what)
        QApplication.processEvents()
        return time.perf_counter() - started


def measure(home: Path, people: int, wanted: set[str]) -> None:
    """Open the store as the program does and measure the screens."""
    application = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(application, QApplication)
    apply_theme(application, Theme())
    door = door_of(home)
    door.enter()
    opened = door.unlock(door.accounts()[0].account_id, PASSPHRASE)
    given = around(home)
    last_resort = LastResort(home / "faults", given.clock, "benchmark")
    settings = AppearanceSettings(Appearance(), lambda _chosen: None)
    session = WorkingSession(given, opened, settings, last_resort, lambda: None)
    begun: list[Beginning] = []
    waiting = Waiting("begin")

    def ready(beginning: Beginning) -> None:
        begun.append(beginning)
        waiting.happened()

    waiting.seconds(lambda: session.begin(ready, waiting.happened))
    services = session.services(begun[0])
    try:
        if wanted & {"P03", "P04", "P05"}:
            _reception(services, people, wanted)
        if "P06" in wanted:
            _marking(session, services, begun[0], given)
        if "P14" in wanted:
            from benchmarks import matrix

            matrix.measure(services)
    finally:
        session.close()
        door.leave()


def _reception(services: Any, people: int, wanted: set[str]) -> None:
    view = ReceptionView(services)
    view.resize(1194, 640)
    view.show()
    if "P03" in wanted:
        _search(view, people)
    numbers = [secrets.randbelow(people) for _ in range(60)]
    if "P04" in wanted:
        seconds = []
        done = Waiting("check-in")
        services.notices.changed.connect(done.happened)
        quiet = Waiting("quiet")
        for number in dict.fromkeys(numbers):
            target = person_id(number)
            # The person is on the screen and the queue of the desk is a person's pace, not a program's.
            quiet.seconds(lambda: services.runner.run(lambda _desk: None, quiet.happened))
            seconds.append(done.seconds(lambda: view.model.check_in(target, "x", done.happened)))  # noqa: B023
        services.notices.changed.disconnect(done.happened)
        tell(
            Figure(
                "P04",
                "check-in saved, key to confirmation, p95",
                p95(seconds) * 1000,
                "ms",
                50,
                in_ms(seconds),
            )
        )
    if "P05" in wanted:
        seconds = []
        found = Waiting("look-alikes")
        view.model.look_alikes_changed.connect(found.happened)
        for person in _sample(people, numbers):
            typed = Registration(
                person.name, birth_date=person.birth.isoformat(), birth_precision="DAY",
                document_type=person.document_type, document_number=person.document_number,
            )  # fmt: skip
            seconds.append(found.seconds(lambda: view.model.look_for_look_alikes(typed)))  # noqa: B023
        tell(
            Figure(
                "P05", "look-alikes while registering, p95", p95(seconds) * 1000, "ms", 100, in_ms(seconds)
            )
        )
    view.close()


def _sample(people: int, numbers: list[int]) -> list[Any]:
    chosen = set(numbers)
    return [person for number, person in enumerate(invented(people)) if number in chosen]


def _search(view: ReceptionView, people: int) -> None:
    chosen = _sample(people, [secrets.randbelow(people) for _ in range(40)])
    queries: list[str] = []
    for person in chosen:
        first, last = person.given.split()[0], person.surnames.split()[-1]
        queries += [
            first[:3], person.name, f"{last} {first}", f"{last.lower().replace('v', 'b')} {first[:4]}",
            person.document_number, person.phone, person.surnames,
        ]  # fmt: skip
    answered = Waiting("search")
    view.model.found.connect(answered.happened)
    seconds = [answered.seconds(lambda: view.search_changed(query)) for query in dict.fromkeys(queries)]  # noqa: B023
    tell(Figure("P03", "search to rows on screen, p95", p95(seconds) * 1000, "ms", 50, in_ms(seconds)))


def _marking(session: WorkingSession, services: Any, beginning: Beginning, given: Surroundings) -> None:
    """P06 in the main window as the program shows it, with every screen of a coordinator."""
    from benchmarks import marking

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    desk = beginning.desk
    tools = SettingsTools(
        lambda: StoreKeys(session.opened.keys, session.opened.unlocked),
        PassphraseAdviser(given.words),
        lambda: None,
    )
    window = MainWindow(
        application,
        all_entries(session.worker, tools),
        services,
        WindowFacts(desk.centre.name, desk.staff.display_name, lambda: ""),
        WindowCommands(lambda: None, lambda: None),
    )
    window.show()
    window.activateWindow()
    marking.measure(services, window)
    window.close()
