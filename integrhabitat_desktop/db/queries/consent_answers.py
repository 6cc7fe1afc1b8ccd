"""The answers of a person about consent in full: of joined records the latest one of each scope."""

from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.queries.person_summaries import SUMMARY_COLUMNS, PeoplePage, summary_of_row
from integrhabitat_desktop.db.queries.person_summaries import SUMMARY_WIDTH as _WIDTH
from integrhabitat_desktop.db.store import Store

# The same order as at the desk: a later answer counts, and of two on one day the one that is no yes.
_STANDING = f"""
SELECT id, scope, state, basis, method, notice_version, answered_on, expires_on, asked_by, evidence FROM (
    SELECT *, row_number() OVER
        (PARTITION BY scope ORDER BY answered_on DESC, state = 'GIVEN', id) AS place
    FROM consent WHERE person IN {SAME_PERSON} AND gone = 0
) WHERE place = 1 ORDER BY scope
"""  # noqa: S608 - constants

# Asked is whoever answered for the basic record, in this record or in one that was joined to it.
_NOT_ASKED: Final = f"""
NOT EXISTS (
    SELECT 1 FROM consent WHERE consent.id = found.person || '.REGISTER' AND state <> 'NOT_ASKED' AND gone = 0
) AND NOT (
    EXISTS (
        SELECT 1 FROM person_merge AS joined
        WHERE joined.survivor = found.person AND joined.state = 'JOINED' AND joined.gone = 0
    ) AND EXISTS (
        SELECT 1 FROM consent WHERE consent.person IN {SAME_PERSON.replace(":person", "found.person")}
            AND scope = 'REGISTER' AND state <> 'NOT_ASKED' AND gone = 0
    )
)
"""  # noqa: S608 - constants
_COUNT = f"SELECT count(*) FROM person_search_row AS found WHERE {_NOT_ASKED}"  # noqa: S608 - constants
_PAGE = f"""
SELECT {SUMMARY_COLUMNS}, found.name, found.number FROM (
    SELECT found.person, found.name, found.number FROM person_search_row AS found
    WHERE found.number IN (SELECT found.number FROM person_search_row AS found WHERE {_NOT_ASKED})
        AND (found.name, found.number) > (?, ?)
    ORDER BY found.name, found.number LIMIT ?
) AS found JOIN person ON person.id = found.person ORDER BY found.name, found.number
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class StandingAnswer:
    """One record of the type consent; `asked_by` is the id of a staff member."""

    record_id: str
    scope: str
    state: str
    basis: str | None
    method: str | None
    notice_version: str | None
    answered_on: str | None
    expires_on: str | None
    asked_by: str | None
    evidence: str | None


def standing_answers(store: Store, person_id: str) -> dict[str, StandingAnswer]:
    """The answers of a person by scope. StoreError."""
    rows = store.fetch(_STANDING, {"person": person_id})
    return {row[1]: StandingAnswer(*row) for row in rows}


def count_not_asked(store: Store) -> int:
    """How many people nobody has asked whether the centre may keep their record. StoreError."""
    row = store.fetch_one(_COUNT)
    return row[0] if row else 0


def people_not_asked(store: Store, limit: int, after: tuple[str, int] | None = None) -> PeoplePage:
    """One page of them, in the order of folded names. StoreError."""
    rows = store.fetch(_PAGE, (*(after or ("", -1)), limit))
    last = (rows[-1][_WIDTH], rows[-1][_WIDTH + 1]) if len(rows) == limit else None
    return PeoplePage(tuple(map(summary_of_row, rows)), last)
