"""Which version of the hub each record is known in, with the digest over all of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_protocol.changes import OTHER_EPOCH
from integrhabitat_protocol.digest import BUCKETS, MODULUS, Digest, bucket_of, record_hash

VERSIONS_OF = """
SELECT record_id, version FROM record_state
WHERE record_type = ? AND record_id IN (SELECT value FROM json_each(?))
"""
EARLIER_OF = """
SELECT record_id, version, offered FROM earlier_epoch
WHERE record_type = ? AND record_id IN (SELECT value FROM json_each(?))
"""
NOTE_OFFERED = "UPDATE earlier_epoch SET offered = 1 WHERE record_type = ? AND record_id = ?"
ANY_EARLIER = "SELECT 1 FROM earlier_epoch LIMIT 1"
FORGET_EARLIER = "DELETE FROM earlier_epoch WHERE record_type = ? AND record_id = ?"
KEEP = """
INSERT INTO record_state (record_type, record_id, version) VALUES (?, ?, ?)
ON CONFLICT (record_type, record_id) DO UPDATE SET version = excluded.version
"""
FORGET = "DELETE FROM record_state WHERE record_type = ? AND record_id = ?"
KEEP_EARLIER = """
INSERT INTO earlier_epoch (record_type, record_id, version) VALUES (?, ?, ?)
ON CONFLICT (record_type, record_id) DO UPDATE SET version = max(version, excluded.version)
"""
ALL = "SELECT record_type, record_id, version FROM record_state"
ALL_TO_EARLIER = """
INSERT INTO earlier_epoch (record_type, record_id, version)
SELECT record_type, record_id, version FROM record_state WHERE true
ON CONFLICT (record_type, record_id) DO UPDATE SET version = max(version, excluded.version)
"""
CLEAR = "DELETE FROM record_state"

VERSION_SEEN = f"""
SELECT version FROM record_state WHERE record_type = ?1 AND record_id = ?2
UNION ALL SELECT {OTHER_EPOCH} FROM earlier_epoch WHERE record_type = ?1 AND record_id = ?2
"""  # noqa: S608 - a constant

_encode = msgspec.json.Encoder().encode


class Earlier(NamedTuple):
    """How a record was known before everything was pulled again.

    `offered`: this store had told the hub so itself, after an earlier restore, and the hub has forgotten it again.
    """

    version: int = 0
    offered: bool = False


def version_seen(connection: Connection, record_type: str, record_id: str) -> int:
    """The version that an edit made now stands on; 0 for a record that the hub never acknowledged."""
    row = connection.execute(VERSION_SEEN, (record_type, record_id)).fetchone()
    return row[0] if row else 0


class KnownVersions:
    """Reads and writes the known versions within one transaction; `finish` keeps the digest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._meta = SyncMeta(connection)
        kept = self._meta.data(MetaKey.DIGEST)
        self.digest = Digest.from_bytes(kept) if kept else Digest()
        self._any_earlier = connection.execute(ANY_EARLIER).fetchone() is not None

    def of(self, record_type: str, ids: Sequence[str]) -> dict[str, int]:
        """The known versions of these records; a record that the hub never acknowledged is missing."""
        rows = self._connection.execute(VERSIONS_OF, (record_type, _encode(ids).decode()))
        return dict(rows.fetchall())

    def earlier_of(self, record_type: str, ids: Sequence[str]) -> dict[str, Earlier]:
        """What was known before everything was pulled again, of the records that did not come back yet."""
        if not self._any_earlier:
            return {}
        rows = self._connection.execute(EARLIER_OF, (record_type, _encode(ids).decode())).fetchall()
        return {record_id: Earlier(version, bool(offered)) for record_id, version, offered in rows}

    def note_offered(self, keys: Iterable[tuple[str, str]]) -> None:
        """The hub has forgotten that this store offered it these records; after `set_aside`."""
        self._connection.executemany(NOTE_OFFERED, keys)

    def forget_earlier(self, record_type: str, ids: Iterable[str]) -> None:
        """These records came back from the hub."""
        self._connection.executemany(FORGET_EARLIER, ((record_type, record_id) for record_id in ids))

    def put(self, record_type: str, known: dict[str, int], versions: Sequence[tuple[str, int]]) -> None:
        """Know the records in these versions; `known` are those known before, as `of` gives them."""
        count, total = self.digest.count, self.digest.total
        for record_id, version in versions:
            before = known.get(record_id)
            if before is None:
                count += 1
            else:
                total -= record_hash(record_type, record_id, before)
            total += record_hash(record_type, record_id, version)
        self.digest = Digest(count, total % MODULUS)
        self._connection.executemany(
            KEEP, ((record_type, record_id, version) for record_id, version in versions)
        )

    def set_aside(self, buckets: Iterable[int] | None) -> None:
        """Before pulling again: what is known (of these digest buckets, or all) counts as known earlier."""
        if buckets is None:
            self._connection.execute(ALL_TO_EARLIER)
            self._connection.execute(CLEAR)
            self.digest = Digest()
        else:
            wanted = frozenset(buckets)
            rows = [row for row in self._all() if bucket_of(row[0], row[1]) in wanted]
            self._connection.executemany(KEEP_EARLIER, rows)
            self._connection.executemany(FORGET, (row[:2] for row in rows))
            for row in rows:
                self.digest = self.digest.removed(record_hash(*row))
        self._any_earlier = True

    def bucket_sums(self) -> bytes:
        """The digests of the 256 buckets, 20 bytes each; walks over everything."""
        counts, totals = [0] * BUCKETS, [0] * BUCKETS
        for record_type, record_id, version in self._all():
            bucket = bucket_of(record_type, record_id)
            counts[bucket] += 1
            totals[bucket] += record_hash(record_type, record_id, version)
        sums = zip(counts, totals, strict=True)
        return b"".join(Digest(count, total % MODULUS).to_bytes() for count, total in sums)

    def finish(self) -> None:
        """Keep the digest; before the commit."""
        self._meta.put(MetaKey.DIGEST, self.digest.to_bytes())

    def _all(self) -> list[tuple[str, str, int]]:
        return self._connection.execute(ALL).fetchall()
