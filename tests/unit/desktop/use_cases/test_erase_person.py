"""An erased person: nothing that names them is left anywhere in the store, counts stay, and the audit still holds."""

import pytest

from integrhabitat_desktop.db.audit import first_break
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_people import find_people, front_desk
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.keep_drafts import keep_drafts
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.list_people import how_many
from integrhabitat_desktop.use_cases.person_file import RecordEdit, open_file, save_edits
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.refer_person import NewReferral, create_referral
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import (
    erase_person,
    lift_restriction,
    list_restricted,
    restrict_record,
)
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_protocol.record_types import Contact

CANARY = "Canarielo"


def everything(store: Store) -> str:
    """All text of all tables of the store."""
    tables = [row[0] for row in store.fetch("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(str(row) for table in tables for row in store.fetch(f"SELECT * FROM {table}"))  # noqa: S608


@pytest.fixture
def person(desk: Desk) -> str:
    """Somebody with a canary in whatever the desk writes down."""
    registration = Registration(
        name=f"Rosa {CANARY}",
        preferred_name=CANARY,
        birth_date="1990-05-04",
        birth_precision="DAY",
        sex="F",
        neighbourhood=CANARY,
        document_type="CO-CC",
        document_number=f"52{CANARY}",
        phones=("3005550142",),
        consent="GIVEN",
    )
    made = register_person(desk, registration, check_in=True).person_id
    again = register_person(desk, Registration(name=f"Rossa {CANARY}"), check_in=False).person_id
    join_records(desk, made, again, frozenset())
    record_service(desk, made, ServiceEntry("T1.02", quantity=2, note=CANARY))
    clinic = save_institution(desk, "", {"name": "Puesto de salud"}).institution_id
    create_referral(desk, made, NewReferral("HEALTH", clinic, "NORMAL", reason=CANARY))
    save_edits(
        desk,
        made,
        [
            RecordEdit("person", made, {"neighbourhood": f"Otro {CANARY}"}),
            RecordEdit("person_note", "", {"text": CANARY}),
        ],
    )
    keep_drafts(desk, {"people": {"person": made, "name": CANARY}})
    return made


def settle_everything(store: Store) -> None:
    """As if the hub had taken all that waits: until then the words of a change are part of the chain."""
    with store.write_lock():
        store.connection.execute("UPDATE outbox SET state = 'acknowledged'")


def test_nothing_that_names_the_person_is_left_and_the_counts_stay(
    desk: Desk, reception: Desk, store: Store, person: str
) -> None:
    settle_everything(store)
    assert CANARY in everything(store)
    restrict_record(desk, person, "ERASE")
    erase_person(desk, person)
    left = everything(store)
    for words in (CANARY, CANARY.casefold(), "3005550142", "1990-05-04"):
        assert words not in left, words
    assert store.fetch("SELECT count(*) FROM check_in WHERE state = 'DONE'") == [(1,)]
    assert store.fetch("SELECT service, quantity FROM service_delivery") == [("T1.02", 2)]
    assert store.fetch("SELECT sex, birth_date FROM person WHERE id = ?", (person,)) == [("F", "1990-01-01")]
    assert first_break(store.connection) is None
    assert how_many(reception) == 0 and find_people(reception, "rosa") == []
    assert front_desk(reception).here == ()
    for refused in (view_card, lambda at, who: open_file(at, who, note=False)):
        with pytest.raises(RuleViolation, match="person_erased"):
            refused(desk, person)
    assert list_restricted(desk) == ()


def test_only_a_blocked_record_is_erased_and_only_by_a_coordinator(
    desk: Desk, reception: Desk, store: Store, person: str
) -> None:
    with pytest.raises(RuleViolation, match="not_blocked"):
        erase_person(desk, person)
    restrict_record(desk, person, "ERASE")
    with pytest.raises(RuleViolation, match="not_allowed"):
        erase_person(reception, person)
    lift_restriction(desk, person)
    with pytest.raises(RuleViolation, match="not_blocked"):
        erase_person(desk, person)
    assert CANARY in everything(store)


def test_what_is_written_about_an_erased_person_later_names_nobody(
    desk: Desk, store: Store, person: str
) -> None:
    settle_everything(store)
    restrict_record(desk, person, "ERASE")
    erase_person(desk, person)
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Contact(id=tx.new_id(), person=person, channel="PHONE", value=CANARY))
    assert store.fetch("SELECT value FROM contact WHERE gone = 0 ORDER BY id DESC LIMIT 1") == [("—",)]


def test_an_audit_entry_can_be_emptied_and_otherwise_never_changed(
    desk: Desk, store: Store, person: str
) -> None:
    check = "UPDATE audit SET detail = '{}' WHERE seq = 1"
    with pytest.raises(Exception, match="append-only"), store.write_lock():
        store.connection.execute(check)
    forged = 'UPDATE audit SET detail = \'{"erased":"' + "0" * 32 + "\"}' WHERE seq = 1"
    with store.write_lock():
        store.connection.execute(forged)
    assert first_break(store.connection) == 1
