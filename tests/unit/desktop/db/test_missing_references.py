"""What points to a record that is not here is reported; a deleted record is here."""

from integrhabitat_desktop.db.queries.missing_references import MissingReference, missing_references
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_protocol.blocks import RecordRow
from integrhabitat_protocol.record_type import Values
from tests.unit.desktop.db.sync_builders import STAFF, answer, person_row

PHONE: Values = {"person": "P-1", "channel": "PHONE", "value": "300", "value_key": "300"}


def test_a_contact_that_came_before_its_person_is_reported_until_the_person_comes(store: Store) -> None:
    sync = SyncStore(store, STAFF)
    answer(sync, rows=[RecordRow("contact", "C-1", 1, "live", PHONE)])
    assert missing_references(store) == [MissingReference("contact", "C-1", "person", "person", "P-1")]
    answer(sync, rows=[person_row("P-1", 1, name="Ifigenia Lucumí")])
    assert missing_references(store) == []
    answer(sync, rows=[person_row("P-1", 2, "deleted")])
    assert missing_references(store) == []


def test_no_more_are_reported_than_asked_for(store: Store) -> None:
    rows = [RecordRow("contact", f"C-{number}", 1, "live", PHONE) for number in range(5)]
    answer(SyncStore(store, STAFF), rows=rows)
    assert len(missing_references(store, limit=3)) == 3
