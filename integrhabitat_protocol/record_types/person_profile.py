"""What is asked in a full or a protection intake: how a person lives and what their situation is."""

from integrhabitat_protocol.fields import code, codes, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("person_profile", N_("Situation"), natural_key=("person",))
class PersonProfile(Record):
    """One for each person, apart from the record that everybody at the desk sees.

    The functioning questions are the short set of the Washington Group; each says how much difficulty there is.
    """

    person: str = reference(N_("Participant"), "key", "person")
    education: str | None = code(N_("Education"), "education", "education_level")
    occupation: str | None = code(N_("Occupation"), "occupation", "occupation_status")
    legal_status: str | None = code(N_("Migration status"), "legal_status", "legal_status", sensitive=True)
    ethnic_group: str | None = code(N_("Ethnic group"), "ethnic_group", "ethnic_group", sensitive=True)
    groups: str | None = codes(N_("Population groups"), "groups", "population_group", sensitive=True)
    seeing: str | None = code(N_("Seeing"), "functioning", "disability_answer", sensitive=True)
    hearing: str | None = code(N_("Hearing"), "functioning", "disability_answer", sensitive=True)
    walking: str | None = code(N_("Walking"), "functioning", "disability_answer", sensitive=True)
    remembering: str | None = code(N_("Remembering"), "functioning", "disability_answer", sensitive=True)
    self_care: str | None = code(N_("Self-care"), "functioning", "disability_answer", sensitive=True)
    communicating: str | None = code(N_("Communicating"), "functioning", "disability_answer", sensitive=True)
