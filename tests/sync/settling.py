"""Settles a review as a person does at a desktop: the record's edit and the settlement in one group."""

import msgspec

from integrhabitat_desktop.domain.clock import instant_text
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_type import Value, record_from_values
from integrhabitat_protocol.record_types import Review
from tests.sync.desktop import STAFF, Desktop

OPEN = "SELECT id FROM review WHERE state = 'OPEN' AND gone = 0 ORDER BY id"
_fields_of = msgspec.json.Decoder(dict[str, Value]).decode


def settle_review(desktop: Desktop, number: int, *, use_other: bool) -> bool:
    """Settle one of the open reviews; says whether there was one."""
    rows = desktop.store.fetch(OPEN)
    if not rows:
        return False
    review = desktop.store.get(Review, rows[number % len(rows)][0])
    assert review is not None
    described = CATALOGUE[review.record_type]
    shown = desktop.shown(described.cls, review.record_id)
    wanted = {name: value for name, value in _fields_of(review.other or "{}").items()}
    delete = use_other and review.kind == "EDITED_THEN_DELETED" and bool(shown)
    deleting = described.cls if delete else None
    with desktop.writing(deleting, review.record_id) as tx:
        tx.start_group()
        if delete:
            tx.delete(described.cls, review.record_id)
        elif use_other and review.kind == "DELETED_THEN_EDITED" and not shown:
            content = {**_fields_of(review.base or "{}"), **wanted}
            tx.create(
                record_from_values(
                    described.cls, review.record_id, dict.fromkeys(described.field_names) | content
                )
            )
        elif use_other and review.kind == "EDIT" and shown:
            known = {name: value for name, value in wanted.items() if name in described.by_name}
            key = described.natural_key or ()
            tx.update(described.cls, review.record_id, **{n: v for n, v in known.items() if n not in key})
        tx.update(
            Review,
            review.id,
            state="SETTLED",
            choice="USE_OTHER" if use_other else "KEEP_CURRENT",
            settled_by=STAFF,
            settled_at=instant_text(desktop.clock.now()),
        )
    return True
