"""C01: 200 certificates issued at once: judged, drawn, written, with the progress that the window shows."""

import random
import time
from pathlib import Path

from benchmarks.big_store import PASSPHRASE, big_store, door_of, person_id
from benchmarks.figures import Figure, tell
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_certificates import Bearer, CertificateWish, issue_certificates
from integrhabitat_desktop.use_cases.view_certificates import view_certificates
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Attendance, Enrolment

PEOPLE, SESSIONS = 200, 12
_ACTIVITY = "CERTIFIED-1"


class _Listening:
    def __init__(self) -> None:
        self.told: list[tuple[int, int, str]] = []

    def report(self, done: int, total: int, step: str = "") -> None:
        self.told.append((done, total, step))


def measure(folder: Path) -> None:
    """Issue them in a centre of 1,000 people."""
    home = big_store(folder, 1_000)
    door = door_of(home)
    door.enter()
    opened = door.unlock(door.accounts()[0].account_id, PASSPHRASE)
    store = opened.connect()
    desk = opened.desk(store)
    _fill(desk)
    started = time.perf_counter()
    seen = view_certificates(desk, _ACTIVITY)
    judged = time.perf_counter() - started
    meter = _Listening()
    bearers = [Bearer(it.person_id, it.name) for it in seen.candidates if it.may_be_issued()]
    if len(bearers) != PEOPLE:
        raise RuntimeError(f"{len(bearers)} have earned a certificate")
    made = issue_certificates(
        desk, _ACTIVITY, bearers, random.Random(1).randbytes, CertificateWish("es"), meter
    )
    seconds = time.perf_counter() - started
    store.close()
    door.leave()
    (home / "ready").unlink()  # it holds more than its name says now
    detail = f"list {judged * 1000:.0f} ms; {len(made.pdf) / 1000:.0f} kB; told {len(meter.told)} times how far it is"
    tell(Figure("C01", f"{PEOPLE} certificates issued as one PDF", seconds, "s", 10, detail))


def _fill(desk: Desk) -> None:
    people = [person_id(number) for number in range(PEOPLE)]
    sessions = [f"{_ACTIVITY}-{number + 1:02}" for number in range(SESSIONS)]
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(
            Activity(
                id=_ACTIVITY, title="Emprendimiento", kind="WORKSHOP", state="OPEN", certificate_share=80
            )
        )
        for number, session in enumerate(sessions):
            tx.create(
                ActivitySession(
                    id=session,
                    activity=_ACTIVITY,
                    day=f"2026-01-{number + 1:02}",
                    starts_at="09:00",
                    ends_at="11:00",
                    state="HELD",
                )
            )
        for person in people:
            tx.create(
                Enrolment(
                    id=natural_id(_ACTIVITY, person), activity=_ACTIVITY, person=person, status="ENROLLED"
                )
            )
            for session in sessions:
                tx.create(
                    Attendance(
                        id=natural_id(session, person), session=session, person=person, status="PRESENT"
                    )
                )
