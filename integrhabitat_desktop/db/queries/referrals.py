"""Reads referrals and what is to be done for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.store import Store

_ROW = """
SELECT referral.id, referral.person, person.name, referral.sector, referral.procedure, referral.priority,
    referral.status, referral.sent_at, referral.made_on, institution.name
FROM referral LEFT JOIN person ON person.id = referral.person
LEFT JOIN institution ON institution.id = referral.institution
"""
_IN_STATUS = f"""
{_ROW} WHERE referral.status IN (SELECT value FROM json_each(?)) AND referral.gone = 0
ORDER BY referral.sent_at, referral.made_on, referral.id
"""  # noqa: S608 - constants
_NEWEST_NOT_IN_STATUS = f"""
{_ROW} WHERE referral.status NOT IN (SELECT value FROM json_each(?)) AND referral.gone = 0
ORDER BY referral.made_on DESC, referral.id DESC LIMIT ?
"""  # noqa: S608 - constants
_STEPS = """
SELECT id, status, barrier, note, at, staff FROM referral_step WHERE referral = ? AND gone = 0 ORDER BY at, id
"""
_FOLLOW_UP_ROW = """
SELECT follow_up.id, follow_up.person, person.name, follow_up.referral, follow_up.kind, follow_up.day,
    follow_up.starts_at, follow_up.note, follow_up.state, follow_up.activity, activity.title
FROM follow_up LEFT JOIN person ON person.id = follow_up.person
LEFT JOIN activity ON activity.id = follow_up.activity
"""
_TO_DO = f"""
{_FOLLOW_UP_ROW} WHERE follow_up.day <= ? AND follow_up.state = 'OPEN' AND follow_up.gone = 0
ORDER BY follow_up.day, follow_up.starts_at, follow_up.id
"""
_APPOINTMENTS = f"""
{_FOLLOW_UP_ROW} WHERE follow_up.day = ? AND follow_up.kind = 'APPOINTMENT' AND follow_up.state = 'OPEN'
    AND follow_up.gone = 0
ORDER BY follow_up.starts_at, follow_up.id
"""
_OF_REFERRAL = f"""
{_FOLLOW_UP_ROW} WHERE follow_up.referral = ? AND follow_up.gone = 0 ORDER BY follow_up.day, follow_up.id
"""

_PERSON_NAMES = "SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?)) AND gone = 0"

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral in a list; names are "" where they have not been received."""

    id: str
    person: str
    person_name: str
    sector: str
    procedure: str | None
    priority: str
    status: str
    sent_at: str | None
    made_on: str | None
    institution_name: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step; `at` is UTC, `staff` an account."""

    id: str
    status: str
    barrier: str | None
    note: str | None
    at: str | None
    staff: str | None


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Something to do for a person on a day, for a referral or after absences from an activity where it is of one."""

    id: str
    person: str
    person_name: str
    referral: str | None
    kind: str
    day: str
    starts_at: str | None
    note: str | None
    state: str
    activity: str | None
    activity_title: str | None


def referrals_in(store: Store, statuses: Sequence[str]) -> list[ReferralRow]:
    """Every referral in one of these statuses. StoreError."""
    found = store.fetch(_IN_STATUS, (_encode(statuses).decode(),))
    return _rows(_with_kept_names(store, _unrestricted(store, found)))


def newest_referrals_not_in(store: Store, statuses: Sequence[str], limit: int) -> list[ReferralRow]:
    """The newest referrals in none of these statuses. StoreError."""
    found = store.fetch(_NEWEST_NOT_IN_STATUS, (_encode(statuses).decode(), limit))
    return _rows(_with_kept_names(store, _unrestricted(store, found)))


def steps_of(store: Store, referral_id: str) -> list[StepRow]:
    """The steps of a referral, the first one first. StoreError."""
    return [StepRow(*row) for row in store.fetch(_STEPS, (referral_id,))]


def follow_ups_until(store: Store, day: str) -> list[FollowUpRow]:
    """What was to be done until a day and is not done, the oldest first. StoreError."""
    return _follow_ups(_with_kept_names(store, _unrestricted(store, store.fetch(_TO_DO, (day,)))))


def appointments_on(store: Store, day: str) -> list[FollowUpRow]:
    """The appointments of a day that are not over, by time. StoreError."""
    return _follow_ups(_with_kept_names(store, _unrestricted(store, store.fetch(_APPOINTMENTS, (day,)))))


def follow_ups_of(store: Store, referral_id: str) -> list[FollowUpRow]:
    """What was and is to be done about a referral. StoreError."""
    return _follow_ups(_with_kept_names(store, store.fetch(_OF_REFERRAL, (referral_id,))))


def _unrestricted(store: Store, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without the rows of people whose record is blocked; the person is in the second column."""
    with store_errors():
        hidden = restricted_among(store.connection, [row[1] for row in rows])
    return [row for row in rows if row[1] not in hidden]


def _with_kept_names(store: Store, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """With the name of the record that is kept where the person's record was joined; it is the third column."""
    with store_errors():
        kept = kept_records(store.connection, [row[1] for row in rows])
    if not kept:
        return rows
    names = dict(store.fetch(_PERSON_NAMES, (_encode(sorted(set(kept.values()))).decode(),)))
    return [(*row[:2], names.get(kept.get(row[1], ""), row[2]), *row[3:]) for row in rows]


def _rows(rows: Sequence[tuple[object, ...]]) -> list[ReferralRow]:
    return [ReferralRow(*(_named(row, 2, 9))) for row in rows]  # type: ignore[arg-type]  # columns of the statement


def _follow_ups(rows: Sequence[tuple[object, ...]]) -> list[FollowUpRow]:
    return [FollowUpRow(*(_named(row, 2))) for row in rows]  # type: ignore[arg-type]  # columns of the statement


def _named(row: tuple[object, ...], *names: int) -> list[object]:
    return [value or "" if place in names else value for place, value in enumerate(row)]
