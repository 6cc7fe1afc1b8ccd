"""Batches: exact when sent twice, refused when the store behind them was copied or the hub forgot something."""

import copy

import msgspec
import pytest

from integrhabitat_hub.storage import schema
from integrhabitat_hub.sync.limits import Limits
from integrhabitat_protocol.messages import SyncRequest
from tests.unit.hub.device import Device, outcomes
from tests.unit.hub.hub_in_process import HubInProcess

P = "PPPPPPP-1"


def _twin(device: Device) -> Device:
    """The same device restored from a copy of its store."""
    return Device(
        device.device,
        device.key,
        device.hub_key,
        device.send,
        device.author,
        device.epoch,
        device.cursor,
        device.counter,
        device.chain,
        list(device.waiting),
        copy.copy(device.copies),
    )


def test_a_batch_sent_twice_is_answered_alike_and_applied_once(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.create("person", "PPPPPPP-2", neighbourhood="no name")
    one.edit("person", P, 0, name="Rosa Ensayo")
    sealed = one.seal(one.request())
    first = one.deliver(sealed)
    again = one.deliver(sealed)
    assert outcomes(first.replies) == ["applied", "quarantined field_required", "applied 2"]
    assert again.replies == first.replies
    assert again.last_counter == first.last_counter
    other.sync()
    assert other.copies["person", P].version == 2


def test_an_old_batch_delivered_much_later_changes_nothing(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    sealed = one.seal(one.request())
    first = one.deliver(sealed)
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    hub.clock.advance(days=7)
    assert one.deliver(sealed).replies == first.replies
    other.sync()
    assert (other.copies["person", P].version, other.copies["person", P].fields["name"]) == (2, "Rosa Ensayo")


def test_replies_of_a_clash_are_stored_too(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    one.sync()
    other.edit("person", P, 1, name="Rosalía")
    sealed = other.seal(other.request())
    assert (
        outcomes(other.deliver(sealed).replies) == outcomes(other.deliver(sealed).replies) == ["conflict 2"]
    )
    assert len(other.reviews()) == 1


def test_a_copied_store_is_found_out_at_its_first_batch(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    twin = _twin(one)
    one.create("person", P, name="Rosa")
    one.sync()
    twin.create("person", P, name="Someone else")
    answer = twin.sync()
    assert (answer.code, answer.replies, answer.page) == ("device_forked", None, [])
    assert answer.last_counter == one.counter


def test_a_copied_store_that_is_ahead_is_found_out_too(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    twin = _twin(one)
    one.create("person", P, name="Rosa")
    one.sync()
    twin.create("person", P, name="Someone else")
    twin.seal(twin.request())
    twin.create("person", "PPPPPPP-2", name="A second one")
    assert twin.sync().code == "device_forked"


def test_a_longer_batch_of_a_copied_store_is_found_out(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    twin = _twin(one)
    one.create("person", P, name="Rosa")
    one.sync()
    twin.create("person", P, name="Someone else")
    twin.create("person", "PPPPPPP-2", name="A second one")
    assert twin.sync().code == "device_forked"


def test_a_shorter_batch_of_a_copied_store_is_found_out(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    twin = _twin(one)
    one.create("person", P, name="Rosa")
    one.create("person", "PPPPPPP-2", name="Luz")
    one.sync()
    twin.create("person", P, name="Someone else")
    assert twin.sync().code == "device_forked"


def test_a_batch_that_goes_on_where_a_known_one_ended_is_taken_from_there(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    twin = _twin(one)
    for device in (one, twin):
        device.create("person", P, name="Rosa")
        device.edit("person", P, 0, name="Rosa Ensayo")
    one.sync()
    twin.create("person", "PPPPPPP-2", name="Luz")
    assert outcomes(twin.sync().replies) == ["applied", "applied 2", "applied"]
    other.sync()
    assert other.copies["person", P].version == 2


def test_a_gap_before_the_batch_tells_the_last_known_number(hub: HubInProcess) -> None:
    device = hub.first_device()
    device.create("person", P, name="Never arrived")
    device.request()
    device.create("person", "PPPPPPP-2", name="Luz")
    answer = device.sync(epoch="")
    assert (answer.code, answer.last_counter) == ("counter_gap", 1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda request: msgspec.structs.replace(request, last=request.last + 1),
        lambda request: msgspec.structs.replace(request, first=request.first - 1),
        lambda request: msgspec.structs.replace(request, first=0),
        lambda request: msgspec.structs.replace(request, first=-5, last=-4),
        lambda request: msgspec.structs.replace(request, changes=request.changes * 2),
        lambda request: msgspec.structs.replace(request, changes=[]),
        lambda request: msgspec.structs.replace(request, chain=bytes(16)),
    ],
)
def test_a_batch_with_wrong_numbers_or_chain_applies_nothing(hub: HubInProcess, spoil: object) -> None:
    device = hub.first_device()
    device.create("person", P, name="Rosa")
    request = device.request()
    assert callable(spoil)
    spoiled: SyncRequest = spoil(request)
    assert device.deliver(device.seal(spoiled)).code == "batch_malformed"
    assert len(hub.rows(schema.record)) == 1
    assert outcomes(device.deliver(device.seal(request)).replies) == ["applied"]


def test_more_changes_than_the_limit_are_refused_whole(hub: HubInProcess) -> None:
    small = HubInProcess(hub.engine, hub.clock, lambda count: bytes(range(count)), limits=Limits(changes=2))
    device = small.first_device()
    for number in range(3):
        device.create("person", f"PPPPPPP-{number}", name="Rosa")
    assert device.sync().code == "batch_too_large"
    assert len(hub.rows(schema.record)) == 1


def test_more_text_than_the_limit_is_refused_before_it_is_unpacked(hub: HubInProcess) -> None:
    small = HubInProcess(
        hub.engine, hub.clock, lambda count: bytes(range(count)), limits=Limits(characters=5000)
    )
    device = small.first_device()
    for number in range(100):
        device.create("person", f"PPPPPPP-{number}", name="the same long name " * 5)
    assert device.sync().code == "batch_too_large"


def test_receipts_hold_the_batch_boundaries(hub: HubInProcess) -> None:
    device = hub.first_device()
    device.create("person", P, name="Rosa")
    device.edit("person", P, 0, name="Rosa Ensayo")
    device.sync()
    kept = sorted((row.first, row.last) for row in hub.rows(schema.receipt))
    assert kept == [(1, 1), (2, 3)]
