"""What a batch says further on about the same record: a value that its own author replaced needs no decision."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from integrhabitat_hub.sync.records import RecordKey
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.record_type import Value


class LaterChanges:
    """The changes of one batch by record; only records with more than one are kept."""

    def __init__(self, changes: Sequence[Change]) -> None:
        counts = Counter((change.record_type, change.record_id) for change in changes)
        self._of: dict[RecordKey, list[Change]] = {}
        for change in changes:
            key = (change.record_type, change.record_id)
            if counts[key] > 1:
                self._of.setdefault(key, []).append(change)

    def replace(self, change: Change, names: Collection[str], standing: Mapping[str, Value]) -> bool:
        """Whether a later change was made on what this one left in those of `names` that differ from `standing`."""
        left = {
            name: change.fields[name][1]
            for name in names
            if name in change.fields and change.fields[name][1] != standing.get(name)
        }
        return any(
            later.counter > change.counter
            and all(name in later.fields and later.fields[name][0] == value for name, value in left.items())
            for later in self._of.get((change.record_type, change.record_id), ())
        )
