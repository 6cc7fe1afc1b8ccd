"""A person's place in a household."""

from integrhabitat_protocol.fields import code, date, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("household_member", N_("Member of a household"), natural_key=("household", "person"))
class HouseholdMember(Record):
    """Whoever leaves stays in the history; two computers that add the same person meet in one record."""

    household: str = reference(N_("Household"), "key", "household")
    person: str = reference(N_("Participant"), "key", "person")
    relationship: str | None = code(N_("Relationship to the head"), "relationship", "relationship_to_head")
    state: str = code(N_("State"), "state", "membership_state")
    since: str | None = date(N_("Since"), "state")
