"""The adult who answers for a child or adolescent."""

from integrhabitat_protocol.fields import code, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("guardian_link", N_("Responsible adult"), natural_key=("minor", "adult"))
class GuardianLink(Record):
    """A link that ended stays in the history."""

    minor: str = reference(N_("Child or adolescent"), "key", "person")
    adult: str = reference(N_("Responsible adult"), "key", "person")
    relationship: str | None = code(N_("Relationship"), "relationship", "guardian_relationship")
    evidence: str | None = text(N_("Evidence"), "evidence", max_length=200)
    state: str = code(N_("State"), "state", "link_state")
