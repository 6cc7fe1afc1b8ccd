"""Replies and pages: what the hub answers is what the store shows, and unsent edits stay on top."""

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_protocol.blocks import RecordRow
from integrhabitat_protocol.digest import Digest, record_hash
from integrhabitat_protocol.messages import Reply
from integrhabitat_protocol.record_types import Person
from tests.unit.desktop.db.sync_builders import (
    STAFF,
    answer,
    bases_of,
    changes_of,
    delete,
    edit,
    person_row,
    register,
    send_all,
    states_of,
    synced_person,
    version_of,
)


@pytest.fixture
def sync(store: Store) -> SyncStore:
    return SyncStore(store, STAFF)


def shown(store: Store, person_id: str) -> Person:
    person = store.get(Person, person_id)
    assert person is not None
    return person


def test_an_applied_create_is_known_in_version_one(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    assert (version_of(store, person_id), states_of(store)) == (1, ["acknowledged"])
    assert sync.state().digest == Digest().added(record_hash("person", person_id, 1))


def test_the_next_edit_stands_on_the_acknowledged_version(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    edit(store, person_id, sex="F")
    edit(store, person_id, sex="M")
    assert [change.base_version for change in changes_of(store)] == [0, 1, 1]


def test_the_kept_base_goes_with_the_last_unsent_change(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    edit(store, person_id, sex="F")
    assert bases_of(store) == 1
    last = send_all(sync)
    edit(store, person_id, nationality="HT")
    answer(sync, Reply(last, "applied", 2), last=last)
    assert bases_of(store) == 1
    newest = send_all(sync)
    answer(sync, Reply(newest, "applied", 3), last=newest)
    assert (bases_of(store), version_of(store, person_id)) == (0, 3)


def test_a_page_is_shown_and_its_version_known(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 4, name="Ifigenia Lucumí", sex="F")])
    assert shown(store, "P-1").name == "Ifigenia Lucumí"
    assert version_of(store, "P-1") == 4


def test_the_digest_follows_versions_up(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 4, name="Ifigenia Lucumí"), person_row("P-2", 1, name="Gil Ruano")])
    answer(sync, rows=[person_row("P-1", 5, name="Ifigenia Lucumí Paz")])
    expected = Digest().added(record_hash("person", "P-1", 5)).added(record_hash("person", "P-2", 1))
    assert sync.state().digest == expected


def test_a_page_that_comes_late_does_not_turn_back_time(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 5, name="Nuevo Nombre")])
    answer(sync, rows=[person_row("P-1", 4, name="Viejo Nombre")])
    assert shown(store, "P-1").name == "Nuevo Nombre"
    assert version_of(store, "P-1") == 5


def test_an_answer_applied_twice_changes_nothing_more(store: Store, sync: SyncStore) -> None:
    register(store)
    last = send_all(sync)
    rows = [person_row("P-1", 1, name="Ifigenia Lucumí")]
    answer(sync, last=last, rows=rows)
    once = (sync.state(), states_of(store))
    answer(sync, last=last, rows=rows)
    assert (sync.state(), states_of(store)) == once


def test_an_unsent_edit_of_another_group_stays_on_top_of_the_page(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, sex="F")
    answer(sync, rows=[person_row(person_id, 2, name="Domitila Angulo Paz")])
    assert (shown(store, person_id).name, shown(store, person_id).sex) == ("Domitila Angulo Paz", "F")
    assert changes_of(store)[-1].base_version == 1


def test_a_clashing_page_is_shown_and_the_unsent_edit_keeps_its_base(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, name="Domitila Angulo Ruiz")
    answer(sync, rows=[person_row(person_id, 2, name="Domitila Angulo Paz")])
    assert shown(store, person_id).name == "Domitila Angulo Paz"
    assert changes_of(store)[-1].base_version == 1
    edit(store, person_id, name="Domitila Angulo Paz Ruiz")
    assert changes_of(store)[-1].base_version == 2


def test_after_a_merge_the_version_waits_for_the_page(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    edit(store, person_id, sex="F")
    last = send_all(sync)
    answer(sync, Reply(last, "merged", 3), last=last)
    assert version_of(store, person_id) == 1
    answer(sync, rows=[person_row(person_id, 3, name="Otro Nombre", sex="F")])
    assert (version_of(store, person_id), shown(store, person_id).name) == (3, "Otro Nombre")


def test_an_edit_after_a_merge_and_before_its_page_stays(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    edit(store, person_id, sex="F")
    last = send_all(sync)
    edit(store, person_id, sex="M")
    answer(sync, Reply(last, "merged", 3), last=last)
    answer(sync, rows=[person_row(person_id, 3, name="Otro Nombre", sex="F")])
    assert (shown(store, person_id).name, shown(store, person_id).sex) == ("Otro Nombre", "M")


def test_an_edit_beats_a_delete_that_was_not_sent(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    delete(store, person_id)
    answer(sync, rows=[person_row(person_id, 2, name="Otro Nombre")])
    assert shown(store, person_id).name == "Otro Nombre"


def test_an_own_deletion_stays_when_its_record_is_sent_again(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    delete(store, person_id)
    answer(sync, rows=[person_row(person_id, 1, name="Domitila Angulo")])
    assert store.get(Person, person_id) is None


def test_a_record_deleted_elsewhere_is_gone_although_edited_here(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    edit(store, person_id, sex="F")
    answer(sync, rows=[person_row(person_id, 2, "deleted")])
    assert store.get(Person, person_id) is None
    assert states_of(store)[-1] == "waiting"


def test_a_delete_that_became_a_review_brings_the_record_back(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    delete(store, person_id)
    last = send_all(sync)
    answer(sync, Reply(last, "conflict", 1), last=last)
    assert shown(store, person_id).name == "Domitila Angulo"
    assert bases_of(store) == 0


def test_a_quarantined_edit_is_still_shown(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, sex="F")
    last = send_all(sync)
    answer(sync, Reply(last, "quarantined", 0, "author_disabled"), last=last)
    assert shown(store, person_id).sex == "F"
    assert [(item.change.counter, item.code) for item in sync.quarantined()] == [(2, "author_disabled")]
    assert (sync.counts().quarantined, sync.counts().unsent) == (1, 0)


def test_giving_up_a_quarantined_edit_shows_the_hub_again(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, sex="F")
    last = send_all(sync)
    answer(sync, Reply(last, "quarantined", 0, "author_disabled"), last=last)
    sync.give_up(last)
    assert shown(store, person_id).sex is None
    assert (sync.counts().quarantined, bases_of(store)) == (0, 0)


def test_giving_up_a_quarantined_create_takes_it_away(store: Store, sync: SyncStore) -> None:
    person_id = register(store)
    last = send_all(sync)
    answer(sync, Reply(last, "quarantined", 0, "author_disabled"), last=last)
    sync.give_up(last)
    assert store.get(Person, person_id) is None


def test_a_quarantined_edit_sent_again_is_a_new_change(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, sex="F")
    last = send_all(sync)
    answer(sync, Reply(last, "quarantined", 0, "author_disabled"), last=last)
    answer(sync, rows=[person_row(person_id, 2, name="Domitila Angulo", nationality="HT")])
    sync.send_again(last)
    newest = changes_of(store)[-1]
    assert (newest.op, newest.base_version, newest.fields) == ("edit", 2, {"sex": (None, "F")})
    assert states_of(store)[1:] == ["refused", "waiting"]


def test_a_refused_change_is_taken_back(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, sex="F")
    last = send_all(sync)
    edit(store, person_id, nationality="HT")
    answer(sync, Reply(last, "refused", 0, "already_settled"), last=last)
    assert (shown(store, person_id).sex, shown(store, person_id).nationality) == (None, "HT")


def test_a_refused_change_leaves_what_was_applied_before_it(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, nationality="HT")
    edit(store, person_id, sex="F")
    last = send_all(sync)
    answer(sync, Reply(last, "refused", 0, "already_settled"), last=last)
    assert (shown(store, person_id).sex, shown(store, person_id).nationality) == (None, "HT")
    assert (version_of(store, person_id), bases_of(store)) == (2, 0)


def test_fields_of_a_newer_version_are_kept(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 1, name="Ifigenia Lucumí", shoe_size=37)])
    edit(store, "P-1", sex="F")
    assert store.fetch("SELECT unknown_fields FROM person") == [('{"shoe_size":37}',)]


def test_records_of_an_unknown_type_are_kept(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[RecordRow("garden_bed", "G-1", 2, "live", {"title": "Ternura"})])
    assert store.fetch("SELECT record_type, fields FROM unknown_record") == [
        ("garden_bed", '{"title":"Ternura"}')
    ]
    assert version_of(store, "G-1") == 2


def test_the_listener_hears_of_pulled_records(store: Store) -> None:
    heard: list[frozenset[tuple[str, str]]] = []
    listening = Store(store.connection, store.clock, lambda changes: heard.append(changes.records))
    answer(SyncStore(listening, STAFF), rows=[person_row("P-1", 1, name="Ifigenia Lucumí")])
    assert heard == [frozenset({("person", "P-1")})]
