"""Record the services that people are given; a mistake is voided, so that history stays."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from integrhabitat_desktop.db.queries.edits_made_here import MadeEdit, edits_made_here
from integrhabitat_desktop.db.queries.services import (
    GivenService,
    most_given_services,
    services_of_person_since,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.record_types import Person, ServiceDelivery

__all__ = ["GivenService", "MadeEdit", "ServiceEntry", "ServiceLog"]

_FAVOURITES = 6
# A service given at the desk is personal assistance unless somebody says otherwise.
PERSONAL = "PERSONAL"
_CORRECTED_DAYS = 90
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
    relationship_type: str = PERSONAL
    value: str | None = None
    currency: str | None = None
    mechanism: str | None = None
    partner: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceLog:
    """The services of one person in the last three months, newest first, and the centre's favourites."""

    lately: tuple[GivenService, ...]
    favourites: tuple[str, ...]


def service_log(desk: Desk, person_id: str) -> ServiceLog:
    """What the service log shows. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.RECORD_SERVICE)
    person_id = kept_record(desk, person_id)
    since = (desk.today() - timedelta(days=_FAVOURITE_DAYS)).isoformat()
    often = most_given_services(desk.store, since, _FAVOURITES)
    favourites = list(dict.fromkeys([*often, *_FIRST_FAVOURITES]))[:_FAVOURITES]
    corrected = (desk.today() - timedelta(days=_CORRECTED_DAYS)).isoformat()
    return ServiceLog(
        tuple(services_of_person_since(desk.store, person_id, corrected)),
        tuple(favourites),
    )


def view_service_history(desk: Desk, delivery_id: str) -> tuple[MadeEdit, ...]:
    """What was changed in a service on this computer, newest first.

    RuleViolation `not_allowed`, `record_gone`, and `record_restricted` where its person is blocked; StoreError.
    """
    require(desk.staff, Permission.RECORD_SERVICE)
    delivery = desk.store.get(ServiceDelivery, delivery_id)
    if delivery is None:
        raise RuleViolation("record_gone")
    kept_record(desk, delivery.person)  # refuses what may not be seen
    return tuple(edits_made_here(desk.store, "service_delivery", delivery_id))


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

    Raises RuleViolation `not_allowed`, `person_not_found`, `amount_missing` for cash without amount, currency or way of
    paying, `amount_not_positive`, and `service_given_today` where somebody was given the same service today, unless
    `again` says that it is meant; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.RECORD_SERVICE)
    _check_amount(entry)
    day = desk.today().isoformat()
    made = []
    with desk.store.transaction(desk.staff.id) as tx:
        for person_id in dict.fromkeys(kept_record(desk, person) for person in people):
            if tx.get(Person, person_id) is None:
                raise RuleViolation("person_not_found")
            if not again:
                _check_once_a_day(desk, person_id, entry.service, day)
            delivery = ServiceDelivery(
                id=tx.new_id(),
                person=person_id,
                day=day,
                staff=desk.staff.id,
                state="DONE",
                **_values(entry),
            )
            tx.create(delivery)
            made.append(delivery.id)
    return tuple(made)


def correct_service(
    desk: Desk, delivery_id: str, entry: ServiceEntry, *, again: bool = False
) -> ServiceEntry:
    """Correct what was recorded; what it said before is given back for the undo, and stays in the history.

    RuleViolation `not_allowed`, `record_gone`, and `service_given_today` where it becomes a service that was given on
    that day already, unless `again`; amounts as `record_services`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.RECORD_SERVICE)
    _check_amount(entry)
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(ServiceDelivery, delivery_id)
        if standing is None:
            raise RuleViolation("record_gone")
        person_id = kept_record(desk, standing.person)
        if not again and standing.service != entry.service:
            _check_once_a_day(desk, person_id, entry.service, standing.day)
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


def _check_once_a_day(desk: Desk, person_id: str, service: str, day: str) -> None:
    given = services_of_person_since(desk.store, person_id, day)
    if any(it.service == service and it.day == day for it in given):
        raise RuleViolation("service_given_today")


def _check_amount(entry: ServiceEntry) -> None:
    if needs_value(entry.service) and not (entry.value and entry.currency and entry.mechanism):
        raise RuleViolation("amount_missing")
    if entry.value is not None and not _is_positive(entry.value):
        raise RuleViolation("amount_not_positive")


def _is_positive(amount: str) -> bool:
    try:
        return Decimal(amount) > 0
    except InvalidOperation:
        return True  # the validation of the record says what is wrong with it


def _values(entry: ServiceEntry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}
