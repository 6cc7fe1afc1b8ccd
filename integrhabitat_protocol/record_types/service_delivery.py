"""A service given to a person on a day."""

from integrhabitat_protocol.fields import code, date, decimal, integer, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("service_delivery", N_("Service given"))
class ServiceDelivery(Record):
    """One service; a mistake is voided by its state, so that history stays."""

    person: str = reference(N_("Participant"), "person", "person")
    service: str = code(N_("Service"), "service", "service", export_tag="#service+code+provided")
    day: str = date(N_("Day"), "day", indexed=True)
    delivery_mode: str | None = code(N_("Delivery mode"), "delivery", "delivery_mode")
    relationship_type: str | None = code(N_("Relationship"), "delivery", "relationship_type")
    quantity: int | None = integer(N_("Quantity"), "amount", maximum=100_000)
    unit: str | None = text(N_("Unit"), "amount", max_length=40)
    value: str | None = decimal(N_("Value"), "amount")
    currency: str | None = text(N_("Currency"), "amount", max_length=3)
    mechanism: str | None = code(N_("Mechanism"), "amount", "cva_mechanism")
    partner: str | None = text(N_("Partner"), "partner", max_length=120)
    note: str | None = text(N_("Note"), "note", max_length=1000, sensitive=True)
    staff: str | None = reference(N_("Staff member"), None, "staff_account", indexed=False)
    state: str = code(N_("State"), "state", "entry_state")
