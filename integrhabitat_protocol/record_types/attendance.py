"""Whether a person took part in a session: one record per session and person, wherever it is marked."""

from integrhabitat_protocol.fields import code, integer, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("attendance", N_("Attendance"), natural_key=("session", "person"))
class Attendance(Record):
    """One mark, decided as a whole where two differ.

    Without a record nothing was recorded; a mark that was taken back has status NOT_RECORDED.
    """

    session: str = reference(N_("Session"), "key", "activity_session")
    person: str = reference(N_("Participant"), "key", "person")
    status: str = code(N_("Status"), "mark", "attendance_status", export_tag="#status+code")
    minutes: int | None = integer(N_("Minutes"), "mark", maximum=1440)
    reason: str | None = text(N_("Reason"), "mark", max_length=120)
    modality: str | None = code(N_("Modality"), "mark", "modality")
    recorded_by: str | None = reference(N_("Recorded by"), None, "staff_account", indexed=False)
