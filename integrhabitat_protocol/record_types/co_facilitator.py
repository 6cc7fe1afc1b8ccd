"""Somebody of the staff who leads an activity together with its facilitator."""

from integrhabitat_protocol.fields import code, reference
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type


@record_type("co_facilitator", N_("Co-facilitator"), natural_key=("activity", "staff"), personal=False)
class CoFacilitator(Record):
    """One staff member beside the one who is responsible; ended, never deleted."""

    activity: str = reference(N_("Activity"), "key", "activity")
    staff: str = reference(N_("Staff member"), "key", "staff_account", indexed=False)
    state: str = code(N_("State"), "state", "link_state")
