"""Reads how many people were counted without being registered."""

from integrhabitat_desktop.db.store import Store

_OF_DAY = """
SELECT coalesce(sum(coalesce(girls, 0) + coalesce(boys, 0) + coalesce(women, 0) + coalesce(men, 0)
    + coalesce(others, 0)), 0)
FROM headcount WHERE day = ? AND gone = 0
"""


def counted_on(store: Store, day: str) -> int:
    """The people counted on a day. StoreError."""
    row = store.fetch_one(_OF_DAY, (day,))
    return int(row[0]) if row else 0
