"""The import of a register of 20,000 rows, checked against everybody and written."""

import csv
import io
import time
from pathlib import Path

from benchmarks.big_store import PASSPHRASE, big_store, door_of, invented
from benchmarks.figures import Figure, tell
from integrhabitat_desktop.use_cases.import_people import check, propose, write_people

ROWS = 20_000


class _Unwatched:
    def report(self, done: int, total: int, step: str = "") -> None:
        """Nobody watches."""

    def raise_if_cancelled(self) -> None:
        """Nobody cancels."""


def measure(folder: Path) -> None:
    """Import into a centre that has 1,000 people already."""
    home = big_store(folder, 1_000)
    register = folder / "register.csv"
    register.write_bytes(_register())
    door = door_of(home)
    door.enter()
    opened = door.unlock(door.accounts()[0].account_id, PASSPHRASE)
    store = opened.connect()
    desk = opened.desk(store)
    started = time.perf_counter()
    report = check(desk, propose(desk, register), _Unwatched())
    checked = time.perf_counter() - started
    made = write_people(desk, report, _Unwatched())
    seconds = time.perf_counter() - started
    store.close()
    door.leave()
    (home / "ready").unlink()  # it holds more than its name says now
    detail = f"check {checked:.1f} s; {len(made):,} people, {len(report.duplicates):,} look registered"
    tell(Figure("I01", "import of 20,000 rows", seconds, "s", 30, detail))


def _register() -> bytes:
    written = io.StringIO(newline="")
    sheet = csv.writer(written, delimiter=";")
    sheet.writerow(["Nombres", "Apellidos", "Fecha de nacimiento", "Sexo", "Documento", "Celular", "Barrio"])
    for person in list(invented(ROWS + 1_000))[1_000:]:
        sheet.writerow(
            [person.given, person.surnames, f"{person.birth:%d/%m/%Y}", person.sex, person.document_number,
             person.phone, person.neighbourhood]
        )  # fmt: skip
    return written.getvalue().encode()
