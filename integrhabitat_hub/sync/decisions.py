"""What becomes of one accepted-in-form change: applied, merged, kept in a review, or refused."""

from dataclasses import dataclass
from typing import Literal

from integrhabitat_hub.sync.checks import REVIEW, ChangeChecks
from integrhabitat_hub.sync.history import Since, since
from integrhabitat_hub.sync.later_changes import LaterChanges
from integrhabitat_hub.sync.ledger import Ledger
from integrhabitat_hub.sync.records import HeldRecord
from integrhabitat_hub.sync.reviews import Clash, add_review
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import (
    ACCEPTED_IN_OTHER_EPOCH,
    HELD_FROM_OTHER_EPOCH,
    WHOLE_RECORD,
    Change,
)
from integrhabitat_protocol.merge import merge
from integrhabitat_protocol.messages import Outcome
from integrhabitat_protocol.record_type import RecordType, Values


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a change; `version` is the record's version after it, 0 where nothing was applied."""

    outcome: Outcome
    version: int = 0
    code: str = ""

    @property
    def is_accepted(self) -> bool:
        return self.outcome not in ("quarantined", "refused")


def decide(
    change: Change, device: str, ledger: Ledger, checks: ChangeChecks, later: LaterChanges
) -> Decision:
    """Decide a change that passed its checks, and write what follows into the ledger."""
    row = ledger.current((change.record_type, change.record_id))
    if row is None:
        return _decide_new(change, device, ledger)
    if row.state == "erased":
        return Decision("quarantined", code="record_erased")
    gone = since(row, ledger.past((change.record_type, change.record_id)), change.base_version, device)
    if change.record_type == REVIEW:
        return _settle(change, device, ledger, row, gone)
    if change.op == "delete":
        return _delete(change, device, ledger, row, gone)
    if row.state == "deleted":
        return _edit_of_deleted(change, device, ledger, row, gone)
    if change.base_version > row.version:
        return _after_restore(change, device, ledger, row, checks, later)
    # What the person saw on the screen, where it differs from what this device is known to have had.
    seen = checks.sound_old_values(change, CATALOGUE[change.record_type]) if change.op == "edit" else {}
    if gone.is_foreign or _saw_something_else(seen, row):
        base = _known_before(change, gone, seen, row)
        return _merge(change, device, ledger, row, base, {**base, **_new_values(change)}, gone, later)
    return _apply(change, device, ledger, row)


def _decide_new(change: Change, device: str, ledger: Ledger) -> Decision:
    if change.op == "create":
        fields = _filled(_new_values(change))
        return Decision("applied", ledger.write(change, device, fields=fields, op="create", known_to=device))
    if change.op == "delete" and change.base_version >= ACCEPTED_IN_OTHER_EPOCH:
        # The hub was restored to a time before the record; that it was deleted must not be forgotten.
        return Decision("applied", ledger.write(change, device, fields={}, op="delete", known_to=device))
    return Decision("quarantined", code="unknown_record")


def _known_before(change: Change, gone: Since, seen: Values, row: HeldRecord) -> Values:
    """What the device had, with what the person saw laid over.

    What merely equals a value that another device wrote meanwhile was not seen there: two computers that begin with
    all present differ about whoever one of them marks absent then, whichever comes first.
    """
    described = CATALOGUE[change.record_type]
    had = gone.base_fields()
    base = {**had, **seen}
    for group in {group for name in change.fields if (group := described.group_of(name))}:
        names = described.groups.get(group, (group,))
        equals = all(base.get(name) == row.fields.get(name) for name in names)
        if equals and gone.last_foreign(described, group) is not None:
            base.update((name, had.get(name)) for name in names if name in base)
    return base


def _saw_something_else(seen: Values, row: HeldRecord) -> bool:
    """Whether a device that knows all writers overlooked a change of its own, which had gone out of its sight.

    What it did without knowing of that change must not overwrite it. An unstated old value tells nothing.
    """
    return any(old is not None and row.fields.get(name) != old for name, old in seen.items())


def _new_values(change: Change) -> Values:
    return {name: new for name, (_old, new) in change.fields.items()}


def _filled(fields: Values) -> Values:
    return {name: value for name, value in fields.items() if value is not None}


def _apply(change: Change, device: str, ledger: Ledger, row: HeldRecord) -> Decision:
    # The device knows the whole result only where it knew the whole row: after a merge it did not.
    knows_all = change.base_version == row.version or row.known_to == device
    version = ledger.write(
        change,
        device,
        fields=_filled({**row.fields, **_new_values(change)}),
        op="edit",
        known_to=device if knows_all else "",
    )
    return Decision("applied", version)


def _settle(change: Change, device: str, ledger: Ledger, row: HeldRecord, gone: Since) -> Decision:
    if change.op == "create":
        # A review that was offered again after a restore, and is here already: a settlement is taken over.
        if row.fields.get("state") == "OPEN" and ("state", "SETTLED") in _new_values(change).items():
            return _apply(change, device, ledger, row)
        return Decision("merged", row.version)
    unseen = change.base_version > row.version and not _has_seen(change, ledger, row)
    if gone.is_foreign or unseen:
        return Decision("refused", code="already_settled")
    return _apply(change, device, ledger, row)


def _delete(change: Change, device: str, ledger: Ledger, row: HeldRecord, gone: Since) -> Decision:
    if row.state == "deleted":
        return Decision("merged", row.version)
    unseen = change.base_version > row.version and not _has_seen(change, ledger, row, whole=True)
    if gone.is_foreign or unseen:
        clash = Clash(
            kind="EDITED_THEN_DELETED",
            group=WHOLE_RECORD,
            base=gone.base_fields() if gone.is_foreign else {},
            current=row.fields,
            other={},
            standing=row,
        )
        add_review(ledger, change, device, clash)
        return Decision("conflict", row.version)
    knows_all = change.base_version == row.version or row.known_to == device
    version = ledger.write(change, device, fields={}, op="delete", known_to=device if knows_all else "")
    return Decision("applied", version)


def _has_seen(change: Change, ledger: Ledger, row: HeldRecord, *, whole: bool = False) -> bool:
    """Whether a change that was made in another epoch was made by someone who had seen what stands now.

    With `whole` the old values of the change must be the whole row, otherwise only in the fields it changes.
    """
    if change.base_version == HELD_FROM_OTHER_EPOCH:
        return ledger.was_there_before(row)
    olds = {name: old for name, (old, _new) in change.fields.items()}
    standing = row.fields if whole else {name: row.fields.get(name) for name in olds}
    return bool(olds) and _filled(olds) == _filled(standing)


def _edit_of_deleted(change: Change, device: str, ledger: Ledger, row: HeldRecord, gone: Since) -> Decision:
    seen = change.base_version <= row.version or _has_seen(change, ledger, row, whole=True)
    if change.op == "create" and not gone.is_foreign and seen:
        return _apply(change, device, ledger, row)
    past = ledger.past((change.record_type, change.record_id))
    last_values = past[-1].fields if past else {}
    clash = Clash(
        kind="DELETED_THEN_EDITED",
        group=WHOLE_RECORD,
        base=_filled({name: old for name, (old, _new) in last_values.items()}),
        current={},
        other=_new_values(change),
        standing=row,
    )
    add_review(ledger, change, device, clash)
    return Decision("conflict", row.version)


def _after_restore(
    change: Change,
    device: str,
    ledger: Ledger,
    row: HeldRecord,
    checks: ChangeChecks,
    later: LaterChanges,
) -> Decision:
    # The hub was restored to an older state: what the person had seen is known from the change alone.
    if change.base_version == HELD_FROM_OTHER_EPOCH:
        base = row.fields if ledger.was_there_before(row) else {}
    else:
        base = {**row.fields, **checks.sound_old_values(change, CATALOGUE[change.record_type])}
    mine = {**base, **_new_values(change)}
    return _merge(change, device, ledger, row, base, mine, None, later)


def _merge(
    change: Change,
    device: str,
    ledger: Ledger,
    row: HeldRecord,
    base: Values,
    mine: Values,
    gone: Since | None,
    later: LaterChanges,
) -> Decision:
    described = CATALOGUE[change.record_type]
    result = merge(base, mine, row.fields, described)
    fields = _filled(result.fields)
    for group in result.clashes:
        names = _names_of(described, group, {**base, **mine, **row.fields})
        if later.replace(change, names, row.fields):
            # The same person went on from this value: the later change says what they wanted.
            continue
        writer = gone.last_foreign(described, group) if gone is not None else None
        clash = Clash(
            kind="EDIT",
            group=group,
            base={name: base.get(name) for name in names},
            current={name: row.fields.get(name) for name in names},
            other={name: mine.get(name) for name in names},
            standing=writer or row,
        )
        add_review(ledger, change, device, clash)
    version = row.version
    if fields != row.fields:
        version = ledger.write(change, device, fields=fields, op="edit", known_to="")
    outcome: Literal["conflict", "merged"] = "conflict" if result.clashes else "merged"
    return Decision(outcome, version)


def _names_of(described: RecordType, group: str, present: Values) -> list[str]:
    return [name for name in described.groups.get(group, (group,)) if name in present] or [group]
