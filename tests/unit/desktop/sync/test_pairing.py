"""Joining a hub with a one-time code, and what happens when answers are lost or a prefix is taken."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.sync_pairing import read_pairing
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.pairing import Joined, join
from integrhabitat_protocol.ids import new_prefix
from integrhabitat_protocol.record_types import Person
from tests.sync.desktop import STAFF
from tests.sync.hub_copies import CENTRE
from tests.sync.served_hub import new_store
from tests.sync.ways_to_the_hub import FaultyWay
from tests.sync.world import World

Join = Callable[..., Joined]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_store(tmp_path / "joining.db", persons=1)
    yield made
    made.close()


@pytest.fixture
def way(world: World) -> FaultyWay:
    return FaultyWay(world.hub)


@pytest.fixture
def join_with(store: Store, way: FaultyWay) -> Join:
    random_bytes = random.Random(7).randbytes

    def joined(code: str) -> Joined:
        return join(
            store,
            way,
            address="http://127.0.0.1:8440",
            certificate=b"",
            code=code,
            device_name="Reception",
            author=STAFF,
            random_bytes=random_bytes,
        )

    return joined


def test_a_pairing_keeps_keys_and_centre_in_the_store(world: World, store: Store, join_with: Join) -> None:
    joined = join_with(world.hub.pairing.new_code(CENTRE))
    assert joined == Joined(CENTRE, "Casa de prueba", has_centre_record=False)
    pairing = read_pairing(store)
    assert pairing is not None
    assert (pairing.centre, pairing.device) == (CENTRE, store.meta.text(MetaKey.PREFIX))
    assert pairing.hub_key == world.hub.key.public_key().public_bytes_raw()
    assert len(pairing.device_key) == 32


def test_a_code_typed_in_small_letters_without_dashes_works(world: World, join_with: Join) -> None:
    assert join_with(world.hub.pairing.new_code(CENTRE).replace("-", "").lower()).centre == CENTRE


def test_a_wrong_code_is_refused(store: Store, join_with: Join) -> None:
    with pytest.raises(HubError, match="pairing_code_wrong"):
        join_with("AAAA-BBBB-CCCC-DDDD")
    assert read_pairing(store) is None


def test_a_code_that_is_too_old_is_refused(world: World, join_with: Join) -> None:
    code = world.hub.pairing.new_code(CENTRE)
    world.hub.clock.advance(minutes=11)
    with pytest.raises(HubError, match="pairing_code_expired"):
        join_with(code)


def test_a_code_that_another_computer_used_is_refused(
    world: World, tmp_path: Path, join_with: Join, way: FaultyWay
) -> None:
    code = world.hub.pairing.new_code(CENTRE)
    join_with(code)
    other = new_store(tmp_path / "other.db")
    with pytest.raises(HubError, match="pairing_code_used"):
        join(
            other,
            way,
            address="",
            certificate=b"",
            code=code,
            device_name="Other",
            author=STAFF,
            random_bytes=random.Random(8).randbytes,
        )
    other.close()


def test_after_a_lost_answer_the_same_code_works_again(world: World, way: FaultyWay, join_with: Join) -> None:
    code = world.hub.pairing.new_code(CENTRE)
    way.cut_after(0, lose_answer=True)
    with pytest.raises(HubError, match="hub_unreachable"):
        join_with(code)
    assert join_with(code).centre == CENTRE
    assert len(world.hub.register.devices()) == 4


def test_where_the_prefix_is_taken_everything_unsent_gets_new_ids(
    world: World, store: Store, tmp_path: Path, join_with: Join
) -> None:
    taken = world.desktops[0].device
    with store.write_lock():
        store.meta.put(MetaKey.PREFIX, taken)
    with store.transaction(STAFF) as tx:
        unlucky = tx.new_id()
        tx.create(Person(id=unlucky, name="Amparo Prueba"))
    join_with(world.hub.pairing.new_code(CENTRE))
    prefix = store.meta.text(MetaKey.PREFIX)
    assert prefix not in (taken, new_prefix(bytes(5)))
    ids = [row[0] for row in store.fetch("SELECT id FROM person WHERE name = 'Amparo Prueba'")]
    assert ids and all(record_id.startswith(prefix) for record_id in ids)


def test_a_paired_store_does_not_join_another_hub(world: World, join_with: Join) -> None:
    join_with(world.hub.pairing.new_code(CENTRE))
    with pytest.raises(HubError, match="already_paired"):
        join_with(world.hub.pairing.new_code(CENTRE))
