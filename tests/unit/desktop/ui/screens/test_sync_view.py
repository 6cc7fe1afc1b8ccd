"""Decisions on the screen, on a real store: one press settles one decision, never the next one that nobody has read."""

import json
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.record_rows import write_record
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.ui.background_runner import DeskSource
from integrhabitat_desktop.ui.screens.sync.decision_view import DecisionCard
from integrhabitat_desktop.ui.screens.sync.sync_view import SyncView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.sync_worker import Chance, SyncWorker
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_type import values_of
from integrhabitat_protocol.record_types import Person, Review

GROUP = "x.1-a.name"
PEOPLE = ("Ana Prueba", "Berta Muestra", "Carla Ejemplo")


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot, bugs: list[BaseException]) -> SyncView:
    for number, name in enumerate(PEOPLE):
        person = f"K3F9Q7M-{100 + number}"
        with store.transaction("K3F9Q7M-1") as tx:
            tx.create(Person(id=person, name=name))
        review = Review(
            id=f"{person}.{GROUP}",
            record_type="person",
            record_id=person,
            field_group="name",
            kind="EDIT",
            base=json.dumps({"name": "Nadie"}),
            current=json.dumps({"name": name}),
            other=json.dumps({"name": f"{name} Otra"}),
            found_at=f"2026-03-01T10:00:0{number}Z",
            state="OPEN",
        )
        with store.write_lock():
            write_record(store.connection, Review.TYPE, review.id, values_of(review))

    def no_desk() -> Desk:
        raise AssertionError("nothing is sent here")

    chance = Chance(lambda: 0.0, random.Random(1).randbytes, lambda: 0.5)
    worker = SyncWorker(DeskSource(no_desk, lambda _desk: None), services.changes, chance, bugs.append)
    made = SyncView(services, worker)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: asked_about(made) == PEOPLE[0])
    return made


def names(store: Store) -> list[str]:
    return [row[0] for row in store.fetch("SELECT name FROM person ORDER BY id")]


def card(view: SyncView) -> DecisionCard | None:
    cards = view.decision_holder.findChildren(DecisionCard)
    return next((it for it in cards if it.isVisibleTo(view)), None)


def asked_about(view: SyncView) -> str:
    shown = card(view)
    return shown.decision.name.person if shown is not None else ""


def test_a_second_press_does_not_settle_the_decision_behind(
    view: SyncView, store: Store, qtbot: QtBot
) -> None:
    QTest.keyClick(view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: asked_about(view) == PEOPLE[1])
    QTest.keyClick(view, Qt.Key.Key_2)
    qtbot.waitUntil(view.decision_holder.isEnabled)
    assert names(store) == ["Ana Prueba Otra", "Berta Muestra", "Carla Ejemplo"]
    QTest.keyClick(view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: asked_about(view) == PEOPLE[2])
    assert names(store)[1] == "Berta Muestra Otra"


def test_a_decision_that_is_chosen_takes_answers_at_once(view: SyncView, qtbot: QtBot) -> None:
    view.others.chosen.emit(f"K3F9Q7M-102.{GROUP}")
    assert view.decision_holder.isEnabled()
    qtbot.waitUntil(lambda: asked_about(view) == PEOPLE[2])


def test_the_keyboard_goes_on_to_the_next_decision(view: SyncView, qtbot: QtBot) -> None:
    first = card(view)
    assert first is not None
    first.keep.setFocus()
    QTest.keyClick(first.keep, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: asked_about(view) == PEOPLE[1])
    qtbot.waitUntil(view.decision_holder.isEnabled)
    second = card(view)
    assert second is not None
    assert second.keep.hasFocus()


def test_what_changes_elsewhere_leaves_the_decision_under_the_hand(view: SyncView, qtbot: QtBot) -> None:
    before = card(view)
    with qtbot.waitSignal(view.model.decisions_changed):
        view.model.load()
    assert card(view) is before
    assert view.decision_holder.isEnabled()


def test_what_was_settled_elsewhere_is_told_and_the_next_one_is_shown(
    view: SyncView, store: Store, services: ScreenServices, qtbot: QtBot
) -> None:
    with store.write_lock():
        store.connection.execute(
            "UPDATE review SET state = 'SETTLED', choice = 'KEEP_CURRENT' WHERE id LIKE '%-100.%'"
        )
    QTest.keyClick(view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: asked_about(view) == PEOPLE[1])
    assert names(store)[0] == "Ana Prueba"
    notice = services.notices.current()
    assert notice is not None
    assert "ya lo resolvió" in notice.text
