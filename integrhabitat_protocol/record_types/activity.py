"""A workshop, course or event that the centre offers over one or more sessions."""

from integrhabitat_protocol.fields import code, codes, date, flag, integer, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("activity", N_("Activity"), personal=False)
class Activity(Record):
    """What is offered; its sessions say when it takes place."""

    title: str = text(N_("Title"), "title", export_tag="#activity+name")
    kind: str = code(N_("Kind"), "kind", "activity_kind")
    service: str | None = code(N_("Service"), "kind", "service", export_tag="#service+code+provided")
    topic: str | None = code(N_("Topic"), "kind", "training_topic")
    modality: str | None = code(N_("Modality"), "delivery", "modality", export_tag="#modality+code")
    delivery_mode: str | None = code(N_("Delivery mode"), "delivery", "delivery_mode")
    place: str | None = text(N_("Place"), "place", max_length=120)
    neighbourhood: str | None = text(N_("Neighbourhood"), "place")
    fee_type: str | None = code(N_("Fee"), "fee", "fee_type")
    capacity: int | None = integer(N_("Places"), "capacity", minimum=1, maximum=5000)
    facilitator: str | None = reference(N_("Facilitator"), "facilitator", "staff_account", indexed=False)
    starts_on: str | None = date(N_("Starts"), "dates")
    ends_on: str | None = date(N_("Ends"), "dates")
    state: str = code(N_("State"), "state", "activity_state")
    partner: str | None = text(N_("Partner"), "partner", max_length=120)
    principles: str | None = codes(N_("Principles"), "principles", "principle")
    least_age: int | None = integer(N_("From age"), "ages", maximum=120)
    most_age: int | None = integer(N_("To age"), "ages", maximum=120)
    has_care_space: int | None = flag(N_("With a care space"), "care")
    certificate_share: int | None = integer(N_("Sessions attended, in per cent"), "certificate", maximum=100)
    certificate_hours: int | None = integer(N_("Hours attended"), "certificate", maximum=2000)
