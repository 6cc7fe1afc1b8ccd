"""Drafts and settings stay inside the encrypted store and survive a new process."""

from pathlib import Path

from integrhabitat_desktop.db.drafts import Draft, drafts_of, read_draft, remove_draft, save_draft
from integrhabitat_desktop.db.settings import read_setting, write_setting
from integrhabitat_desktop.db.store import Store
from tests.conftest import StoreFactory


def test_a_draft_is_there_after_the_store_was_opened_again(
    store_factory: StoreFactory, store_path: Path
) -> None:
    before = store_factory(path=store_path)
    save_draft(before, "staff-1", "register_person", '{"name":"Casilda"}')
    before.close()
    after = store_factory(path=store_path)
    assert read_draft(after, "staff-1", "register_person") == Draft(
        "register_person", "2027-03-01T14:00:00Z", '{"name":"Casilda"}'
    )


def test_a_newer_draft_of_the_same_form_replaces_the_older(store: Store) -> None:
    save_draft(store, "staff-1", "register_person", "{}")
    save_draft(store, "staff-1", "register_person", '{"name":"Casilda"}')
    assert [draft.content for draft in drafts_of(store, "staff-1")] == ['{"name":"Casilda"}']


def test_nobody_sees_the_draft_of_a_colleague(store: Store) -> None:
    save_draft(store, "staff-1", "register_person", "{}")
    assert read_draft(store, "staff-2", "register_person") is None


def test_a_removed_draft_is_gone(store: Store) -> None:
    save_draft(store, "staff-1", "register_person", "{}")
    remove_draft(store, "staff-1", "register_person")
    assert drafts_of(store, "staff-1") == []


def test_drafts_are_no_changes_of_records(store: Store) -> None:
    save_draft(store, "staff-1", "register_person", "{}")
    assert store.fetch("SELECT count(*) FROM outbox") == [(0,)]


def test_settings_are_read_back_and_removed(store: Store) -> None:
    assert read_setting(store, "theme") is None
    write_setting(store, "theme", "high_contrast")
    write_setting(store, "theme", "light")
    assert read_setting(store, "theme") == "light"
    write_setting(store, "theme", None)
    assert read_setting(store, "theme") is None
