"""One step of a referral: the status it came to, when, and what was said."""

from integrhabitat_protocol.fields import code, instant, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("referral_step", N_("Step of a referral"))
class ReferralStep(Record):
    """Steps are added and never changed; a step that was a mistake is deleted by its undo."""

    referral: str = reference(N_("Referral"), "owner", "referral")
    person: str = reference(N_("Participant"), "owner", "person")
    status: str = code(N_("Status"), "step", "referral_status")
    barrier: str | None = code(N_("Barrier"), "step", "referral_barrier", sensitive=True)
    note: str | None = text(N_("Note"), "step", max_length=1000, sensitive=True)
    at: str | None = instant(N_("When"), "step")
    staff: str | None = reference(N_("Staff member"), None, "staff_account", indexed=False)
