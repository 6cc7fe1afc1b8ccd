"""A dated note about a person."""

from integrhabitat_protocol.fields import date, flag, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("person_note", N_("Note"))
class PersonNote(Record):
    """`restricted` notes are for those who follow the person up."""

    person: str = reference(N_("Participant"), "owner", "person")
    day: str | None = date(N_("Date"), "note")
    text: str = text(N_("Note"), "note", max_length=4000, sensitive=True)
    restricted: int | None = flag(N_("Only for those who follow the person up"), "note")
    staff: str | None = reference(N_("Staff member"), None, "staff_account", indexed=False)
