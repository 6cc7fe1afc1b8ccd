"""Open and settled reviews as the hub sent them."""

from integrhabitat_desktop.db.queries.reviews import open_reviews, open_reviews_of, settled_reviews
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_protocol.blocks import RecordRow
from tests.unit.desktop.db.sync_builders import STAFF, answer


def review_row(number: int, state: str, record_id: str = "P-1") -> RecordRow:
    return RecordRow(
        "review",
        f"{record_id}.DEVICE1.{number}.identity",
        1,
        "live",
        {
            "record_type": "person",
            "record_id": record_id,
            "field_group": "identity",
            "kind": "EDIT",
            "base": '{"name":"A"}',
            "current": '{"name":"B"}',
            "other": '{"name":"C"}',
            "found_at": f"2027-03-01T14:0{number}:00Z",
            "state": state,
            "settled_at": f"2027-03-02T14:0{number}:00Z" if state == "SETTLED" else None,
        },
    )


def pulled(store: Store) -> Store:
    rows = [
        review_row(2, "OPEN"),
        review_row(1, "OPEN", "P-2"),
        review_row(3, "SETTLED"),
        review_row(4, "SETTLED"),
    ]
    answer(SyncStore(store, STAFF), rows=rows)
    return store


def test_open_reviews_come_oldest_first(store: Store) -> None:
    found = open_reviews(pulled(store))
    assert [(review.record_id, review.current) for review in found] == [
        ("P-2", '{"name":"B"}'),
        ("P-1", '{"name":"B"}'),
    ]


def test_settled_reviews_come_newest_first(store: Store) -> None:
    assert [review.found_at for review in settled_reviews(pulled(store))] == [
        "2027-03-01T14:04:00Z",
        "2027-03-01T14:03:00Z",
    ]


def test_the_reviews_of_one_record(store: Store) -> None:
    assert [review.found_at for review in open_reviews_of(pulled(store), "person", "P-1")] == [
        "2027-03-01T14:02:00Z"
    ]


def test_open_reviews_are_counted(store: Store) -> None:
    assert SyncStore(pulled(store), STAFF).counts().reviews == 2
