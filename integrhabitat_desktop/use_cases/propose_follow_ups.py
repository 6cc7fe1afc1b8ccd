"""Who stayed away several times in a row: propose a call or a home visit, once."""

from dataclasses import dataclass
from datetime import timedelta

from integrhabitat_desktop.db.queries.absences import (
    Followed,
    followed_absences,
    last_attended_on,
    marks_of_absent,
)
from integrhabitat_desktop.db.settings import read_setting, write_setting
from integrhabitat_desktop.domain.absence_rules import FEWEST, MOST, PROPOSED_AFTER, absences_in_a_row
from integrhabitat_desktop.domain.attendance_counts import counts_as_present
from integrhabitat_desktop.domain.enrolment_rules import is_missed
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_follow_ups import CANCELLED, OPEN, NewFollowUp, plan_follow_up

CALL, HOME_VISIT = "CALL", "HOME_VISIT"
_KEY = "absences_before_follow_up"
# Six sessions of an activity that meets once a month.
_LOOKS_BACK_DAYS = 240


@dataclass(frozen=True, slots=True)
class AbsentPerson:
    """Somebody enrolled who was absent without a word `absences` times in a row; days are ISO dates.

    `last_attended_on` is None where they never came.
    """

    person: str
    name: str
    activity: str
    title: str
    absences: int
    last_attended_on: str | None

    @property
    def key(self) -> str:
        """What tells two of them apart in a list."""
        return f"{self.activity} {self.person}"


def proposed_after(desk: Desk) -> int:
    """After how many absences in a row somebody is proposed on this computer. StoreError."""
    kept = read_setting(desk.store, _KEY)
    return int(kept) if kept is not None else PROPOSED_AFTER


def propose_after(desk: Desk, absences: int) -> None:
    """Propose sooner or later. RuleViolation `not_allowed`, `absences_out_of_range`; StoreError."""
    require(desk.staff, Permission.FOLLOW_UP_ABSENCES)
    if not FEWEST <= absences <= MOST:
        raise RuleViolation("absences_out_of_range", fewest=FEWEST, most=MOST)
    write_setting(desk.store, _KEY, str(absences))


def absent_people(desk: Desk) -> tuple[AbsentPerson, ...]:
    """Whom to call or visit, the longest away first. What was done about somebody begins their row anew.

    RuleViolation `not_allowed`, StoreError.
    """
    require(desk.staff, Permission.FOLLOW_UP_ABSENCES)
    today = desk.today()
    least = proposed_after(desk)
    followed = followed_absences(desk.store)
    since = (today - timedelta(days=_LOOKS_BACK_DAYS)).isoformat()
    found = []
    for it in marks_of_absent(desk.store, since, today.isoformat(), least):
        done = followed.get((it.person, it.activity), Followed("", is_open=False))
        absences = absences_in_a_row(status for day, status in it.marks if day > done.day)
        if done.is_open or absences < least or not is_missed(it.role, it.kind):
            continue
        attended = [day for day, status in it.marks if counts_as_present(status)]
        found.append(
            AbsentPerson(
                it.person,
                it.name,
                it.activity,
                it.title,
                absences,
                attended[-1] if attended else last_attended_on(desk.store, it.activity, it.person),
            )
        )
    return tuple(sorted(found, key=lambda it: (-it.absences, fold(it.name), it.key)))


def follow_up_absence(desk: Desk, absent: AbsentPerson, kind: str) -> str:
    """Note a call or a home visit for today; its id, for `undo_planning`. Raises as `plan_follow_up`."""
    return _note(desk, absent, kind, OPEN)


def leave_absence(desk: Desk, absent: AbsentPerson) -> str:
    """Nothing is to be done about it: remembered on every computer; the id for `undo_planning`."""
    return _note(desk, absent, CALL, CANCELLED)


def _note(desk: Desk, absent: AbsentPerson, kind: str, state: str) -> str:
    new = NewFollowUp(kind, desk.today().isoformat(), activity=absent.activity)
    return plan_follow_up(desk, absent.person, new, state=state)
