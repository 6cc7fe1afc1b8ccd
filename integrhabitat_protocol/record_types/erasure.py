"""A person asked to be erased, and a coordinator did it: from here on nothing that names them is kept, anywhere."""

from integrhabitat_protocol.fields import code, date, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("erasure", N_("Erasure"), natural_key=("person",))
class Erasure(Record):
    """It stays for ever: whoever holds the person's records learns from it to empty them, see `erasing`."""

    person: str = reference(N_("Participant"), "key", "person")
    reason: str | None = code(N_("Request"), "erasure", "data_request_type")
    erased_on: str | None = date(N_("Erased on"), "erasure")
    decided_by: str | None = reference(N_("Decided by"), None, "staff_account", indexed=False)
