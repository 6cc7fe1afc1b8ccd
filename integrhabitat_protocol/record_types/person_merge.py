"""Two records of one person: the joined one becomes a pointer to the one that is kept, and can be parted again."""

from integrhabitat_protocol.fields import code, date, json_text, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("person_merge", N_("Joined records"), natural_key=("person",))
class PersonMerge(Record):
    """No reference is moved: whatever names the joined record is read as naming the one that is kept.

    `before` is a JSON object with the fields of both records as they stood, `kept` and `joined`, for whoever parts
    them again; what differs from it in the joined record was written later, by somebody who did not know.
    """

    person: str = reference(N_("Joined record"), "key", "person")
    survivor: str = reference(N_("Record that is kept"), "join", "person")
    state: str = code(N_("State"), "join", "merge_state")
    before: str | None = json_text(N_("Before"), "join")
    joined_on: str | None = date(N_("Joined on"), "join")
    joined_by: str | None = reference(N_("Joined by"), None, "staff_account", indexed=False)
