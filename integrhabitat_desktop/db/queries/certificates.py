"""Reads the certificates that were issued, and the one with a code."""

from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.store import Store

_COLUMNS: Final = """
SELECT id, activity, person, check_code, name, activity_title, starts_on, ends_on, sessions, attended, minutes,
    issued_on, state FROM certificate
"""
_OF_ACTIVITY = _COLUMNS + " WHERE activity = ? AND gone = 0 ORDER BY state, issued_on DESC, id DESC"
_BY_CODE = _COLUMNS + " WHERE check_code = ? AND gone = 0 ORDER BY state, id LIMIT 1"


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate as it was printed; `state` is a code of `certificate_state`, days are ISO dates."""

    id: str
    activity: str
    person: str
    check_code: str
    name: str
    activity_title: str
    starts_on: str | None
    ends_on: str | None
    sessions: int | None
    attended: int | None
    minutes: int | None
    issued_on: str
    state: str


def certificates_of_activity(store: Store, activity_id: str) -> dict[str, list[CertificateRow]]:
    """The certificates of an activity by the person whose record is kept, those that count first. StoreError."""
    rows = [CertificateRow(*row) for row in store.fetch(_OF_ACTIVITY, (activity_id,))]
    with store_errors():
        kept = kept_records(store.connection, {it.person for it in rows})
    found: dict[str, list[CertificateRow]] = {}
    for it in rows:
        found.setdefault(kept.get(it.person, it.person), []).append(it)
    return found


def certificate_of_code(store: Store, code: str) -> CertificateRow | None:
    """The certificate with this code, one that counts before others. StoreError."""
    row = store.fetch_one(_BY_CODE, (code,))
    return CertificateRow(*row) if row else None
