"""A referral: a person is sent to another body, with consent and only the facts they agreed to share."""

from integrhabitat_protocol.fields import code, codes, date, instant, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("referral", N_("Referral"))
class Referral(Record):
    """Its standing; how it came to it is in the steps. `sent_at` starts the clock of the priority.

    `continues` is the referral that was passed on to another institution by this one.
    """

    person: str = reference(N_("Participant"), "owner", "person")
    sector: str = code(N_("What is asked for"), "request", "referral_sector", sensitive=True)
    procedure: str | None = code(N_("Procedure"), "request", "procedure", sensitive=True)
    institution: str = reference(N_("Institution"), "recipient", "institution")
    priority: str = code(N_("Priority"), "priority", "priority")
    reason: str | None = text(N_("Reason"), "request", max_length=1000, sensitive=True)
    shared_fields: str | None = codes(N_("What is shared"), "consent", "referral_field")
    consent_state: str = code(N_("Consent"), "consent", "consent_state")
    consent_method: str | None = code(N_("How it was given"), "consent", "consent_method")
    consented_on: str | None = date(N_("Date"), "consent")
    status: str = code(N_("Status"), "status", "referral_status", indexed=True)
    barrier: str | None = code(N_("Barrier"), "status", "referral_barrier", sensitive=True)
    sent_at: str | None = instant(N_("Sent"), "status")
    continues: str | None = reference(N_("Continues"), "origin", "referral", indexed=False)
    made_on: str | None = date(N_("Made on"), "origin")
    made_by: str | None = reference(N_("Made by"), None, "staff_account", indexed=False)
