"""A course with sessions behind it, for the tests of certificates."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_from
from integrhabitat_desktop.use_cases.issue_certificates import (
    Bearer,
    CertificateWish,
    IssuedCertificates,
    issue_certificates,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_certificates import Candidate, view_certificates
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Attendance

SPANISH = CertificateWish("es")
_MARKS = {"P": "PRESENT", "L": "LATE", "E": "EXCUSED", "A": "ABSENT", "R": "REMOTE"}


class Watcher:
    """A meter; `wishes_to_stop_at` presses Cancel there."""

    def __init__(self, wishes_to_stop_at: int | None = None, cancel: Exception | None = None) -> None:
        self.told: list[tuple[int, int]] = []
        self._stop, self._cancel = wishes_to_stop_at, cancel

    def report(self, done: int, total: int, step: str = "") -> None:
        self.told.append((done, total))
        if self._cancel is not None and done == self._stop:
            raise self._cancel


class Course:
    """Sessions of two hours on the first days of a month that is over; marks are letters, `.` is none."""

    def __init__(
        self,
        desk: Desk,
        sessions: int = 4,
        *,
        share: int | None = 75,
        hours: int | None = None,
        state: str = "HELD",
    ) -> None:
        self.desk = desk
        with desk.store.transaction(desk.staff.id) as tx:
            self.activity = tx.new_id()
            tx.create(
                Activity(
                    id=self.activity,
                    title="Taller de emprendimiento",
                    kind="WORKSHOP",
                    state="OPEN",
                    certificate_share=share,
                    certificate_hours=hours,
                    partner="Fundación Semillas",
                )
            )
        self.sessions = [self.add_session(f"2026-03-{number + 1:02}", state) for number in range(sessions)]

    def add_session(self, day: str, state: str = "HELD", ends_at: str | None = "11:00") -> str:
        with self.desk.store.transaction(self.desk.staff.id) as tx:
            session = tx.new_id()
            tx.create(
                ActivitySession(
                    id=session,
                    activity=self.activity,
                    day=day,
                    starts_at="09:00",
                    ends_at=ends_at,
                    state=state,
                )
            )
        return session

    def person(self, name: str, marks: str = "", since: str = "2026-01-01", **rest: Any) -> str:
        person = register_person(self.desk, Registration(name=name, **rest), check_in=False).person_id
        with self.desk.store.transaction(self.desk.staff.id) as tx:
            enrol_from(tx, self.activity, person, since)
        self.mark(person, marks)
        return person

    def mark(self, person: str, marks: str, minutes: int | None = None) -> None:
        with self.desk.store.transaction(self.desk.staff.id) as tx:
            for session, letter in zip(self.sessions, marks, strict=False):
                if letter != ".":
                    tx.put(
                        Attendance(
                            id=natural_id(session, person),
                            session=session,
                            person=person,
                            status=_MARKS[letter],
                            minutes=minutes,
                        )
                    )

    def candidates(self) -> dict[str, Candidate]:
        return {it.name: it for it in view_certificates(self.desk, self.activity).candidates}

    def issue(
        self,
        *bearers: Bearer,
        seed: int = 7,
        wish: CertificateWish = SPANISH,
        meter: Watcher | None = None,
        desk: Desk | None = None,
    ) -> IssuedCertificates:
        chance: Callable[[int], bytes] = random.Random(seed).randbytes
        return issue_certificates(desk or self.desk, self.activity, bearers, chance, wish, meter or Watcher())

    def codes(self) -> Sequence[str]:
        rows = self.desk.store.fetch("SELECT check_code FROM certificate ORDER BY id")
        return [str(row[0]) for row in rows]
