"""Whether a session takes place, and which one is the next to mark."""

from dataclasses import dataclass

import pytest

from integrhabitat_desktop.domain.session_states import next_to_mark, takes_place
from integrhabitat_protocol.code_lists import code_list

TODAY = "2027-03-10"


@dataclass(frozen=True, slots=True)
class Session:
    day: str
    state: str


def test_what_is_planned_or_held_takes_place() -> None:
    states = {it.code: takes_place(it.code) for it in code_list("session_state")}
    assert states == {"PLANNED": True, "HELD": True, "NOT_HELD": False, "CANCELLED": False}


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        (["03-01 HELD", "03-08 PLANNED", "03-09 PLANNED", "03-15 PLANNED"], "03-08"),
        (["03-01 HELD", "03-08 NOT_HELD", "03-10 PLANNED", "03-15 PLANNED"], "03-10"),
        (["03-01 HELD", "03-10 CANCELLED", "03-15 PLANNED"], "03-15"),
        (["03-01 HELD", "03-10 HELD", "03-15 PLANNED"], "03-10"),
        (["03-01 HELD", "03-08 CANCELLED"], "03-01"),
        ([], None),
    ],
)
def test_work_goes_on_with_what_waits_then_with_what_comes(sessions: list[str], expected: str | None) -> None:
    by_day = [Session(f"2027-{day}", state) for day, state in map(str.split, sessions)]
    found = next_to_mark(by_day, TODAY)
    assert (found.day[5:] if found else None) == expected
