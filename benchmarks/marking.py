"""P06: a list of 40 people with 6 absences taken in the real window, every key and click counted as it is sent."""

import random
import statistics
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.big_store import TODAY
from benchmarks.figures import Figure, in_ms, p95, tell
from benchmarks.window import Waiting
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.ui.main_window import MainWindow
from integrhabitat_desktop.ui.screens.activities.roster_table_model import STATUS
from integrhabitat_desktop.ui.screens.activities.roster_view import RosterPage
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.mark_attendance import count_marks, open_roster
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, add_sessions

ABSENT = 6
_BY_KEYBOARD, _BY_HABIT, _BY_MOUSE = 200, 200, 50
# Whoever sees the name this few rows away goes there with the arrows.
_NEAR = 2
_NOTCH = 120
Lists = list[tuple[str, tuple[int, ...]]]  # a session that nobody has marked, and the rows of those absent


class Hands:
    """What a person does, each action counted as it is sent."""

    def __init__(self) -> None:
        self.keys = self.clicks = 0

    def press(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """One key; a modifier that is held with it makes no second one."""
        self.keys += 1
        QTest.keyClick(widget, key, modifier)

    def type(self, widget: QWidget, letter: str) -> None:
        """One letter."""
        self.keys += 1
        QTest.keyClicks(widget, letter)

    def step_to(self, roster: RosterPage, row: int) -> None:
        """Up or Down until the row is the current one."""
        while (current := roster.table.current_row()) != row:
            self.press(roster.table, Qt.Key.Key_Down if current < row else Qt.Key.Key_Up)

    def click(self, widget: QWidget, at: QPoint) -> None:
        """One click of the left button."""
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


def measure(services: Any, window: MainWindow) -> None:
    """Open rosters, mark them in every way, and count."""
    window.open_screen("activities")
    view: Any = window.current_screen()
    window.scan_watch.fastest_hand = 0.0  # these keys come faster than a hand's
    lists = _lists(services, _BY_KEYBOARD + 2 * _BY_HABIT + _BY_MOUSE + 1)
    timed, lists = lists[0], lists[1:]
    taking = _Taking(services, window, view)
    taking.time_opening(timed)
    taking.time_marks(timed)
    keyboard, lists = lists[:_BY_KEYBOARD], lists[_BY_KEYBOARD:]
    fewest = [taking.count(it, taking.by_fewest_keys).keys for it in keyboard]
    detail = f"{_spread(fewest)}; all present, then letters or arrows to each name and Space"
    tell(Figure("P06c", "40 people, 6 absences: fewest keys, worst list", max(fewest), "keys", 20, detail))
    habits = (
        ("P06d", "names typed from their beginning", taking.by_name),
        ("P06e", "first letter and surname", taking.by_initial_and_surname),
    )
    for number, (figure, habit, way) in enumerate(habits):
        keys = [taking.count(it, way).keys for it in lists[number * _BY_HABIT : (number + 1) * _BY_HABIT]]
        detail = f"{_spread(keys)}; arrows from {_NEAR} rows off, nobody looks for the shortest way"
        tell(Figure(figure, f"keys by habit, p95: {habit}", p95(keys), "keys", None, detail))
    lists = lists[2 * _BY_HABIT :]
    clicks = [taking.count(it, taking.by_mouse).clicks for it in lists]
    rows, notches = taking.rows_in_sight(), taking.notches_to_the_end()
    detail = (
        f"{_spread(clicks)}; 1366x768, {rows:.1f} rows in sight, read to the end: all present, one click an absence, "
        f"one a page in the scroll bar (by wheel: {notches} notches instead)"
    )
    tell(Figure("P06f", "40 people, 6 absences: clicks, worst list", max(clicks), "clicks", 10, detail))
    bulk = taking.begun
    detail = f"{in_ms(bulk)}; shown at once, this is until the notice says that it is saved"
    tell(Figure("P06g", "40 marked present with one key, p95", p95(bulk) * 1000, "ms", 100, detail))


class _Taking:
    """Takes lists in the window that is open."""

    def __init__(self, services: Any, window: MainWindow, view: Any) -> None:
        self._services, self._window, self._view = services, window, view
        self.roster: RosterPage = view.roster
        self.begun: list[float] = []
        self._opened = Waiting("roster")
        self.roster.model.opened.connect(self._opened.happened)
        self._saved = Waiting("notice")
        services.notices.changed.connect(self._saved.happened)

    def time_opening(self, listed: tuple[str, tuple[int, ...]]) -> None:
        """P06a."""
        seconds = [self._open(listed[0]) for _ in range(15)]
        value = statistics.median(seconds) * 1000
        tell(Figure("P06a", "roster of 40 opened, median", value, "ms", 150, in_ms(seconds)))

    def time_marks(self, listed: tuple[str, tuple[int, ...]]) -> None:
        """P06b."""
        table = self.roster.table
        seconds = []
        self._open(listed[0])
        for row in range(len(self.roster.table_model.names())):
            table.select_row(row)
            self._settle()
            key = Qt.Key.Key_1 if row % 2 else Qt.Key.Key_2
            seconds.append(self._saved.seconds(lambda: QTest.keyClick(table, key)))  # noqa: B023
        detail = f"{in_ms(seconds)}; from the key to the notice that it is saved"
        tell(Figure("P06b", "one mark saved, p95", p95(seconds) * 1000, "ms", 30, detail))

    def count(
        self, listed: tuple[str, tuple[int, ...]], way: Callable[[Hands, tuple[int, ...]], None]
    ) -> Hands:
        """Take one list, see in the store that it is right, and give the hands that did it."""
        session, absent = listed
        self._open(session)
        hands = Hands()
        way(hands, absent)
        found = self._read(session)
        statuses = [entry.row.status for entry in found.entries]
        marked = tuple(row for row, status in enumerate(statuses) if status == "ABSENT")
        if marked != absent or count_marks(statuses).present != len(statuses) - ABSENT:
            raise RuntimeError(f"absent are {marked}, not {absent}")
        return hands

    def by_fewest_keys(self, hands: Hands, absent: tuple[int, ...]) -> None:
        """The way with the fewest keys to each name, as somebody goes who sees the whole list."""
        self._begin_by_key(hands)
        for row in absent:
            for letter in self._fewest_letters(row):
                hands.type(self.roster.table, letter)
            hands.step_to(self.roster, row)
            hands.press(self.roster.table, Qt.Key.Key_Space)

    def by_name(self, hands: Hands, absent: tuple[int, ...]) -> None:
        """The name is typed from its beginning until it is near."""
        self._by_letters(hands, absent, lambda name: name.replace(" ", ""))

    def by_initial_and_surname(self, hands: Hands, absent: tuple[int, ...]) -> None:
        """The first letter, then the surname, until it is near."""
        self._by_letters(hands, absent, lambda name: name[0] + surname_of(name))

    def _by_letters(self, hands: Hands, absent: tuple[int, ...], letters_of: Callable[[str], str]) -> None:
        self._begin_by_key(hands)
        table = self.roster.table
        for row in absent:
            for letter in letters_of(fold(self.roster.table_model.names()[row])):
                if abs(table.current_row() - row) <= _NEAR:
                    break
                hands.type(table, letter)
            hands.step_to(self.roster, row)
            hands.press(table, Qt.Key.Key_Space)

    def by_mouse(self, hands: Hands, absent: tuple[int, ...]) -> None:
        """Clicks alone, down the whole list page by page."""
        table = self.roster.table
        view = table.viewport()
        self._saved.seconds(
            lambda: hands.click(
                self.roster.head.all_present_button, self.roster.head.all_present_button.rect().center()
            )
        )
        left = list(absent)
        while True:
            bar = table.verticalScrollBar()
            for row in list(left):
                cell = table.visualRect(table.model().index(row, STATUS))
                if view.rect().contains(cell.center()):
                    hands.click(view, cell.center())
                    left.remove(row)
            if bar.value() >= bar.maximum():
                break
            before = bar.value()
            hands.click(bar, QPoint(bar.width() // 2, bar.height() - bar.width() - 2))
            if bar.value() == before:
                raise RuntimeError("the scroll bar did not turn the page")

    def rows_in_sight(self) -> float:
        """How many rows the table shows at once."""
        table = self.roster.table
        return table.viewport().height() / table.rowHeight(0)

    def notches_to_the_end(self) -> int:
        """How many notches of a wheel lead from the first row to the last."""
        bar, view = self.roster.table.verticalScrollBar(), self.roster.table.viewport()
        bar.setValue(0)
        at, count = QPointF(view.rect().center()), 0
        while bar.value() < bar.maximum():
            count += 1
            turn = QWheelEvent(
                at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, -_NOTCH),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(view, turn)
        return count

    def _begin_by_key(self, hands: Hands) -> None:
        self.begun.append(
            self._saved.seconds(
                lambda: hands.press(self.roster.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            )
        )
        if count_marks(self.roster.table_model.statuses()).to_mark:
            raise RuntimeError("not everybody is present")

    def _fewest_letters(self, row: int) -> str:
        """The letters before the arrows; "" where arrows alone are fewer."""
        model, current = self.roster.table_model, self.roster.table.current_row()
        name = fold(model.names()[row])
        starts = {
            word[:length]
            for word in [name.split()[0], *name.split()[1:]]
            for length in range(1, len(word) + 1)
        }
        ways = [(abs(row - current), "")]
        ways += [
            (len(letters) + abs(row - model.next_named(letters, current + 1)), letters) for letters in starts
        ]
        return min(ways)[1]

    def _open(self, session: str) -> float:
        seconds = self._opened.seconds(lambda: self._view.open_session(session))
        self._window.activateWindow()
        self.roster.table.setFocus()
        return seconds

    def _read(self, session: str) -> Any:
        read: list[Any] = []
        done = Waiting("read")

        def keep(found: Any) -> None:
            read.append(found)
            done.happened()

        done.seconds(lambda: self._services.runner.run(lambda desk: open_roster(desk, session), keep))
        return read[0]

    def _settle(self) -> None:
        """The desk's queue is a person's pace, not a program's."""
        quiet = Waiting("quiet")
        quiet.seconds(lambda: self._services.runner.run(lambda _desk: None, quiet.happened))


def _lists(services: Any, count: int) -> Lists:
    """Fresh sessions of today for groups of the centre, each with other names, and who is absent; always the same."""
    chance = random.Random(40)
    there = _groups(services)
    groups = [f"ACT-{number % there}" for number in range(count)]
    made: list[str] = []
    added = Waiting("sessions")
    times = SessionTimes(TODAY.isoformat(), "14:00", "16:00")

    def work(desk: Desk) -> list[str]:
        return [add_sessions(desk, group, times).session_ids[0] for group in groups]

    def done(sessions: list[str]) -> None:
        made.extend(sessions)
        added.happened()

    added.seconds(lambda: services.runner.run(work, done))
    return [(session, tuple(sorted(chance.sample(range(40), ABSENT)))) for session in made]


def _groups(services: Any) -> int:
    counted: list[int] = []
    done = Waiting("groups")

    def keep(found: int) -> None:
        counted.append(found)
        done.happened()

    sql = "SELECT count(*) FROM activity WHERE id LIKE 'ACT-%'"
    done.seconds(lambda: services.runner.run(lambda desk: desk.store.fetch(sql)[0][0], keep))
    return counted[0]


def surname_of(name: str) -> str:
    """The word of a name that most people would call the surname."""
    words = name.split()
    return words[-2] if len(words) > 2 else words[-1]


def _spread(counts: list[int]) -> str:
    return (
        f"p50 {statistics.median(counts):g}, p95 {p95(counts):.3g}, worst {max(counts)} of {len(counts)} lists, "
        f"{sum(it > 20 for it in counts)} above 20"
    )
