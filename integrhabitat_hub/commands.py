"""What each command of `integrhabitat-hub` does."""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from integrhabitat_hub.certificates import fingerprint
from integrhabitat_hub.data_folder import DataFolder, Settings, prepare_postgresql
from integrhabitat_hub.errors import OperatorError
from integrhabitat_hub.exchange import Exchange, new_epoch
from integrhabitat_hub.http.app import HubParts, make_app
from integrhabitat_hub.instants import instant
from integrhabitat_hub.pairing import LIFETIME, Pairing
from integrhabitat_hub.server import Address, serve
from integrhabitat_hub.storage.engine import Database
from integrhabitat_hub.storage.exchange_tables import TableStorage
from integrhabitat_hub.storage.register import DeviceEntry, Register


@dataclass(frozen=True, slots=True)
class Terminal:
    """What a command works with: the folder, time, randomness, and where it writes its lines."""

    folder: DataFolder
    now: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    say: Callable[[str], None]
    version: str


def init(terminal: Terminal, database: str, names: list[str]) -> None:
    """Make the data folder and the tables."""
    if database:
        # Before the folder, so that a wrong address leaves nothing behind.
        prepare_postgresql(database)
    terminal.folder.create(Settings(database, names), terminal.now(), terminal.random_bytes)
    with _database(terminal):
        terminal.say(f"The hub is made in {terminal.folder.path}")
    terminal.say("Keep this folder private and back it up: it holds the hub's keys.")
    terminal.say(f"Fingerprint: {_fingerprint(terminal)}")


def serve_hub(terminal: Terminal, host: str, port: int, with_tls: bool) -> None:
    """Answer desktops until stopped."""
    database = terminal.folder.open_database()
    serve(
        make_app(hub_parts(terminal, database)),
        terminal.folder,
        Address(host, port),
        with_tls=with_tls,
        now=terminal.now,
        announce=lambda url: terminal.say(f"Listening on {url}"),
    )


def hub_parts(terminal: Terminal, database: Database) -> HubParts:
    """The parts of the web application on an open database."""
    key = terminal.folder.signing_key()
    register = Register(database)
    return HubParts(
        exchange=Exchange(TableStorage(database), key, now=terminal.now, random_bytes=terminal.random_bytes),
        pairing=Pairing(register, key, now=terminal.now, random_bytes=terminal.random_bytes),
        register=register,
        authority_certificate=terminal.folder.authority().certificate,
        version=terminal.version,
        close=database.dispose,
    )


def add_centre(terminal: Terminal, code: str, name: str) -> None:
    """A new, empty centre."""
    if not 0 < len(name) <= 200 or any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise OperatorError("name_malformed")
    with _register(terminal) as register:
        register.add_centre(code, name, epoch=new_epoch(terminal.random_bytes), now=instant(terminal.now()))
    terminal.say(f"Centre {code} is added. Next: integrhabitat-hub device pair {code}")


def centre_restored(terminal: Terminal, code: str) -> None:
    """A new epoch: every desktop of the centre offers again what the restored hub may have lost."""
    with _register(terminal) as register:
        register.renew_epoch(code, epoch=new_epoch(terminal.random_bytes))
    terminal.say(f"Centre {code} has a new epoch; its desktops will send again what is missing.")


def pair_device(terminal: Terminal, centre: str) -> None:
    """A one-time code, with the fingerprint to compare."""
    with _register(terminal) as register:
        pairing = Pairing(
            register,
            terminal.folder.signing_key(),
            now=terminal.now,
            random_bytes=terminal.random_bytes,
        )
        code = pairing.new_code(centre)
    minutes = int(LIFETIME.total_seconds() // 60)
    terminal.say(f"Code: {code}")
    terminal.say(f"Fingerprint: {_fingerprint(terminal)}")
    terminal.say(f"The code lets one desktop into {centre} and ends in {minutes} minutes.")


def list_devices(terminal: Terminal) -> None:
    """One line for each desktop."""
    with _register(terminal) as register:
        found = register.devices()
    if not found:
        terminal.say("No desktop is paired yet.")
    for entry in found:
        terminal.say(_device_line(entry))


def revoke_device(terminal: Terminal, device: str) -> None:
    """Refuse a desktop from its next request on."""
    with _register(terminal) as register:
        revoked = register.revoke(device)
        followers = [entry.device for entry in register.devices() if entry.forked_from == device]
    terminal.say(f"{revoked.device} ({revoked.name}) is refused from its next request on.")
    if followers:
        terminal.say(f"Identities that followed from it are still let in: {', '.join(followers)}")


def show_status(terminal: Terminal) -> None:
    """The database, and the size of each centre."""
    with _register(terminal) as register:
        register.is_reachable()
        centres = register.centres()
    kind = "PostgreSQL" if terminal.folder.settings().database else "embedded"
    terminal.say(f"The hub works. Version {terminal.version}, database: {kind}")
    terminal.say(f"Fingerprint: {_fingerprint(terminal)}")
    for entry in centres:
        terminal.say(f"{entry.centre}  {entry.name}: {entry.records} records, {entry.devices} desktops")


@contextmanager
def _database(terminal: Terminal) -> Iterator[Database]:
    database = terminal.folder.open_database()
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def _register(terminal: Terminal) -> Iterator[Register]:
    with _database(terminal) as database:
        yield Register(database)


def _fingerprint(terminal: Terminal) -> str:
    return fingerprint(terminal.folder.authority().certificate)


def _device_line(entry: DeviceEntry) -> str:
    seen = entry.last_seen or "never"
    line = f"{entry.device}  {entry.centre}  {entry.standing.value}  last seen {seen}  {entry.name}"
    if abs(entry.clock_offset) > 300:
        line += f"  (its clock is {entry.clock_offset // 60:+d} minutes off)"
    return line
