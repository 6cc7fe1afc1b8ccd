"""A participant: the person as they said their name, with the few facts asked at the door."""

from integrhabitat_protocol.fields import code, codes, country, date, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("person", N_("Participant"))
class Person(Record):
    """A registered person. The name is kept as said, never split or upper-cased."""

    name: str = text(N_("Name"), "identity")
    birth_date: str | None = date(N_("Birth date"), "identity", indexed=True)
    birth_precision: str | None = code(N_("Precision of the birth date"), "identity", "birth_precision")
    preferred_name: str | None = text(N_("Also known as"), "preferred_name")
    sex: str | None = code(N_("Sex"), "sex", "sex", export_tag="#beneficiary+sex")
    gender_identity: str | None = code(N_("Gender identity"), "gender", "gender_identity", sensitive=True)
    nationality: str | None = country(N_("Nationality"), "nationality")
    languages: str | None = codes(N_("Languages"), "languages", "language")
    neighbourhood: str | None = text(N_("Neighbourhood"), "residence")
    first_contact_on: str | None = date(N_("First contact"), "first_contact")
