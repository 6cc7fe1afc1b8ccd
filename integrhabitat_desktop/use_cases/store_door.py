"""The door of the store: set it up, open it with a passphrase or the recovery sheet, hand out connections."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from integrhabitat_desktop.db import key_accounts
from integrhabitat_desktop.db.connection import close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_accounts import NewAccount
from integrhabitat_desktop.db.key_derivation import FLOOR, Argon2Parameters
from integrhabitat_desktop.db.key_file import AccountSlot, KeyFile
from integrhabitat_desktop.db.migrations import NEWEST_VERSION
from integrhabitat_desktop.db.store import ChangeListener, Store, prepare_store
from integrhabitat_desktop.db.unlocked import Unlocked
from integrhabitat_desktop.domain.clock import Clock
from integrhabitat_desktop.use_cases.desk import Desk, SignedInStaff
from integrhabitat_protocol.ids import make_id, new_prefix
from integrhabitat_protocol.record_types import CENTRE_ID, Centre, StaffAccount

STORE_FILE = "store.db"
KEY_FILE = "store.keys"
_UNFINISHED = "set-up-in-progress"
# Stands for the person at the keyboard until the staff of the centre they join have been received.
JOINING_ACCOUNT = "joining"

__all__ = ["AccountSlot", "NewCentre", "NewCoordinator", "OpenedStore", "StoreDoor"]


@dataclass(frozen=True, slots=True)
class NewCentre:
    """What is asked about the centre at set-up. `country` is ISO 3166 alpha-2, `time_zone` an IANA name."""

    name: str
    country: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class NewCoordinator:
    """The first account of a store; the passphrase has passed `check_passphrase`."""

    display_name: str
    passphrase: str = field(repr=False)


class OpenedStore:
    """An unlocked store: gives each thread a connection of its own. Holds the keys, so it lives until the lock."""

    def __init__(self, folder: Path, keys: KeyFile, unlocked: Unlocked, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self.keys = keys
        self.unlocked = unlocked

    @property
    def folder(self) -> Path:
        """Where the store lies."""
        return self._folder

    def connect(self, on_change: ChangeListener | None = None) -> Store:
        """A store for the calling thread. StoreError."""
        connection = open_encrypted(
            self._folder / STORE_FILE, self.unlocked.store_key(), newest_version=NEWEST_VERSION
        )
        return Store(connection, self._clock, on_change)

    def desk(self, store: Store) -> Desk:
        """The desk of whoever unlocked the store. StoreError `account_disabled`, `centre_not_received`."""
        account_id = self.unlocked.account_id
        account = store.get(StaffAccount, account_id) if account_id else None
        if account is None or account.state != "ACTIVE":
            raise StoreError("account_disabled")
        centre = store.get(Centre, CENTRE_ID)
        if centre is None:
            raise StoreError("centre_not_received")
        staff = SignedInStaff(account.id, account.display_name, account.role)
        return Desk(store, staff, self._clock, ZoneInfo(centre.time_zone), centre)


class StoreDoor:
    """Set-up and unlocking for the store in one folder. Slow calls (`create`, `unlock`, `recover`): worker thread."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        random_bytes: Callable[[int], bytes],
        cost: Callable[[], Argon2Parameters],
        floor: Argon2Parameters = FLOOR,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._random_bytes = random_bytes
        self._cost = cost
        self._floor = floor

    @property
    def folder(self) -> Path:
        """Where the store lies, or will."""
        return self._folder

    def has_store(self) -> bool:
        """Whether a store was set up here; finishes or clears away a set-up that was cut off."""
        unfinished = self._folder / _UNFINISHED
        if unfinished.is_dir():
            if (self._folder / KEY_FILE).exists() and (unfinished / STORE_FILE).exists():
                (unfinished / STORE_FILE).replace(self._folder / STORE_FILE)
            shutil.rmtree(unfinished)
        return (self._folder / KEY_FILE).exists() or (self._folder / STORE_FILE).exists()

    def accounts(self) -> tuple[AccountSlot, ...]:
        """Who may open the store, as the lock screen shows them. StoreError."""
        return self._keys().accounts()

    def create(self, coordinator: NewCoordinator, centre: NewCentre | None) -> tuple[OpenedStore, str]:
        """Make the store with its first account, and with the centre unless an existing one is joined.

        Gives the opened store and the recovery key to print. Until everything is written nothing counts.
        StoreError, ValidationFailed.
        """
        if self.has_store():
            raise StoreError("store_exists")
        unfinished = self._folder / _UNFINISHED
        unfinished.mkdir(parents=True, mode=0o700)
        try:
            created = self._create_in(unfinished, coordinator, centre)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        # The key file first: once it is in its place, `has_store` can finish what is missing.
        (unfinished / KEY_FILE).replace(self._folder / KEY_FILE)
        (unfinished / STORE_FILE).replace(self._folder / STORE_FILE)
        shutil.rmtree(unfinished)
        return OpenedStore(self._folder, self._keys(), created.unlocked, self._clock), created.recovery_text

    def unlock(self, account_id: str, passphrase: str) -> OpenedStore:
        """Open the store. StoreError `wrong_passphrase`, `account_disabled`, `store_damaged` and others."""
        keys = self._keys()
        opened = self._opened(keys, keys.unlock(account_id, passphrase))
        self._refuse_disabled(opened)
        return opened

    def change_passphrase(self, account_id: str, old: str, new: str) -> None:
        """Replace an account's own passphrase. StoreError `wrong_passphrase`."""
        key_accounts.change_passphrase(self._keys(), account_id, old, new)

    def recover(self, recovery_text: str, account_id: str, passphrase: str) -> tuple[OpenedStore, str]:
        """Open the store with the recovery sheet and give an account a new passphrase.

        Gives the opened store and the new recovery key: the old sheet no longer opens it. StoreError.
        """
        keys = self._keys()
        by_sheet = keys.unlock_with_recovery(recovery_text)
        key_accounts.reset_passphrase(keys, by_sheet, account_id, passphrase)
        unlocked = key_accounts.change_passphrase(keys, account_id, passphrase, passphrase)
        opened = self._opened(keys, unlocked)
        return opened, key_accounts.renew_recovery_key(keys, unlocked)

    def _keys(self) -> KeyFile:
        return KeyFile.load(self._folder / KEY_FILE, self._floor)

    def _opened(self, keys: KeyFile, unlocked: Unlocked) -> OpenedStore:
        opened = OpenedStore(self._folder, keys, unlocked, self._clock)
        store = opened.connect()
        try:
            prepare_store(store.connection, self._random_bytes)
        finally:
            store.close()
        return opened

    def _refuse_disabled(self, opened: OpenedStore) -> None:
        store = opened.connect()
        try:
            account = store.get(StaffAccount, opened.unlocked.account_id or "")
            if account is not None and account.state != "ACTIVE":
                raise StoreError("account_disabled")
        finally:
            store.close()

    def _create_in(
        self, folder: Path, coordinator: NewCoordinator, centre: NewCentre | None
    ) -> key_accounts.CreatedKeys:
        # The id of the first staff record, made the way the store will make it: the store exists only once the
        # keys do, and the key file names the account.
        prefix = self._random_bytes(5)
        account_id = first_id(prefix) if centre else JOINING_ACCOUNT
        account = NewAccount(
            account_id, coordinator.display_name, "COORDINATOR", coordinator.passphrase, False
        )
        created = key_accounts.create_store_keys(folder / KEY_FILE, account, self._cost(), self._floor)
        connection = open_encrypted(folder / STORE_FILE, created.unlocked.store_key(), create=True)
        try:
            prepare_store(connection, lambda count: prefix + bytes(count - len(prefix)))
            if centre is not None:
                self._write_first_records(Store(connection, self._clock), account_id, coordinator, centre)
        finally:
            close_store(connection)
        return created

    def _write_first_records(
        self, store: Store, account_id: str, coordinator: NewCoordinator, centre: NewCentre
    ) -> None:
        with store.transaction(account_id) as tx:
            tx.start_group()
            made_id = tx.new_id()
            if made_id != account_id:
                raise RuntimeError("the first id of a new store is not the one in its key file")
            tx.create(
                StaffAccount(
                    id=account_id,
                    display_name=coordinator.display_name,
                    role="COORDINATOR",
                    state="ACTIVE",
                )
            )
            tx.create(
                Centre(
                    id=CENTRE_ID,
                    name=centre.name,
                    country=centre.country,
                    time_zone=centre.time_zone,
                )
            )


def first_id(random_prefix: bytes) -> str:
    """The first record id of a store whose prefix comes from these random bytes."""
    return make_id(new_prefix(random_prefix), 1)
