"""Record the services that people are given; a mistake is voided, so that history stays."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from integrhabitat_desktop.db.queries.services import (
    GivenService,
    most_given_services,
    services_of_person_on,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.record_types import Person, ServiceDelivery

__all__ = ["GivenService", "ServiceEntry", "ServiceLog"]

_FAVOURITES = 6
# A service given at the desk is personal assistance; what groups do together is an activity.
_PERSONAL = "PERSONAL"
_FAVOURITE_DAYS = 90
# What a centre that has just begun gives most, until its own habits are known.
_FIRST_FAVOURITES = ("T1.02", "T1.04", "T1.05", "T1.01", "T1.03", "T1.06")


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """What was given. `service` is a code of the list `service`, `quantity` counts `unit`.

    `value` is the amount as decimal text for each person, in `currency` (ISO 4217).
    """

    service: str
    quantity: int | None = None
    unit: str | None = None
    delivery_mode: str | None = None
    value: str | None = None
    currency: str | None = None
    mechanism: str | None = None
    partner: str | None = None
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


def needs_value(service: str) -> bool:
    """Whether the service is cash or a voucher, which counts for nothing without its amount."""
    found = code_list("service").entries.get(service)
    return found is not None and found.notes.get("needs_value") == "yes"


def record_service(desk: Desk, person_id: str, entry: ServiceEntry, *, again: bool = False) -> str:
    """Record a service of today for one person and give its id; see `record_services`."""
    return record_services(desk, [person_id], entry, again=again)[0]


def record_services(
    desk: Desk, people: Sequence[str], entry: ServiceEntry, *, again: bool = False
) -> tuple[str, ...]:
    """Record the same service of today for each of several people, all or none; the ids, for the undo.

    Raises RuleViolation `not_allowed`, `person_not_found`, `amount_missing` for cash without amount or currency, and
    `service_given_today` where somebody was given the same service today, unless `again` says that it is meant;
    ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.RECORD_SERVICE)
    _check_amount(entry)
    day = desk.today().isoformat()
    made = []
    with desk.store.transaction(desk.staff.id) as tx:
        for person_id in dict.fromkeys(kept_record(desk, person) for person in people):
            if tx.get(Person, person_id) is None:
                raise RuleViolation("person_not_found")
            given = services_of_person_on(desk.store, person_id, day)
            if not again and any(it.service == entry.service for it in given):
                raise RuleViolation("service_given_today")
            delivery = ServiceDelivery(
                id=tx.new_id(),
                person=person_id,
                day=day,
                staff=desk.staff.id,
                state="DONE",
                relationship_type=_PERSONAL,
                **_values(entry),
            )
            tx.create(delivery)
            made.append(delivery.id)
    return tuple(made)


def correct_service(desk: Desk, delivery_id: str, entry: ServiceEntry) -> ServiceEntry:
    """Correct what was recorded; what it said before is given back for the undo, and stays in the history.

    RuleViolation `not_allowed`, `record_gone`, `amount_missing`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.RECORD_SERVICE)
    _check_amount(entry)
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(ServiceDelivery, delivery_id)
        if standing is None:
            raise RuleViolation("record_gone")
        tx.update(ServiceDelivery, delivery_id, **_values(entry))
    return ServiceEntry(**{name: getattr(standing, name) for name in _values(entry)})


def undo_services(desk: Desk, deliveries: Sequence[str]) -> None:
    """Void services that were recorded together by mistake. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.RECORD_SERVICE)
    with desk.store.transaction(desk.staff.id) as tx:
        for delivery_id in deliveries:
            tx.update(ServiceDelivery, delivery_id, state="VOID")


def bring_services_back(desk: Desk, deliveries: Sequence[str]) -> None:
    """They were given after all. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.RECORD_SERVICE)
    with desk.store.transaction(desk.staff.id) as tx:
        for delivery_id in deliveries:
            tx.update(ServiceDelivery, delivery_id, state="DONE")


def _check_amount(entry: ServiceEntry) -> None:
    if needs_value(entry.service) and not (entry.value and entry.currency and entry.mechanism):
        raise RuleViolation("amount_missing")


def _values(entry: ServiceEntry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}
