"""Delays after wrong passphrases."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrhabitat_desktop.db.wrong_attempts import WrongAttempts, delay_after

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def attempts(tmp_path: Path) -> WrongAttempts:
    return WrongAttempts(tmp_path / "store.attempts")


def test_delays_double_up_to_a_minute() -> None:
    assert [delay_after(count) for count in range(11)] == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_after(1000) == 60


def test_the_first_two_mistakes_cost_nothing(attempts: WrongAttempts) -> None:
    for _ in range(2):
        attempts.record(NOON)
        assert attempts.seconds_to_wait(NOON) == 0


def test_the_wait_runs_down(attempts: WrongAttempts) -> None:
    for _ in range(6):
        attempts.record(NOON)
    waits = [attempts.seconds_to_wait(NOON + timedelta(seconds=passed)) for passed in (0, 3, 7.5, 8, 100)]
    assert waits == [8, 5, 1, 0, 0]


def test_the_count_survives_a_new_start(attempts: WrongAttempts, tmp_path: Path) -> None:
    for _ in range(5):
        attempts.record(NOON)
    assert WrongAttempts(tmp_path / "store.attempts").seconds_to_wait(NOON) == 4


def test_a_clock_set_back_makes_the_wait_no_longer(attempts: WrongAttempts) -> None:
    for _ in range(4):
        attempts.record(NOON)
    assert attempts.seconds_to_wait(NOON - timedelta(days=400)) == 2


def test_a_right_passphrase_clears_the_count(attempts: WrongAttempts) -> None:
    for _ in range(9):
        attempts.record(NOON)
    attempts.clear()
    attempts.clear()
    assert attempts.seconds_to_wait(NOON) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"count": 9}',
        b'{"count": -5, "last": "2026-11-20T12:00:00+00:00"}',
        b"[" * 200,
        b'{"count": 9, "last": "2026-11-20T12:00:00"}',
    ],
)
def test_a_damaged_file_shuts_nobody_out(attempts: WrongAttempts, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.attempts").write_bytes(content)
    assert attempts.seconds_to_wait(NOON) == 0
    attempts.record(NOON)
    assert attempts.seconds_to_wait(NOON) == 0


def test_a_folder_that_takes_no_file_shuts_nobody_out(tmp_path: Path) -> None:
    attempts = WrongAttempts(tmp_path / "nowhere" / "store.attempts")
    attempts.record(NOON)
    attempts.clear()
    assert attempts.seconds_to_wait(NOON) == 0
