"""What a referral of a guarded sector says is for named roles and whoever wrote it, on every way out."""

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_follow_ups import NewFollowUp, follow_ups_to_do, plan_follow_up
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.print_referral_letter import print_referral_letter
from integrhabitat_desktop.use_cases.refer_person import NewReferral, create_referral, pass_on, take_step
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_referrals import open_referrals, view_referral
from integrhabitat_desktop.use_cases.view_today import view_today


@pytest.fixture
def writer(desk: Desk) -> Desk:
    """A colleague of the field team who wrote the referral."""
    staff = SignedInStaff("K3F9Q7M-2", "Luis", "FIELD")
    return Desk(desk.store, staff, desk.clock, desk.time_zone, desk.centre)


@pytest.fixture
def person(desk: Desk) -> str:
    return register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id


@pytest.fixture
def referral(desk: Desk, writer: Desk, person: str) -> str:
    refuge = {"name": "Casa segura", "level": "LOCAL", "sectors": "GBV"}
    institution = save_institution(desk, "", refuge).institution_id
    new = NewReferral(
        "GBV",
        institution,
        "URGENT",
        procedure="COMPLAINT_CRIME",
        reason="Lo que contó",
        shared_fields=("NAME", "REASON"),
        consent_state="GIVEN",
        consent_method="WRITTEN",
    )
    made = create_referral(writer, person, new)
    take_step(writer, made, "SENT")
    return made


def test_the_panel_tells_no_more_than_the_lists(reception: Desk, writer: Desk, referral: str) -> None:
    take_step(writer, referral, "REJECTED", barrier="FEAR", note="tiene miedo")
    shown = view_referral(reception, referral)
    told = shown.referral
    assert shown.is_guarded
    assert (told.sector, told.procedure, told.reason, told.barrier) == ("PROTECTION", None, None, None)
    assert {(it.step.barrier, it.step.note) for it in shown.steps} == {(None, None)}
    known = view_referral(writer, referral)
    assert (known.referral.reason, known.steps[-1].step.barrier) == ("Lo que contó", "FEAR")


def test_rows_of_a_list_name_neither_sector_nor_procedure(reception: Desk, referral: str) -> None:
    row = open_referrals(reception)[0].row
    assert (row.id, row.sector, row.procedure) == (referral, "PROTECTION", None)


def test_the_letter_is_printed_by_those_who_may_read_it(reception: Desk, writer: Desk, referral: str) -> None:
    with pytest.raises(RuleViolation, match="not_allowed"):
        print_referral_letter(reception, referral)
    assert print_referral_letter(writer, referral).startswith(b"%PDF")


def test_nobody_comes_to_read_it_by_passing_it_on(reception: Desk, referral: str) -> None:
    institution = view_referral(reception, referral).referral.institution
    with pytest.raises(RuleViolation, match="not_allowed"):
        pass_on(reception, referral, institution)
    assert [it.row.id for it in open_referrals(reception)] == [referral]


def test_tasks_come_without_their_notes(reception: Desk, writer: Desk, person: str, referral: str) -> None:
    today = writer.today().isoformat()
    plan_follow_up(writer, person, NewFollowUp("CALL", today, note="llamar a la casa", referral=referral))
    plan_follow_up(
        writer, person, NewFollowUp("APPOINTMENT", today, "10:00", note="con la fiscalía", referral=referral)
    )
    for desk, notes in ((reception, {None}), (writer, {"llamar a la casa", "con la fiscalía"})):
        day = view_today(desk)
        assert {it.note for it in follow_ups_to_do(desk)} == notes
        assert {it.note for it in (*day.tasks, *day.appointments)} == notes
        assert {it.note for it in view_referral(desk, referral).follow_ups} == notes


def test_a_facilitator_expects_a_visitor_and_learns_nothing_of_a_referral(
    facilitator: Desk, writer: Desk, person: str, referral: str
) -> None:
    today = writer.today().isoformat()
    plan_follow_up(
        writer, person, NewFollowUp("APPOINTMENT", today, "10:00", note="con la fiscalía", referral=referral)
    )
    (expected,) = view_today(facilitator).appointments
    assert (expected.person_name, expected.starts_at) == ("Rosa Ensayo", "10:00")
    assert (expected.note, expected.referral) == (None, None)
