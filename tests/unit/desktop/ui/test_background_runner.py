"""Jobs in real threads on a real store; results on the GUI thread."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.background_runner import BackgroundRunner, DeskSource, FailureSink
from integrhabitat_desktop.ui.notices import NoticeKind, Notices
from integrhabitat_desktop.ui.progress import Progress, ProgressReport
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.errors import ExpectedError

# Counts far enough that only an interrupt ends it while somebody waits.
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class Inbox(QObject):
    """Collects results and notes the thread they came on."""

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.values: list[Any] = []
        self.threads: list[QThread] = []

    def __call__(self, value: object) -> None:
        self.values.append(value)
        self.threads.append(QThread.currentThread())
        self.came.emit()

    def wait(self, qtbot: QtBot, count: int = 1) -> None:
        qtbot.waitUntil(lambda: len(self.values) >= count, timeout=20_000)


def test_a_job_runs_off_the_gui_thread_and_its_result_comes_back_to_it(
    runner: BackgroundRunner[Desk], qtbot: QtBot, qapp: QApplication
) -> None:
    inbox = Inbox()
    runner.run(lambda desk: (desk.store.fetch_one("SELECT 6 * 7"), QThread.currentThread()), inbox)
    inbox.wait(qtbot)
    answer, worker = inbox.values[0]
    assert answer == (42,)
    assert worker is not qapp.thread()
    assert inbox.threads == [qapp.thread()]


def test_jobs_share_one_desk_and_run_in_order(runner: BackgroundRunner[Desk], qtbot: QtBot) -> None:
    inbox = Inbox()
    for number in range(5):
        runner.run(lambda desk, number=number: (number, id(desk)), inbox)  # type: ignore[misc]  # bound early
    inbox.wait(qtbot, 5)
    assert [number for number, _desk in inbox.values] == [0, 1, 2, 3, 4]
    assert len({desk for _number, desk in inbox.values}) == 1


def test_the_newest_read_of_a_key_interrupts_the_running_one(
    runner: BackgroundRunner[Desk], qtbot: QtBot, bugs: list[BaseException], notices: Notices
) -> None:
    inbox = Inbox()
    started = threading.Event()

    def slow(desk: Desk) -> object:
        started.set()
        return desk.store.fetch_one(_ENDLESS)

    runner.run(slow, inbox, key="search")
    assert started.wait(20)
    # The statement may begin a moment after the flag: each newer read interrupts again what still runs.
    while not inbox.values:
        runner.run(lambda desk: "newest", inbox, key="search")
        qtbot.wait(20)
    assert set(inbox.values) == {"newest"}
    assert bugs == []
    assert notices.current() is None


def test_an_expected_failure_reaches_its_handler(runner: BackgroundRunner[Desk], qtbot: QtBot) -> None:
    inbox, failures = Inbox(), Inbox()

    def refuse(desk: Desk) -> None:
        raise ExpectedError("not_allowed")

    runner.run(refuse, inbox, failures)
    failures.wait(qtbot)
    assert [error.code for error in failures.values if isinstance(error, ExpectedError)] == ["not_allowed"]
    assert inbox.values == []


def test_an_expected_failure_without_a_handler_becomes_a_sentence(
    runner: BackgroundRunner[Desk], qtbot: QtBot, notices: Notices
) -> None:
    def refuse(desk: Desk) -> None:
        raise ExpectedError("not_allowed")

    with qtbot.waitSignal(notices.changed):
        runner.run(refuse, lambda value: None)
    current = notices.current()
    assert current is not None
    assert current.kind is NoticeKind.PROBLEM


def test_a_bug_reaches_the_last_resort_and_the_next_job_still_runs(
    runner: BackgroundRunner[Desk], qtbot: QtBot, bugs: list[BaseException]
) -> None:
    inbox, failures = Inbox(), Inbox()
    runner.run(lambda desk: 1 // 0, inbox, failures)
    runner.run(lambda desk: "still here", inbox)
    inbox.wait(qtbot)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert [error.code for error in failures.values if isinstance(error, ExpectedError)] == ["program_fault"]
    assert inbox.values == ["still here"]


def test_results_of_a_dropped_scope_never_come_but_its_writes_happen(
    runner: BackgroundRunner[Desk], qtbot: QtBot
) -> None:
    inbox, late = Inbox(), Inbox()
    happened: list[str] = []
    screen = runner.scoped()
    screen.run(lambda desk: happened.append("written"), late)
    screen.run(lambda desk: happened.append("read"), late, key="list")
    screen.drop()
    runner.run(lambda desk: None, inbox)
    inbox.wait(qtbot)
    assert happened[:1] == ["written"]
    assert late.values == []


def test_a_failed_write_of_a_dropped_scope_is_still_told(
    runner: BackgroundRunner[Desk], qtbot: QtBot, notices: Notices
) -> None:
    def refuse(desk: Desk) -> None:
        raise ExpectedError("disk_full")

    screen = runner.scoped()
    with qtbot.waitSignal(notices.changed):
        screen.run(refuse, lambda value: None, lambda error: None)
        screen.drop()
    assert notices.current() is not None


def test_a_long_job_tells_its_progress_and_does_not_hold_up_short_ones(
    runner: BackgroundRunner[Desk], qtbot: QtBot, qapp: QApplication
) -> None:
    inbox, reports = Inbox(), Inbox()
    may_end = threading.Event()

    def long(desk: Desk, progress: Progress) -> str:
        progress.report(1, 2, "reading")
        may_end.wait(20)
        progress.report(2, 2)
        return "imported"

    runner.run_long(long, inbox, progress=reports)
    reports.wait(qtbot)
    runner.run(lambda desk: "short", inbox)
    inbox.wait(qtbot)
    may_end.set()
    inbox.wait(qtbot, 2)
    assert inbox.values == ["short", "imported"]
    assert reports.values[0] == ProgressReport(1, 2, "reading")
    assert set(reports.threads) == {qapp.thread()}


def test_a_cancelled_long_job_fails_as_cancelled(runner: BackgroundRunner[Desk], qtbot: QtBot) -> None:
    inbox, failures, reports = Inbox(), Inbox(), Inbox()

    def long(desk: Desk, progress: Progress) -> None:
        done = 0
        while True:
            done += 1
            progress.report(done, 0)

    under_way = runner.run_long(long, inbox, failures, progress=reports)
    reports.wait(qtbot)
    under_way.cancel()
    failures.wait(qtbot)
    assert [error.code for error in failures.values if isinstance(error, ExpectedError)] == ["cancelled"]
    assert inbox.values == []


class Desks:
    """Makes desks of plain text and notes which thread made and closed them."""

    def __init__(self) -> None:
        self.made: list[int] = []
        self.closed: list[int] = []

    def source(self, make: Callable[[], str] | None = None) -> DeskSource[str]:
        def open_desk() -> str:
            self.made.append(threading.get_ident())
            return make() if make is not None else "desk"

        return DeskSource(open_desk, lambda desk: self.closed.append(threading.get_ident()))


def test_closing_finishes_the_writes_and_closes_the_desk_on_its_own_thread(qapp: QApplication) -> None:
    desks, written = Desks(), list[int]()
    runner = BackgroundRunner(desks.source(), FailureSink(lambda error: None, lambda bug: None))
    for number in range(20):
        runner.run(lambda desk, number=number: written.append(number), lambda value: None)  # type: ignore[misc]
    runner.close()
    assert written == list(range(20))
    assert desks.closed == desks.made
    assert desks.made[0] != threading.get_ident()


def test_a_closed_runner_refuses_work(qapp: QApplication) -> None:
    runner = BackgroundRunner(Desks().source(), FailureSink(lambda error: None, lambda bug: None))
    runner.close()
    runner.close()
    with pytest.raises(RuntimeError, match="closed"):
        runner.run(lambda desk: desk, lambda value: None)


def test_a_desk_that_cannot_be_opened_is_told_and_tried_again(qapp: QApplication, qtbot: QtBot) -> None:
    attempts: list[int] = []

    def make() -> str:
        attempts.append(1)
        if len(attempts) == 1:
            raise ExpectedError("store_busy")
        return "desk"

    inbox, failures = Inbox(), Inbox()
    runner = BackgroundRunner(Desks().source(make), FailureSink(failures, lambda bug: None))
    runner.run(lambda desk: desk, inbox)
    failures.wait(qtbot)
    runner.run(lambda desk: desk, inbox)
    inbox.wait(qtbot)
    runner.close()
    assert inbox.values == ["desk"]


class Panel(QObject):
    """What a panel asks with, and goes with it."""

    loaded = Signal(object)


def test_an_answer_for_a_panel_that_was_closed_meanwhile_is_no_fault(
    runner: BackgroundRunner[Desk], qtbot: QtBot
) -> None:
    panel, inbox = Panel(), Inbox()
    may_answer = threading.Event()
    runner.run(lambda _desk: may_answer.wait(20), panel.loaded.emit)
    del panel
    may_answer.set()
    runner.run(lambda _desk: "later", inbox)
    with qtbot.captureExceptions() as raised:
        inbox.wait(qtbot)
    assert raised == []
