"""What only a coordinator decides, and what anybody may bring back to a hub that was restored."""

import pytest

from integrhabitat_hub.exchange import new_epoch
from integrhabitat_protocol.changes import ACCEPTED_IN_OTHER_EPOCH, HELD_FROM_OTHER_EPOCH, OTHER_EPOCH
from tests.unit.hub.device import Device, outcomes
from tests.unit.hub.hub_in_process import STAFF, HubInProcess

ANA, BEA, NEW = "STAFFAA-2", "STAFFAA-3", "STAFFAA-9"
P, BLOCKED = "PPPPPPP-1", "PPPPPPP-2"
REFUSED = "quarantined role_not_allowed"
OF_OTHER_EPOCHS = pytest.mark.parametrize(
    "base", [ACCEPTED_IN_OTHER_EPOCH, OTHER_EPOCH, HELD_FROM_OTHER_EPOCH]
)


def with_reception(hub: HubInProcess) -> Device:
    """A device where Ana of the reception works; one of the people is blocked."""
    coordinator, device = hub.two_devices()
    coordinator.create("staff_account", ANA, display_name="Ana Prueba", role="RECEPTION", state="ACTIVE")
    coordinator.create("staff_account", BEA, display_name="Bea Prueba", role="FIELD", state="ACTIVE")
    coordinator.create("person", P, name="Rosa")
    coordinator.create("person", BLOCKED, name="Luis")
    coordinator.create("restriction", BLOCKED, person=BLOCKED, state="ACTIVE")
    assert outcomes(coordinator.sync().replies) == ["applied"] * 5
    device.author = ANA
    device.pull_all()
    return device


def restore(hub: HubInProcess, device: Device) -> str:
    """The hub takes a new epoch and the device learns of it; the name of the one that was left."""
    left = device.epoch
    hub.register.renew_epoch("BOG-01", epoch=new_epoch(lambda count: bytes(count)))
    answer = device.sync()
    assert answer.code == "epoch_changed"
    device.epoch, device.cursor = answer.epoch, ""
    return left


def say_what_a_coordinator_decides(device: Device, base: int) -> None:
    """Erase, lift, promote oneself, send a colleague away, bring one in."""
    device.create("erasure", P, base, person=P)
    device.change("restriction", BLOCKED, "edit", base, old={"state": "ACTIVE"}, state="LIFTED")
    device.change("staff_account", ANA, "edit", base, old={"role": "RECEPTION"}, role="COORDINATOR")
    device.change("staff_account", BEA, "edit", base, old={"state": "ACTIVE"}, state="DISABLED")
    device.create("staff_account", NEW, base, display_name="Eva", role="COORDINATOR", state="ACTIVE")


@OF_OTHER_EPOCHS
@pytest.mark.parametrize("left", [[], ["NOSUCHEPOCH"], ["the present one"]])
def test_a_hub_that_was_never_restored_takes_nothing_for_offered_again(
    hub: HubInProcess, base: int, left: list[str]
) -> None:
    device = with_reception(hub)
    say_what_a_coordinator_decides(device, base)
    named = [device.epoch if name == "the present one" else name for name in left]
    assert outcomes(device.sync(left_epochs=named).replies) == [REFUSED] * 5


@OF_OTHER_EPOCHS
def test_a_restored_hub_takes_it_from_a_device_that_was_in_the_epoch_it_left(
    hub: HubInProcess, base: int
) -> None:
    device = with_reception(hub)
    left = restore(hub, device)
    say_what_a_coordinator_decides(device, base)
    answer = device.sync(left_epochs=[left])
    erased, lifted, promoted, disabled, brought_in = outcomes(answer.replies)
    assert erased == "applied 1" and brought_in == "applied 1"
    assert lifted == REFUSED
    assert "quarantined" not in promoted + disabled


def test_a_restored_hub_takes_it_from_no_device_that_is_in_step(hub: HubInProcess) -> None:
    device = with_reception(hub)
    restore(hub, device)
    say_what_a_coordinator_decides(device, HELD_FROM_OTHER_EPOCH)
    assert outcomes(device.sync().replies) == [REFUSED] * 5


def test_after_a_restore_too_what_is_new_needs_a_coordinator(hub: HubInProcess) -> None:
    device = with_reception(hub)
    left = restore(hub, device)
    say_what_a_coordinator_decides(device, 1)
    assert outcomes(device.sync(left_epochs=[left]).replies) == [REFUSED] * 5


def test_a_block_comes_back_from_anybody_and_is_lifted_again_by_a_coordinator_alone(
    hub: HubInProcess,
) -> None:
    device = with_reception(hub)
    left = restore(hub, device)
    device.create("restriction", P, HELD_FROM_OTHER_EPOCH, person=P, state="ACTIVE")
    device.create("restriction", P, HELD_FROM_OTHER_EPOCH, person=P, state="LIFTED")
    device.change("restriction", P, "delete", HELD_FROM_OTHER_EPOCH)
    device.create("restriction", "PPPPPPP-3", HELD_FROM_OTHER_EPOCH, person="PPPPPPP-3", state="LIFTED")
    assert outcomes(device.sync(left_epochs=[left]).replies) == ["applied 1", REFUSED, REFUSED, "applied 1"]
    device.change("restriction", P, "edit", 1, author=STAFF, old={"state": "ACTIVE"}, state="LIFTED")
    assert outcomes(device.sync().replies) == ["applied"]


def test_role_and_state_of_an_account_are_a_coordinators_but_a_name_is_everybodys(hub: HubInProcess) -> None:
    device = with_reception(hub)
    device.edit("staff_account", ANA, 1, role="COORDINATOR")
    device.edit("staff_account", BEA, 1, display_name="Beatriz Prueba", state="DISABLED")
    device.create("staff_account", ANA, display_name="Ana", role="COORDINATOR", state="ACTIVE")
    device.create("staff_account", NEW, display_name="Eva", role="RECEPTION", state="ACTIVE")
    device.change("staff_account", BEA, "delete", 1)
    device.edit("staff_account", ANA, 1, display_name="Ana Lucía Prueba")
    assert outcomes(device.sync().replies) == [*[REFUSED] * 5, "applied"]
    device.author = STAFF
    device.edit("staff_account", ANA, 2, role="COORDINATOR")
    device.edit("staff_account", BEA, 1, state="DISABLED")
    device.create("staff_account", NEW, display_name="Eva", role="RECEPTION", state="ACTIVE")
    assert outcomes(device.sync().replies) == ["applied"] * 3


@pytest.mark.parametrize("account_first", [True, False])
def test_who_is_new_decides_no_more_than_their_role_allows(hub: HubInProcess, account_first: bool) -> None:
    device = with_reception(hub)
    device.author = NEW
    group = device.counter + 1
    if not account_first:
        device.change("erasure", P, "create", group=group, person=P)
    device.change(
        "staff_account", NEW, "create", group=group, display_name="Eva", role="FIELD", state="ACTIVE"
    )
    if account_first:
        device.change("erasure", P, "create", group=group, person=P)
    assert sorted(outcomes(device.sync().replies)) == ["quarantined group_refused", REFUSED]


@pytest.mark.parametrize(("role", "outcome"), [("RECEPTION", "quarantined"), ("COORDINATOR", "applied")])
def test_who_is_new_brings_colleagues_as_a_coordinator_alone(
    hub: HubInProcess, role: str, outcome: str
) -> None:
    device = hub.new_device(author=NEW)
    device.change("staff_account", NEW, "create", group=1, display_name="Eva", role=role, state="ACTIVE")
    device.change("staff_account", ANA, "create", group=1, display_name="Ana", role="FIELD", state="ACTIVE")
    assert [it.split()[0] for it in outcomes(device.sync().replies)] == [outcome] * 2


@pytest.mark.parametrize("base", [1, HELD_FROM_OTHER_EPOCH])
def test_nobody_takes_an_erasure_back(hub: HubInProcess, base: int) -> None:
    device = with_reception(hub)
    device.author = STAFF
    device.create("erasure", P, person=P)
    device.sync()
    left = restore(hub, device)
    device.change("erasure", P, "delete", base)
    device.change("erasure", "PPPPPPP-3", "delete", base)
    assert outcomes(device.sync(left_epochs=[left]).replies) == ["quarantined erasure_stays"] * 2
    newcomer = hub.new_device()
    newcomer.pull_all()
    assert newcomer.copies["erasure", P].state == "live"
