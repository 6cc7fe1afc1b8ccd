"""Nothing of an erased person is taken in again, and what was there is emptied."""

from collections.abc import Sequence

import msgspec

from integrhabitat_hub.sync.ledger import Ledger
from integrhabitat_hub.sync.ports import CentreTransaction
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.erasing import ERASURE, HOUSEHOLD, left_of, people_named
from integrhabitat_protocol.validation import is_record_id


def without_erased(changes: Sequence[Change], centre: CentreTransaction, ledger: Ledger) -> list[Change]:
    """The changes, those about people who were erased before with no more in them than what is left of such."""
    if not centre.holds_any(ERASURE):
        return list(changes)
    about = [_people_of(change, ledger) for change in changes]
    named = {person for people in about for person in people if is_record_id(person)}
    erased = (
        {row.record_id for row in centre.records({ERASURE: named}) if row.state == "live"} if named else set()
    )
    deserted = centre.deserted({it.record_id for it in changes if it.record_type == HOUSEHOLD})
    return [
        _emptied(change) if _is_gone(change, people, erased, deserted) else change
        for change, people in zip(changes, about, strict=True)
    ]


def _is_gone(change: Change, people: set[str], erased: set[str], deserted: set[str]) -> bool:
    # A household names nobody itself; where nobody is left it goes with those who lived there.
    return not people.isdisjoint(erased) or (change.record_type == HOUSEHOLD and change.record_id in deserted)


def newly_erased(changes: Sequence[Change], ledger: Ledger) -> set[str]:
    """The people whose erasure the hub has taken in with these changes."""
    wanted = {change.record_id for change in changes if change.record_type == ERASURE}
    return {person for person in wanted if (row := ledger.current((ERASURE, person))) and row.state == "live"}


def _people_of(change: Change, ledger: Ledger) -> set[str]:
    row = ledger.current((change.record_type, change.record_id))
    values = dict(row.fields) if row is not None else {}
    values.update((name, new) for name, (_old, new) in change.fields.items())
    return people_named(change.record_type, change.record_id, values)


def _emptied(change: Change) -> Change:
    described = CATALOGUE.get(change.record_type)
    if described is None:
        return change
    old = left_of(described, {name: pair[0] for name, pair in change.fields.items()})
    new = left_of(described, {name: pair[1] for name, pair in change.fields.items()})
    return msgspec.structs.replace(change, fields={name: (old[name], new[name]) for name in old})
