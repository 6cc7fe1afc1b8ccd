"""The demo centre of the day: a hub, and a store with people who came before, families, cards and a directory."""

import random
import secrets
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from integrhabitat_desktop.db.key_derivation import FLOOR
from integrhabitat_desktop.db.queries.cards import issued_cards
from integrhabitat_desktop.launch.preferences import Preferences, save_preferences
from integrhabitat_desktop.launch.system_clock import SystemClock
from integrhabitat_desktop.sync.engine import SyncEngine, connect_over_http
from integrhabitat_desktop.sync.pairing import pair
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_cards import print_cards
from integrhabitat_desktop.use_cases.keep_household import add_to_household
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.manage_staff import StoreKeys, add_staff
from integrhabitat_desktop.use_cases.pair_computer import note_pairing
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.register_person import Registration, register_within
from integrhabitat_desktop.use_cases.store_door import NewCentre, NewCoordinator, OpenedStore, StoreDoor
from tests.drive.driven_hub import DrivenHub
from tests.fake_clock import FakeClock
from tools.invented_people import InventedPerson, invent_person

CENTRE_CODE = "DIA-01"
RECEPTIONIST, PASSPHRASE = "Rosa Elvira", "puente-almendra-viento-calle"
_COORDINATOR, _COORDINATOR_PASSPHRASE = "Ana Lucía", "fogata-lirio-cuenco-remanso"
_START_PASSPHRASE = "trompo-cascada-laurel-mesa"
_TIME_ZONE = "America/Bogota"
_SEED = 20261121
REGISTERED, WITH_CARD, OFTEN = 3000, 60, 12
FAMILIES = (4, 3, 5, 3, 4)
# What the centre gave most lately, and so what stands on the first number keys.
GIVEN = ("T1.02", "T1.04", "T1.05")
_INSTITUTIONS = (
    ("Centro de salud Las Palmas", "LOCAL", "HEALTH NUTRITION"),
    ("Consultorio jurídico El Puente", "MUNICIPAL", "LEGAL ASYLUM"),
    ("Comedor comunitario La Olla", "LOCAL", "FOOD"),
)


@dataclass(frozen=True)
class KnownPerson:
    """Somebody the centre knows; `token` is that of their card."""

    id: str
    person: InventedPerson
    token: str = ""


@dataclass(frozen=True)
class KnownCentre:
    """Who is known before the day begins. `families` hold their head first; `often` those who come often."""

    people: dict[str, KnownPerson] = field(default_factory=dict)
    families: list[list[str]] = field(default_factory=list)
    often: list[str] = field(default_factory=list)


def today_there() -> date:
    """The day at the centre."""
    return datetime.now(ZoneInfo(_TIME_ZONE)).date()


def door_of(home: Path) -> StoreDoor:
    """The door of the store, with the cheapest passphrase check that is allowed."""
    return StoreDoor(home, SystemClock(), secrets.token_bytes, lambda: FLOOR, FLOOR)


def prepare(home: Path, hub: DrivenHub) -> KnownCentre:
    """Make the store, fill it, pair it and send everything."""
    home.mkdir(parents=True)
    save_preferences(home, Preferences(language="es", country="CO"))
    door = door_of(home)
    door.enter()
    opened, _sheet = door.create(
        NewCoordinator(_COORDINATOR, _COORDINATOR_PASSPHRASE),
        NewCentre("La Esperanza (un día)", "CO", _TIME_ZONE),
    )
    try:
        _add_receptionist(door, opened)
        store = opened.connect()
        try:
            desk = opened.desk(store)
            known = _fill(desk)
            _send(desk, hub)
        finally:
            store.close()
    finally:
        door.leave()
    return known


def _add_receptionist(door: StoreDoor, opened: OpenedStore) -> None:
    store = opened.connect()
    try:
        keys = StoreKeys(opened.keys, opened.unlocked)
        account = add_staff(opened.desk(store), keys, RECEPTIONIST, "RECEPTION", _START_PASSPHRASE)
    finally:
        store.close()
    door.change_passphrase(account, _START_PASSPHRASE, PASSPHRASE)


def _fill(desk: Desk) -> KnownCentre:
    invented = _invent(desk)
    centre = KnownCentre()
    with desk.store.transaction(desk.staff.id) as tx:
        for person in invented:
            made = register_within(tx, desk, _registration(person), check_in=False)
            centre.people[made.person_id] = KnownPerson(made.person_id, person)
    ids = list(centre.people)
    for size in FAMILIES:
        start = sum(len(family) for family in centre.families)
        centre.families.append(ids[start : start + size])
        head, *others = centre.families[-1]
        for other in others:
            add_to_household(desk, head, other, "CHILD")
    used = sum(FAMILIES)
    centre.often.extend(ids[used : used + OFTEN])
    _visits_before(desk, centre.often)
    _give_cards(desk, centre, ids[used + OFTEN : used + OFTEN + WITH_CARD])
    for name, level, sectors in _INSTITUTIONS:
        save_institution(desk, "", {"name": name, "level": level, "sectors": sectors})
    return centre


def _invent(desk: Desk) -> list[InventedPerson]:
    """No two of the same name: whether namesakes are told apart is the matter of other tests."""
    chance, found = random.Random(_SEED), dict[str, InventedPerson]()
    number = 0
    while len(found) < REGISTERED:
        person = invent_person(chance, number, desk.today())
        found.setdefault(person.name, person)
        number += 1
    return list(found.values())


def _registration(person: InventedPerson) -> Registration:
    return Registration(
        name=person.name,
        birth_date=person.birth.isoformat(),
        birth_precision="DAY",
        sex=person.sex,
        nationality=person.nationality,
        neighbourhood=person.neighbourhood,
        mobility_profile=person.profile,
        document_type=person.document_type,
        document_number=person.document_number,
        phones=(person.phone,),
        consent="GIVEN",
        consent_method="WRITTEN",
    )


def _visits_before(desk: Desk, often: list[str]) -> None:
    """Some have come nearly every day of the last weeks, and were given what the centre gives most."""
    for back in range(1, 15):
        before = replace(desk, clock=FakeClock(datetime.now(UTC) - timedelta(days=back)))
        for place, person in enumerate(often):
            if place < 4 or (back + place) % 3:
                check_in(before, person)
                record_service(before, person, ServiceEntry(GIVEN[0], quantity=1))
                if place % 2:
                    record_service(before, person, ServiceEntry(GIVEN[1], quantity=1))
        record_service(before, often[0], ServiceEntry(GIVEN[2], quantity=1))


def _give_cards(desk: Desk, centre: KnownCentre, people: list[str]) -> None:
    print_cards(desk, people, secrets.token_bytes)
    for person_id in people:
        token = issued_cards(desk.store, person_id)[0].token
        centre.people[person_id] = replace(centre.people[person_id], token=token)


def _send(desk: Desk, hub: DrivenHub) -> None:
    hub.command("init")
    hub.command("centre", "add", CENTRE_CODE, "--name", "La Esperanza (un día)")
    hub.serve()
    pair(
        desk.store,
        hub.url,
        hub.pairing_code(CENTRE_CODE),
        "",
        device_name="Recepción",
        author=desk.staff.id,
        random_bytes=secrets.token_bytes,
    )
    note_pairing(desk, hub.url)
    engine = SyncEngine(
        desk.store,
        desk.staff.id,
        connect_over_http,
        monotonic=time.monotonic,
        random_bytes=secrets.token_bytes,
    )
    engine.run_round()
    engine.close()
