"""Activities with all their fields: created, edited, closed, reopened, cancelled, and taken back."""

from datetime import date

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.keep_activity import (
    activity_facts,
    cancel_activity,
    close_activity,
    reopen_activity,
    save_activity,
    undo_creating,
    undo_saving,
)
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_activities,
    list_sessions,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_protocol.code_lists import code_list

TODAY = "2027-03-01"
FULL = NewActivity(
    "Costura",
    "TRAINING",
    service="T5.04",
    topic="ENTREPRENEURSHIP",
    modality="MIXED",
    delivery_mode="ALLIANCE_CENTRE",
    place="Salón 2",
    neighbourhood="San Martín",
    capacity=12,
    facilitator="K3F9Q7M-1",
    fee_type="FREE",
    partner="Fundación Prueba",
    principles="P01 P06",
    least_age=14,
    most_age=60,
    has_care_space=1,
    certificate_share=80,
    certificate_hours=20,
    co_facilitators=("K3F9Q7M-2", "K3F9Q7M-3"),
)


def states(desk: Desk, activity: str) -> list[str]:
    return [session.state for session in list_sessions(desk, activity)]


@pytest.mark.parametrize("kind", list(code_list("activity_kind").entries))
def test_an_activity_of_every_kind_can_be_created(desk: Desk, kind: str) -> None:
    activity = create_activity(desk, NewActivity("Actividad", kind))
    assert activity_facts(desk, activity).values["kind"] == kind


def test_every_field_is_kept(desk: Desk) -> None:
    activity = create_activity(desk, FULL, SessionTimes(TODAY, rule=weekly(date.fromisoformat(TODAY), 2)))
    facts = activity_facts(desk, activity)
    kept = {name: facts.values[name] for name in facts.values if hasattr(FULL, name)}
    assert kept == {name: getattr(FULL, name) for name in kept}
    assert len(kept) == 18
    assert facts.co_facilitators == FULL.co_facilitators


def test_an_edit_and_its_undo_include_who_leads_it(desk: Desk) -> None:
    activity = create_activity(desk, FULL)
    saved = save_activity(desk, activity, {"capacity": 20, "topic": None}, ["K3F9Q7M-3", "K3F9Q7M-4"])
    facts = activity_facts(desk, activity)
    assert (facts.values["capacity"], facts.values["topic"]) == (20, None)
    assert facts.co_facilitators == ("K3F9Q7M-3", "K3F9Q7M-4")
    undo_saving(desk, saved)
    facts = activity_facts(desk, activity)
    assert (facts.values["capacity"], facts.values["topic"]) == (12, "ENTREPRENEURSHIP")
    assert facts.co_facilitators == FULL.co_facilitators


def test_ages_that_cannot_be_are_refused(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="ages_reversed"):
        create_activity(desk, NewActivity("Juegos", "SPORT", least_age=12, most_age=6))
    activity = create_activity(desk, FULL)
    with pytest.raises(RuleViolation, match="ages_reversed"):
        save_activity(desk, activity, {"most_age": 10})
    assert activity_facts(desk, activity).values["most_age"] == 60


def test_closing_keeps_the_sessions_and_reopening_takes_it_back(desk: Desk) -> None:
    activity = create_activity(desk, FULL, SessionTimes(TODAY, rule=weekly(date.fromisoformat(TODAY), 2)))
    close_activity(desk, activity)
    assert (list_activities(desk)[0].state, states(desk, activity)) == ("CLOSED", ["PLANNED"] * 2)
    reopen_activity(desk, activity)
    assert list_activities(desk)[0].state == "OPEN"


def test_cancelling_cancels_what_is_still_to_come_and_can_be_taken_back(desk: Desk) -> None:
    activity = create_activity(
        desk, FULL, SessionTimes("2027-02-22", rule=weekly(date.fromisoformat("2027-02-22"), 3))
    )
    saved = cancel_activity(desk, activity, "PLACE")
    assert (list_activities(desk)[0].state, states(desk, activity)) == (
        "CLOSED",
        ["PLANNED", "CANCELLED", "CANCELLED"],
    )
    undo_saving(desk, saved)
    assert (list_activities(desk)[0].state, states(desk, activity)) == ("OPEN", ["PLANNED"] * 3)


def test_a_new_activity_is_taken_back_until_somebody_is_part_of_it(desk: Desk) -> None:
    mistake = create_activity(desk, FULL, SessionTimes(TODAY, rule=weekly(date.fromisoformat(TODAY), 2)))
    undo_creating(desk, mistake)
    assert list_activities(desk) == []
    activity = create_activity(desk, FULL)
    ana = register_person(desk, Registration(name="Ana Prueba"), check_in=False).person_id
    enrol_people(desk, activity, [ana])
    with pytest.raises(RuleViolation, match="activity_has_people"):
        undo_creating(desk, activity)


def test_the_reception_changes_no_activity(desk: Desk, reception: Desk) -> None:
    activity = create_activity(desk, FULL)
    for change in (close_activity, reopen_activity):
        with pytest.raises(RuleViolation, match="not_allowed"):
            change(reception, activity)
