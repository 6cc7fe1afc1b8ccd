"""The store's own few facts for sync: identity, counters, chain, epoch, cursor, digest."""

from enum import StrEnum
from typing import Any

from integrhabitat_desktop.db.connection import Connection

READ = "SELECT value FROM sync_meta WHERE key = ?"
WRITE = (
    "INSERT INTO sync_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
REMOVE = "DELETE FROM sync_meta WHERE key = ?"


class MetaKey(StrEnum):
    """The names under which the facts are kept."""

    PREFIX = "prefix"  # of new ids; also the device's id
    NEXT_ID = "next_id"  # counter of the next id
    NEXT_COUNTER = "next_counter"  # counter of the next change
    CHAIN = "chain"  # after the newest change
    NEXT_BATCH = "next_batch"
    REQUEST = "request"  # bytes of the request in flight
    EPOCH = "epoch"
    LEFT_EPOCHS = "left_epochs"  # since the last round that ended in step, parted by spaces
    CURSOR = "cursor"
    RESEND_OWN = "resend_own"  # 1 while pulling everything again
    BUCKETS = "buckets"  # digest buckets still to pull again, one byte each
    DIGEST = "digest"
    HUB_ADDRESS = "hub_address"
    HUB_KEY = "hub_key"
    HUB_CERTIFICATE = "hub_certificate"
    DEVICE_KEY = "device_key"  # private signing key; the store is encrypted
    DEVICE_NAME = "device_name"
    PLANNED_DEVICE = "planned_device"  # a new identity that the hub is being asked to let in
    PLANNED_KEY = "planned_key"
    CENTRE = "centre"
    CENTRE_NAME = "centre_name"
    LAST_SUCCESS = "last_success"
    SEARCH_RULES = "search_rules"  # version of the rules the search index was made with
    BATCH_LIMIT = "batch_limit"


class SyncMeta:
    """Typed reading and writing of the facts; writes belong into an open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def text(self, key: MetaKey) -> str:
        """The text under `key`; "" where there is none."""
        found = self._value(key)
        return found if isinstance(found, str) else ""

    def number(self, key: MetaKey, default: int = 0) -> int:
        """The number under `key`."""
        found = self._value(key)
        return found if isinstance(found, int) else default

    def data(self, key: MetaKey) -> bytes:
        """The bytes under `key`; empty where there are none."""
        found = self._value(key)
        return found if isinstance(found, bytes) else b""

    def put(self, key: MetaKey, value: str | int | bytes) -> None:
        """Keep `value` under `key`."""
        self._connection.execute(WRITE, (key.value, value))

    def remove(self, key: MetaKey) -> None:
        """Forget what stands under `key`."""
        self._connection.execute(REMOVE, (key.value,))

    def _value(self, key: MetaKey) -> Any:
        row = self._connection.execute(READ, (key.value,)).fetchone()
        return row[0] if row else None
