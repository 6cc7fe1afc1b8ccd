"""The front desk: find, check in, register, serve, each with its undo and its permission."""

from dataclasses import replace

import pytest

from integrhabitat_desktop.db.queries.consent_answers import count_not_asked
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.look_alike import Likelihood
from integrhabitat_desktop.use_cases.check_in import check_in, say_purpose, undo_check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_look_alikes import find_look_alikes
from integrhabitat_desktop.use_cases.find_people import find_people, front_desk
from integrhabitat_desktop.use_cases.keep_follow_ups import NewFollowUp, plan_follow_up
from integrhabitat_desktop.use_cases.record_service import (
    ServiceEntry,
    correct_service,
    record_service,
    record_services,
    service_log,
    undo_services,
    view_service_history,
)
from integrhabitat_desktop.use_cases.register_person import (
    Registration,
    register_person,
    undo_registration,
)
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_protocol.record_types import CheckIn, Consent, Person, ServiceDelivery
from tests.fake_clock import FakeClock

YOHANA = Registration(
    name="  Yohana   Carolina Chirinos Valbuena ",
    birth_date="1991-04-17",
    birth_precision="DAY",
    sex="F",
    nationality="VE",
    document_type="VE-CI",
    document_number="V-99.000.101",
    phones=("300 118 84 42",),
    mobility_profile="MIGRANT",
    consent="GIVEN",
    consent_method="VERBAL",
)


def test_a_registration_writes_everything_and_checks_in(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=True)
    card = view_card(reception, made.person_id)
    assert card.person.name == "Yohana Carolina Chirinos Valbuena"
    assert card.visit_today is not None
    assert [(it.document_type, it.number) for it in card.documents] == [("VE-CI", "V-99.000.101")]
    assert [(it.scope, it.state) for it in card.consents] == [("REGISTER", "GIVEN")]
    assert {it.record_type for it in card.timeline} >= {"check_in", "consent", "mobility_profile"}


@pytest.mark.parametrize("query", ["balbuena johana", "99000101", "3001188442", "chirinos"])
def test_a_registered_person_is_found_by_what_one_hears_or_reads(reception: Desk, query: str) -> None:
    made = register_person(reception, YOHANA, check_in=False)
    assert [it.person.id for it in find_people(reception, query)] == [made.person_id]


def test_a_registration_is_taken_back_whole(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=True)
    undo_registration(reception, made)
    assert reception.store.get(Person, made.person_id) is None
    assert front_desk(reception).here == ()
    assert find_people(reception, "chirinos") == []


def test_nothing_goes_on_telling_what_somebody_answered_who_was_taken_back(reception: Desk) -> None:
    made, store = register_person(reception, YOHANA, check_in=True), reception.store
    undo_registration(reception, made)
    for table in ("person", "identity_document", "contact"):
        assert store.fetch(f"SELECT id FROM {table} WHERE gone = 0") == []  # noqa: S608 - names of tables
    assert store.fetch("SELECT state, basis, method, notice_version, answered_on, asked_by FROM consent") == [
        ("NOT_ASKED", None, None, None, None, None)
    ]
    assert store.fetch("SELECT profile FROM mobility_profile") == [("UNKNOWN",)]
    assert count_not_asked(store) == 0


def test_a_registration_that_is_taken_back_twice_is_taken_back_once(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=True)
    undo_registration(reception, made)
    undo_registration(reception, made)
    assert reception.store.get(Person, made.person_id) is None


def test_what_was_not_asked_is_not_written(reception: Desk) -> None:
    made = register_person(reception, Registration(name="Rosa", consent="NOT_ASKED"), check_in=False)
    person = reception.store.get(Person, made.person_id)
    assert person is not None
    assert (person.birth_date, person.birth_precision, person.sex) == (None, None, None)
    assert reception.store.get(Consent, f"{made.person_id}.REGISTER") is None


def test_look_alikes_are_shown_while_somebody_is_typed_in(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=False)
    (found,) = find_look_alikes(reception, "Johana Chirinos Balbuena", "1991-04-17", "DAY")
    assert found.person.id == made.person_id
    assert found.likeness.likelihood is Likelihood.LIKELY
    assert find_look_alikes(reception, "Segundo Manuel Quispe", "1970-01-20", "DAY") == []


def test_a_second_visit_of_a_day_has_to_be_meant(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=True)
    with pytest.raises(RuleViolation, match="already_here"):
        check_in(reception, made.person_id)
    again = check_in(reception, made.person_id, again=True)
    assert again.endswith(".2")


def test_a_check_in_taken_back_and_made_again_is_one_record(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=False)
    first = check_in(reception, made.person_id)
    undo_check_in(reception, first)
    standing = reception.store.get(CheckIn, first)
    assert standing is not None
    assert standing.state == "VOID"
    assert check_in(reception, made.person_id) == first


def test_the_day_of_a_visit_is_that_of_the_centre(reception: Desk, clock: FakeClock) -> None:
    made = register_person(reception, YOHANA, check_in=False)
    clock.advance(hours=14)  # four in the morning in London, still the evening before in Bogotá
    assert check_in(reception, made.person_id) == f"{made.person_id}.2027-03-01"


def test_the_same_service_twice_a_day_has_to_be_meant(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=True)
    food = ServiceEntry("T1.02", quantity=2, unit="ration")
    first = record_service(reception, made.person_id, food)
    with pytest.raises(RuleViolation, match="service_given_today"):
        record_service(reception, made.person_id, food)
    record_service(reception, made.person_id, food, again=True)
    undo_services(reception, [first])
    voided = reception.store.get(ServiceDelivery, first)
    assert voided is not None
    assert voided.state == "VOID"
    log = service_log(reception, made.person_id)
    assert len(log.lately) == 1
    assert log.favourites[0] == "T1.02"


def test_a_service_for_several_people_is_recorded_for_all_or_for_none(reception: Desk) -> None:
    people = [register_person(reception, YOHANA, check_in=False).person_id for _ in range(3)]
    kit = ServiceEntry("T1.11", quantity=1)
    record_service(reception, people[2], kit)
    with pytest.raises(RuleViolation, match="service_given_today"):
        record_services(reception, people, kit)
    assert service_log(reception, people[0]).lately == ()
    made = record_services(reception, [people[0], people[1], people[0]], kit)
    assert len(made) == 2
    undo_services(reception, made)
    assert service_log(reception, people[1]).lately == ()


def test_cash_counts_with_its_amount_only_and_a_correction_can_be_taken_back(reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=False)
    with pytest.raises(RuleViolation, match="amount_missing"):
        record_service(reception, made.person_id, ServiceEntry("T1.10"))
    cash = ServiceEntry("T1.10", value="50000", currency="COP", mechanism="CASH")
    given = record_service(reception, made.person_id, cash)
    before = correct_service(reception, given, replace(cash, value="60000.5", partner="Fondo de prueba"))
    assert before == cash
    (shown,) = service_log(reception, made.person_id).lately
    assert (shown.value, shown.partner) == ("60000.5", "Fondo de prueba")
    correct_service(reception, given, before)
    assert service_log(reception, made.person_id).lately[0].value == "50000"


def test_a_facilitator_records_no_services(facilitator: Desk, reception: Desk) -> None:
    made = register_person(reception, YOHANA, check_in=False)
    with pytest.raises(RuleViolation, match="not_allowed"):
        record_service(facilitator, made.person_id, ServiceEntry("T1.02"))


def test_nobody_is_checked_in_who_is_not_registered(reception: Desk) -> None:
    with pytest.raises(RuleViolation, match="person_not_found"):
        check_in(reception, "K3F9Q7M-99")


def test_a_service_can_be_corrected_on_another_day_and_tells_what_it_said_before(
    reception: Desk, clock: FakeClock
) -> None:
    person = register_person(reception, YOHANA, check_in=False).person_id
    given = record_service(reception, person, ServiceEntry("T1.02", quantity=2, unit="ration"))
    clock.advance(days=3)
    (listed,) = service_log(reception, person).lately
    assert (listed.day, listed.relationship_type) == ("2027-03-01", "PERSONAL")
    correct_service(
        reception, given, ServiceEntry("T1.02", quantity=3, unit="ration", relationship_type="COMMUNITY")
    )
    newest, made = view_service_history(reception, given)
    assert newest.changed == {"quantity": (2, 3), "relationship_type": ("PERSONAL", "COMMUNITY")}
    assert (made.action, newest.staff_name) == ("create", made.staff_name)
    assert newest.at > made.at


def test_a_correction_into_a_service_given_on_that_day_has_to_be_meant(reception: Desk) -> None:
    person = register_person(reception, YOHANA, check_in=False).person_id
    record_service(reception, person, ServiceEntry("T1.02"))
    other = record_service(reception, person, ServiceEntry("T1.04"))
    with pytest.raises(RuleViolation, match="service_given_today"):
        correct_service(reception, other, ServiceEntry("T1.02"))
    before = correct_service(reception, other, ServiceEntry("T1.02"), again=True)
    assert before.service == "T1.04"


@pytest.mark.parametrize("amount", ["0", "-50", "0.00"])
def test_no_amount_is_nothing_or_less(reception: Desk, amount: str) -> None:
    person = register_person(reception, YOHANA, check_in=False).person_id
    with pytest.raises(RuleViolation, match="amount_not_positive"):
        record_service(
            reception,
            person,
            ServiceEntry("T1.22", value=amount, currency="COP", mechanism="CASH"),
        )


def test_what_somebody_came_for_can_be_said_and_taken_back(reception: Desk) -> None:
    person = register_person(reception, YOHANA, check_in=False).person_id
    visit = check_in(reception, person)
    assert say_purpose(reception, visit, "SERVICE") is None
    assert say_purpose(reception, visit, "APPOINTMENT") == "SERVICE"
    shown = view_card(reception, person).visit_today
    assert shown is not None and shown.purpose == "APPOINTMENT"
    undo_check_in(reception, visit)
    assert check_in(reception, person) == visit
    standing = reception.store.get(CheckIn, visit)
    assert standing is not None and standing.purpose is None


def test_the_card_tells_of_an_appointment_and_a_birthday(desk: Desk) -> None:
    born = Registration(name="Rosa Ensayo", birth_date="1990-03-01", birth_precision="DAY")
    person = register_person(desk, born, check_in=False).person_id
    assert view_card(desk, person).has_birthday and view_card(desk, person).appointment is None
    plan_follow_up(desk, person, NewFollowUp("APPOINTMENT", "2027-03-01", "15:30"))
    plan_follow_up(desk, person, NewFollowUp("APPOINTMENT", "2027-03-01", "10:00"))
    plan_follow_up(desk, person, NewFollowUp("APPOINTMENT", "2027-03-02", "08:00"))
    assert view_card(desk, person).appointment == "10:00"
