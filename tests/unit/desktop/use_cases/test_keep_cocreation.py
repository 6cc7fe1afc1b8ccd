"""Co-creation: write down, order, vote, follow solutions; nothing names anybody by accident; everything is undone."""

import pytest

from integrhabitat_desktop.db.sync_base import has_pending
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.problem_tree import indented, listed, moved, problem_tree
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.keep_cocreation import (
    NewContribution,
    change_contribution,
    delete_contribution,
    open_board,
    place_contribution,
    take_back_changes,
    view_status_history,
    write_contribution,
)
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes, create_activity
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_protocol.merge import merge
from integrhabitat_protocol.record_type import values_of
from integrhabitat_protocol.record_types import CocreationItem
from tests.fake_clock import FakeClock

TODAY = "2027-03-01"


@pytest.fixture
def activity(desk: Desk) -> str:
    return create_activity(desk, NewActivity("Mesa de vivienda", "COCREATION_SESSION"), SessionTimes(TODAY))


def write(desk: Desk, activity: str, element: str, words: str, parent: str | None = None) -> str:
    change = write_contribution(desk, activity, NewContribution("HOUSING", element, words, parent))
    return change[0].record_id


def outline(desk: Desk, activity: str) -> list[tuple[str, int]]:
    items = open_board(desk, activity).of_theme("HOUSING")
    return [(it.words, depth) for it, depth in listed(problem_tree(items))]


def test_contributions_are_kept_in_the_order_they_were_said(desk: Desk, activity: str) -> None:
    problem = write(desk, activity, "DEMAND", " Arriendos impagables ")
    write(desk, activity, "CAUSE", "Sin contrato", problem)
    second = write(desk, activity, "CAUSE", "Ingreso informal", problem)
    write(desk, activity, "SOLUTION", "Fondo de garantía", second)
    assert outline(desk, activity) == [
        ("Arriendos impagables", 0),
        ("Sin contrato", 1),
        ("Ingreso informal", 1),
        ("Fondo de garantía", 2),
    ]
    solution = open_board(desk, activity).items[-1]
    assert (solution.status, solution.status_on) == ("PROPOSED", TODAY)
    assert solution.session is not None


def test_a_text_that_points_at_somebody_is_saved_only_on_purpose(desk: Desk, activity: str) -> None:
    person = register_person(desk, Registration(name="Yuleisi Gómez Pérez"), check_in=False).person_id
    enrol_people(desk, activity, [person])
    new = NewContribution("HOUSING", "CAUSE", "A yuleisi gomez la sacaron sin aviso")
    with pytest.raises(RuleViolation, match="text_points_at_somebody"):
        write_contribution(desk, activity, new)
    assert open_board(desk, activity).items == ()
    made = write_contribution(desk, activity, new, names_nobody=True)[0].record_id
    with pytest.raises(RuleViolation, match="text_points_at_somebody"):
        change_contribution(desk, made, {"words": "Llamar a Yuleisi Gómez: 300 123 4567"})
    change_contribution(desk, made, {"words": "A Yuleisi Gómez la sacaron sin aviso ni contrato"})


def test_the_name_of_somebody_whose_record_is_blocked_gives_nothing_away(desk: Desk, activity: str) -> None:
    person = register_person(desk, Registration(name="Yuleisi Gómez Pérez"), check_in=False).person_id
    enrol_people(desk, activity, [person])
    restrict_record(desk, person, "BLOCK")
    write(desk, activity, "CAUSE", "La familia de Yuleisi Gómez")


def test_what_belongs_to_a_contribution_is_deleted_and_brought_back_with_it(
    desk: Desk, activity: str
) -> None:
    problem = write(desk, activity, "DEMAND", "Arriendos")
    cause = write(desk, activity, "CAUSE", "Sin contrato", problem)
    write(desk, activity, "SOLUTION", "Fondo", cause)
    before = outline(desk, activity)
    change = delete_contribution(desk, cause)
    assert outline(desk, activity) == [("Arriendos", 0)]
    take_back_changes(desk, change)
    assert outline(desk, activity) == before


def test_a_cause_is_moved_under_another_and_back(desk: Desk, activity: str) -> None:
    problem = write(desk, activity, "DEMAND", "Arriendos")
    write(desk, activity, "CAUSE", "Sin contrato", problem)
    second = write(desk, activity, "CAUSE", "Informal", problem)
    before = outline(desk, activity)
    placing = indented(problem_tree(open_board(desk, activity).items), second, 1)
    assert placing is not None
    change = place_contribution(desk, second, placing)
    assert outline(desk, activity)[-1] == ("Informal", 2)
    take_back_changes(desk, change)
    assert outline(desk, activity) == before
    up = moved(problem_tree(open_board(desk, activity).items), second, -1)
    assert up is not None
    place_contribution(desk, second, up)
    assert [words for words, _depth in outline(desk, activity)] == ["Arriendos", "Informal", "Sin contrato"]


def test_nothing_is_put_under_itself_or_under_another_theme(desk: Desk, activity: str) -> None:
    problem = write(desk, activity, "DEMAND", "Arriendos")
    cause = write(desk, activity, "CAUSE", "Sin contrato", problem)
    deeper = write(desk, activity, "CAUSE", "Miedo", cause)
    with pytest.raises(RuleViolation, match="contribution_out_of_place"):
        change_contribution(desk, cause, {"parent": deeper})
    with pytest.raises(RuleViolation, match="contribution_out_of_place"):
        write_contribution(desk, activity, NewContribution("HEALTH", "CAUSE", "Lejos", problem))


def test_votes_are_set_and_undone(desk: Desk, activity: str) -> None:
    solution = write(desk, activity, "SOLUTION", "Fondo")
    change_contribution(desk, solution, {"votes": 7})
    change = change_contribution(desk, solution, {"votes": 12})
    take_back_changes(desk, change)
    assert open_board(desk, activity).items[0].votes == 7


def test_different_votes_from_two_computers_are_for_people_to_decide_and_nothing_else_is(
    desk: Desk, activity: str
) -> None:
    solution = write(desk, activity, "SOLUTION", "Fondo")
    record = desk.store.get(CocreationItem, solution)
    assert record is not None
    base = values_of(record)
    here = {**base, "votes": 12, "responsible": "Junta de acción comunal"}
    there = {**base, "votes": 14, "words": "Fondo de garantía"}
    result = merge(base, here, there, CocreationItem.TYPE)
    assert result.clashes == ("votes",)
    assert (result.fields["words"], result.fields["responsible"]) == (
        "Fondo de garantía",
        "Junta de acción comunal",
    )


def test_a_solution_goes_on_with_day_and_reason_and_its_history_stays(
    desk: Desk, activity: str, clock: FakeClock
) -> None:
    solution = write(desk, activity, "SOLUTION", "Fondo")
    clock.advance(days=7)
    with pytest.raises(RuleViolation, match="solution_needs_responsible"):
        change_contribution(desk, solution, {"status": "RESOURCED"})
    change_contribution(desk, solution, {"status": "RESOURCED", "responsible": "Alcaldía local"})
    with pytest.raises(RuleViolation, match="solution_needs_reason"):
        change_contribution(desk, solution, {"status": "DROPPED"})
    change = change_contribution(
        desk, solution, {"status": "DROPPED", "status_on": "2027-03-05", "status_reason": "Sin recursos"}
    )
    assert [(it.status, it.status_on, it.reason) for it in view_status_history(desk, solution)] == [
        ("DROPPED", "2027-03-05", "Sin recursos"),
        ("RESOURCED", "2027-03-08", None),
        ("PROPOSED", TODAY, None),
    ]
    take_back_changes(desk, change)
    change_contribution(desk, solution, {"status": "IMPLEMENTED"})
    item = open_board(desk, activity).items[0]
    assert (item.status, item.status_reason, item.responsible) == ("IMPLEMENTED", None, "Alcaldía local")
    assert open_board(desk, activity).last_met_on == TODAY


def test_a_solution_with_resources_keeps_who_is_responsible(desk: Desk, activity: str) -> None:
    solution = write(desk, activity, "SOLUTION", "Fondo")
    change_contribution(desk, solution, {"status": "RESOURCED", "responsible": "Alcaldía local"})
    for emptied in ({"responsible": None}, {"responsible": None, "votes": 4}, {"responsible": ""}):
        with pytest.raises(RuleViolation, match="solution_needs_responsible"):
            change_contribution(desk, solution, emptied)
    change_contribution(desk, solution, {"responsible": "Junta de acción comunal"})
    change_contribution(desk, solution, {"status": "PROPOSED", "responsible": None})
    assert open_board(desk, activity).items[0].responsible is None


def test_nothing_came_to_a_status_on_a_day_that_is_still_to_come(desk: Desk, activity: str) -> None:
    solution = write(desk, activity, "SOLUTION", "Fondo")
    for values in ({"status_on": "2028-03-01"}, {"status": "IMPLEMENTED", "status_on": "2027-03-02"}):
        with pytest.raises(RuleViolation, match="status_day_to_come"):
            change_contribution(desk, solution, values)
    change_contribution(desk, solution, {"status": "IMPLEMENTED", "status_on": "2027-02-27"})
    assert open_board(desk, activity).items[0].status_on == "2027-02-27"


def test_only_a_solution_has_a_status(desk: Desk, activity: str) -> None:
    with pytest.raises(RuleViolation, match="no_solution"):
        change_contribution(desk, write(desk, activity, "CAUSE", "Sin contrato"), {"status": "DROPPED"})


def test_everybody_reads_and_only_who_leads_sessions_writes(
    desk: Desk, reception: Desk, facilitator: Desk, activity: str
) -> None:
    write(facilitator, activity, "CAUSE", "Sin contrato")
    assert not open_board(reception, activity).may_write
    with pytest.raises(RuleViolation, match="not_allowed"):
        write(reception, activity, "CAUSE", "Sin contrato")


def test_every_writing_waits_to_be_sent(desk: Desk, activity: str) -> None:
    made = write(desk, activity, "CAUSE", "Sin contrato")
    assert has_pending(desk.store.connection, "cocreation_item", made)
