"""Hostile text on the screen: shown as it is, painted without a complaint, and nothing is opened for it."""

import socket
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.queries.person_summaries import PersonSummary
from integrhabitat_desktop.db.queries.person_timeline import TimelineEntry
from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.ui.screens.people.file_panel_view import FileCommands, FilePanel
from integrhabitat_desktop.ui.screens.reception.person_card_view import CardCommands, PersonCardPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import ListRow, RowList, TextField
from integrhabitat_desktop.use_cases.person_file import PersonFile, RecordValues
from integrhabitat_desktop.use_cases.view_card import CardContact, CardDocument, PersonCard
from tests.hostile_texts import HOSTILE_TEXTS

TEXTS = [text for text in HOSTILE_TEXTS if not any("\ud800" <= sign <= "\udfff" for sign in text)]


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError("a text reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def texts_of(widget: object) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel)}  # type: ignore[attr-defined]  # a widget


def shown(text: str) -> str:
    """A byte order mark (in either order) at the start does not reach the screen; nobody would see it there."""
    return text.removeprefix("\ufeff").removeprefix("\ufffe")


def summary(text: str) -> PersonSummary:
    return PersonSummary(
        id="K3F9Q7M-1", name=text, preferred_name=text, birth_date=None, birth_precision=None, sex=None,
        nationality=None, neighbourhood=text, last_visit_on=None,
    )  # fmt: skip


def test_rows_show_any_text(qtbot: QtBot) -> None:
    rows = RowList("Participantes")
    qtbot.addWidget(rows)
    rows.resize(500, 4000)
    rows.set_rows(
        [ListRow(str(n), text, text, avatar=text, trailing=text[:40]) for n, text in enumerate(TEXTS)]
    )
    rows.show()
    assert not rows.grab().isNull()
    assert [row.title for row in rows.rows()] == TEXTS


def test_the_person_card_shows_any_text(services: ScreenServices, qtbot: QtBot) -> None:
    panel = PersonCardPanel(services, CardCommands(None, None, None, None))
    qtbot.addWidget(panel)
    panel.resize(640, 640)
    panel.show()
    for text in TEXTS:
        entry = TimelineEntry("2027-03-01", "service_delivery", "K3F9Q7M-2", "T1.02", "DONE", text, text)
        panel.show_card(
            PersonCard(
                summary(text),
                (CardDocument("CC", text),),
                (CardContact("PHONE", text, "NO", text),),
                (),
                None,
                (entry,),
            )
        )
        assert not panel.grab().isNull()
        assert shown(text) in texts_of(panel)


def test_the_file_shows_any_text(services: ScreenServices, qtbot: QtBot) -> None:
    panel = FilePanel(services, FileCommands(check_in=lambda: None))
    qtbot.addWidget(panel)
    panel.resize(640, 640)
    panel.show()
    for text in TEXTS:
        person = RecordValues("person", "K3F9Q7M-1", {"name": text, "neighbourhood": text})
        panel.show_file(PersonFile(person, (), ()))
        assert not panel.grab().isNull()
        assert shown(text) in texts_of(panel)


def test_notices_and_fields_take_any_text(notices: Notices, qtbot: QtBot) -> None:
    field = TextField("Nombre", max_length=10_000)
    qtbot.addWidget(field)
    field.show()
    for text in TEXTS:
        notices.show(text)
        current = notices.current()
        assert current is not None and current.text == text
        field.set_value(text)
        assert not field.grab().isNull()
