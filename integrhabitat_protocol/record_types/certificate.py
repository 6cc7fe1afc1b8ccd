"""What a person was certified to have taken part in; as it was printed, whatever changes afterwards."""

from integrhabitat_protocol.fields import code, date, integer, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("certificate", N_("Certificate"))
class Certificate(Record):
    """One certificate; `check_code` is printed on it and found again by whoever checks it. Revoked, never deleted."""

    activity: str = reference(N_("Activity"), "what", "activity")
    person: str = reference(N_("Participant"), "what", "person")
    check_code: str = text(N_("Code"), "what", max_length=24, indexed=True)
    name: str = text(N_("Name"), "what")
    activity_title: str = text(N_("Activity"), "what")
    starts_on: str | None = date(N_("From"), "what")
    ends_on: str | None = date(N_("To"), "what")
    sessions: int | None = integer(N_("Sessions"), "what", maximum=5000)
    attended: int | None = integer(N_("Sessions attended"), "what", maximum=5000)
    minutes: int | None = integer(N_("Minutes"), "what")
    issued_on: str = date(N_("Issued"), "what")
    issued_by: str | None = reference(N_("Issued by"), None, "staff_account", indexed=False)
    state: str = code(N_("State"), "state", "certificate_state")
