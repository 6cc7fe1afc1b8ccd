"""Reads whose birthday it is, among those who take part now."""

from collections.abc import Sequence

import msgspec

from integrhabitat_desktop.db.queries.person_summaries import (
    SUMMARY_COLUMNS,
    PersonSummary,
    hidden_among,
    kept_people,
    summary_of_row,
)
from integrhabitat_desktop.db.store import Store

# Only a day that was said is a birthday; those who came lately or are enrolled are the ones somebody can greet.
_BIRTHDAYS = f"""
SELECT {SUMMARY_COLUMNS} FROM person
WHERE person.id IN (
        SELECT check_in.person FROM check_in
            WHERE check_in.day >= :since AND check_in.state = 'DONE' AND check_in.gone = 0
        UNION
        SELECT enrolment.person FROM enrolment JOIN activity ON activity.id = enrolment.activity
            WHERE enrolment.status = 'ENROLLED' AND enrolment.gone = 0
                AND activity.state = 'OPEN' AND activity.gone = 0)
    AND person.gone = 0 AND person.birth_precision = 'DAY'
    AND substr(person.birth_date, 6) IN (SELECT value FROM json_each(:days))
ORDER BY person.name COLLATE NOCASE, person.id
"""  # noqa: S608 - constants

_encode = msgspec.json.Encoder().encode


def birthdays_on(store: Store, days: Sequence[str], since: str) -> list[PersonSummary]:
    """Who was born on one of these days of the year (`MM-DD`) and came since a day or is enrolled. StoreError."""
    rows = store.fetch(_BIRTHDAYS, {"days": _encode(list(days)).decode(), "since": since})
    found = [summary_of_row(row) for row in rows]
    kept, hidden = kept_people(store, found), hidden_among(store, found)
    once = {kept.get(it.id, it).id: kept.get(it.id, it) for it in found if it.id not in hidden}
    return list(once.values())
