"""What a device gets to read: the next page of the feed, or whole buckets where digests differ."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from integrhabitat_hub.sync.cursor import Cursor
from integrhabitat_hub.sync.ports import CentreTransaction
from integrhabitat_hub.sync.records import HeldRecord
from integrhabitat_protocol.blocks import RecordBlock, RecordRow, pack_records
from integrhabitat_protocol.digest import BUCKETS, Digest, bucket_of, record_hash

_PAGE_CHARACTERS = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """Records by type; `cursor` is None where it does not move; `more` says that there is more to read."""

    blocks: list[RecordBlock]
    cursor: Cursor | None
    more: bool


def next_page(centre: CentreTransaction, cursor: Cursor, *, size: int, device: str, with_own: bool) -> Page:
    """The rows after the cursor, without what the device made itself; always at least one where there is any."""
    if size <= 0:
        return Page([], None, more=centre.centre.feed > cursor.feed)
    rows: list[RecordRow] = []
    characters, feed = 0, cursor.feed
    for held in centre.rows_after(cursor.feed, unknown_to="" if with_own else device, limit=size + 1):
        if len(rows) == size or characters > _PAGE_CHARACTERS:
            return Page(pack_records(rows), _cursor(centre, feed), more=True)
        rows.append(_row(held))
        characters += sum(len(value) for value in held.fields.values() if isinstance(value, str))
        feed = held.feed
    # Behind the last row come only the device's own: the cursor passes them as well.
    newest = centre.centre.feed
    return Page(pack_records(rows), cursor if newest == cursor.feed else _cursor(centre, newest), more=False)


def _cursor(centre: CentreTransaction, feed: int) -> Cursor:
    return Cursor(centre.centre.epoch, feed, centre.mark_at(feed))


def bucket_page(centre: CentreTransaction, buckets: Collection[int], *, size: int) -> Page:
    """Every row of the wanted buckets, own ones too: whole buckets, rising, the first one in any case."""
    wanted: dict[int, list[tuple[str, str]]] = {bucket: [] for bucket in sorted(set(buckets))}
    for record_type, record_id, _version in centre.record_versions():
        keys = wanted.get(bucket_of(record_type, record_id))
        if keys is not None:
            keys.append((record_type, record_id))
    ids: dict[str, list[str]] = {}
    taken, more = 0, False
    for keys in wanted.values():
        if taken and taken + len(keys) > size:
            more = True
            break
        taken += len(keys)
        for record_type, record_id in keys:
            ids.setdefault(record_type, []).append(record_id)
    rows = sorted(centre.records(ids), key=_feed_of)
    return Page(pack_records(map(_row, rows)), None, more=more)


def bucket_sums(versions: Iterable[tuple[str, str, int]]) -> bytes:
    """The digests of all buckets, 20 bytes each."""
    sums = [Digest()] * BUCKETS
    for record_type, record_id, version in versions:
        bucket = bucket_of(record_type, record_id)
        sums[bucket] = sums[bucket].added(record_hash(record_type, record_id, version))
    return b"".join(digest.to_bytes() for digest in sums)


def _feed_of(row: HeldRecord) -> int:
    return row.feed


def _row(held: HeldRecord) -> RecordRow:
    return RecordRow(held.record_type, held.record_id, held.version, held.state, held.fields)
