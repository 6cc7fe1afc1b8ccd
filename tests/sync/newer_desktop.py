"""A desktop of a newer release: it knows a field that nobody else does."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.ids import new_prefix
from integrhabitat_protocol.messages import PairAnswer, PairRequest
from tests.sync.desktop import STAFF
from tests.sync.hub_copies import CENTRE
from tests.sync.invariants import hub_records
from tests.sync.world import World
from tests.unit.hub.device import Device

FIELD = "later_field"


def edit_with_unknown_field(world: World, number: int, value: str) -> None:
    """A newer desktop joins, pulls nothing, and writes a new field into one of the hub's persons."""
    held = hub_records(world.hub.engine, CENTRE)
    persons = sorted(key[1] for key, row in held.items() if key[0] == "person" and row.state == "live")
    if not persons:
        return
    person = persons[number % len(persons)]
    record = held["person", person]
    device = _paired(world)
    change = device.edit("person", person, record.version, **{FIELD: value})
    old = record.fields.get(FIELD)
    change = msgspec.structs.replace(change, fields={FIELD: (old, value)})
    device.waiting[-1] = change
    device.sync(page_size=0)
    _note(world, change)


def _note(world: World, change: Change) -> None:
    name = f"newer {change.record_id}"
    world.journal.note(name, [change], {})
    world.journal.all_sent(name)
    # Nobody keeps this computer: what the hub forgets, it cannot offer again.
    world.journal.rolled_back(name, {})


def _paired(world: World) -> Device:
    key = Ed25519PrivateKey.from_private_bytes(world.hub.random_bytes(32))
    prefix = new_prefix(world.hub.random_bytes(5))
    request = PairRequest(
        code=world.hub.pairing.new_code(CENTRE),
        device=prefix,
        public_key=key.public_key().public_bytes_raw(),
        device_name="Newer",
        catalogue=CATALOGUE_VERSION + 1,
    )
    answered = world.hub.pairing.answer(msgspec.msgpack.encode(request))
    answer = msgspec.msgpack.decode(answered, type=PairAnswer)
    assert answer.code == ""
    return Device(
        prefix, key, world.hub.key.public_key(), world.hub.exchange.answer, STAFF, epoch=answer.epoch
    )
