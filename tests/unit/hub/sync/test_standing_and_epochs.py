"""Who may sync at all, and what happens when the hub was restored from an older state."""

import json

import pytest
from sqlalchemy import delete, update

from integrhabitat_hub.exchange import new_epoch
from integrhabitat_hub.storage import schema
from integrhabitat_protocol.changes import CHAIN_START
from integrhabitat_protocol.digest import Digest, record_hash
from integrhabitat_protocol.errors import ProtocolError
from tests.unit.hub.device import Device, outcomes
from tests.unit.hub.hub_in_process import STAFF, HubInProcess

P = "PPPPPPP-1"


def _forget_all_but_the_staff(hub: HubInProcess, device: Device) -> None:
    """Put the database back to the moment after the device's first batch."""
    digest = Digest().added(record_hash("staff_account", STAFF, 1))
    chain = next(row.chain for row in hub.rows(schema.receipt) if row.last == 1)
    with hub.engine.begin() as connection:
        connection.execute(delete(schema.record).where(schema.record.c.type != "staff_account"))
        connection.execute(delete(schema.record_version))
        connection.execute(delete(schema.receipt).where(schema.receipt.c.last > 1))
        connection.execute(update(schema.device).values(last_counter=0, chain=CHAIN_START))
        connection.execute(
            update(schema.device)
            .where(schema.device.c.device == device.device)
            .values(last_counter=1, chain=chain)
        )
        connection.execute(
            update(schema.centre).values(
                feed=1, digest_count=digest.count, digest_total=digest.total.to_bytes(16, "big")
            )
        )


def test_a_revoked_device_is_refused_on_its_next_request(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    hub.register.revoke(one.device)
    one.create("person", P, name="Rosa")
    answer = one.sync()
    assert (answer.code, answer.page, answer.digest) == ("device_revoked", [], b"")
    assert len(hub.rows(schema.record)) == 1
    assert one.sync().code == "device_revoked"
    assert other.sync().code == ""


def test_an_unknown_device_gets_no_answer_at_all(hub: HubInProcess) -> None:
    device = hub.new_device()
    device.device = "ZZZZZZZ"
    with pytest.raises(ProtocolError, match="device_unknown"):
        device.sync()
    device.device = "not'a;device"
    with pytest.raises(ProtocolError, match="device_unknown"):
        device.sync()


def test_a_request_signed_by_another_device_gets_no_answer(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.key = other.key
    with pytest.raises(ProtocolError, match="signature_wrong"):
        one.sync()


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"protocol": 0}, "protocol_too_old"),
        ({"protocol": 99}, "protocol_too_new"),
        ({"catalogue": -2}, "catalogue_too_old"),
    ],
)
def test_what_the_hub_does_not_speak_is_said(hub: HubInProcess, overrides: dict[str, int], code: str) -> None:
    assert hub.first_device().sync(**overrides).code == code


def test_after_a_restore_that_was_announced_every_device_hears_of_the_new_epoch(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    hub.register.renew_epoch("BOG-01", epoch=new_epoch(lambda count: bytes(count)))
    for device in (one, other):
        old = device.epoch
        device.create("person", P, name="Rosa")
        request = device.request()
        answer = device.deliver(device.seal(request))
        assert (answer.code, answer.replies) == ("epoch_changed", None)
        assert answer.epoch != old
        device.epoch, device.cursor = answer.epoch, ""
    assert len(hub.rows(schema.record)) == 1


def test_a_cursor_beyond_the_feed_proves_a_restore(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    other.sync()
    _forget_all_but_the_staff(hub, one)
    answer = other.sync()
    assert (answer.code, answer.last_counter) == ("epoch_changed", 0)
    assert answer.epoch != other.epoch
    assert one.sync().code == "epoch_changed"


def test_a_gap_in_the_same_epoch_proves_a_restore_and_the_device_offers_again(hub: HubInProcess) -> None:
    one = hub.first_device()
    one.create("person", P, name="Rosa")
    again = list(one.waiting)
    chain = one.chain
    one.sync()
    one.edit("person", P, 1, name="Rosa Ensayo")
    again += one.waiting
    one.sync()
    _forget_all_but_the_staff(hub, one)
    one.create("person", "PPPPPPP-2", name="Luz")
    again += one.waiting
    answer = one.sync(cursor="")
    assert (answer.code, answer.last_counter) == ("epoch_changed", 1)
    one.epoch, one.cursor, one.chain, one.waiting = answer.epoch, "", chain, again
    assert outcomes(one.sync().replies) == ["applied", "applied", "applied"]


def test_an_edit_of_a_version_that_the_hub_forgot_is_merged_by_its_old_values(hub: HubInProcess) -> None:
    one, other = hub.two_devices()
    one.create("person", P, name="Rosa", neighbourhood="Sur")
    one.sync()
    other.sync()
    other.change("person", P, "edit", 9, old={"name": "Rosa"}, name="Rosa Ensayo")
    assert outcomes(other.sync().replies) == ["merged 2"]
    other.change("person", P, "edit", 9, old={"neighbourhood": "Centro"}, neighbourhood="Norte")
    assert outcomes(other.sync().replies) == ["conflict 2"]
    (review,) = other.reviews()
    assert json.loads(str(review.fields["base"])) == {"neighbourhood": "Centro"}
    assert json.loads(str(review.fields["other"])) == {"neighbourhood": "Norte"}


def test_a_delete_of_a_version_that_the_hub_forgot_deletes_nothing(hub: HubInProcess) -> None:
    one, _ = hub.two_devices()
    one.create("person", P, name="Rosa")
    one.sync()
    one.change("person", P, "delete", 9)
    assert outcomes(one.sync().replies) == ["conflict 1"]


def test_the_hub_notes_when_a_device_was_here_and_how_far_its_clock_is_off(hub: HubInProcess) -> None:
    device = hub.first_device()
    hub.clock.advance(hours=1)
    device.sync(sent_at=int(hub.clock.now().timestamp()) + 3600)
    (entry,) = hub.register.devices()
    assert (entry.last_seen, entry.clock_offset) == ("2027-03-01T15:00:00Z", 3600)
