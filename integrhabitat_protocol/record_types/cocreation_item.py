"""What people found together about a theme: a problem, a cause, what helps, a solution and what became of it."""

from integrhabitat_protocol.fields import code, date, integer, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("cocreation_item", N_("Contribution"), personal=False)
class CocreationItem(Record):
    """One contribution, in words that name nobody; `parent` is the one it belongs to in tree and matrix."""

    activity: str = reference(N_("Activity"), "owner", "activity")
    session: str | None = reference(N_("Session"), "owner", "activity_session", indexed=False)
    theme: str = code(N_("Theme"), "what", "cocreation_theme")
    element: str = code(N_("Element"), "what", "cocreation_element")
    parent: str | None = reference(N_("Belongs to"), "what", "cocreation_item", indexed=False)
    position: int | None = integer(N_("Position"), "place", maximum=10_000)
    words: str = text(N_("Contribution"), "words", max_length=300)
    votes: int | None = integer(N_("Votes"), "votes", maximum=100_000)
    responsible: str | None = text(N_("Responsible body"), "responsible", max_length=120)
    status: str | None = code(N_("Status"), "status", "solution_status")
    status_on: str | None = date(N_("Since"), "status")
    status_reason: str | None = text(N_("Reason"), "status", max_length=300)
