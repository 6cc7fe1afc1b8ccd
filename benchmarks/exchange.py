"""P09 and P11: a first full sync with the real hub process against the floor, and a sync with nothing to say."""

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import floor
from benchmarks.big_store import TODAY, invented
from benchmarks.figures import Figure, tell
from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.store import Store, prepare_store
from integrhabitat_desktop.launch.system_clock import SystemClock
from integrhabitat_desktop.sync.engine import SyncEngine, connect_over_http
from integrhabitat_desktop.sync.pairing import pair
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Attendance, Person, StaffAccount
from tests.drive.driven_hub import DrivenHub

PEOPLE, SESSIONS = 10_000, 10
_BYTES = 1_600_000
_STAFF = "BENCHAA-1"


def measure(folder: Path, wanted: set[str]) -> None:
    """Push everything from one store, pull it into another."""
    work = folder / "exchange"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    first, second = _store(work / "first.db"), _store(work / "second.db")
    _fill(first)
    with DrivenHub(work / "hub", work / "hub.log", os.environ) as hub:
        hub.command("init")
        hub.command("centre", "add", "BENCH-01", "--name", "Bench")
        hub.serve()
        up, up_bytes = _round(first, hub, "first")
        down, down_bytes = _round(second, hub, "second")
        if "P09" in wanted:
            _tell_full(work, first, (up, up_bytes), (down, down_bytes))
        if "P11" in wanted:
            _tell_quiet(first)
    for store in (first, second):
        store.close()


def _tell_full(work: Path, store: Store, up: tuple[float, int], down: tuple[float, int]) -> None:
    shapes = {name: len(values[0]) for name, values in floor.rows_of(store).items()}
    with _floor_server(work / "floor-hub.db") as url:
        floor_up, floor_bytes = floor.push(url, store)
        floor_down, _ = floor.pull(url, work / "floor-client.db", shapes)
    for name, (seconds, size), least in (("push", up, floor_up), ("pull", down, floor_down)):
        detail = f"{seconds:.2f} s against {least:.2f} s"
        tell(
            Figure(
                f"P09 {name[:2]}", f"first full {name}, times the floor", seconds / least, "x", 1.5, detail
            )
        )
        tell(
            Figure(
                f"P09 {name[:2]}",
                f"first full {name}, bytes",
                size,
                "bytes",
                _BYTES,
                f"floor {floor_bytes:,}",
            )
        )


def _tell_quiet(store: Store) -> None:
    engine = _engine(store)
    engine.run_round()
    started = time.perf_counter()
    for _ in range(20):
        engine.run_round()
    seconds = (time.perf_counter() - started) / 20
    row = store.fetch_one(
        "SELECT requests, request_bytes, answer_bytes FROM sync_history ORDER BY rowid DESC LIMIT 1"
    )
    assert row is not None
    engine.close()
    tell(Figure("P11", "sync with nothing to say, bytes", row[1] + row[2], "bytes", 600, f"{row[0]} request"))
    tell(Figure("P11", "sync with nothing to say, time", seconds * 1000, "ms", 10, "mean of 20"))


def _round(store: Store, hub: DrivenHub, name: str) -> tuple[float, int]:
    pair(
        store, hub.url, hub.pairing_code("BENCH-01"), "",
        device_name=name, author=_STAFF, random_bytes=secrets.token_bytes,
    )  # fmt: skip
    engine = _engine(store)
    started = time.perf_counter()
    engine.run_round()
    seconds = time.perf_counter() - started
    engine.close()
    row = store.fetch_one("SELECT request_bytes + answer_bytes FROM sync_history ORDER BY rowid DESC LIMIT 1")
    assert row is not None
    return seconds, int(row[0])


def _engine(store: Store) -> SyncEngine:
    return SyncEngine(
        store, _STAFF, connect_over_http, monotonic=time.monotonic, random_bytes=secrets.token_bytes
    )


def _store(path: Path) -> Store:
    connection = open_encrypted(path, floor.KEY, create=True)
    prepare_store(connection, secrets.token_bytes)
    return Store(connection, SystemClock())


def _fill(store: Store) -> None:
    print(f"Writing {PEOPLE:,} people and {PEOPLE * SESSIONS:,} attendance rows ...", flush=True)
    with store.transaction(_STAFF) as tx:
        tx.create(StaffAccount(id=_STAFF, display_name="Bench", role="COORDINATOR", state="ACTIVE"))
        activity = tx.new_id()
        tx.create(Activity(id=activity, title="Taller", kind="WORKSHOP", state="OPEN"))
        sessions = []
        for _ in range(SESSIONS):
            session = tx.new_id()
            tx.create(ActivitySession(id=session, activity=activity, day=TODAY.isoformat(), state="HELD"))
            sessions.append(session)
        for person in invented(PEOPLE):
            person_id = tx.new_id()
            tx.create(
                Person(
                    id=person_id,
                    name=person.name,
                    birth_date=person.birth.isoformat(),
                    birth_precision="DAY",
                    sex=person.sex,
                    nationality=person.nationality,
                    neighbourhood=person.neighbourhood,
                    preferred_name=person.given.split()[0],
                    languages="spa",
                    first_contact_on=TODAY.isoformat(),
                )
            )
            for number, session in enumerate(sessions):
                status = "ABSENT" if (len(person_id) + number) % 7 == 0 else "PRESENT"
                tx.create(
                    Attendance(
                        id=natural_id(session, person_id),
                        session=session,
                        person=person_id,
                        status=status,
                        modality="IN_PERSON",
                        recorded_by=_STAFF,
                    )
                )


@contextmanager
def _floor_server(path: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.floor", str(path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
