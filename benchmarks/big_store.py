"""Generated centres: 200,000 invented people with visits, services and attendance in a real encrypted store."""

import random
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.key_derivation import FLOOR
from integrhabitat_desktop.db.store import prepare_store
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.launch.surroundings import Surroundings, surroundings_of
from integrhabitat_desktop.use_cases.store_door import NewCentre, NewCoordinator, OpenedStore, StoreDoor
from integrhabitat_protocol.ids import make_id
from tools.invented_people import InventedPerson, invent_person

VERSION = 5
PASSPHRASE = "fogata-lirio-cuenco-remanso"
TODAY = date.today()
_PREFIX = "B1GST0R"
SERVICES_EACH, ATTENDANCE_EACH, ROSTER = 5, 10, 40


def big_store(folder: Path, people: int) -> Path:
    """The home of a store with so many people, made once and kept."""
    home = folder / f"people-{people}-v{VERSION}-{TODAY}"
    if (home / "ready").exists():
        # What went wrong in an earlier run was told then.
        shutil.rmtree(home / "faults", ignore_errors=True)
        return home
    for old in folder.glob(f"people-{people}-*"):
        shutil.rmtree(old)
    started = time.monotonic()
    print(f"Generating {people:,} invented people, their visits, services and attendance ...", flush=True)
    door = door_of(home)
    door.enter()
    opened, _sheet = door.create(
        NewCoordinator("Ana Lucía", PASSPHRASE), NewCentre("La Esperanza", "CO", "America/Bogota")
    )
    _fill(opened, people)
    door.leave()
    (home / "ready").touch()
    print(f"Generated in {time.monotonic() - started:.0f} s.", flush=True)
    return home


def around(home: Path) -> Surroundings:
    """The real surroundings, with the cheapest passphrase check that is allowed."""
    return replace(surroundings_of(home), cost=lambda: FLOOR)


def door_of(home: Path) -> StoreDoor:
    """The door of a benchmark's store."""
    given = around(home)
    return StoreDoor(home, given.clock, secrets.token_bytes, given.cost, FLOOR)


def invented(people: int) -> Iterator[InventedPerson]:
    """The same people each time."""
    chance = random.Random(17)
    return (invent_person(chance, number, TODAY) for number in range(people))


def person_id(number: int) -> str:
    """The id of a generated person."""
    return make_id(_PREFIX, number + 1)


def _fill(opened: OpenedStore, people: int) -> None:
    store = opened.connect()
    connection = store.connection
    connection.execute("PRAGMA synchronous = OFF")
    days = [(TODAY - timedelta(days=back)).isoformat() for back in range(400)]
    connection.execute("BEGIN")
    _insert(connection, "person", "id, name, birth_date, birth_precision, sex, nationality, neighbourhood",
            ((person_id(n), p.name, p.birth.isoformat(), "DAY", p.sex, p.nationality, p.neighbourhood)
             for n, p in enumerate(invented(people))))  # fmt: skip
    _insert(connection, "identity_document", "id, person, document_type, number, number_key",
            ((f"{person_id(n)}-D", person_id(n), p.document_type, p.document_number,
              document_key(p.document_type, p.document_number)) for n, p in enumerate(invented(people))))  # fmt: skip
    _insert(connection, "contact", "id, person, channel, value, value_key",
            ((f"{person_id(n)}-C", person_id(n), "PHONE", p.phone, p.phone)
             for n, p in enumerate(invented(people))))  # fmt: skip
    _insert(connection, "check_in", "id, person, day, visit_number, state",
            ((f"{person_id(n)}.{days[1 + n * 7 % 390]}", person_id(n), days[1 + n * 7 % 390], 1, "DONE")
             for n in range(people)))  # fmt: skip
    _insert(connection, "service_delivery", "id, person, service, day, quantity, state",
            ((f"{person_id(n)}-S{k}", person_id(n), f"T1.{1 + (n + k) % 9:02}", days[(n * 3 + k * 11) % 400], 1, "DONE")
             for n in range(people) for k in range(SERVICES_EACH)))  # fmt: skip
    _workshops(connection, people, days)
    connection.commit()
    SyncMeta(connection).put(MetaKey.SEARCH_RULES, 0)
    connection.commit()
    prepare_store(connection, secrets.token_bytes)  # builds the search index
    connection.execute("ANALYZE")
    connection.commit()
    store.close()


def _workshops(connection: Connection, people: int, days: list[str]) -> None:
    """Groups of 40 with ten sessions each."""
    groups = max(1, people // ROSTER)
    _insert(connection, "activity", "id, title, kind, modality, state",
            ((f"ACT-{g}", f"Taller {g}", "WORKSHOP", "IN_PERSON", "OPEN") for g in range(groups)))  # fmt: skip
    _insert(connection, "activity_session", "id, activity, day, starts_at, ends_at, state",
            ((f"ACT-{g}-{k}", f"ACT-{g}", days[7 * (k + 1)], "14:00", "16:00", "HELD")
             for g in range(groups) for k in range(ATTENDANCE_EACH)))  # fmt: skip
    _insert(connection, "enrolment", "id, activity, person, status, starts_on",
            ((f"ACT-{n // ROSTER}.{person_id(n)}", f"ACT-{n // ROSTER}", person_id(n), "ENROLLED", days[399])
             for n in range(groups * ROSTER if people >= ROSTER else people)))  # fmt: skip
    _insert(connection, "attendance", "id, session, person, status, modality",
            ((f"ACT-{n // ROSTER}-{k}.{person_id(n)}", f"ACT-{n // ROSTER}-{k}", person_id(n),
              "ABSENT" if (n + k) % 7 == 0 else "PRESENT", "IN_PERSON")
             for n in range(people) for k in range(ATTENDANCE_EACH)))  # fmt: skip


def _insert(connection: Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    marks = ", ".join("?" for _ in columns.split(","))
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of the catalogue
    batch: list[tuple[object, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= 5000:
            _write(connection, table, sql, batch)
            batch = []
    _write(connection, table, sql, batch)


def _write(connection: Connection, table: str, sql: str, batch: list[tuple[object, ...]]) -> None:
    connection.executemany(sql, batch)
    connection.executemany(
        "INSERT INTO record_state (record_type, record_id, version) VALUES (?, ?, 1)",
        [(table, row[0]) for row in batch],
    )
