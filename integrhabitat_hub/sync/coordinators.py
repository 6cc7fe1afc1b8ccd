"""What only a coordinator decides: who is blocked, who is erased, and who works here in which role."""

from integrhabitat_hub.sync.records import HeldRecord
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.erasing import ERASURE

COORDINATOR, STAFF = "COORDINATOR", "staff_account"
_RESTRICTION, _BLOCKED = "restriction", "ACTIVE"
# Everybody may correct a name.
_DECIDED_OF_STAFF = frozenset(["role", "state"])


def needs_coordinator(change: Change, standing: HeldRecord | None, *, is_offered: bool) -> bool:
    """Whether a change may come from a coordinator only. `standing` is what the hub holds of its record.

    `is_offered`: a coordinator decided it before the hub was restored, and whoever comes first brings it back.
    """
    if change.record_type == _RESTRICTION:
        # A block that stays a day too long can be lifted then; who was shown by mistake is not hidden again.
        return not is_offered or _unblocks(change, standing)
    if change.record_type == ERASURE:
        return not is_offered
    return change.record_type == STAFF and not is_offered and _decides_of_staff(change, standing)


def _unblocks(change: Change, standing: HeldRecord | None) -> bool:
    if change.op == "delete":
        return True
    blocked = standing is not None and standing.fields.get("state") == _BLOCKED
    return blocked and "state" in change.fields and change.fields["state"][1] != _BLOCKED


def _decides_of_staff(change: Change, standing: HeldRecord | None) -> bool:
    if change.op == "create":
        # Who is new brings their own account.
        return standing is not None or change.record_id != change.author
    return change.op == "delete" or not _DECIDED_OF_STAFF.isdisjoint(change.fields)
