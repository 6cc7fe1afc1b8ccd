"""Who has earned a certificate of an activity, who is short by how much, and what was issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.queries import certificates
from integrhabitat_desktop.db.queries.attendance_matrix import MatrixMark, MatrixSession, matrix_cells
from integrhabitat_desktop.db.queries.certificates import CertificateRow
from integrhabitat_desktop.db.queries.enrolments import EnrolmentRow, enrolments_of_activity
from integrhabitat_desktop.domain.attendance_counts import (
    MOST_MINUTES,
    counts_as_present,
    minutes_present,
    session_minutes,
)
from integrhabitat_desktop.domain.certificate_rule import (
    CertificateRule,
    Judgement,
    PartTaken,
    Standing,
    judge,
)
from integrhabitat_desktop.domain.enrolment_rules import NOT_BEGUN, takes_a_place
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Activity

__all__ = ["CertificateRow", "CertificateRule", "PartTaken", "Standing"]

ISSUED = "ISSUED"
PLANNED: Final = "PLANNED"
HELD: Final = "HELD"
_NOTHING: Final = MatrixMark(is_enrolled=False)


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
    cells = matrix_cells(desk.store, activity_id)
    over = [it for it in cells.sessions if it.state == HELD or (it.state == PLANNED and it.day < today)]
    to_come = [it for it in cells.sessions if it.state == PLANNED and it.day >= today]
    held = [it for it in over if it.state == HELD]
    rule = CertificateRule(activity.certificate_share, activity.certificate_hours)
    marks_of = {it.person_id: it.marks for it in cells.people}
    issued = certificates.certificates_of_activity(desk.store, activity_id)
    found = []
    for row in enrolments_of_activity(desk.store, activity_id):
        marks, of_person = marks_of.get(row.person.id, {}), issued.get(row.person.id, [])
        part = part_taken(over, to_come, marks)
        # Who waits for a place again may have had one before.
        had_a_place = row.status not in NOT_BEGUN or any(it.is_enrolled for it in marks.values())
        is_part = had_a_place or part.attended or of_person
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
    over: Sequence[MatrixSession], to_come: Sequence[MatrixSession], marks: Mapping[str, MatrixMark]
) -> PartTaken:
    """What a person took part in; a session before or after their enrolment counts as one they were not at.

    `marks` by session, as the matrix has them: who is enrolled on a day is decided there.
    """
    attended = minutes = unmarked = unmarked_minutes = untimed = 0
    for session in over:
        mark, length = marks.get(session.session_id, _NOTHING), _length(session)
        if session.state != HELD or (mark.is_enrolled and mark.status is None):
            unmarked += 1
            unmarked_minutes += length or MOST_MINUTES
        elif mark.status is not None and counts_as_present(mark.status):
            told = minutes_present(mark.status, mark.minutes, length)
            attended += 1
            minutes += told or 0
            untimed += told is None
    theirs = [it for it in to_come if marks.get(it.session_id, _NOTHING).is_enrolled]
    return PartTaken(
        sessions=len(over),
        attended=attended,
        minutes=minutes,
        unmarked=unmarked,
        unmarked_minutes=unmarked_minutes,
        untimed=untimed,
        to_come=len(to_come),
        may_come=len(theirs),
        may_come_minutes=sum(_length(it) or MOST_MINUTES for it in theirs),
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


def _length(session: MatrixSession) -> int | None:
    return session_minutes(session.starts_at, session.ends_at)
