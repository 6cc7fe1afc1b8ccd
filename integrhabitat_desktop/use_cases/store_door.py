"""The door of the store: set it up, open it with a passphrase or the recovery sheet, hand out connections."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from integrhabitat_desktop.db import key_accounts
from integrhabitat_desktop.db.connection import Connection, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.folder_checks import check_folder
from integrhabitat_desktop.db.key_accounts import NewAccount
from integrhabitat_desktop.db.key_derivation import FLOOR, Argon2Parameters
from integrhabitat_desktop.db.key_file import AccountSlot, KeyFile
from integrhabitat_desktop.db.migrations import NEWEST_VERSION
from integrhabitat_desktop.db.rotation import resume_rotation
from integrhabitat_desktop.db.safe_file import file_errors
from integrhabitat_desktop.db.store import ChangeListener, Store, prepare_store
from integrhabitat_desktop.db.store_creation import create_store
from integrhabitat_desktop.db.store_files import StoreFiles, StoreState
from integrhabitat_desktop.db.store_lock import StoreLock
from integrhabitat_desktop.db.store_replacement import finish_replacement
from integrhabitat_desktop.db.unlocked import Unlocked
from integrhabitat_desktop.db.wrong_attempts import WrongAttempts
from integrhabitat_desktop.domain.clock import Clock
from integrhabitat_desktop.use_cases.desk import Desk, SignedInStaff
from integrhabitat_protocol.ids import make_id, new_prefix
from integrhabitat_protocol.record_types import CENTRE_ID, Centre, StaffAccount

STORE_FOLDER = "store"
# Stands for the person at the keyboard until the staff of the centre they join have been received.
JOINING_ACCOUNT = "joining"

__all__ = ["AccountSlot", "NewCentre", "NewCoordinator", "OpenedStore", "StoreDoor"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewCentre:
    """What is asked about the centre at set-up. `country` is ISO 3166 alpha-2, `time_zone` an IANA name."""

    name: str
    country: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class NewCoordinator:
    """The first account of a store; the passphrase has passed `PassphraseAdviser.check`."""

    display_name: str
    passphrase: str = field(repr=False)


class OpenedStore:
    """An unlocked store: gives each thread a connection of its own. Holds the keys, so it lives until the lock."""

    def __init__(self, files: StoreFiles, keys: KeyFile, unlocked: Unlocked, clock: Clock) -> None:
        self._clock = clock
        self.files = files
        self.keys = keys
        self.unlocked = unlocked

    def connect(self, on_change: ChangeListener | None = None) -> Store:
        """A store for the calling thread. StoreError."""
        connection = open_encrypted(
            self.files.database, self.unlocked.store_key(), newest_version=NEWEST_VERSION
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
    """Set-up and unlocking for the store of one computer, which lies in `home` beside its lock and backups.

    Call `enter` first and `leave` last. Slow calls (`create`, `unlock`, `recover`): worker thread.
    """

    def __init__(
        self,
        home: Path,
        clock: Clock,
        random_bytes: Callable[[int], bytes],
        cost: Callable[[], Argon2Parameters],
        floor: Argon2Parameters = FLOOR,
    ) -> None:
        self.home = home
        self.files = StoreFiles(home / STORE_FOLDER)
        self._clock = clock
        self._random_bytes = random_bytes
        self._cost = cost
        self._floor = floor
        self._lock = StoreLock(self.files.lock)
        self._attempts = WrongAttempts(self.files.attempts)

    def enter(self) -> None:
        """Make sure that the place is fit for a store and that no other program uses it.

        StoreError `network_folder`, `cloud_folder`, `folder_read_only`, `disk_full`, `second_instance`.
        """
        check_folder(self.home)
        with file_errors():
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock.acquire()
        finish_replacement(self.files)
        self._forget_unfinished_join()

    def _forget_unfinished_join(self) -> None:
        """A computer that was cut off while it joined a centre holds nothing of its own yet; it begins anew."""
        if self.files.state() is not StoreState.PRESENT:
            return
        try:
            accounts = self._keys().accounts()
        except StoreError:
            return  # said when somebody tries to open it
        if [account.account_id for account in accounts] == [JOINING_ACCOUNT]:
            with file_errors():
                shutil.rmtree(self.files.folder)

    def leave(self) -> None:
        """Let another program have the store; every connection is closed by then."""
        self._lock.release()

    def has_store(self) -> bool:
        """Whether a store was set up here, be it whole or not."""
        return self.files.state() is not StoreState.ABSENT

    def accounts(self) -> tuple[AccountSlot, ...]:
        """Who may open the store, as the lock screen shows them. StoreError."""
        return self._keys().accounts()

    def create(self, coordinator: NewCoordinator, centre: NewCentre | None) -> tuple[OpenedStore, str]:
        """Make the store with its first account, and with the centre unless an existing one is joined.

        Gives the opened store and the recovery key to print. Until everything is written nothing counts.
        StoreError, ValidationFailed.
        """
        # The id of the first staff record, made the way the store will make it: the store exists only once the
        # keys do, and the key file names the account.
        prefix = self._random_bytes(5)
        account_id = first_id(prefix) if centre else JOINING_ACCOUNT

        def fill(connection: Connection) -> None:
            prepare_store(connection, lambda count: prefix + bytes(count - len(prefix)))
            if centre is not None:
                write_first_records(Store(connection, self._clock), account_id, coordinator, centre)

        account = NewAccount(
            account_id, coordinator.display_name, "COORDINATOR", coordinator.passphrase, False
        )
        created = create_store(self.files, account, self._cost(), fill, self._floor)
        return OpenedStore(self.files, created.keys, created.unlocked, self._clock), created.recovery_text

    def unlock(self, account_id: str, passphrase: str) -> OpenedStore:
        """Open the store. StoreError `wrong_passphrase`, `passphrase_pause`, `account_disabled` and others."""
        wait = self._attempts.seconds_to_wait(self._clock.now())
        if wait:
            raise StoreError("passphrase_pause", seconds=wait)
        keys = self._keys()
        try:
            unlocked = keys.unlock(account_id, passphrase)
        except StoreError as error:
            if error.code == "wrong_passphrase":
                self._attempts.record(self._clock.now())
            raise
        self._attempts.clear()
        opened = self._opened(keys, unlocked)
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
        self._attempts.clear()
        opened = self._opened(keys, unlocked)
        return opened, key_accounts.renew_recovery_key(keys, opened.unlocked)

    def _keys(self) -> KeyFile:
        return KeyFile.load(self.files.keys, self._floor)

    def _opened(self, keys: KeyFile, unlocked: Unlocked) -> OpenedStore:
        try:
            unlocked = resume_rotation(self.files, keys, unlocked)
        except StoreError as error:
            # The old key still opens the store; the next start tries again.
            if error.code not in ("disk_full", "store_busy"):
                raise
            _log.warning("the change of the store's key waits: %s", error.code)
        opened = OpenedStore(self.files, keys, unlocked, self._clock)
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


def write_first_records(
    store: Store, account_id: str, coordinator: NewCoordinator, centre: NewCentre
) -> None:
    """The first two records of a new centre: its coordinator and itself. ValidationFailed, StoreError."""
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
