"""A bug leaves a report without personal data, and the window is told on its own thread."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.last_resort import LastResort, describe_fault
from tests.fake_clock import FakeClock


def fail_with(name: str) -> Exception:
    try:
        raise ValueError(f"cannot greet {name}")
    except ValueError as error:
        return error


def test_a_report_names_the_place_but_nothing_that_was_typed(
    tmp_path: Path, clock: FakeClock, qapp: QApplication
) -> None:
    last_resort = LastResort(tmp_path, clock, "program 0.1.0")
    last_resort.report(fail_with("Yohana Chirinos"))
    (report,) = tmp_path.glob("fault-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "fail_with" in text
    assert "program 0.1.0" in text
    assert "Yohana" not in text


def test_causes_are_described_too() -> None:
    try:
        try:
            raise KeyError("secret")
        except KeyError as error:
            raise RuntimeError("outer") from error
    except RuntimeError as error:
        described = describe_fault(error)
    assert "RuntimeError" in described
    assert "KeyError" in described
    assert "secret" not in described


def test_a_fault_in_another_thread_is_told_on_the_gui_thread(
    tmp_path: Path, clock: FakeClock, qapp: QApplication, qtbot: QtBot
) -> None:
    last_resort = LastResort(tmp_path, clock, "")
    threads: list[int] = []
    last_resort.happened.connect(lambda: threads.append(threading.get_ident()))
    with qtbot.waitSignal(last_resort.happened):
        worker = threading.Thread(target=lambda: last_resort.report(fail_with("x")))
        worker.start()
        worker.join()
    assert threads == [threading.get_ident()]


def test_what_nobody_catches_is_caught_once_installed(
    tmp_path: Path, clock: FakeClock, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    last_resort = LastResort(tmp_path, clock, "")
    last_resort.install()
    error = fail_with("x")
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(list(tmp_path.glob("fault-*.txt"))) == 1


def test_a_folder_that_cannot_be_written_does_not_make_it_worse(
    tmp_path: Path, clock: FakeClock, qapp: QApplication, qtbot: QtBot
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    last_resort = LastResort(blocked, clock, "")
    with qtbot.waitSignal(last_resort.happened):
        last_resort.report(fail_with("x"))


def test_only_the_newest_reports_are_kept(tmp_path: Path, clock: FakeClock, qapp: QApplication) -> None:
    last_resort = LastResort(tmp_path, clock, "")
    for _number in range(25):
        last_resort.report(fail_with("x"))
        clock.advance(minutes=1)
    assert len(list(tmp_path.glob("fault-*.txt"))) == 20
