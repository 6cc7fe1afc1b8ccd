"""The list of people with one person in it, whose file is open."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.record_form import RecordForm
from integrhabitat_desktop.ui.screens.people.people_view import PeopleView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import Field, KitButton
from integrhabitat_protocol.record_types import Contact, Person

AMPARO = "K3F9Q7M-100"


def people_with_amparo(services: ScreenServices, store: Store, qtbot: QtBot) -> PeopleView:
    """Amparo of Siloé with her phone."""
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=AMPARO, name="Amparo Prueba", neighbourhood="Siloé"))
        tx.create(Contact(id="K3F9Q7M-101", person=AMPARO, channel="PHONE", value="3001"))
    made = PeopleView(services)
    made.resize(1194, 640)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: len(made.list.rows()) == 1)
    made.opened_with(AMPARO)
    qtbot.waitUntil(lambda: made._file is not None)
    return made


def type_into(field: Field, text: str) -> None:
    """As with the keyboard."""
    field.setFocus()
    typed = field.focusProxy()
    assert typed is not None
    QTest.keyClicks(typed, text)


def begin_new(view: PeopleView, record_type: str) -> RecordForm:
    assert view._form is not None
    button = view._form.findChild(KitButton, f"new_{record_type}")
    assert button is not None
    button.click()
    return view._form._forms[-1][1]
