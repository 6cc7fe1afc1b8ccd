"""When the next round starts."""

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.schedule import (
    AFTER_AN_EDIT_SECONDS,
    FIRST_PAUSE_SECONDS,
    LONGEST_PAUSE_SECONDS,
    WHEN_QUIET_SECONDS,
    SyncSchedule,
)

UNREACHABLE = HubError("hub_unreachable")


def middling() -> float:
    return 0.5


def test_soon_after_an_edit_and_seldom_when_quiet() -> None:
    schedule = SyncSchedule(middling)
    assert schedule.after_success(unsent=1) == AFTER_AN_EDIT_SECONDS
    assert schedule.after_success() == WHEN_QUIET_SECONDS


def test_each_failure_doubles_the_pause_up_to_a_quarter_of_an_hour() -> None:
    schedule = SyncSchedule(middling)
    pauses = [schedule.after_failure(UNREACHABLE) for _ in range(12)]
    assert pauses[:3] == [FIRST_PAUSE_SECONDS, 2 * FIRST_PAUSE_SECONDS, 4 * FIRST_PAUSE_SECONDS]
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


def test_a_success_begins_anew() -> None:
    schedule = SyncSchedule(middling)
    schedule.after_failure(UNREACHABLE)
    schedule.after_success()
    assert schedule.after_failure(UNREACHABLE) == FIRST_PAUSE_SECONDS


def test_desktops_that_failed_together_do_not_come_back_together() -> None:
    soon, late = SyncSchedule(lambda: 0.0), SyncSchedule(lambda: 0.999)
    assert late.after_failure(UNREACHABLE) > 2 * soon.after_failure(UNREACHABLE)


def test_the_hubs_wish_is_obeyed() -> None:
    assert SyncSchedule(middling).after_failure(HubError("hub_busy", retry_after=120)) == 120


def test_what_only_a_person_can_change_is_not_tried_every_few_seconds() -> None:
    assert SyncSchedule(middling).after_failure(HubError("device_revoked")) == LONGEST_PAUSE_SECONDS
