"""Referrals as the desk sees them: what is due, what is closed, and one with its whole history."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from integrhabitat_desktop.db.queries.record_names import staff_name
from integrhabitat_desktop.db.queries.referrals import (
    FollowUpRow,
    ReferralRow,
    StepRow,
    follow_ups_of,
    newest_referrals_not_in,
    referrals_in,
    steps_of,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.referral_rules import (
    REROUTED,
    Urgency,
    due_at,
    next_statuses,
    open_statuses,
    shown_sector,
    urgency,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import is_guarded, without_guarded_notes
from integrhabitat_desktop.use_cases.keep_institutions import ACTIVE, InstitutionRow, list_institutions
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.note_reading import note_reading
from integrhabitat_protocol.record_type import values_of
from integrhabitat_protocol.record_types import Institution, Person, Referral

__all__ = ["FollowUpRow", "ListedReferral", "ReferralRow", "ReferralView", "StepView", "Urgency"]

_NEWEST_CLOSED = 100


@dataclass(frozen=True, slots=True)
class ListedReferral:
    """A referral in a list with its clock; `due` is UTC, None before it was sent."""

    row: ReferralRow
    due: datetime | None
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with the name of who took it."""

    step: StepRow
    staff_name: str


@dataclass(frozen=True, slots=True)
class ReferralView:
    """Everything about one referral; `can_become` are the statuses that may follow.

    Where it `is_guarded` it is told without what only named roles know, and no letter is printed. `could_go_to` are
    the institutions it could be passed on to.
    """

    referral: Referral
    person_name: str
    institution: Institution | None
    due: datetime | None
    urgency: Urgency
    steps: tuple[StepView, ...]
    follow_ups: tuple[FollowUpRow, ...]
    can_become: tuple[str, ...]
    is_guarded: bool = False
    could_go_to: tuple[InstitutionRow, ...] = ()


def open_referrals(desk: Desk) -> tuple[ListedReferral, ...]:
    """Every referral that is not closed, the most urgent first. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.REFER)
    listed = [_listed(desk, row) for row in referrals_in(desk.store, open_statuses())]
    return tuple(sorted(listed, key=lambda it: (it.urgency.value, it.due or desk.now())))


def closed_referrals(desk: Desk) -> tuple[ListedReferral, ...]:
    """The newest closed referrals. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.REFER)
    rows = newest_referrals_not_in(desk.store, open_statuses(), _NEWEST_CLOSED)
    return tuple(_listed(desk, row) for row in rows)


def view_referral(desk: Desk, referral_id: str) -> ReferralView:
    """One referral with its history; that it was read is noted with the person's record.

    Of a guarded sector those who may not see what is sensitive learn no more than lists say, unless they wrote it.
    RuleViolation `not_allowed`, `referral_not_found`; StoreError.
    """
    require(desk.staff, Permission.REFER)
    referral = desk.store.get(Referral, referral_id)
    if referral is None:
        raise RuleViolation("referral_not_found")
    kept_record(desk, referral.person)  # refuses what may not be seen
    person = desk.store.get(Person, kept_record(desk, referral.person))
    note_reading(desk, referral.person)
    guarded = is_guarded(desk, values_of(referral))
    due = due_at(referral.priority, referral.sent_at) if referral.sent_at else None
    return ReferralView(
        referral=_as_lists_say(referral) if guarded else referral,
        person_name=person.name if person is not None else "",
        institution=desk.store.get(Institution, referral.institution),
        due=due,
        urgency=urgency(referral.status, due, desk.now(), _end_of_day(desk)),
        steps=tuple(
            StepView(
                replace(it, note=None, barrier=None) if guarded else it,
                staff_name(desk.store, it.staff) if it.staff else "",
            )
            for it in steps_of(desk.store, referral_id)
        ),
        follow_ups=without_guarded_notes(desk, follow_ups_of(desk.store, referral_id)),
        can_become=next_statuses(referral.status),
        is_guarded=guarded,
        could_go_to=() if guarded else _others(desk, referral),
    )


def _others(desk: Desk, referral: Referral) -> tuple[InstitutionRow, ...]:
    """Where it could be passed on to, those that offer what is asked for first."""
    if REROUTED not in next_statuses(referral.status):
        return ()
    open_ones = [it for it in list_institutions(desk) if it.state == ACTIVE and it.id != referral.institution]
    return tuple(sorted(open_ones, key=lambda it: referral.sector not in it.sectors))


def _as_lists_say(referral: Referral) -> Referral:
    return replace(referral, sector=shown_sector(referral.sector), procedure=None, reason=None, barrier=None)


def _listed(desk: Desk, row: ReferralRow) -> ListedReferral:
    due = due_at(row.priority, row.sent_at) if row.sent_at else None
    said = shown_sector(row.sector)
    row = row if said == row.sector else replace(row, sector=said, procedure=None)
    return ListedReferral(row, due, urgency(row.status, due, desk.now(), _end_of_day(desk)))


def _end_of_day(desk: Desk) -> datetime:
    return datetime.combine(desk.today() + timedelta(days=1), time(), desk.time_zone)
