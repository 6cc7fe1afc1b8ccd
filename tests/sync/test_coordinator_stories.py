"""Stories of what a coordinator decided, brought back to a restored hub by whoever happens to be signed in."""

import pytest

from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.restrict_records import lift_restriction, restrict_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Restriction, StaffAccount
from tests.sync import invariants
from tests.sync.desktop import STAFF, Desktop
from tests.sync.hub_copies import CENTRE
from tests.sync.steps import register
from tests.sync.test_erasure_stories import CANARY, assert_forgotten, at_the_hub, erase, rest
from tests.sync.test_settlement_stories import desk_at
from tests.sync.world import World

BEA = "STAFFAA-2"
said_or_not = pytest.mark.parametrize("say_so", [True, False])


@pytest.fixture
def rosa(world: World, anden: Desktop, bodega: Desktop) -> str:
    """Somebody whom everybody knows; Bea of the reception sits at one of the computers."""
    with anden.writing() as tx:
        tx.create(StaffAccount(id=BEA, display_name="Bea Prueba", role="RECEPTION", state="ACTIVE"))
    person = register(anden, f"Rosa {CANARY}")
    rest(world)
    bodega.sign_in(BEA)
    return person


def restriction_at(desktop: Desktop, person: str) -> str:
    found = desktop.store.get(Restriction, natural_id(person))
    return found.state if found is not None else ""


def gone_for_good(world: World, desktop: Desktop) -> None:
    """The computer is lost; nobody will hear of it again."""
    world.desktops.remove(desktop)
    desktop.stop()


def set_aside(desktop: Desktop) -> list[tuple[int, str]]:
    return [(it.change.counter, it.code) for it in SyncStore(desktop.store, STAFF).quarantined()]


@said_or_not
def test_an_erasure_comes_back_from_the_reception_alone(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop, rosa: str, say_so: bool
) -> None:
    backup = world.back_up_hub()
    erase(anden, rosa)
    rest(world)
    gone_for_good(world, anden)
    world.restore_hub(backup, say_so=say_so)
    assert CANARY in at_the_hub(world)
    bodega.sync()
    assert set_aside(bodega) == []
    rest(world)
    assert_forgotten(world)


@said_or_not
def test_a_block_comes_back_from_the_reception_alone(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop, rosa: str, say_so: bool
) -> None:
    backup = world.back_up_hub()
    with anden.noting():
        restrict_record(desk_at(anden), rosa, "BLOCK")
    rest(world)
    gone_for_good(world, anden)
    world.restore_hub(backup, say_so=say_so)
    rest(world)
    assert set_aside(bodega) == []
    assert restriction_at(campo, rosa) == "ACTIVE"
    invariants.check_converged({it.name: it.store for it in world.desktops}, world.hub.engine, CENTRE)


def test_accounts_come_back_from_the_reception_alone_as_they_were(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop, rosa: str
) -> None:
    with anden.writing() as tx:
        left = tx.new_id()
        tx.create(StaffAccount(id=left, display_name="Iván", role="COORDINATOR", state="ACTIVE"))
    rest(world)
    backup = world.back_up_hub()
    with anden.writing() as tx:
        tx.update(StaffAccount, left, state="DISABLED")
        came = tx.new_id()
        tx.create(StaffAccount(id=came, display_name="Eva", role="COORDINATOR", state="ACTIVE"))
    rest(world)
    gone_for_good(world, anden)
    world.restore_hub(backup, say_so=True)
    rest(world)
    assert set_aside(bodega) == []
    accounts = [campo.store.get(StaffAccount, it) for it in (left, came)]
    assert [it.state for it in accounts if it is not None] == ["DISABLED", "ACTIVE"]
    invariants.check_converged({it.name: it.store for it in world.desktops}, world.hub.engine, CENTRE)


@said_or_not
def test_what_the_hub_blocks_again_waits_for_a_coordinator_to_lift_it(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop, rosa: str, say_so: bool
) -> None:
    with anden.noting():
        restrict_record(desk_at(anden), rosa, "BLOCK")
    rest(world)
    backup = world.back_up_hub()
    with anden.noting():
        lift_restriction(desk_at(anden), rosa)
    anden.sync()
    bodega.sync()
    gone_for_good(world, anden)
    world.restore_hub(backup, say_so=say_so)
    bodega.sync()
    campo.sync()
    ((counter, code),) = set_aside(bodega)
    assert code == "role_not_allowed"
    assert restriction_at(campo, rosa) == "ACTIVE"
    bodega.sign_in(STAFF)
    SyncStore(bodega.store, STAFF).send_again(counter)
    rest(world)
    assert set_aside(bodega) == []
    assert restriction_at(campo, rosa) == "LIFTED" and len(find_people(desk_at(campo), "rosa")) == 1
    invariants.check_converged({it.name: it.store for it in world.desktops}, world.hub.engine, CENTRE)
