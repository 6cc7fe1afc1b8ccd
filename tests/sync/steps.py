"""Single steps of which the stories are told: what people do at a desktop, and coming to rest."""

from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import Attendance, Person, Review
from tests.sync import invariants
from tests.sync.desktop import Desktop
from tests.sync.hub_copies import CENTRE
from tests.sync.world import World

SESSION = "SESSION-1"


def someone(desktop: Desktop) -> str:
    """A person whom everybody knows from the beginning."""
    return str(desktop.store.fetch("SELECT min(id) FROM person")[0][0])


def edit(desktop: Desktop, person: str, **values: Value) -> None:
    """A person at a desktop changes fields of somebody."""
    with desktop.writing() as tx:
        tx.update(Person, person, **values)


def delete(desktop: Desktop, person: str) -> None:
    """A person at a desktop deletes somebody."""
    with desktop.writing(Person, person) as tx:
        tx.delete(Person, person)


def register(desktop: Desktop, name: str) -> str:
    """A person at a desktop registers somebody; the id."""
    with desktop.writing() as tx:
        person = tx.new_id()
        tx.create(Person(id=person, name=name, neighbourhood="San Blas"))
    return person


def mark(desktop: Desktop, person: str, reason: str) -> str:
    """A person at a desktop marks somebody absent; the id of the mark."""
    attendance = natural_id(SESSION, person)
    with desktop.writing() as tx:
        tx.put(Attendance(id=attendance, session=SESSION, person=person, status="ABSENT", reason=reason))
    return attendance


def reviews(desktop: Desktop) -> list[Review]:
    """The open reviews that a desktop shows."""
    ids = desktop.store.fetch("SELECT id FROM review WHERE state = 'OPEN' AND gone = 0 ORDER BY id")
    return [found for row in ids if (found := desktop.store.get(Review, row[0])) is not None]


def come_to_rest(world: World) -> None:
    """Sync everything; everything must be right then."""
    world.come_to_rest()
    stores = {desktop.name: desktop.store for desktop in world.desktops}
    for store in stores.values():
        invariants.check_store(store)
    invariants.check_hub(world.hub.engine, CENTRE)
    invariants.check_converged(stores, world.hub.engine, CENTRE)
    invariants.check_nothing_lost(world.journal, stores, world.hub.engine, CENTRE)
