"""A person's mobility profile from a day on; dated, so that indicators never recode the past."""

from integrhabitat_protocol.fields import code, date, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("mobility_profile", N_("Mobility profile"), natural_key=("person", "valid_from"))
class MobilityProfile(Record):
    """The profile that counts for the person from `valid_from` until the next one."""

    person: str = reference(N_("Participant"), "key", "person")
    valid_from: str = date(N_("From"), "key")
    profile: str = code(N_("Mobility profile"), "profile", "mobility_profile")
    stay_intention: str | None = code(N_("Plans to stay"), "intention", "stay_intention")
