"""A way to reach a person, with what makes it safe for them."""

from integrhabitat_protocol.fields import code, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("contact", N_("Contact"))
class Contact(Record):
    """A phone number, an e-mail address or another channel."""

    person: str = reference(N_("Participant"), "owner", "person")
    channel: str = code(N_("Channel"), "value", "contact_channel")
    value: str = text(N_("Number or address"), "value", max_length=120)
    value_key: str | None = text(N_("Number for searching"), "value", max_length=120, indexed=True)
    leave_messages: str | None = code(N_("Messages may be left"), "safety", "yes_no")
    safe_hours: str | None = text(N_("Safe hours"), "safety", max_length=120)
