"""Remembers what a transaction changed in records, so that it can be taken back without touching what came later."""

from collections.abc import Callable
from dataclasses import dataclass

from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_protocol.record_type import Record, Value, Values, record_from_values, values_of


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after; None where it was not there."""

    record_type: type[Record]
    record_id: str
    before: Values | None
    after: Values | None


class UndoLog:
    """Writes through a transaction and notes each change."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._changes: list[RecordChange] = []

    def create(self, record: Record) -> None:
        """As `Transaction.create`."""
        self._tx.create(record)
        self._changes.append(RecordChange(type(record), record.id, None, values_of(record)))

    def put_new(self, record: Record) -> None:
        """As `Transaction.put`, for a record that is not there, or not any more."""
        self._tx.put(record)
        self._changes.append(RecordChange(type(record), record.id, None, values_of(record)))

    def update(self, cls: type[Record], record_id: str, **values: Value) -> bool:
        """As `Transaction.update`."""
        found = self._tx.get(cls, record_id)
        if not self._tx.update(cls, record_id, **values) or found is None:
            return False
        old = values_of(found)
        before = {name: old.get(name) for name in values if old.get(name) != values[name]}
        after = {name: values[name] for name in before}
        self._changes.append(RecordChange(cls, record_id, before, after))
        return True

    def delete(self, cls: type[Record], record_id: str) -> None:
        """As `Transaction.delete`."""
        found = self._tx.get(cls, record_id)
        self._tx.delete(cls, record_id)
        if found is not None:
            self._changes.append(RecordChange(cls, record_id, values_of(found), None))

    def changes(self) -> tuple[RecordChange, ...]:
        """What was changed, in order."""
        return tuple(self._changes)


def take_back(
    tx: Transaction,
    changes: tuple[RecordChange, ...],
    may_go: Callable[[str], bool] = lambda _record_id: True,
) -> None:
    """Undo the changes, the last first. What somebody wrote since stays; so does a new record that may not go."""
    for change in reversed(changes):
        cls, record_id = change.record_type, change.record_id
        found = tx.get(cls, record_id)
        if change.before is None:
            if found is not None and may_go(record_id):
                tx.delete(cls, record_id)
        elif change.after is None:
            if found is None:
                tx.create(record_from_values(cls, record_id, change.before))
        elif found is not None:
            now = values_of(found)
            back = {name: old for name, old in change.before.items() if now.get(name) == change.after[name]}
            tx.update(cls, record_id, **back)
