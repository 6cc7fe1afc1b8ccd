"""Who has earned a certificate of an activity, who is short by how much, and what was issued."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from integrhabitat_desktop.db.queries import certificates
from integrhabitat_desktop.db.queries.certificates import CertificateRow, MarkMade, SessionSpan
from integrhabitat_desktop.db.queries.enrolments import EnrolmentRow, enrolments_of_activity
from integrhabitat_desktop.domain.attendance_counts import MOST_MINUTES, counts_as_present, speaks_instead
from integrhabitat_desktop.domain.certificate_rule import (
    CertificateRule,
    Judgement,
    PartTaken,
    Standing,
    judge,
)
from integrhabitat_desktop.domain.enrolment_rules import ENDED, NOT_BEGUN, takes_a_place
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Activity

__all__ = ["CertificateRow", "CertificateRule", "PartTaken", "Standing"]

ISSUED = "ISSUED"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of an activity; `issued` is the certificate that counts, `revoked` says that one was revoked."""

    person_id: str
    name: str
    preferred_name: str | None
    part: PartTaken
    judgement: Judgement
    issued: CertificateRow | None
    revoked: bool

    def may_be_issued(self) -> bool:
        """Whether a certificate can be issued: earned, or without a rule whoever took part, and none that counts."""
        if self.issued is not None:
            return False
        standing = self.judgement.standing
        return standing is Standing.REACHED or (standing is Standing.NO_RULE and self.part.attended > 0)


@dataclass(frozen=True, slots=True)
class Certificates:
    """An activity with its people; of its sessions so many were held, are over and untold, or still to come.

    `unmarked` counts the marks that are missing among the people of the sessions held. Days are ISO dates.
    """

    activity_id: str
    title: str
    rule: CertificateRule
    held: int
    untold: int
    to_come: int
    unmarked: int
    first_day: str | None
    last_day: str | None
    candidates: tuple[Candidate, ...]


def view_certificates(desk: Desk, activity_id: str) -> Certificates:
    """The people of an activity by name. RuleViolation `not_allowed`, `activity_not_found`; StoreError."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    today = desk.today().isoformat()
    spans = certificates.session_spans(desk.store, activity_id)
    over = [it for it in spans if it.state == "HELD" or it.day < today]
    to_come = [it for it in spans if it not in over]
    held = [it for it in over if it.state == "HELD"]
    rule = CertificateRule(activity.certificate_share, activity.certificate_hours)
    marks = _by_person(certificates.marks_made(desk.store, activity_id))
    issued = certificates.certificates_of_activity(desk.store, activity_id)
    found = []
    for row in enrolments_of_activity(desk.store, activity_id):
        part = part_taken(row, over, to_come, marks.get(row.person.id, {}))
        of_person = issued.get(row.person.id, [])
        is_part = row.status not in NOT_BEGUN or part.attended or of_person
        if is_part and takes_a_place(row.role, activity.kind):
            found.append(_candidate(row, part, rule, of_person))
    found.sort(key=lambda it: (fold(it.name), it.person_id))
    return Certificates(
        activity_id=activity_id,
        title=activity.title,
        rule=rule,
        held=len(held),
        untold=len(over) - len(held),
        to_come=len(to_come),
        unmarked=sum(it.part.unmarked for it in found) - len(found) * (len(over) - len(held)),
        first_day=held[0].day if held else None,
        last_day=held[-1].day if held else None,
        candidates=tuple(found),
    )


def part_taken(
    row: EnrolmentRow,
    over: Sequence[SessionSpan],
    to_come: Sequence[SessionSpan],
    marks: dict[str, MarkMade],
) -> PartTaken:
    """What a person took part in; a session before or after their enrolment counts as one they were not at."""
    attended = minutes = unmarked = unmarked_minutes = untimed = 0
    last_marked = max((it.day for it in over if it.session_id in marks), default="")
    for session in over:
        mark, length = marks.get(session.session_id), _minutes_of(session)
        if mark is not None and counts_as_present(mark.status):
            attended += 1
            minutes += length if mark.minutes is None else mark.minutes
            untimed += not length and mark.minutes is None
        elif mark is None and (session.state != "HELD" or _is_expected(row, session.day, last_marked)):
            unmarked += 1
            unmarked_minutes += length or MOST_MINUTES
    theirs = [it for it in to_come if _is_expected(row, it.day, last_marked)]
    return PartTaken(
        sessions=len(over),
        attended=attended,
        minutes=minutes,
        unmarked=unmarked,
        unmarked_minutes=unmarked_minutes,
        untimed=untimed,
        to_come=len(to_come),
        may_come=len(theirs),
        may_come_minutes=sum(_minutes_of(it) or MOST_MINUTES for it in theirs),
    )


def _candidate(
    row: EnrolmentRow, part: PartTaken, rule: CertificateRule, of_person: Sequence[CertificateRow]
) -> Candidate:
    counting = [it for it in of_person if it.state == ISSUED]
    return Candidate(
        person_id=row.person.id,
        name=row.person.name,
        preferred_name=row.person.preferred_name,
        part=part,
        judgement=judge(rule, part),
        issued=counting[0] if counting else None,
        revoked=bool(of_person) and not counting,
    )


def _by_person(marks: Iterable[MarkMade]) -> dict[str, dict[str, MarkMade]]:
    """The marks of each person by session; of joined records the one that speaks."""
    found: dict[str, dict[str, MarkMade]] = {}
    for mark in marks:
        own = found.setdefault(mark.person_id, {})
        there = own.get(mark.session_id)
        if there is None or speaks_instead(mark.status, there.status):
            own[mark.session_id] = mark
    return found


def _is_expected(row: EnrolmentRow, day: str, last_marked: str) -> bool:
    """Whether somebody belongs on the roster of a day. Who left without a last day left when they were last marked."""
    last = row.ends_on
    if last is None and row.status in ENDED:
        last = last_marked or row.starts_on
    return row.status not in NOT_BEGUN and (row.starts_on or "") <= day and (last is None or day <= last)


def _minutes_of(session: SessionSpan) -> int:
    """How long a session was; 0 where its times are not known."""
    if not session.starts_at or not session.ends_at:
        return 0
    start, end = (datetime.strptime(it, "%H:%M") for it in (session.starts_at, session.ends_at))
    return max(0, int((end - start).total_seconds()) // 60)
