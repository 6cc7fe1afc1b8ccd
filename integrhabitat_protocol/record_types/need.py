"""A specific need of a person, as a code; what happened to them is never written here."""

from integrhabitat_protocol.fields import code, date, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("need", N_("Need"))
class Need(Record):
    """The list says who may see a code (`tier`) and how it may be entered (`entry`)."""

    person: str = reference(N_("Participant"), "owner", "person")
    need: str = code(N_("Specific need"), "need", "specific_need", sensitive=True)
    noted_on: str | None = date(N_("Date"), "need")
    source: str | None = text(N_("Who said it"), "need", max_length=120, sensitive=True)
    status: str = code(N_("Status"), "status", "need_status", sensitive=True)
