"""Possible duplicates in a real view on a real store: compared, joined, told apart, taken back."""

import pytest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.screens.pairs.compare_panel_view import ComparePanel
from integrhabitat_desktop.ui.screens.pairs.dispute_panel_view import DisputePanel
from integrhabitat_desktop.ui.screens.pairs.pairs_view import PairsView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets.buttons import KitButton
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_protocol.record_types import (
    IdentityDocument,
    Person,
    PersonMerge,
    PersonPair,
    Restriction,
)

ONE, OTHER = "K3F9Q7M-100", "K3F9Q7M-101"
MERGES = "SELECT person, survivor, state FROM person_merge"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> PairsView:
    born = {"birth_date": "1990-05-04", "birth_precision": "DAY"}
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ONE, name="Yohana Valbuena Prueba", **born))
        tx.create(Person(id=OTHER, name="Johana Balbuena Prueba", sex="F", **born))
        tx.create(
            IdentityDocument(
                id="K3F9Q7M-102",
                person=OTHER,
                document_type="CO-CC",
                number="52123456",
                number_key="52123456",
            )
        )
    made = PairsView(services)
    qtbot.addWidget(made)
    # Once the window is active the list takes the keyboard at once, while it is empty, and chooses nothing by itself.
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.activated()
    qtbot.waitUntil(lambda: len(made.list.rows()) == 1)
    return made


def comparison(view: PairsView, qtbot: QtBot) -> ComparePanel:
    view.list.chosen.emit(view.list.rows()[0].id)
    qtbot.waitUntil(lambda: isinstance(view.right.currentWidget(), ComparePanel))
    panel = view.right.currentWidget()
    assert isinstance(panel, ComparePanel)
    return panel


def test_the_record_with_more_is_kept_and_what_is_chosen_counts(
    view: PairsView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    panel = comparison(view, qtbot)
    assert set(panel.choices) == {"name", "sex"}
    assert panel.choices["sex"].value() == "2"
    panel.choices["name"].set_value("1")
    panel.join_button.click()
    qtbot.waitUntil(lambda: store.fetch(MERGES) == [(ONE, OTHER, "JOINED")])
    kept = store.get(Person, OTHER)
    assert kept is not None and (kept.name, kept.sex) == ("Yohana Valbuena Prueba", "F")
    qtbot.waitUntil(lambda: view.list.rows() == ())
    services.notices.undo()
    qtbot.waitUntil(lambda: store.fetch(MERGES) == [(ONE, OTHER, "PARTED")])
    kept = store.get(Person, OTHER)
    assert kept is not None and kept.name == "Johana Balbuena Prueba"


def test_a_pair_told_apart_is_not_offered_again(view: PairsView, store: Store, qtbot: QtBot) -> None:
    comparison(view, qtbot).apart_button.click()
    qtbot.waitUntil(lambda: store.fetch("SELECT state FROM person_pair") == [("DIFFERENT",)])
    qtbot.waitUntil(lambda: view.list.rows() == ())
    view._search()
    qtbot.waitUntil(lambda: not view.progress.isVisible())
    assert view.list.rows() == ()


def test_anybody_can_be_compared_with_a_person_that_was_open(view: PairsView, qtbot: QtBot) -> None:
    view.opened_with(f"with:{ONE}")
    view.finder.begin("balbuena")
    qtbot.waitUntil(lambda: [row.id for row in view.finder.matches.rows()] == [OTHER])
    view.finder.chosen.emit(OTHER, "")
    qtbot.waitUntil(lambda: isinstance(view.right.currentWidget(), ComparePanel))


@pytest.mark.parametrize("is_compared", [False, True])
def test_a_pair_of_whom_one_is_blocked_elsewhere_leaves_the_screen(
    view: PairsView, services: ScreenServices, store: Store, qtbot: QtBot, is_compared: bool
) -> None:
    if is_compared:
        comparison(view, qtbot)
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Restriction(id=ONE, person=ONE, state="ACTIVE", since="2027-03-01"))
    services.changes.announce(ChangeSet(frozenset([("restriction", ONE)])))
    qtbot.waitUntil(lambda: view.list.rows() == ())
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.empty)
    assert (services.notices.current() is not None) is is_compared


def test_after_a_join_of_three_no_row_is_left_of_a_record_that_points(
    view: PairsView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(
            Person(
                id="K3F9Q7M-103",
                name="Yohana Valbuena Prueba",
                birth_date="1990-05-04",
                birth_precision="DAY",
            )
        )
    view._search()
    qtbot.waitUntil(lambda: len(view.list.rows()) == 3)
    view.list.select(f"{ONE}|{OTHER}")
    qtbot.waitUntil(lambda: isinstance(view.right.currentWidget(), ComparePanel))
    panel = view.right.currentWidget()
    assert isinstance(panel, ComparePanel)
    panel.join_button.click()
    qtbot.waitUntil(lambda: len(store.fetch(MERGES)) == 1)
    qtbot.waitUntil(lambda: [row.id for row in view.list.rows()] == [f"{OTHER}|K3F9Q7M-103"])
    view.list.select(f"{OTHER}|K3F9Q7M-103")
    qtbot.waitUntil(lambda: isinstance(view.right.currentWidget(), ComparePanel))
    services.notices.undo()
    qtbot.waitUntil(lambda: len(view.list.rows()) == 3)


def test_choices_stay_when_the_list_is_made_again(
    view: PairsView, services: ScreenServices, qtbot: QtBot
) -> None:
    panel = comparison(view, qtbot)
    view.list.select(f"{ONE}|{OTHER}")
    panel.choices["name"].set_value("1")
    with qtbot.waitSignal(view.model.refreshed):
        services.changes.announce(ChangeSet(frozenset([("person_merge", "K3F9Q7M-900")])))
    assert view.right.currentWidget() is panel and panel.choices["name"].value() == "1"


def test_a_birth_is_compared_with_how_precisely_it_is_known(
    view: PairsView, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.update(Person, ONE, birth_date="1990-01-01", birth_precision="YEAR")
        tx.update(Person, OTHER, birth_date="1990-01-01", birth_precision="DAY")
    comparison(view, qtbot)
    qtbot.waitUntil(lambda: "birth_date" in comparison(view, qtbot).choices)
    panel = comparison(view, qtbot)
    texts = [button.label() for button in panel.choices["birth_date"].findChildren(KitButton)]
    assert texts == ["1. 1990 · Solo el año", "2. 1 ene 1990"]
    assert panel.choices["birth_date"].value() == "2"


@pytest.mark.parametrize("is_one", [True, False])
def test_what_was_decided_differently_is_asked_once_more(
    view: PairsView, services: ScreenServices, store: Store, qtbot: QtBot, is_one: bool
) -> None:
    pair = f"{ONE}.{OTHER}"
    with store.transaction("K3F9Q7M-2") as tx:
        tx.create(PersonMerge(id=OTHER, person=OTHER, survivor=ONE, state="JOINED", joined_on="2027-03-01"))
        tx.create(PersonPair(id=pair, first=ONE, second=OTHER, state="DIFFERENT", decided_on="2027-03-01"))
    services.changes.announce(ChangeSet(frozenset([("person_merge", OTHER), ("person_pair", pair)])))
    qtbot.waitUntil(lambda: [row.id for row in view.list.rows()] == [f"dispute:{pair}"])
    view.list.select(f"dispute:{pair}")
    panel = view.right.currentWidget()
    assert isinstance(panel, DisputePanel)
    (panel.one_button if is_one else panel.two_button).click()
    qtbot.waitUntil(lambda: view.list.rows() == () and view.right.currentWidget() is view.empty)
    settled = (store.fetch("SELECT state FROM person_merge"), store.fetch("SELECT state FROM person_pair"))
    assert settled == (([("JOINED",)], [("OPEN",)]) if is_one else ([("PARTED",)], [("DIFFERENT",)]))
    services.notices.undo()
    qtbot.waitUntil(lambda: [row.id for row in view.list.rows()] == [f"dispute:{pair}"])
