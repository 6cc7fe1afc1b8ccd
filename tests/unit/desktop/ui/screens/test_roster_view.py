"""The roster worked by keyboard in a real view on a real store."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, new_token
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import code_label
from integrhabitat_desktop.ui.screens.activities.activities_view import ActivitiesView
from integrhabitat_desktop.ui.screens.activities.count_panel_view import CountPanel
from integrhabitat_desktop.ui.screens.activities.roster_table_model import STATUS
from integrhabitat_desktop.ui.screens.reception.registration_form_view import RegistrationForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import (
    Activity,
    ActivitySession,
    Card,
    Enrolment,
    Person,
    Restriction,
)

NAMES = ("Ángel Prueba", "Keisha Prueba", "Luz Prueba", "Pedro Prueba")
ACTIVITY, SESSION = "K3F9Q7M-200", "K3F9Q7M-201"
TODAY = "2027-03-01"
MODALITIES = "SELECT status, modality FROM attendance"


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Óscar", "FACILITATOR")


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> ActivitiesView:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Activity(id=ACTIVITY, title="Taller", kind="WORKSHOP", state="OPEN"))
        tx.create(ActivitySession(id=SESSION, activity=ACTIVITY, day=TODAY, state="PLANNED"))
        for number, name in enumerate(NAMES):
            person = f"K3F9Q7M-{100 + number}"
            tx.create(Person(id=person, name=name))
            tx.create(
                Enrolment(
                    id=natural_id(ACTIVITY, person),
                    activity=ACTIVITY,
                    person=person,
                    status="ENROLLED",
                    starts_on=TODAY,
                )
            )
        tx.create(Person(id="K3F9Q7M-150", name="Wilmer Prueba"))
    made = ActivitiesView(services)
    made.resize(1194, 640)
    qtbot.addWidget(made)
    made.show()
    made.open_session(SESSION)
    qtbot.waitUntil(lambda: made.roster.table_model.rowCount() == len(NAMES))
    return made


def marks(store: Store) -> dict[str, str]:
    rows = store.fetch(
        "SELECT person.name, status FROM attendance JOIN person ON person.id = attendance.person"
    )
    return {name.split()[0]: status for name, status in rows}


def press(view: ActivitiesView, *keys: str) -> None:
    for key in keys:
        QTest.keyClicks(view.roster.table, key)


def test_who_is_blocked_elsewhere_leaves_the_roster(
    view: ActivitiesView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Restriction(id="K3F9Q7M-100", person="K3F9Q7M-100", state="ACTIVE", since=TODAY))
    services.changes.announce(ChangeSet(frozenset([("restriction", "K3F9Q7M-100")])))
    qtbot.waitUntil(lambda: view.roster.table_model.rowCount() == len(NAMES) - 1)


def test_all_present_then_letters_and_space(view: ActivitiesView, store: Store, qtbot: QtBot) -> None:
    view.roster.head.all_present_button.click()
    press(view, "p", " ", "l", "3", "k", "4")
    wanted = {"Ángel": "PRESENT", "Keisha": "LATE", "Luz": "EXCUSED", "Pedro": "ABSENT"}
    qtbot.waitUntil(lambda: marks(store) == wanted)
    assert "2" in view.roster.head.counts.accessibleName()


def test_letters_go_on_to_the_next_of_that_name_and_around(view: ActivitiesView) -> None:
    led_to = []
    for _time in range(len(NAMES)):
        press(view, "p", "r", " ")
        led_to.append(view.roster.table.current_row())
    assert led_to == [1, 2, 3, 0]


@pytest.mark.parametrize("letters", ["lp", "lup", "luzpru"])
def test_first_name_and_surname_may_be_typed_without_the_blank(view: ActivitiesView, letters: str) -> None:
    press(view, *letters)
    assert view.roster.table.current_row() == NAMES.index("Luz Prueba")


def test_a_mark_is_taken_back_with_zero_and_with_undo(
    view: ActivitiesView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    press(view, "k", " ")
    qtbot.waitUntil(lambda: marks(store) == {"Keisha": "PRESENT"})
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    services.notices.undo()
    qtbot.waitUntil(lambda: marks(store) == {"Keisha": "NOT_RECORDED"})
    press(view, " ", "0")
    qtbot.waitUntil(lambda: marks(store) == {"Keisha": "NOT_RECORDED"})


def test_a_name_that_is_not_on_the_list_becomes_a_walk_in(
    view: ActivitiesView, store: Store, qtbot: QtBot
) -> None:
    press(view, "w")
    assert view.roster.walk_in.value() == "w"
    QTest.keyClicks(view.roster.walk_in.line, "ilmer")
    QTest.keyClick(view.roster.walk_in.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marks(store) == {"Wilmer": "PRESENT"})
    qtbot.waitUntil(lambda: view.roster.table_model.row_of("K3F9Q7M-150") >= 0)


def test_somebody_nobody_knows_is_registered_in_place(
    view: ActivitiesView, store: Store, qtbot: QtBot
) -> None:
    view.roster.walk_in.setFocus()
    QTest.keyClicks(view.roster.walk_in.line, "Xiomara Nueva")
    QTest.keyClick(view.roster.walk_in.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.roster.area.opened(RegistrationForm) is not None)
    form = view.roster.area.opened(RegistrationForm)
    assert form is not None and form.name.value() == "Xiomara Nueva"
    QTest.keyClicks(form.birth.line, "35")
    kept = view.draft_texts()
    form.save_button.click()
    qtbot.waitUntil(lambda: marks(store) == {"Xiomara": "PRESENT"})
    qtbot.waitUntil(lambda: view.roster.area.opened(RegistrationForm) is None)
    # Before a lock the same would have been kept, for this session alone.
    view.restore_draft(kept)
    qtbot.waitUntil(lambda: view.roster.area.opened(RegistrationForm) is not None)
    again = view.roster.area.opened(RegistrationForm)
    assert again is not None and again.birth.line.text() == "35"


def test_marks_of_another_computer_appear(
    view: ActivitiesView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    from integrhabitat_desktop.use_cases.desk import ChangeSet
    from integrhabitat_protocol.record_types import Attendance

    mark = Attendance(
        id=natural_id(SESSION, "K3F9Q7M-102"), session=SESSION, person="K3F9Q7M-102", status="ABSENT"
    )
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(mark)
    services.changes.announce(ChangeSet(frozenset([("attendance", mark.id)])))
    row = view.roster.table_model.row_of("K3F9Q7M-102")
    qtbot.waitUntil(lambda: view.roster.table_model.statuses()[row] == "ABSENT")


def test_one_click_on_the_status_marks(view: ActivitiesView, store: Store, qtbot: QtBot) -> None:
    table = view.roster.table
    index = view.roster.table_model.index(1, STATUS)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    qtbot.waitUntil(lambda: marks(store) == {"Keisha": "PRESENT"})


def test_minutes_and_reason_belong_to_the_row_they_were_typed_for(
    view: ActivitiesView, store: Store, qtbot: QtBot
) -> None:
    press(view, "k", "4")
    QTest.keyClick(view.roster.table, Qt.Key.Key_Return)
    details = view.roster.details
    QTest.keyClicks(details.minutes.line, "15")
    QTest.keyClick(details.minutes.line, Qt.Key.Key_Return)
    QTest.keyClicks(details.reason.line, "bus")
    view.roster.table.select_row(3)  # without Enter: what was typed is kept all the same
    row = "SELECT status, minutes, reason FROM attendance WHERE person = ?"
    qtbot.waitUntil(lambda: store.fetch(row, ("K3F9Q7M-101",)) == [("LATE", 15, "bus")])
    assert store.fetch(row, ("K3F9Q7M-103",)) == []


def test_escape_puts_the_reason_back(view: ActivitiesView, store: Store, qtbot: QtBot) -> None:
    press(view, "k", "3")
    QTest.keyClick(view.roster.table, Qt.Key.Key_Return)
    QTest.keyClicks(view.roster.details.reason.line, "nothing")
    QTest.keyClick(view.roster.details.reason.line, Qt.Key.Key_Escape)
    assert view.roster.details.reason.value() is None
    qtbot.waitUntil(lambda: marks(store) == {"Keisha": "EXCUSED"})


def test_who_marked_what_before_stands_under_the_list(
    view: ActivitiesView, store: Store, qtbot: QtBot
) -> None:
    press(view, "k", "1")
    qtbot.waitUntil(lambda: marks(store) == {"Keisha": "PRESENT"})
    press(view, "2")
    qtbot.waitUntil(lambda: marks(store) == {"Keisha": "ABSENT"})
    words = (code_label("attendance_status", "ABSENT"), code_label("attendance_status", "PRESENT"))
    qtbot.waitUntil(lambda: all(it in view.roster.history.text() for it in words))
    text = view.roster.history.text()
    assert text.index(words[0]) < text.index(words[1])


def test_a_card_at_the_door_marks_its_bearer(view: ActivitiesView, store: Store, qtbot: QtBot) -> None:
    token = new_token(bytes(range(RANDOM_BYTES)))
    person = view.roster.table_model.entry(0).row.person_id
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Card(id="K3F9Q7M-990", person=person, token=token, state="ISSUED"))
    assert view.card_scanned(token)
    qtbot.waitUntil(lambda: list(marks(store).values()) == ["PRESENT"])
    assert view.card_scanned("Amparo")
    qtbot.wait(50)
    assert list(marks(store).values()) == ["PRESENT"]


def test_how_somebody_takes_part_is_switched_by_key(view: ActivitiesView, store: Store, qtbot: QtBot) -> None:
    table = view.roster.table
    QTest.keyClick(table, Qt.Key.Key_1)
    QTest.keyClick(table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: store.fetch(MODALITIES) == [("PRESENT", "ONLINE")])
    QTest.keyClick(table, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: store.fetch(MODALITIES) == [("LATE", "ONLINE")])
    QTest.keyClick(table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: store.fetch(MODALITIES) == [("PRESENT", "IN_PERSON")])
    QTest.keyClick(table, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: store.fetch(MODALITIES) == [("PRESENT", "ONLINE")])


def test_a_crowd_and_officials_are_counted_beside_the_list(
    view: ActivitiesView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view.roster.head.count_button.click()
    panel = view.roster.area.opened(CountPanel)
    assert panel is not None
    QTest.keyClicks(panel.crowd["women"].line, "12")
    QTest.keyClicks(panel.officials["OFFICIAL", "IN_PERSON", "men"].line, "2")
    panel.save_button.click()
    qtbot.waitUntil(lambda: store.fetch("SELECT women FROM headcount WHERE gone = 0") == [(12,)])
    qtbot.waitUntil(lambda: view.roster.area.opened(CountPanel) is None)
    qtbot.waitUntil(lambda: "12" in view.roster.head.counts.accessibleName())
    assert marks(store) == {}
    services.notices.undo()
    qtbot.waitUntil(lambda: "12" not in view.roster.head.counts.accessibleName())


@pytest.mark.parametrize("sign", ["²", "٣", "½", "९"])
def test_a_key_that_is_a_figure_elsewhere_ends_nothing(
    view: ActivitiesView, store: Store, qtbot: QtBot, sign: str
) -> None:
    # A key event of its own: the test library types nothing but letters of English keyboards.
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
    QApplication.sendEvent(view.roster.table, event)
    view.roster.walk_ins.put_away()
    press(view, "1")
    qtbot.waitUntil(lambda: "PRESENT" in marks(store).values())


def test_a_session_to_come_is_not_begun_with_all_present(
    view: ActivitiesView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    assert view.roster.head.all_present_button.isEnabled() and view.roster.head.banner.isHidden()
    with store.transaction("K3F9Q7M-1") as tx:
        tx.update(ActivitySession, SESSION, day="2027-03-02")
    view.roster.model.reload()
    qtbot.waitUntil(lambda: not view.roster.head.banner.isHidden())
    assert not view.roster.head.all_present_button.isEnabled() and view.roster.head.not_held_button.isHidden()
    press(view, "3")
    qtbot.waitUntil(lambda: marks(store) == {"Ángel": "EXCUSED"})


def test_that_a_session_takes_place_after_all_is_undone_with_its_reason(
    view: ActivitiesView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    def state() -> tuple[str, str | None]:
        found = store.get(ActivitySession, SESSION)
        assert found is not None
        return found.state, found.state_reason

    view.roster.model.did_not_take_place("WEATHER")
    qtbot.waitUntil(lambda: state() == ("NOT_HELD", "WEATHER"))
    qtbot.waitUntil(lambda: not view.roster.head.banner.isHidden())
    view.roster.head.not_held_button.click()
    qtbot.waitUntil(lambda: state() == ("PLANNED", None))
    services.notices.undo()
    qtbot.waitUntil(lambda: state() == ("NOT_HELD", "WEATHER"))


def test_with_little_height_the_names_come_first_and_every_field_keeps_its_name(view: ActivitiesView) -> None:
    field = view.roster.walk_ins.field
    roomy = view.roster.table.rowHeight(0)
    view.resize(1194, 440)
    assert field.line.placeholderText() == field.label() == field.line.accessibleName()
    assert view.roster.table.rowHeight(0) < roomy
    view.resize(1194, 640)
    assert field.line.placeholderText() != field.label()
    assert view.roster.table.rowHeight(0) == roomy


def test_ctrl_enter_saves_the_count_while_people_are_still_to_mark(
    view: ActivitiesView, store: Store, qtbot: QtBot
) -> None:
    assert view.roster.head.all_present_button.isEnabled()
    QTest.keyClick(view.roster.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.roster.area.opened(CountPanel) is not None)
    panel = view.roster.area.opened(CountPanel)
    assert panel is not None
    at = QApplication.focusWidget()
    assert at is not None and panel.isAncestorOf(at)
    QTest.keyClicks(at, "12")
    QTest.keyClick(at, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.roster.area.opened(CountPanel) is None)
    assert store.fetch("SELECT girls FROM headcount") == [(12,)]
    assert marks(store) == {}
    assert view.roster.head.all_present_button.isVisible()


def test_the_keyboard_goes_to_the_form_that_is_open_and_never_marks_anybody_behind_it(
    view: ActivitiesView, store: Store, qtbot: QtBot
) -> None:
    view.roster.work.open_count()
    panel = view.roster.area.opened(CountPanel)
    assert panel is not None
    view.activated()
    at = QApplication.focusWidget()
    assert at is not None and panel.isAncestorOf(at)
