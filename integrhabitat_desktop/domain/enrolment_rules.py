"""What an enrolment counts as: who is part of an activity on a day, and whose role takes one of its places."""

from datetime import date
from typing import Final

from integrhabitat_desktop.domain.ages import full_years
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_protocol.code_lists import code_list

PARTICIPANT: Final = "PARTICIPANT"
DEPENDENT: Final = "DEPENDENT"
CARE_SPACE: Final = "CARE_SPACE"

ENROLLED: Final = "ENROLLED"
WAITLIST: Final = "WAITLIST"
CANCELLED: Final = "CANCELLED"
# Ended with a last day: the sessions up to that day keep the person.
ENDED: Final = frozenset({"COMPLETED", "CERTIFIED", "DROPPED", "MOVED"})
# Never begun, or taken back: whoever is enrolled after that begins anew.
NOT_BEGUN: Final = frozenset({WAITLIST, CANCELLED, "INTERESTED"})

_WITHOUT_PLACE: Final = frozenset({"VOLUNTEER", "FACILITATOR", "SPEAKER", "CARER"})


def takes_a_place(role: str | None, kind: str) -> bool:
    """Whether somebody in this role takes one of the places of an activity of this kind.

    Who helps to hold it takes none. A child that is cared for meanwhile takes one of a care space alone.
    """
    role = role or PARTICIPANT
    if role == DEPENDENT:
        return kind == CARE_SPACE
    return role not in _WITHOUT_PLACE


def is_missed(role: str | None, kind: str) -> bool:
    """Whether somebody in this role is asked after who stays away: who comes for themselves, not who helps."""
    described = code_list("participation_role").entry(role or PARTICIPANT)
    return described.notes.get("counts_as_beneficiary") == "yes" and takes_a_place(role, kind)


def is_part_on(status: str, ends_on: str | None, day: str) -> bool:
    """Whether somebody is enrolled, and the enrolment has not run out on an ISO day."""
    return status == ENROLLED and (ends_on is None or ends_on >= day)


def is_outside(age: int | None, least: int | None, most: int | None) -> bool:
    """Whether an age lies outside the range of an activity; an age that nobody knows does not."""
    if age is None:
        return False
    return (least is not None and age < least) or (most is not None and age > most)


def age_on(birth_date: str | None, day: date) -> int | None:
    """The full years of somebody on a day; None where nobody knows the birth date."""
    if not birth_date:
        return None
    return full_years(date.fromisoformat(birth_date), day)


def check_age_range(least: object, most: object) -> None:
    """RuleViolation `ages_reversed` where the range of an activity ends before it begins."""
    if isinstance(least, int) and isinstance(most, int) and most < least:
        raise RuleViolation("ages_reversed")
