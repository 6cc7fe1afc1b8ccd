"""Reads, in a few large questions, everything that the decisions of a batch will look at."""

from collections.abc import Collection, Sequence

from integrhabitat_hub.sync.coordinators import STAFF
from integrhabitat_hub.sync.ledger import Ledger
from integrhabitat_hub.sync.past_epochs import common_feed, knew_any
from integrhabitat_hub.sync.ports import CentreTransaction
from integrhabitat_hub.sync.records import HeldRecord, RecordKey
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.validation import is_record_id


def read_touched(
    centre: CentreTransaction, changes: Sequence[Change], received_at: str, left_epochs: Collection[str]
) -> Ledger:
    """The ledger of the records that `changes` touch, of their authors, and of the past that matters."""
    ids: dict[str, set[str]] = {STAFF: {change.author for change in changes}}
    for change in changes:
        wanted = ids.get(change.record_type)
        if wanted is None:
            wanted = ids[change.record_type] = set()
        wanted.add(change.record_id)
    found: dict[RecordKey, HeldRecord] = {}
    if centre.centre.digest.count:
        # What is no id at all is not looked for; the checks will say so.
        sound = {name: list(filter(is_record_id, ids[name])) for name in ids if name in CATALOGUE}
        found = {row.key: row for row in centre.records(sound)}
    above: dict[RecordKey, int] = {}
    for change in changes:
        row = found.get((change.record_type, change.record_id))
        if row is None or row.version == 1:
            continue
        if change.base_version < row.version or row.state == "deleted":
            # Of a deleted record the deletion itself is wanted: it holds the last values.
            needed = min(change.base_version, row.version - 1)
            above[row.key] = min(needed, above.get(row.key, needed))
    past = centre.past_versions(above) if above else ()
    ended = centre.centre.past_epochs
    return Ledger(
        centre.centre,
        found.values(),
        past,
        received_at,
        common_feed=common_feed(ended, left_epochs),
        knows_left_epoch=knew_any(ended, left_epochs),
    )
