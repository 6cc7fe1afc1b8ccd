"""Hostile text in every text field of every kind of record: stored as it is, or refused by a code."""

import pytest

from integrhabitat_desktop.db.refusals import ValidationFailed
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.erasing import left_of
from integrhabitat_protocol.fields import FieldKind
from integrhabitat_protocol.record_type import RecordType, record_from_values, values_of
from integrhabitat_protocol.validation import expected_id
from tests.hostile_texts import HOSTILE_TEXTS
from tests.unit.protocol.test_erasing import full

WRITTEN_BY_PEOPLE = [
    described
    for described in CATALOGUE.values()
    if not described.hub_made and any(spec.kind is FieldKind.TEXT for spec in described.fields)
]


@pytest.mark.parametrize("described", WRITTEN_BY_PEOPLE, ids=lambda it: it.name)
def test_any_text_is_kept_as_it_is_or_refused(store: Store, described: RecordType) -> None:
    values = {name: value for name, value in full(described).items() if name != "time_zone"}
    if "time_zone" in described.by_name:
        values["time_zone"] = "America/Bogota"
    kept = refused = 0
    with store.transaction("K3F9Q7M-1") as tx:
        record_id = expected_id(described, values) or tx.new_id()
        tx.create(record_from_values(described.cls, record_id, values))
        for spec in described.fields:
            if spec.kind is not FieldKind.TEXT or spec.name in (described.natural_key or ()):
                continue
            for text in HOSTILE_TEXTS:
                before = tx.get(described.cls, record_id)
                try:
                    tx.update(described.cls, record_id, **{spec.name: text})
                except ValidationFailed:
                    refused += 1
                    assert tx.get(described.cls, record_id) == before
                    continue
                kept += 1
                stored = tx.get(described.cls, record_id)
                assert stored is not None and (getattr(stored, spec.name) or "") == text
    assert kept > refused
    stored = store.get(described.cls, record_id)
    assert stored is not None
    assert left_of(described, values_of(stored)).keys() == values_of(stored).keys()
