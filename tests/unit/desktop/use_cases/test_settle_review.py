"""Decisions between two real stores and a real hub: listed in plain facts, settled, taken back."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from integrhabitat_desktop.db.record_rows import write_record
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_consents import Yes, note_yes, withdraw
from integrhabitat_desktop.use_cases.keep_household import add_to_household
from integrhabitat_desktop.use_cases.person_file import RecordEdit, open_file, save_edits, undo_edits
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import lift_restriction, restrict_record
from integrhabitat_desktop.use_cases.settle_review import (
    KEEP,
    USE_OTHER,
    list_decisions,
    settle,
    undo_settlement,
)
from integrhabitat_protocol.record_type import values_of
from integrhabitat_protocol.record_types import Need, PersonNote, Referral, Review, StaffAccount
from tests.fake_clock import FakeClock
from tests.sync.jobs import Workers
from tests.sync.served_hub import ServedHub, engine_for, new_store, pair_with
from tests.unit.desktop.use_cases.conftest import desk_of


class Two:
    """Two computers of one centre, paired with a hub that is served by a process of its own."""

    def __init__(self, one: Desk, other: Desk, url: str) -> None:
        self.one, self.other = one, other
        ticks = iter(range(10_000_000))
        self._engines = [engine_for(desk.store, url, lambda: float(next(ticks))) for desk in (one, other)]

    def sync(self) -> None:
        """Until both know everything."""
        for engine in (*self._engines, self._engines[0]):
            engine.run_round()


@pytest.fixture
def two(tmp_path: Path, clock: FakeClock) -> Iterator[Two]:
    with closing(Workers()) as workers:
        hub = ServedHub(tmp_path / "hub", workers)
        with hub.serving() as (url, _process):
            stores = [
                new_store(tmp_path / f"{name}.db", with_staff=name == "one") for name in ("one", "other")
            ]
            for store in stores:
                pair_with(store, hub, url)
            desks = [desk_of(store, clock, "COORDINATOR") for store in stores]
            with stores[0].transaction("STAFFAA-1") as tx:
                tx.create(
                    StaffAccount(id=desks[0].staff.id, display_name="Ana", role="COORDINATOR", state="ACTIVE")
                )
            made = Two(desks[0], desks[1], url)
            made.sync()
            yield made
            for store in stores:
                store.close()
        hub.close()


def phone_of(desk: Desk, person: str) -> tuple[str, str]:
    """The id and the value of a person's phone."""
    opened = open_file(desk, person, note=False)
    contact = next(part for part in opened.parts if part.record_type == "contact")
    return contact.record_id, str(contact.values["value"])


@pytest.fixture
def person(two: Two) -> str:
    """Somebody whose phone was changed on both computers at once."""
    made = register_person(two.one, Registration(name="Amparo Prueba", phones=("3001",)), check_in=False)
    two.sync()
    contact, _ = phone_of(two.one, made.person_id)
    save_edits(two.one, made.person_id, [RecordEdit("contact", contact, {"value": "3111"})])
    save_edits(two.other, made.person_id, [RecordEdit("contact", contact, {"value": "3222"})])
    two.sync()
    return made.person_id


def test_both_values_stand_in_the_decision_with_author_and_place(two: Two, person: str) -> None:
    for desk in (two.one, two.other):
        (decision,) = list_decisions(desk).open
        assert decision.name.person == "Amparo Prueba"
        assert decision.fields == ("value",)
        assert (decision.stands.values["value"], decision.other.values["value"]) == ("3111", "3222")
        assert (decision.before["value"], decision.stands.author) == ("3001", "Ana")
    assert list_decisions(two.one).open[0].stands.is_here
    assert list_decisions(two.other).open[0].other.is_here


def test_using_the_other_value_reaches_the_other_computer(two: Two, person: str) -> None:
    (decision,) = list_decisions(two.one).open
    settle(two.one, decision.review_id, USE_OTHER)
    two.sync()
    for desk in (two.one, two.other):
        assert phone_of(desk, person)[1] == "3222"
        assert list_decisions(desk).open == ()
        assert [it.choice for it in list_decisions(desk).settled] == [USE_OTHER]


def test_a_settlement_is_taken_back_before_and_after_it_was_sent(two: Two, person: str) -> None:
    (decision,) = list_decisions(two.one).open
    for sent in (False, True):
        settled = settle(two.one, decision.review_id, USE_OTHER)
        if sent:
            two.sync()
        undo_settlement(two.one, settled)
        two.sync()
        for desk in (two.one, two.other):
            assert phone_of(desk, person)[1] == "3111"
            assert len(list_decisions(desk).open) == 1


def test_keeping_what_stands_changes_only_the_decision(two: Two, person: str) -> None:
    (decision,) = list_decisions(two.other).open
    settle(two.other, decision.review_id, KEEP)
    with pytest.raises(RuleViolation, match="review_settled"):
        settle(two.other, decision.review_id, USE_OTHER)
    two.sync()
    review = two.one.store.get(Review, decision.review_id)
    assert review is not None
    assert (review.state, phone_of(two.one, person)[1]) == ("SETTLED", "3111")


def test_an_edit_of_a_file_is_taken_back_whole(two: Two) -> None:
    made = register_person(two.one, Registration(name="Rosa Prueba"), check_in=False)
    undo = save_edits(
        two.one,
        made.person_id,
        [
            RecordEdit("person", made.person_id, {"neighbourhood": "El Pozón"}),
            RecordEdit("contact", "", {"channel": "PHONE", "value": "300 1188"}),
        ],
    )
    opened = open_file(two.one, made.person_id, note=True)
    assert opened.person.values["neighbourhood"] == "El Pozón"
    assert [part.values["value_key"] for part in opened.parts] == ["3001188"]
    undo_edits(two.one, undo)
    opened = open_file(two.one, made.person_id, note=False)
    assert opened.person.values["neighbourhood"] is None
    assert opened.parts == ()
    views = two.one.store.fetch("SELECT count(*) FROM audit WHERE action = 'view'")
    assert views == [(1,)]


def keep_review(desk: Desk, record_type: str, **sides: str) -> str:
    """An open review of a record that is no longer there."""
    review = Review(
        id="K3F9Q7M-99.x",
        record_type=record_type,
        record_id="K3F9Q7M-99",
        field_group="",
        kind="DELETED_THEN_EDITED",
        state="OPEN",
        **sides,
    )
    with desk.store.write_lock():
        write_record(desk.store.connection, Review.TYPE, review.id, values_of(review))
    return review.id


@pytest.mark.parametrize("side", ["base", "current", "other"])
def test_a_decision_about_a_deleted_record_of_a_blocked_person_is_for_coordinators(
    desk: Desk, reception: Desk, side: str
) -> None:
    person = register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id
    values = {"person": person, "channel": "PHONE", "value": "3001234567"}
    review = keep_review(desk, "contact", **{side: json.dumps(values)})
    assert len(list_decisions(reception).open) == 1
    restrict_record(desk, person, "BLOCK")
    assert (len(list_decisions(reception).open), len(list_decisions(desk).open)) == (0, 1)
    with pytest.raises(RuleViolation, match="review_not_found"):
        settle(reception, review, KEEP)
    lift_restriction(desk, person)
    assert len(list_decisions(reception).open) == 1


@pytest.mark.parametrize(("record_type", "shown"), [("contact", 0), ("activity", 1)])
def test_while_somebody_is_blocked_what_may_be_theirs_is_for_coordinators(
    desk: Desk, reception: Desk, record_type: str, shown: int
) -> None:
    keep_review(desk, record_type, base=json.dumps({"value": "3001234567"}))
    person = register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id
    assert len(list_decisions(reception).open) == 1
    restrict_record(desk, person, "BLOCK")
    assert (len(list_decisions(reception).open), len(list_decisions(desk).open)) == (shown, 1)


@pytest.mark.parametrize("record_type", ["staff_account", "restriction", "erasure"])
def test_what_only_a_coordinator_may_change_is_for_a_coordinator_to_decide(
    desk: Desk, reception: Desk, record_type: str
) -> None:
    review = keep_review(desk, record_type, other=json.dumps({"state": "ACTIVE"}))
    assert (list_decisions(reception).open, list_decisions(reception).for_others) == ((), 1)
    assert len(list_decisions(desk).open) == 1
    for choice in (KEEP, USE_OTHER):
        with pytest.raises(RuleViolation, match="review_not_found"):
            settle(reception, review, choice)
    settle(desk, review, KEEP)


def test_a_decision_about_what_a_role_may_not_see_is_neither_shown_to_it_nor_taken_by_it(
    two: Two, clock: FakeClock
) -> None:
    made = register_person(two.one, Registration(name="Amparo Prueba"), check_in=False).person_id
    with two.one.store.transaction(two.one.staff.id) as tx:
        need, note, guarded, plain = tx.new_id(), tx.new_id(), tx.new_id(), tx.new_id()
        tx.create(Need(id=need, person=made, need="LP-RR", status="OPEN", source="la abogada"))
        tx.create(PersonNote(id=note, person=made, day="2027-03-01", text="nota", restricted=1))
        for referral, sector in ((guarded, "GBV"), (plain, "LEGAL")):
            tx.create(
                Referral(
                    id=referral,
                    person=made,
                    institution="K3F9Q7M-900",
                    sector=sector,
                    priority="NORMAL",
                    status="DRAFT",
                    consent_state="NOT_ASKED",
                )
            )
    two.sync()
    for desk in (two.one, two.other):
        with desk.store.transaction(desk.staff.id) as tx:
            told = "uno" if desk is two.one else "dos"
            tx.update(Need, need, source=told)
            tx.update(PersonNote, note, text=told)
            tx.update(Referral, guarded, reason=told)
            tx.update(Referral, plain, reason=told)
    two.sync()
    shown = {
        role: {
            it.review_id.split(".")[0] for it in list_decisions(desk_of(two.other.store, clock, role)).open
        }
        for role in ("COORDINATOR", "FIELD", "RECEPTION", "FACILITATOR")
    }
    assert shown == {
        "COORDINATOR": {need, note, guarded, plain},
        "FIELD": {note, guarded, plain},
        "RECEPTION": {plain},
        "FACILITATOR": set(),
    }
    reception = desk_of(two.other.store, clock, "RECEPTION")
    assert list_decisions(reception).for_others == 3
    for decision in list_decisions(two.other).open:
        if not decision.review_id.startswith(plain):
            with pytest.raises(RuleViolation, match="review_not_found"):
                settle(reception, decision.review_id, USE_OTHER)


def keep_household_review(desk: Desk, household: str) -> None:
    """A clash about where a household lives, as the hub tells it."""
    review = Review(
        id=f"{household}.x.1-a.address",
        record_type="household",
        record_id=household,
        field_group="address",
        kind="EDIT",
        base=json.dumps({"address": None}),
        current=json.dumps({"address": "Calle 1"}),
        other=json.dumps({"address": "Calle 2"}),
        state="OPEN",
    )
    with desk.store.write_lock():
        write_record(desk.store.connection, Review.TYPE, review.id, values_of(review))


def test_where_somebody_blocked_lives_is_decided_by_coordinators(desk: Desk, field: Desk) -> None:
    head, other = (
        register_person(desk, Registration(name=name), check_in=False).person_id
        for name in ("Alex Ensayo", "Berta Prueba")
    )
    keep_household_review(desk, add_to_household(desk, head, other, None).household_id)
    assert len(list_decisions(field).open) == 1
    restrict_record(desk, other, "BLOCK")
    assert (len(list_decisions(field).open), len(list_decisions(desk).open)) == (0, 1)


def test_after_a_withdrawal_a_decision_tells_no_more_than_the_file(desk: Desk, field: Desk) -> None:
    person = register_person(desk, Registration(name="Alex Ensayo"), check_in=False).person_id
    note_yes(desk, person, "SENSITIVE", Yes("WRITTEN"))
    head = register_person(desk, Registration(name="Berta Prueba"), check_in=False).person_id
    keep_household_review(desk, add_to_household(desk, head, person, None).household_id)
    assert len(list_decisions(field).open) == 1
    withdraw(desk, person, "SENSITIVE", desk.today().isoformat())
    assert (len(list_decisions(field).open), len(list_decisions(desk).open)) == (0, 1)
