"""Stories of a series that two computers change without the other: no session twice, differences to decide."""

from collections import Counter
from datetime import date

import pytest

from integrhabitat_desktop.domain.recurrence import Recurrence, Repeat, weekly
from integrhabitat_desktop.use_cases.change_series import Reach, SessionMove, change_rule, move_session
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, create_activity, list_sessions
from integrhabitat_desktop.use_cases.plan_series import SessionTimes
from tests.sync.desktop import Desktop
from tests.sync.steps import reviews
from tests.sync.test_settlement_stories import desk_at
from tests.sync.world import World

MONDAY, THURSDAY, SATURDAY = 0, 3, 5


@pytest.fixture
def activity(world: World, anden: Desktop) -> str:
    """Four Mondays at ten, known everywhere."""
    times = SessionTimes("2027-03-01", "10:00", "12:00", weekly(date(2027, 3, 1), 4))
    made = create_activity(desk_at(anden), NewActivity("Taller", "WORKSHOP"), times)
    world.come_to_rest()
    return made


def days(desktop: Desktop, activity: str) -> list[str]:
    return [it.day[5:] for it in list_sessions(desk_at(desktop), activity)]


def second(desktop: Desktop, activity: str) -> str:
    return list_sessions(desk_at(desktop), activity)[1].session_id


def goes_on(desktop: Desktop, activity: str, *weekdays: int) -> None:
    """From the second session on it is on these weekdays, until the end of March."""
    rule = Recurrence(Repeat.WEEKLY, weekdays, until=date(2027, 3, 26))
    times = SessionTimes("2027-03-08", "10:00", "12:00", rule)
    change_rule(desk_at(desktop), second(desktop, activity), times, Reach.FROM_HERE)


def test_the_same_change_on_two_computers_is_one(
    world: World, anden: Desktop, bodega: Desktop, activity: str
) -> None:
    goes_on(anden, activity, MONDAY, THURSDAY)
    goes_on(bodega, activity, MONDAY, THURSDAY)
    world.come_to_rest()
    for desktop in world.desktops:
        assert days(desktop, activity) == ["03-01", "03-08", "03-11", "03-15", "03-18", "03-22", "03-25"]
        assert reviews(desktop) == []


def test_two_different_changes_make_no_session_twice(
    world: World, anden: Desktop, bodega: Desktop, activity: str
) -> None:
    goes_on(anden, activity, MONDAY, THURSDAY)
    goes_on(bodega, activity, THURSDAY, SATURDAY)
    world.come_to_rest()
    shown = days(anden, activity)
    assert max(Counter(shown).values()) == 1
    assert {"03-11", "03-13", "03-18", "03-20"} <= set(shown)
    # To decide: by which rule the series goes on, and the Mondays that one kept and the other removed.
    decisions = Counter(it.record_type for it in reviews(anden))
    assert decisions == {"session_series": 1, "activity_session": 3}


def test_another_hour_and_another_place_both_count(
    world: World, anden: Desktop, bodega: Desktop, activity: str
) -> None:
    move_session(
        desk_at(anden), second(anden, activity), SessionMove("2027-03-08", "16:00", "18:00"), Reach.ALL
    )
    move_session(
        desk_at(bodega),
        second(bodega, activity),
        SessionMove("2027-03-08", "10:00", "12:00", "Patio"),
        Reach.ALL,
    )
    world.come_to_rest()
    for desktop in world.desktops:
        sessions = list_sessions(desk_at(desktop), activity)
        assert {(it.starts_at, it.place) for it in sessions} == {("16:00", "Patio")}
        assert reviews(desktop) == []
