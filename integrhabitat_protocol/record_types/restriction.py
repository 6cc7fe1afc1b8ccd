"""A person's record is blocked: nobody but a coordinator finds, sees or uses it, on any computer."""

from integrhabitat_protocol.fields import code, date, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("restriction", N_("Restriction"), natural_key=("person",))
class Restriction(Record):
    """The first of two steps before an erasure, or what a person asked for instead of one."""

    person: str = reference(N_("Participant"), "key", "person")
    state: str = code(N_("State"), "state", "restriction_state")
    reason: str | None = code(N_("Request"), "state", "data_request_type")
    note: str | None = text(N_("Note"), "state", max_length=400, sensitive=True)
    since: str | None = date(N_("Since"), "state")
    decided_by: str | None = reference(N_("Decided by"), None, "staff_account", indexed=False)
