"""What the store keeps of its hub: address, keys, names; and a new identity that is being asked for."""

from dataclasses import dataclass

from integrhabitat_desktop.db import sync_identity
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_batches import CHAIN_AT
from integrhabitat_desktop.db.sync_identity import Renumbering
from integrhabitat_desktop.db.sync_meta import MetaKey

LAST_SENT = """
SELECT coalesce(
    (SELECT min(counter) FROM outbox WHERE state <> 'acknowledged' AND state IN ('waiting', 'in_flight')),
    (SELECT value FROM sync_meta WHERE key = 'next_counter'),
    1
) - 1
"""


@dataclass(frozen=True, slots=True)
class Pairing:
    """The hub this store belongs to, and the keys of both; `certificate` is the hub's CA as PEM, b"" on loopback."""

    address: str
    certificate: bytes
    hub_key: bytes
    device: str
    device_key: bytes
    device_name: str
    centre: str
    centre_name: str


@dataclass(frozen=True, slots=True)
class PlannedIdentity:
    """A device id and key that the hub was or will be asked to let in; kept, so that asking twice is harmless."""

    device: str
    device_key: bytes


def read_pairing(store: Store) -> Pairing | None:
    """The pairing; None for a store without a hub. StoreError."""
    meta = store.meta
    with store_errors():
        if not meta.data(MetaKey.HUB_KEY):
            return None
        return Pairing(
            address=meta.text(MetaKey.HUB_ADDRESS),
            certificate=meta.data(MetaKey.HUB_CERTIFICATE),
            hub_key=meta.data(MetaKey.HUB_KEY),
            device=meta.text(MetaKey.PREFIX),
            device_key=meta.data(MetaKey.DEVICE_KEY),
            device_name=meta.text(MetaKey.DEVICE_NAME),
            centre=meta.text(MetaKey.CENTRE),
            centre_name=meta.text(MetaKey.CENTRE_NAME),
        )


def keep_pairing(store: Store, pairing: Pairing, epoch: str) -> None:
    """Keep a pairing that the hub has agreed to; the epoch stays as it is where `epoch` is "". StoreError.

    The device's id is the prefix of the store.
    """
    with store.write_lock():
        meta = store.meta
        meta.put(MetaKey.HUB_ADDRESS, pairing.address)
        meta.put(MetaKey.HUB_CERTIFICATE, pairing.certificate)
        meta.put(MetaKey.HUB_KEY, pairing.hub_key)
        meta.put(MetaKey.DEVICE_KEY, pairing.device_key)
        meta.put(MetaKey.DEVICE_NAME, pairing.device_name)
        meta.put(MetaKey.CENTRE, pairing.centre)
        meta.put(MetaKey.CENTRE_NAME, pairing.centre_name)
        if epoch:
            meta.put(MetaKey.EPOCH, epoch)
        meta.remove(MetaKey.PLANNED_DEVICE)
        meta.remove(MetaKey.PLANNED_KEY)


def planned_identity(store: Store) -> PlannedIdentity | None:
    """The identity that is being asked for. StoreError."""
    with store_errors():
        device = store.meta.text(MetaKey.PLANNED_DEVICE)
        return PlannedIdentity(device, store.meta.data(MetaKey.PLANNED_KEY)) if device else None


def plan_identity(store: Store, planned: PlannedIdentity) -> None:
    """Keep the identity before the hub is asked to let it in. StoreError."""
    with store.write_lock():
        store.meta.put(MetaKey.PLANNED_DEVICE, planned.device)
        store.meta.put(MetaKey.PLANNED_KEY, planned.device_key)


def forget_planned_identity(store: Store) -> None:
    """The hub will not let it in. StoreError."""
    with store.write_lock():
        store.meta.remove(MetaKey.PLANNED_DEVICE)
        store.meta.remove(MetaKey.PLANNED_KEY)


def take_planned_identity(store: Store, planned: PlannedIdentity, author: str) -> Renumbering:
    """Become the planned identity: new ids for what was never sent, new counters, new key, in one transaction.

    StoreError.
    """
    with store.write_lock():
        made = sync_identity.take_new_identity(store.connection, planned.device, author, store.now_text())
        store.meta.put(MetaKey.DEVICE_KEY, planned.device_key)
        store.meta.remove(MetaKey.PLANNED_DEVICE)
        store.meta.remove(MetaKey.PLANNED_KEY)
    touched = {(record_type, new) for (record_type, _), new in made.renamed.items()}
    store.announce(touched | set(made.renamed))
    return made


def last_sent(store: Store) -> int:
    """The number of the last change that the hub has answered for. StoreError."""
    row = store.fetch_one(LAST_SENT)
    return int(row[0]) if row else 0


def is_own_chain(store: Store, counter: int, chain: bytes) -> bool:
    """Whether `chain` is this store's chain after its change `counter`, as far as it is still kept. StoreError."""
    if counter == 0:
        return True
    if counter >= store.meta.number(MetaKey.NEXT_COUNTER, 1):
        return False
    row = store.fetch_one(CHAIN_AT, (counter,))
    return row is None or row[0] == chain
