"""What a long job tells about itself."""

import pytest

from integrhabitat_desktop.ui.progress import JobCancelled, Progress, ProgressReport


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_reports_come_no_more_often_than_the_eye_can_follow() -> None:
    told: list[ProgressReport] = []
    seconds = Seconds()
    progress = Progress(told.append, seconds)
    for done in range(1, 51):
        progress.report(done, 1000)
        seconds.now += 0.01
    assert 4 <= len(told) <= 6


def test_the_last_report_always_comes() -> None:
    told: list[ProgressReport] = []
    progress = Progress(told.append, Seconds())
    progress.report(1, 2)
    progress.report(2, 2)
    assert told[-1] == ProgressReport(2, 2)


def test_the_time_left_is_said_once_it_can_be_known() -> None:
    told: list[ProgressReport] = []
    seconds = Seconds()
    progress = Progress(told.append, seconds)
    progress.report(0, 100)
    seconds.now += 1
    progress.report(10, 100)
    assert told[-1].seconds_left is None
    seconds.now += 9
    progress.report(25, 100)
    assert told[-1].seconds_left == pytest.approx(30)


def test_a_cancelled_job_stops_at_its_next_report() -> None:
    progress = Progress(lambda report: None, Seconds())
    progress.report(1, 3)
    progress.cancel()
    with pytest.raises(JobCancelled) as stopped:
        progress.report(2, 3)
    assert stopped.value.code == "cancelled"
