"""Record the services that people are given; a mistake is voided, so that history stays."""

from dataclasses import dataclass
from datetime import timedelta

from integrhabitat_desktop.db.queries.services import (
    GivenService,
    most_given_services,
    services_of_person_on,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.record_types import Person, ServiceDelivery

__all__ = ["GivenService", "ServiceEntry", "ServiceLog"]

_FAVOURITES = 6
_FAVOURITE_DAYS = 90
# What a centre that has just begun gives most, until its own habits are known.
_FIRST_FAVOURITES = ("T1.02", "T1.04", "T1.05", "T1.01", "T1.03", "T1.06")


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """What was given. `service` is a code of the list `service`, `quantity` counts `unit`."""

    service: str
    quantity: int | None = None
    unit: str | None = None
    delivery_mode: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceLog:
    """The services of one person today, and the centre's favourites."""

    today: tuple[GivenService, ...]
    favourites: tuple[str, ...]


def service_log(desk: Desk, person_id: str) -> ServiceLog:
    """What the service log shows. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.RECORD_SERVICE)
    since = (desk.today() - timedelta(days=_FAVOURITE_DAYS)).isoformat()
    often = most_given_services(desk.store, since, _FAVOURITES)
    favourites = list(dict.fromkeys([*often, *_FIRST_FAVOURITES]))[:_FAVOURITES]
    return ServiceLog(
        tuple(services_of_person_on(desk.store, person_id, desk.today().isoformat())), tuple(favourites)
    )


def record_service(desk: Desk, person_id: str, entry: ServiceEntry, *, again: bool = False) -> str:
    """Record a service of today and give its id.

    Raises RuleViolation `not_allowed`, `person_not_found`, and `service_given_today` where the person was given the
    same service today, unless `again` says that it is meant; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.RECORD_SERVICE)
    day = desk.today().isoformat()
    person_id = kept_record(desk, person_id)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Person, person_id) is None:
            raise RuleViolation("person_not_found")
        given = services_of_person_on(desk.store, person_id, day)
        if not again and any(it.service == entry.service for it in given):
            raise RuleViolation("service_given_today")
        delivery = ServiceDelivery(
            id=tx.new_id(),
            person=person_id,
            service=entry.service,
            day=day,
            delivery_mode=entry.delivery_mode,
            quantity=entry.quantity,
            unit=entry.unit,
            note=entry.note,
            staff=desk.staff.id,
            state="DONE",
        )
        tx.create(delivery)
    return delivery.id


def undo_service(desk: Desk, delivery_id: str) -> None:
    """Void a service that was recorded by mistake. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.RECORD_SERVICE)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(ServiceDelivery, delivery_id, state="VOID")
