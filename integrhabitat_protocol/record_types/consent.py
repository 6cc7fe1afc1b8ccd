"""What a person agreed to, per scope: state, basis, method, notice and dates."""

from integrhabitat_protocol.fields import code, date, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("consent", N_("Consent"), natural_key=("person", "scope"))
class Consent(Record):
    """One person's answer for one scope; earlier answers stay in the history."""

    person: str = reference(N_("Participant"), "key", "person")
    scope: str = code(N_("Scope"), "key", "consent_scope")
    state: str = code(N_("State"), "answer", "consent_state")
    basis: str | None = code(N_("Legal basis"), "answer", "legal_basis")
    method: str | None = code(N_("How it was given"), "answer", "consent_method")
    notice_version: str | None = text(N_("Notice version"), "answer", max_length=40)
    answered_on: str | None = date(N_("Date"), "answer")
    expires_on: str | None = date(N_("Expires"), "answer")
    asked_by: str | None = reference(N_("Asked by"), None, "staff_account", indexed=False)
    evidence: str | None = text(N_("Folio or witness"), "answer", max_length=120)
