"""Lists and the timeline of a person."""

from integrhabitat_desktop.db.queries.person_summaries import (
    count_people,
    frequent_visitors,
    people_by_ids,
    people_by_name,
    visits_of_day,
)
from integrhabitat_desktop.db.queries.person_timeline import person_timeline
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.record_types import (
    Activity,
    ActivitySession,
    Attendance,
    CheckIn,
    Consent,
    MobilityProfile,
    PersonMerge,
    ServiceDelivery,
)
from tests.unit.desktop.db.sync_builders import STAFF, delete, register


def check_in(store: Store, person_id: str, day: str, arrived_at: str | None = None) -> str:
    with store.transaction(STAFF) as tx:
        made = CheckIn(
            id=f"{person_id}.{day}",
            person=person_id,
            day=day,
            visit_number=1,
            state="DONE",
            arrived_at=arrived_at,
            recorded_by=STAFF,
        )
        tx.put(made)
    return made.id


def void(store: Store, check_in_id: str) -> None:
    with store.transaction(STAFF) as tx:
        tx.update(CheckIn, check_in_id, state="VOID")


def test_people_come_in_the_order_of_folded_names_page_by_page(store: Store) -> None:
    for name in ("Zoila Paz", "Álvaro Ruiz", "Ñusta Mamani", "Blanca Soto", "Álvaro Ruiz"):
        register(store, name)
    first = people_by_name(store, 3)
    second = people_by_name(store, 3, first.last)
    names = [person.name for person in (*first.people, *second.people)]
    assert names == ["Álvaro Ruiz", "Álvaro Ruiz", "Blanca Soto", "Ñusta Mamani", "Zoila Paz"]
    assert second.last is None
    assert count_people(store) == 5


def test_summaries_bear_the_last_visit_that_was_not_voided(store: Store) -> None:
    person_id = register(store)
    check_in(store, person_id, "2027-02-01")
    void(store, check_in(store, person_id, "2027-02-15"))
    assert people_by_ids(store, [person_id, "nobody-1"])[person_id].last_visit_on == "2027-02-01"


def test_frequent_visitors_come_first_and_those_here_already_last(store: Store) -> None:
    often, seldom, here, long_ago = (register(store, f"Persona {word}") for word in "ABCD")
    for day in ("2027-02-01", "2027-02-08", "2027-02-15"):
        check_in(store, often, day)
        check_in(store, here, day)
    check_in(store, seldom, "2027-02-20")
    check_in(store, long_ago, "2026-02-20")
    check_in(store, here, "2027-03-01")
    visitors = frequent_visitors(store, since="2027-01-01", today="2027-03-01")
    assert [(it.person.id, it.days, it.is_here_today) for it in visitors] == [
        (often, 3, False),
        (seldom, 1, False),
        (here, 4, True),
    ]


def test_the_visits_of_a_day_are_newest_first_without_voided_ones(store: Store) -> None:
    first, second, mistake = (register(store) for _ in range(3))
    check_in(store, first, "2027-03-01", "2027-03-01T14:00:00Z")
    check_in(store, second, "2027-03-01", "2027-03-01T14:05:00Z")
    void(store, check_in(store, mistake, "2027-03-01", "2027-03-01T14:06:00Z"))
    assert [visit.person.id for visit in visits_of_day(store, "2027-03-01")] == [second, first]


def test_whoever_came_twice_on_a_day_is_shown_once_with_both_visits(store: Store) -> None:
    twice, once, joined = (register(store) for _ in range(3))
    check_in(store, twice, "2027-03-01", "2027-03-01T14:00:00Z")
    check_in(store, once, "2027-03-01", "2027-03-01T14:05:00Z")
    last = check_in(store, joined, "2027-03-01", "2027-03-01T14:10:00Z")
    with store.transaction(STAFF) as tx:
        tx.create(PersonMerge(id=joined, person=joined, survivor=twice, state="JOINED"))
    shown = visits_of_day(store, "2027-03-01")
    assert [(it.person.id, it.check_in_id, it.visits) for it in shown] == [
        (twice, last, 2),
        (once, f"{once}.2027-03-01", 1),
    ]


def test_the_timeline_holds_everything_dated_newest_first(store: Store) -> None:
    person_id = register(store, first_contact_on="2027-01-10")
    check_in(store, person_id, "2027-02-01")
    with store.transaction(STAFF) as tx:
        tx.put(
            Consent(
                id=f"{person_id}.REGISTER",
                person=person_id,
                scope="REGISTER",
                state="GIVEN",
                answered_on="2027-01-11",
            )
        )
        tx.put(
            MobilityProfile(
                id=f"{person_id}.2027-01-12", person=person_id, valid_from="2027-01-12", profile="MIGRANT"
            )
        )
        tx.create(
            ServiceDelivery(id=tx.new_id(), person=person_id, service="T1.02", day="2027-02-02", state="DONE")
        )
        activity, session = tx.new_id(), tx.new_id()
        tx.create(Activity(id=activity, title="Costura", kind="WORKSHOP", state="OPEN"))
        tx.create(ActivitySession(id=session, activity=activity, day="2027-02-03", state="HELD"))
        tx.put(Attendance(id=f"{session}.{person_id}", session=session, person=person_id, status="PRESENT"))
    entries = person_timeline(store, person_id)
    assert [(it.day, it.record_type, it.code) for it in entries] == [
        ("2027-02-03", "attendance", "PRESENT"),
        ("2027-02-02", "service_delivery", "T1.02"),
        ("2027-02-01", "check_in", None),
        ("2027-01-12", "mobility_profile", "MIGRANT"),
        ("2027-01-11", "consent", "REGISTER"),
        ("2027-01-10", "person", None),
    ]
    assert entries[0].title == "Costura"
    assert person_timeline(store, person_id, limit=2, before=entries[1]) == entries[2:4]


def test_a_deleted_person_is_in_no_list(store: Store) -> None:
    person_id = register(store)
    check_in(store, person_id, "2027-03-01")
    delete(store, person_id)
    assert people_by_ids(store, [person_id]) == {}
    assert frequent_visitors(store, since="2027-01-01", today="2027-03-01") == []
