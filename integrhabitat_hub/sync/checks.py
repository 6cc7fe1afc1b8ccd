"""Whether a change may be accepted at all: its form, its values, its id and its author."""

import re
from collections import defaultdict
from collections.abc import Collection

from integrhabitat_hub.sync.coordinators import COORDINATOR, STAFF, needs_coordinator
from integrhabitat_hub.sync.ledger import Ledger
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import ACCEPTED_IN_OTHER_EPOCH, HELD_FROM_OTHER_EPOCH, Change
from integrhabitat_protocol.erasing import ERASURE
from integrhabitat_protocol.ids import split_id
from integrhabitat_protocol.record_type import RecordType, Value
from integrhabitat_protocol.validation import expected_id, is_record_id, validate

REVIEW = "review"
_INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
_VISIT = "visit_number"


class ChangeChecks:
    """The checks of one batch; values found good once are not looked at again."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._good: dict[str, dict[str, set[Value]]] = {
            name: defaultdict(set, {field: set() for field in described.field_names})
            for name, described in CATALOGUE.items()
        }
        self._good_times: set[str] = set()
        self._required = {
            name: {spec.name for spec in described.fields if spec.required}
            for name, described in CATALOGUE.items()
        }

    def problem(self, change: Change, group: Collection[Change]) -> str | None:
        """The code to quarantine a change with; None where it may go on. `group`: the changes it stands with."""
        described = CATALOGUE.get(change.record_type)
        if described is None:
            return "unknown_type"
        if not is_record_id(change.record_id):
            return "id_malformed"
        if change.base_version < 0 or not self._is_time(change.claimed_at):
            return "change_malformed"
        return (
            self._author_problem(change, group)
            or _erasure_problem(change)
            or self._hub_made_problem(change, described)
            or self._value_problem(change, described)
            or self._id_problem(change, described)
        )

    def sound_old_values(self, change: Change, described: RecordType) -> dict[str, Value]:
        """The old values of a change as far as they could be stored."""
        return {
            name: old
            for name, (old, _new) in change.fields.items()
            if old is None or self._is_good(described, name, old)
        }

    def _author_problem(self, change: Change, group: Collection[Change]) -> str | None:
        account = self._ledger.current((STAFF, change.author))
        if account is None:
            joining = _joining(change.author, group)
            if joining is None:
                return "author_unknown"
            role = joining.fields.get("role", (None, None))[1]
        elif account.state != "live" or account.fields.get("state") != "ACTIVE":
            return "author_disabled"
        else:
            role = account.fields.get("role")
        return None if role == COORDINATOR or not self._needs_coordinator(change) else "role_not_allowed"

    def _needs_coordinator(self, change: Change) -> bool:
        # A device can write any base version; the name of an epoch that the hub has left, only one that was in it.
        is_offered = change.base_version >= ACCEPTED_IN_OTHER_EPOCH and self._ledger.knows_left_epoch
        standing = self._ledger.current((change.record_type, change.record_id))
        return needs_coordinator(change, standing, is_offered=is_offered)

    def _hub_made_problem(self, change: Change, described: RecordType) -> str | None:
        if not described.hub_made:
            return None
        if change.op == "create" and change.base_version == HELD_FROM_OTHER_EPOCH:
            return None  # the hub made it before it was restored
        settles = change.op == "edit" and all(
            described.group_of(name) == "settlement" for name in change.fields
        )
        return None if settles else "hub_made"

    def _value_problem(self, change: Change, described: RecordType) -> str | None:
        if change.op == "delete":
            return None
        if change.op == "create":
            for name in self._required[described.name]:
                if name not in change.fields:
                    return "field_required"
        good = self._good[described.name]
        for name, (_old, new) in change.fields.items():
            if new not in good[name] and not self._is_good(described, name, new):
                return validate(described, {name: new}, partial=True)[0].code
        return None

    def _is_good(self, described: RecordType, name: str, value: Value) -> bool:
        if validate(described, {name: value}, partial=True):
            return False
        self._good[described.name][name].add(value)
        return True

    def _is_time(self, text: str) -> bool:
        if text not in self._good_times:
            if not _INSTANT.match(text):
                return False
            self._good_times.add(text)
        return True

    def _id_problem(self, change: Change, described: RecordType) -> str | None:
        if described.hub_made:
            return None
        if described.natural_key is None and not described.singleton:
            made = change.op != "create" or split_id(change.record_id) is not None
            return None if made else "id_malformed"
        if change.op == "create":
            values = {name: new for name, (_old, new) in change.fields.items()}
        elif described.natural_key is not None and (
            _VISIT in change.fields or any(name in change.fields for name in described.natural_key)
        ):
            current = self._ledger.current((change.record_type, change.record_id))
            values = dict(current.fields) if current is not None else {}
            values.update((name, new) for name, (_old, new) in change.fields.items())
        else:
            return None
        return None if expected_id(described, values) == change.record_id else "id_not_of_key"


def _joining(author: str, group: Collection[Change]) -> Change | None:
    """The change that makes the author's own account, among those it stands with."""
    made = (it for it in group if (it.record_type, it.record_id, it.op) == (STAFF, author, "create"))
    return next(made, None)


def _erasure_problem(change: Change) -> str | None:
    return "erasure_stays" if change.record_type == ERASURE and change.op == "delete" else None
