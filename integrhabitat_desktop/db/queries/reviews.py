"""Reviews: decisions that the hub left to people, open or settled."""

from integrhabitat_desktop.db.record_rows import statements
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.record_type import record_from_values
from integrhabitat_protocol.record_types import Review

_OPEN_IDS = "SELECT id FROM review WHERE state = 'OPEN' AND gone = 0 ORDER BY found_at, id LIMIT ?"
_SETTLED_IDS = (
    "SELECT id FROM review WHERE state = 'SETTLED' AND gone = 0 ORDER BY settled_at DESC, id LIMIT ?"
)
_OF_RECORD = """
SELECT id FROM review WHERE record_id = ? AND record_type = ? AND state = 'OPEN' AND gone = 0
ORDER BY found_at, id
"""


def open_reviews(store: Store, limit: int = 500) -> list[Review]:
    """Decisions to take, the oldest first. StoreError."""
    return _reviews(store, [row[0] for row in store.fetch(_OPEN_IDS, (limit,))])


def settled_reviews(store: Store, limit: int = 50) -> list[Review]:
    """Decisions taken, the newest first. StoreError."""
    return _reviews(store, [row[0] for row in store.fetch(_SETTLED_IDS, (limit,))])


def open_reviews_of(store: Store, record_type: str, record_id: str) -> list[Review]:
    """Decisions to take about one record. StoreError."""
    return _reviews(store, [row[0] for row in store.fetch(_OF_RECORD, (record_id, record_type))])


def _reviews(store: Store, ids: list[str]) -> list[Review]:
    names, select = Review.TYPE.field_names, statements(Review.TYPE).select
    found = []
    for review_id in ids:
        row = store.fetch_one(select, (review_id,))
        if row is not None:
            found.append(record_from_values(Review, review_id, dict(zip(names, row, strict=False))))
    return found
