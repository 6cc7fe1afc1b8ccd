"""Rounds: what ends them, what is written down about them, and how differences are found and mended."""

from collections.abc import Callable

import pytest

from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_desktop.sync.engine import SyncEngine
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_client import HubConnection
from integrhabitat_desktop.sync.round import RoundResult
from integrhabitat_desktop.sync.status import sync_status
from integrhabitat_protocol.record_types import Person
from tests.conftest import StoreFactory
from tests.sync import invariants
from tests.sync.desktop import STAFF, Desktop
from tests.sync.hub_copies import CENTRE
from tests.sync.ways_to_the_hub import FaultyWay
from tests.sync.world import World


@pytest.fixture
def desktop(world: World) -> Desktop:
    return world.desktops[1]


def register(desktop: Desktop, name: str = "Nombre") -> str:
    with desktop.writing() as tx:
        person = tx.new_id()
        tx.create(Person(id=person, name=name))
    return person


def test_a_store_without_a_hub_cannot_sync(store_factory: StoreFactory) -> None:
    engine = SyncEngine(
        store_factory(), STAFF, lambda _: pytest.fail("no way is needed"), monotonic=float, random_bytes=bytes
    )
    with pytest.raises(HubError, match="not_paired"):
        engine.run_round()


def test_a_round_with_nothing_to_say_is_one_small_request(desktop: Desktop) -> None:
    desktop.sync()
    before = (desktop.way.traffic.requests, desktop.way.traffic.sent + desktop.way.traffic.received)
    desktop.sync()
    after = (desktop.way.traffic.requests, desktop.way.traffic.sent + desktop.way.traffic.received)
    assert after[0] - before[0] == 1
    assert after[1] - before[1] <= 600


def test_a_small_sync_with_news_both_ways_is_one_round_trip(world: World, desktop: Desktop) -> None:
    register(world.desktops[0])
    world.desktops[0].sync()
    register(desktop)
    before = desktop.way.traffic.requests
    result = desktop.sync()
    assert (desktop.way.traffic.requests - before, result.sent, result.received) == (1, 1, 1)


def test_a_round_is_written_into_the_history(desktop: Desktop) -> None:
    register(desktop)
    desktop.sync()
    newest = SyncStore(desktop.store, STAFF).rounds()[0]
    assert (newest.outcome, newest.code, newest.sent, newest.requests) == ("ok", "", 1, 1)
    assert newest.request_bytes > 100 and newest.answer_bytes > 100


def test_a_failure_is_never_shown_as_up_to_date(desktop: Desktop) -> None:
    desktop.sync()
    assert sync_status(desktop.store).is_up_to_date
    register(desktop)
    desktop.way.cut_after(0, lose_answer=True)
    assert desktop.try_to_sync() == "hub_unreachable"
    status = sync_status(desktop.store)
    assert (status.problem, status.waiting, status.in_flight) == ("hub_unreachable", 0, 1)
    assert not status.is_up_to_date


def test_after_a_lost_answer_the_same_bytes_are_sent_again(world: World, desktop: Desktop) -> None:
    register(desktop)
    desktop.way.cut_after(0, lose_answer=True)
    desktop.try_to_sync()
    register(desktop)
    desktop.sync()
    assert desktop.way.earlier[-3] == desktop.way.earlier[-2] != desktop.way.earlier[-1]
    held = invariants.hub_records(world.hub.engine, CENTRE)
    assert [record.version for record in held.values()] == [1] * len(held)


def test_a_revoked_desktop_keeps_its_unsent_work(world: World, desktop: Desktop) -> None:
    person = register(desktop)
    world.hub.register.revoke(desktop.device)
    assert desktop.try_to_sync() == "device_revoked"
    assert sync_status(desktop.store).waiting + sync_status(desktop.store).in_flight == 1
    assert desktop.store.get(Person, person) is not None


def test_only_one_round_runs_at_a_time(desktop: Desktop) -> None:
    caught: list[str] = []

    def second_round(_: RoundResult) -> None:
        with pytest.raises(HubError) as refused:
            desktop.engine.run_round()
        caught.append(refused.value.code)

    desktop.engine.run_round(second_round)
    assert caught == ["sync_running"]


def test_a_round_can_be_broken_off_and_the_next_one_goes_on(world: World, desktop: Desktop) -> None:
    for number in range(5):
        register(world.desktops[0], f"Nombre {number}")
    world.desktops[0].sync()
    desktop.size.rows = 1
    with pytest.raises(HubError, match="cancelled"):
        desktop.engine.run_round(lambda _: desktop.engine.cancel())
    received = desktop.sync().received
    assert received == 4


def test_progress_says_how_much_of_how_much_is_here(world: World, desktop: Desktop) -> None:
    for number in range(4):
        register(world.desktops[0], f"Nombre {number}")
    world.desktops[0].sync()
    desktop.size.rows = 2
    seen: list[tuple[int, int]] = []
    desktop.engine.run_round(lambda result: seen.append((result.held, result.expected)))
    assert seen == [(5, 7), (7, 7)]


def test_a_clock_that_is_wrong_is_told_and_refuses_nothing(desktop: Desktop) -> None:
    desktop.clock.advance(hours=2)
    assert desktop.sync().clock_ahead == 7200


def test_a_row_that_differs_is_found_and_pulled_again(world: World, desktop: Desktop) -> None:
    desktop.sync()
    plant(desktop, "UPDATE record_state SET version = version + 3 WHERE record_type = 'person'")
    result = desktop.sync()
    assert result.received > 0
    world.come_to_rest()
    invariants.check_converged({"mended": desktop.store}, world.hub.engine, CENTRE)


def test_a_row_that_is_missing_is_found_and_pulled_again(world: World, desktop: Desktop) -> None:
    plant(desktop, "DELETE FROM record_state WHERE record_type = 'person'")
    with desktop.store.write_lock():
        desktop.store.connection.execute("DELETE FROM person")
    desktop.sync()
    assert len(desktop.store.fetch("SELECT id FROM person")) == 2


def plant(desktop: Desktop, statement: str) -> None:
    """Change what the store knows behind the back of everybody, its digest included."""
    from integrhabitat_protocol.digest import Digest, record_hash

    with desktop.store.write_lock():
        desktop.store.connection.execute(statement)
        digest = Digest()
        for row in desktop.store.connection.execute("SELECT * FROM record_state").fetchall():
            digest = digest.added(record_hash(*row))
        desktop.store.meta.put(MetaKey.DIGEST, digest.to_bytes())


@pytest.mark.parametrize(
    "spoil", [lambda answer: answer[:-1] + b"\x00", lambda _: b"", lambda answer: answer * 2]
)
def test_an_answer_that_was_altered_on_the_way_is_none(
    desktop: Desktop, spoil: Callable[[bytes], bytes]
) -> None:
    class Spoiling(FaultyWay):
        def exchange(self, request: bytes) -> bytes:
            return spoil(super().exchange(request))

    register(desktop)
    desktop.way = Spoiling(desktop.way.hub)
    assert desktop.try_to_sync() == "hub_answer_invalid"
    assert sync_status(desktop.store).in_flight == 1


def test_an_earlier_answer_of_the_hub_is_not_taken_for_the_present_one(desktop: Desktop) -> None:
    class Repeating(FaultyWay):
        first = b""

        def exchange(self, request: bytes) -> bytes:
            answered = super().exchange(request)
            self.first = self.first or answered
            return self.first

    way: HubConnection = Repeating(desktop.way.hub)
    desktop.way = way  # type: ignore[assignment]  # it is one
    desktop.sync()
    register(desktop)
    assert desktop.try_to_sync() == "hub_answer_invalid"
