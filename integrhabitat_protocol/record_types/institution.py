"""A body that people are referred to: what it does, whom to ask for, and when somebody last checked that it is so."""

from integrhabitat_protocol.fields import code, codes, date, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("institution", N_("Institution"), personal=False)
class Institution(Record):
    """One entry of the directory; an institution that closed stays, so that old referrals keep its name."""

    name: str = text(N_("Name of the institution"), "name")
    kind: str | None = code(N_("Kind of institution"), "profile", "institution_sector")
    level: str | None = code(N_("Serves"), "profile", "institution_level")
    sectors: str | None = codes(N_("What it can be asked for"), "offer", "referral_sector")
    services: str | None = text(N_("Services and requirements"), "offer", max_length=1000)
    focal_point: str | None = text(N_("Whom to ask for"), "contact", max_length=120)
    phone: str | None = text(N_("Phone"), "contact", max_length=120)
    email: str | None = text(N_("E-mail"), "contact", max_length=120)
    address: str | None = text(N_("Address"), "place")
    hours: str | None = text(N_("Opening hours"), "place", max_length=120)
    checked_on: str | None = date(N_("Last checked"), "checked")
    checked_by: str | None = reference(N_("Checked by"), None, "staff_account", indexed=False)
    state: str = code(N_("State"), "state", "institution_state")
