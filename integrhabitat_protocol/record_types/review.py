"""Two edits that clash: what stands, what arrived later, and which one a person chose."""

from integrhabitat_protocol.fields import code, instant, json_text, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("review", N_("Decision to take"), hub_made=True)
class Review(Record):
    """Made by the hub alone, id `record.device.counter-sign.group`; loses nothing and never makes a review itself.

    `base`, `current` and `other` are JSON objects with the fields of the group: before either edit, as it stood
    when the clash was found, and as the later arrival wanted it. Times: claimed by the computers, and `found_at`
    by the hub.
    """

    record_type: str = text(N_("Kind of record"), "subject", max_length=40)
    record_id: str = text(N_("Record"), "subject", max_length=80, indexed=True)
    field_group: str = text(N_("Information"), "subject", max_length=40)
    kind: str = code(N_("What happened"), "subject", "review_kind")
    base: str | None = json_text(N_("Before"), "subject")
    current: str | None = json_text(N_("What stands"), "subject")
    other: str | None = json_text(N_("The other value"), "subject")
    current_author: str | None = text(N_("Author"), "subject", max_length=80)
    current_device: str | None = text(N_("Computer"), "subject", max_length=40)
    current_at: str | None = instant(N_("Written"), "subject")
    other_author: str | None = text(N_("Author"), "subject", max_length=80)
    other_device: str | None = text(N_("Computer"), "subject", max_length=40)
    other_at: str | None = instant(N_("Written"), "subject")
    found_at: str | None = instant(N_("Found"), "subject")
    state: str = code(N_("State"), "settlement", "review_state", indexed=True)
    choice: str | None = code(N_("Choice"), "settlement", "review_choice")
    settled_by: str | None = text(N_("Settled by"), "settlement", max_length=80)
    settled_at: str | None = instant(N_("Settled"), "settlement")
