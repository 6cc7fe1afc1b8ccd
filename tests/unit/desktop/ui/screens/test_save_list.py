"""The list of people saved from the people screen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import set_language
from integrhabitat_desktop.imports.raw_table import read_table
from integrhabitat_desktop.ui.screens.people import save_list_dialog
from integrhabitat_desktop.ui.screens.people.people_view import PeopleView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_protocol.record_types import Consent, Person

ANA = "K3F9Q7M-100"


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> PeopleView:
    set_language("en")
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ANA, name="Ana Ruiz", sex="F", nationality="VE", birth_date="1989-11-17"))
        tx.create(Consent(id=f"{ANA}.REGISTER", person=ANA, scope="REGISTER", state="GIVEN"))
        tx.create(Person(id="K3F9Q7M-101", name="Luz Gil"))
    made = PeopleView(services)
    qtbot.addWidget(made)
    made.show()
    return made


def save(view: PeopleView, target: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save_list_dialog, "choose_new_file", lambda *_arguments: target)
    button = view.findChild(QPushButton, "export_list")
    assert isinstance(button, QPushButton) and button.isVisible()
    button.click()


def test_the_list_is_saved_in_words_and_who_is_missing_is_told(
    view: PeopleView, services: ScreenServices, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "people.xlsx"
    with qtbot.waitSignal(services.notices.changed) as told:
        save(view, target, monkeypatch)
    titles, tags, row = read_table(target).rows
    assert titles == (
        *(
            "Number of the record",
            "Name",
            "Also known as",
            "Birth date",
            "Precision of the birth date",
            "Sex",
        ),
        *("Nationality", "Neighbourhood", "Phone", "Safe hours", "First contact", "Last visit", "Centre"),
    )
    assert (tags[0], tags[5]) == ("#meta+id", "#beneficiary+sex")
    assert row[:7] == (ANA, "Ana Ruiz", None, "1989-11-17", None, "Female", "Venezuela")
    words = told.args[0].text
    assert words.startswith(
        "1 participant saved as people.xlsx. 1 is left out: no consent to a record stands."
    )


def test_nothing_is_written_where_no_file_is_chosen(
    view: PeopleView, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(view, None, monkeypatch)
    assert store.fetch("SELECT * FROM audit WHERE action = 'export'") == []
