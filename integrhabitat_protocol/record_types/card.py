"""A card that a person carries: an opaque token, never a name, that leads to them until it is revoked."""

from integrhabitat_protocol.fields import code, date, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("card", N_("Card"))
class Card(Record):
    """One issued card. A lost one is revoked and another one issued; the same one may be printed again."""

    person: str = reference(N_("Participant"), "owner", "person")
    token: str = text(N_("Token"), "owner", max_length=40, sensitive=True, indexed=True)
    state: str = code(N_("State"), "state", "card_state")
    issued_on: str | None = date(N_("Issued"), "owner")
    revoked_on: str | None = date(N_("Revoked"), "state")
    issued_by: str | None = reference(N_("Issued by"), None, "staff_account", indexed=False)
