"""An identity document of a person, seen or declared; no copy is kept."""

from integrhabitat_protocol.fields import code, country, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("identity_document", N_("Document"))
class IdentityDocument(Record):
    """A document number with its type and issuing country. Its state never stops a registration."""

    person: str = reference(N_("Participant"), "owner", "person")
    document_type: str = code(N_("Type of document"), "number", "document_type")
    number: str | None = text(N_("Number"), "number", max_length=60)
    number_key: str | None = text(N_("Number for searching"), "number", max_length=60, indexed=True)
    issuing_country: str | None = country(N_("Issuing country"), "number")
    validity: str | None = code(N_("Validity"), "validity", "document_validity", sensitive=True)
    evidence: str | None = code(N_("Seen or declared"), "evidence", "document_evidence")
