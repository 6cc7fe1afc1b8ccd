"""The import at the command line: what it says, what it writes, and that a dry run writes nothing."""

import io
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import DEFAULT_LANGUAGE, set_language
from integrhabitat_desktop.launch.import_command import run_import
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_types import Centre
from tests.fake_clock import FakeClock

REGISTER = "Nombre;Nacimiento\nAna Ruiz Paz;17/11/1989\nAna Ruiz Paz;17/11/1989\nLuz Gil;31/02/1990\n"


@pytest.fixture
def desk(store: Store, clock: FakeClock) -> Iterator[Desk]:
    set_language("en")
    zone = ZoneInfo("America/Bogota")
    centre = Centre(id="centre", name="La Esperanza", country="CO", time_zone=zone.key)
    yield Desk(store, SignedInStaff("K3F9Q7M-1", "Ana", "COORDINATOR"), clock, zone, centre)
    set_language(DEFAULT_LANGUAGE)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def people(desk: Desk) -> int:
    return int(desk.store.fetch("SELECT count(*) FROM person")[0][0])


def people_named(desk: Desk) -> list[str]:
    return [row[0] for row in desk.store.fetch("SELECT name FROM person")]


def test_it_says_what_it_found_and_imports_the_clear_rows(desk: Desk, register: Path, tmp_path: Path) -> None:
    out, problems = io.StringIO(), tmp_path / "problems.csv"
    assert run_import(register, desk, out, dry_run=False, problems=problems) == 0
    said = out.getvalue()
    assert "Nacimiento → Birth date" in said
    assert "Row 3: Ana Ruiz Paz looks registered already" in said
    assert "Row 4: The birth date cannot be read: 31/02/1990" in said
    assert said.endswith("1 participant imported.\n")
    assert "31/02/1990" in problems.read_text(encoding="utf-8-sig")
    assert people(desk) == 1


def test_a_dry_run_writes_nobody(desk: Desk, register: Path) -> None:
    assert run_import(register, desk, io.StringIO(), dry_run=True, problems=None) == 0
    assert people(desk) == 0


def test_incomplete_rows_come_in_where_they_are_asked_for(desk: Desk, register: Path) -> None:
    run_import(register, desk, io.StringIO(), dry_run=False, problems=None, with_incomplete=True)
    assert people(desk) == 2


def test_problems_that_cannot_be_saved_stop_the_import(desk: Desk, register: Path, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as refused:
        run_import(register, desk, io.StringIO(), dry_run=False, problems=tmp_path / "none" / "problems.csv")
    assert refused.value.code == "file_not_written"
    assert people(desk) == 0


def test_sheets_and_rows_passed_over_are_said(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for name, people in (("Adultos", ["Ana Ruiz Paz", "Luz Gil", None, "Total: 2"]), ("Niños", ["Eva Paz"])):
        sheet = book.create_sheet(name)
        for cells in (["Nombre"], *[[person] for person in people]):
            sheet.append(cells)
    book.save(tmp_path / "register.xlsx")
    out = io.StringIO()
    run_import(tmp_path / "register.xlsx", desk, out, dry_run=True, problems=None)
    said = out.getvalue()
    assert "Only the sheet “Adultos” is read. 1 other sheet holds rows too: Niños (2 rows)\n" in said
    assert "Empty rows: 4\n" in said
    assert "Row 5: Passed over: totals: Total: 2" in said
    run_import(tmp_path / "register.xlsx", desk, out, dry_run=False, problems=None, sheet="Niños")
    assert people_named(desk) == ["Eva Paz"]
