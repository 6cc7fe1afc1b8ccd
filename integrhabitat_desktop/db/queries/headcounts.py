"""Reads how many people were counted without being registered."""

from integrhabitat_desktop.db.store import Store

_OF_DAY = """
SELECT coalesce(sum(coalesce(girls, 0) + coalesce(boys, 0) + coalesce(women, 0) + coalesce(men, 0)
    + coalesce(others, 0)), 0)
FROM headcount LEFT JOIN activity_session AS held ON held.id = headcount.activity_session AND held.gone = 0
WHERE coalesce(held.day, headcount.day) = ? AND headcount.gone = 0
"""


def counted_on(store: Store, day: str) -> int:
    """The people counted on a day; who was counted at a session, on its day. StoreError."""
    row = store.fetch_one(_OF_DAY, (day,))
    return int(row[0]) if row else 0
