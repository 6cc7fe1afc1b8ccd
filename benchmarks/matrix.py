"""P14: the matrix of a month with 12 sessions and 200 people in the real window, from the key press to its marks."""

import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks.big_store import TODAY, person_id
from benchmarks.figures import Figure, in_ms, tell
from benchmarks.window import Waiting
from integrhabitat_desktop.ui.screens.attendance_matrix.attendance_matrix_view import AttendanceMatrixView
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Attendance, Enrolment

PEOPLE, SESSIONS, EARLIER = 200, 12, 24
_ACTIVITY = "MATRIX-1"
_RUNS = 15
_MARKS = ("PRESENT",) * 7 + ("LATE", "EXCUSED", "ABSENT")


def measure(services: Any) -> None:
    """Open the matrix again and again, and step between two months."""
    _fill(services)
    view = AttendanceMatrixView(services)
    view.resize(1194, 640)
    view.show()
    shown = Waiting("matrix")
    view.model.loaded.connect(shown.happened)
    seconds = [shown.seconds(lambda: view.opened_with(_ACTIVITY)) for _ in range(_RUNS)]
    size = (view.table_model.rowCount(), len(_days()))
    if size != (PEOPLE, SESSIONS) or view.table_model.columnCount() != SESSIONS + 4:
        raise RuntimeError(f"the matrix holds {size}")
    detail = f"{in_ms(seconds)}; {EARLIER} sessions before it count for continuity"
    value = statistics.median(seconds) * 1000
    tell(Figure("P14", "matrix of 12 sessions x 200 people opened, median", value, "ms", 300, detail))
    view.close()


def _days() -> list[date]:
    """The days of the sessions in the month before this one."""
    first = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)
    return [first + timedelta(days=2 * number) for number in range(SESSIONS)]


def _fill(services: Any) -> None:
    """An activity of 200 people with a full month, and two months before it, written once."""

    def work(desk: Desk) -> None:
        if desk.store.get(Activity, _ACTIVITY) is None:
            with desk.store.transaction(desk.staff.id) as tx:
                for record in _records():
                    tx.create(record)

    filled = Waiting("activity")
    filled.seconds(lambda: services.runner.run(work, filled.happened))


def _records() -> Iterator[Any]:
    days = [*(_days()[0] - timedelta(days=2 * number) for number in range(EARLIER, 0, -1)), *_days()]
    yield Activity(id=_ACTIVITY, title="Taller de la matriz", kind="WORKSHOP", state="OPEN")
    for number, day in enumerate(days):
        yield ActivitySession(
            id=f"MATRIX-S{number}",
            activity=_ACTIVITY,
            day=day.isoformat(),
            starts_at="14:00",
            ends_at="16:00",
            state="HELD",
        )
    for place in range(PEOPLE):
        person = person_id(place)
        yield Enrolment(
            id=natural_id(_ACTIVITY, person),
            activity=_ACTIVITY,
            person=person,
            status="ENROLLED",
            starts_on=days[0].isoformat(),
        )
        for number in range(len(days)):
            yield Attendance(
                id=natural_id(f"MATRIX-S{number}", person),
                session=f"MATRIX-S{number}",
                person=person,
                status=_MARKS[(place * 3 + number) % len(_MARKS)],
            )
