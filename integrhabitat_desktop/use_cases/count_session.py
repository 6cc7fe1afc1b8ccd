"""Count who was at a session without naming them: a crowd by rough age and sex, officials by role, sex and modality.

Counts stand beside the marks of people who are known by name, and are never added to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from integrhabitat_desktop.db.queries.session_counts import counted_officials, headcounts_of
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.count_people import Counted
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.mark_attendance import hold_within, open_session, wait_within
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import AggregateAttendance, Headcount

__all__ = ["COUNTED_MODALITIES", "COUNTED_ROLES", "Counted", "Officials", "SessionCount"]

COUNTED_ROLES = ("OFFICIAL", "PARTNER_STAFF")
COUNTED_MODALITIES = ("IN_PERSON", "ONLINE")
_OF_CROWD = ("girls", "boys", "women", "men", "others")


@dataclass(frozen=True, slots=True)
class Officials:
    """People of one role and modality."""

    women: int = 0
    men: int = 0
    others: int = 0

    def total(self) -> int:
        """Everybody."""
        return self.women + self.men + self.others


@dataclass(frozen=True, slots=True)
class SessionCount:
    """What was counted at a session. `officials` stand by role and modality (codes).

    `elsewhere` are people of further headcounts, made on other computers, which are left as they are.
    """

    crowd: Counted = field(default_factory=Counted)
    officials: Mapping[tuple[str, str], Officials] = field(default_factory=dict)
    elsewhere: int = 0

    def people(self) -> int:
        """The crowd, wherever it was counted."""
        return self.crowd.total() + self.elsewhere

    def all_officials(self) -> int:
        """Officials and partner staff together."""
        return sum(it.total() for it in self.officials.values())


def view_session_count(desk: Desk, session_id: str) -> SessionCount:
    """What was counted. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    own, *others = [_counted(it) for it in headcounts_of(desk.store, session_id)] or [Counted()]
    officials = {
        (it.role, it.modality): Officials(it.women or 0, it.men or 0, it.others or 0)
        for it in counted_officials(desk.store, session_id)
    }
    return SessionCount(own, officials, sum(it.total() for it in others))


def count_session(desk: Desk, session_id: str, count: SessionCount) -> SessionCount:
    """Write what was counted; what stood there before, for the undo. A session where somebody was counted was held.

    RuleViolation `not_allowed`, `session_not_found`, `session_did_not_take_place`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = open_session(desk, session_id)
    before = view_session_count(desk, session_id)
    first = next(iter(headcounts_of(desk.store, session_id)), None)
    crowd = {name: getattr(count.crowd, name) or None for name in _OF_CROWD}
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        if first is not None:
            tx.update(Headcount, first.id, **crowd)
        elif count.crowd.total():
            tx.create(
                Headcount(
                    id=tx.new_id(),
                    day=session.day,
                    activity_session=session_id,
                    recorded_by=desk.staff.id,
                    **crowd,
                )
            )
        for (role, modality), officials in count.officials.items():
            if officials != before.officials.get((role, modality), Officials()):
                tx.put(
                    AggregateAttendance(
                        id=natural_id(session_id, role, modality),
                        session=session_id,
                        role=role,
                        modality=modality,
                        recorded_by=desk.staff.id,
                        **{it.name: getattr(officials, it.name) or None for it in fields(Officials)},
                    )
                )
        if count.crowd.total() or count.all_officials():
            hold_within(tx, session)
        else:
            wait_within(tx, desk, session)
    empty = {key: Officials() for key in count.officials}
    return SessionCount(before.crowd, {**empty, **before.officials})


def _counted(headcount: Headcount) -> Counted:
    return Counted(
        headcount.girls or 0,
        headcount.boys or 0,
        headcount.women or 0,
        headcount.men or 0,
        headcount.others or 0,
    )
