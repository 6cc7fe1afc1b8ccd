"""Rates and continuity follow the definitions of the indicators."""

from dataclasses import dataclass

import pytest

from integrhabitat_desktop.domain.attendance_counts import minutes_present, session_minutes
from integrhabitat_desktop.domain.attendance_rate import (
    Share,
    attendance_share,
    attended_of_last,
    in_a_row,
    mean_present,
    weeks_in_a_row,
)


@dataclass(frozen=True)
class Standing:
    """How somebody stood in a session."""

    is_enrolled: bool
    status: str | None


def enrolled(*statuses: str | None) -> list[Standing]:
    return [Standing(True, status) for status in statuses]


def test_what_is_not_recorded_leaves_both_sides() -> None:
    assert attendance_share(enrolled("PRESENT", None, "NOT_RECORDED", "ABSENT")) == Share(1, 2)
    assert attendance_share(enrolled(None)) == Share(0, 0)


def test_late_left_early_and_remote_took_part_and_excused_is_only_left_out_where_it_is_said() -> None:
    standings = enrolled("LATE", "LEFT_EARLY", "REMOTE", "EXCUSED", "ABSENT")
    assert attendance_share(standings) == Share(3, 5)
    assert attendance_share(standings, without_excused=True) == Share(3, 4)


def test_who_is_not_enrolled_is_on_neither_side() -> None:
    assert attendance_share([Standing(False, "PRESENT"), *enrolled("PRESENT")]) == Share(1, 1)


@pytest.mark.parametrize(
    ("share", "percent"),
    [(Share(9, 12), None), (Share(19, 19), None), (Share(17, 23), 73.9), (Share(), None)],
)
def test_a_percentage_is_said_of_twenty_or_more(share: Share, percent: float | None) -> None:
    assert share.percent == percent


def test_people_per_session_count_the_lists_that_were_taken() -> None:
    assert mean_present([10, 11]) == 10.5
    assert mean_present([]) is None


def test_an_absence_ends_the_row_and_one_with_notice_does_not() -> None:
    assert in_a_row(["ABSENT", "PRESENT", "EXCUSED", "LATE"]) == 2
    assert in_a_row(["PRESENT", "ABSENT"]) == 0
    assert in_a_row([]) == 0


def test_of_the_last_sessions() -> None:
    assert attended_of_last(["ABSENT", "PRESENT", "NOT_RECORDED", "ABSENT", "LATE"], 3) == Share(2, 3)


def test_weeks_in_a_row_pass_over_weeks_without_a_session_or_with_notice() -> None:
    marks = [
        ("2027-01-04", "PRESENT"),
        ("2027-01-11", "ABSENT"),
        ("2027-01-18", "PRESENT"),
        ("2027-02-01", "EXCUSED"),
        ("2027-02-08", "ABSENT"),
        ("2027-02-10", "REMOTE"),
    ]
    assert weeks_in_a_row(marks) == 2
    assert weeks_in_a_row([]) == 0


@pytest.mark.parametrize(
    ("status", "minutes", "length", "present"),
    [
        ("PRESENT", None, 120, 120),
        ("PRESENT", None, None, None),
        ("LEFT_EARLY", 45, 120, 45),
        ("LATE", 95, 120, 95),
        ("ABSENT", None, 120, 0),
    ],
)
def test_how_long_somebody_took_part(
    status: str, minutes: int | None, length: int | None, present: int | None
) -> None:
    assert minutes_present(status, minutes, length) == present


def test_the_length_of_a_session() -> None:
    assert session_minutes("14:00", "16:30") == 150
    assert session_minutes("14:00", None) is None
    assert session_minutes("16:00", "14:00") is None
