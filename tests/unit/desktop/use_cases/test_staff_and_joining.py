"""Staff and their keys, and a second computer that joins the centre through a real hub."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.sync.engine import SyncEngine, connect_over_http
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.pairing import pair
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_centre import Chances, HubPaper, become, join_centre
from integrhabitat_desktop.use_cases.manage_staff import (
    StoreKeys,
    add_staff,
    change_own_passphrase,
    give_access,
    list_staff,
    remove_access,
    renew_recovery_sheet,
)
from integrhabitat_desktop.use_cases.store_door import (
    JOINING_ACCOUNT,
    NewCentre,
    NewCoordinator,
    OpenedStore,
    StoreDoor,
)
from tests.fake_clock import FakeClock
from tests.sync.jobs import Workers
from tests.sync.served_hub import ServedHub

CHEAP = Argon2Parameters(64, 1)
PASSPHRASE, OTHER = "fogata-lirio-cuenco-remanso", "trompo-cascada-laurel-mesa"
CHANCES = Chances(iter(range(10_000_000)).__next__, secrets.token_bytes)


def door_in(folder: Path, clock: FakeClock) -> StoreDoor:
    return StoreDoor(folder, clock, secrets.token_bytes, lambda: CHEAP, CHEAP)


class Computer:
    """A computer of the centre with its open store."""

    def __init__(self, door: StoreDoor, opened: OpenedStore) -> None:
        self.door, self.opened = door, opened
        self.store = opened.connect()
        self.desk: Desk = opened.desk(self.store)
        self.keys = StoreKeys(opened.keys, opened.unlocked)
        self._open = True

    def close(self) -> None:
        """Close the store; twice does no harm."""
        if self._open:
            self._open = False
            self.store.close()


@pytest.fixture
def computer(tmp_path: Path, clock: FakeClock) -> Iterator[Computer]:
    door = door_in(tmp_path / "first", clock)
    opened, _sheet = door.create(
        NewCoordinator("Ana Lucía", PASSPHRASE), NewCentre("La Esperanza", "CO", "America/Bogota")
    )
    made = Computer(door, opened)
    yield made
    made.close()


def test_a_new_member_opens_the_store_with_a_start_passphrase(computer: Computer) -> None:
    staff_id = add_staff(computer.desk, computer.keys, " Óscar Mena ", "FACILITATOR", OTHER)
    slot = next(it for it in computer.door.accounts() if it.account_id == staff_id)
    assert (slot.display_name, slot.must_change_passphrase) == ("Óscar Mena", True)
    opened = computer.door.unlock(staff_id, OTHER)
    store = opened.connect()
    assert opened.desk(store).staff.role == "FACILITATOR"
    store.close()


def test_who_is_removed_opens_nothing_and_the_store_gets_a_new_key(computer: Computer) -> None:
    staff_id = add_staff(computer.desk, computer.keys, "Óscar Mena", "FACILITATOR", OTHER)
    before = computer.opened.unlocked.store_key()
    assert remove_access(computer.desk, computer.keys, staff_id)
    computer.close()
    with pytest.raises(StoreError, match="wrong_passphrase"):
        computer.door.unlock(staff_id, OTHER)
    again = computer.door.unlock(computer.desk.staff.id, PASSPHRASE)
    assert again.unlocked.store_key() != before
    store = again.connect()
    members = {it.staff.display_name: it for it in list_staff(again.desk(store), computer.keys)}
    assert members["Óscar Mena"].staff.state == "DISABLED"
    store.close()


def test_nobody_removes_themselves(computer: Computer) -> None:
    with pytest.raises(RuleViolation, match="own_account"):
        remove_access(computer.desk, computer.keys, computer.desk.staff.id)


def test_one_changes_ones_own_passphrase(computer: Computer) -> None:
    change_own_passphrase(computer.desk, computer.keys, PASSPHRASE, OTHER)
    with pytest.raises(StoreError, match="wrong_passphrase"):
        computer.door.unlock(computer.desk.staff.id, PASSPHRASE)
    computer.door.unlock(computer.desk.staff.id, OTHER)


def test_a_new_sheet_opens_the_store(computer: Computer) -> None:
    text = renew_recovery_sheet(computer.desk, computer.keys)
    computer.close()
    computer.door.recover(text, computer.desk.staff.id, OTHER)
    computer.door.unlock(computer.desk.staff.id, OTHER)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[tuple[ServedHub, str]]:
    with closing(Workers()) as workers:
        made = ServedHub(tmp_path / "hub", workers)
        with made.serving() as (url, _process):
            yield made, url
        made.close()


def test_a_second_computer_joins_and_opens_as_a_coordinator(
    computer: Computer, hub: tuple[ServedHub, str], tmp_path: Path, clock: FakeClock
) -> None:
    served, url = hub
    code = served.inside.pairing.new_code("BOG-01")
    pair(
        computer.store,
        url,
        code,
        "",
        device_name="Recepción",
        author=computer.desk.staff.id,
        random_bytes=secrets.token_bytes,
    )
    facilitator = add_staff(computer.desk, computer.keys, "Óscar Mena", "FACILITATOR", OTHER)
    engine = SyncEngine(
        computer.store,
        computer.desk.staff.id,
        connect_over_http,
        monotonic=CHANCES.monotonic,
        random_bytes=secrets.token_bytes,
    )
    engine.run_round()
    door = door_in(tmp_path / "second", clock)
    paper = HubPaper(url, served.inside.pairing.new_code("BOG-01"), "", "Portátil")
    joined = join_centre(door, paper, OTHER, CHANCES)
    (coordinator,) = joined.coordinators
    opened = become(door, joined, coordinator, OTHER)
    assert [it.account_id for it in door.accounts()] == [coordinator.staff_id]
    second = Computer(door, opened)
    assert (second.desk.staff.display_name, second.desk.centre.name) == ("Ana Lucía", "La Esperanza")
    give_access(second.desk, second.keys, facilitator, PASSPHRASE)
    second.close()
    door.unlock(facilitator, PASSPHRASE)


def test_a_wrong_code_leaves_nothing_behind(
    hub: tuple[ServedHub, str], tmp_path: Path, clock: FakeClock
) -> None:
    door = door_in(tmp_path / "second", clock)
    with pytest.raises(HubError, match="pairing_code_wrong"):
        join_centre(door, HubPaper(hub[1], "0000-0000-0000-0000", "", "Portátil"), OTHER, CHANCES)
    assert not door.has_store()


def test_a_computer_that_was_cut_off_while_joining_begins_anew(tmp_path: Path, clock: FakeClock) -> None:
    door = door_in(tmp_path / "second", clock)
    door.create(NewCoordinator("Portátil", OTHER), None)
    assert [it.account_id for it in door.accounts()] == [JOINING_ACCOUNT]
    door.enter()
    assert not door.has_store()
    door.leave()
