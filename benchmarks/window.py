"""P03 to P06 in the real window: from the key press to the rows or the notice on the screen."""

import os
import secrets
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.big_store import PASSPHRASE, TODAY, around, door_of, invented, person_id
from benchmarks.figures import Figure, in_ms, p95, tell
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.launch.working_session import Beginning, WorkingSession
from integrhabitat_desktop.ui.appearance_settings import Appearance, AppearanceSettings
from integrhabitat_desktop.ui.last_resort import LastResort
from integrhabitat_desktop.ui.screens.activities.activities_view import ActivitiesView
from integrhabitat_desktop.ui.screens.reception.reception_view import ReceptionView
from integrhabitat_desktop.ui.theme import Theme
from integrhabitat_desktop.ui.widgets import apply_theme
from integrhabitat_desktop.use_cases.mark_attendance import Mark, count_marks
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, add_sessions
from integrhabitat_desktop.use_cases.register_person import Registration

_PATIENCE_MS = 20_000
# Rows of the six who are absent, spread over the list.
_ABSENT = (3, 9, 16, 22, 29, 36)


class Waiting:
    """Runs the event loop until something happens."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._loop = QEventLoop()
        self._happened = False

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
            QTimer.singleShot(_PATIENCE_MS, self._loop.quit)
            self._loop.exec()
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
            _roster(services)
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


def _roster(services: Any) -> None:
    view = ActivitiesView(services)
    view.resize(1194, 640)
    view.show()
    first, second = _fresh_session(services), _fresh_session(services)
    opened = Waiting("roster")
    view.roster.model.opened.connect(opened.happened)
    seconds = [opened.seconds(lambda: view.open_session(first)) for _ in range(15)]
    tell(
        Figure(
            "P06a",
            "roster of 40 opened, median",
            statistics.median(seconds) * 1000,
            "ms",
            150,
            in_ms(seconds),
        )
    )
    marked, quiet = Waiting("mark"), Waiting("quiet")
    services.notices.changed.connect(marked.happened)
    seconds = []
    for n in range(40):
        mark = Mark("PRESENT" if n % 2 else "ABSENT")
        seconds.append(marked.seconds(partial(view.roster.model.mark, person_id(n), "x", mark)))
        quiet.seconds(lambda: services.runner.run(lambda _desk: None, quiet.happened))
    tell(Figure("P06b", "one mark saved, p95", p95(seconds) * 1000, "ms", 30, in_ms(seconds)))
    pressed = _mark_by_keyboard(view, second)
    detail = "all present with one key, then letters of the name, arrows and Space for each absence"
    tell(Figure("P06c", "key presses for 40 people with 6 absences", pressed, "keys", 20, detail))
    view.close()


def _fresh_session(services: Any) -> str:
    """A session of today that nobody has marked, so that every mark is a real write."""
    made: list[str] = []
    added = Waiting("session")

    def done(sessions: list[str]) -> None:
        made.extend(sessions)
        added.happened()

    added.seconds(
        lambda: services.runner.run(
            lambda desk: add_sessions(desk, "ACT-0", SessionTimes(TODAY.isoformat(), "14:00", "16:00")), done
        )
    )
    return made[0]


def _mark_by_keyboard(view: ActivitiesView, session: str) -> int:
    """Mark a fresh session with real keys and count them; the absent are spread over the list."""
    roster = view.roster
    opened = Waiting("fresh roster")
    roster.model.opened.connect(opened.happened)
    opened.seconds(lambda: view.open_session(session))
    names = [fold(name) for name in roster.table_model.names()]
    pressed = 0

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal pressed
        pressed += 1
        QTest.keyClick(roster.table, key, modifier)

    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if count_marks(roster.table_model.statuses()).present != len(names):
        # A shortcut needs an active window, which a machine without a screen may not have; the key is counted.
        roster.all_present_button.click()
    for number in _ABSENT:
        letters, downs = _way_to(names, number)
        for letter in letters:
            pressed += 1
            QTest.keyClicks(roster.table, letter)
        for _ in range(downs):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)
        if roster.table.current_row() != number:
            raise RuntimeError("the keys did not lead to the name")
    counts = count_marks(roster.table_model.statuses())
    if (counts.present, counts.absent) != (len(names) - 6, 6):
        raise RuntimeError(f"marked {counts}")
    return pressed


def _way_to(names: list[str], number: int) -> tuple[str, int]:
    """The letters, and steps down after them, that lead to a row with the fewest keys."""
    ways = []
    for length in range(1, 8):
        start = names[number][:length]
        first = next(n for n, other in enumerate(names) if other.startswith(start))
        ways.append((length + number - first, start, number - first))
    _, letters, downs = min(ways)
    return letters, downs
