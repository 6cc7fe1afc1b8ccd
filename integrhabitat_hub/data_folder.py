"""The hub's data folder: its keys, certificates, settings and, unless told otherwise, its database."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from integrhabitat_hub.certificates import (
    Identity,
    is_still_good,
    issue_server_certificate,
    make_authority,
)
from integrhabitat_hub.errors import OperatorError
from integrhabitat_hub.storage.engine import Database, open_postgresql, open_sqlite
from integrhabitat_hub.storage.upgrade import upgrade

KEY_BYTES = 32


class Settings(msgspec.Struct, frozen=True):
    """What `init` was told. `database` is a PostgreSQL URL, or "" for the embedded database."""

    database: str = ""
    names: list[str] = msgspec.field(default_factory=list)
    format: int = 1


class DataFolder:
    """The files of one hub. Everything secret is readable by its owner alone (0600)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._settings = path / "settings.json"
        self._database = path / "hub.db"
        self._database_key = path / "hub.key"
        self._signing_key = path / "signing.key"
        self._authority = (path / "ca.key", path / "ca.pem")
        self._server = (path / "server.key", path / "server.pem")

    def create(self, settings: Settings, now: datetime, random_bytes: Callable[[int], bytes]) -> None:
        """Make the folder with new keys. OperatorError: `folder_in_use`, `folder_not_writable`."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._settings.exists() or self._database.exists():
                raise OperatorError("folder_in_use", folder=str(self.path))
            _write_private(self._database_key, random_bytes(KEY_BYTES).hex().encode())
            _write_private(self._signing_key, random_bytes(KEY_BYTES).hex().encode())
            self._write_identity(self._authority, make_authority(now, _serial(random_bytes)))
            # Last: with the settings there, the folder counts as made.
            _write_private(self._settings, msgspec.json.encode(settings))
        except OSError as error:
            raise OperatorError("folder_not_writable", folder=str(self.path)) from error

    def settings(self) -> Settings:
        """The settings. OperatorError: `not_initialised`, `folder_damaged`."""
        try:
            return msgspec.json.decode(self._read(self._settings), type=Settings)
        except msgspec.MsgspecError as error:
            raise OperatorError("folder_damaged", file=self._settings.name) from error

    def open_database(self) -> Database:
        """The database, with the newest tables. OperatorError where it cannot be used."""
        settings = self.settings()
        if settings.database:
            engine = open_postgresql(settings.database)
        else:
            engine = open_sqlite(self._database, self._key(self._database_key))
        upgrade(engine)
        if not settings.database:
            self._database.chmod(0o600)
        return engine

    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs every answer."""
        return Ed25519PrivateKey.from_private_bytes(self._key(self._signing_key))

    def authority(self) -> Identity:
        """The hub's own certificate authority."""
        key, certificate = self._authority
        return Identity(self._read(key), self._read(certificate))

    def server_files(
        self, names: Sequence[str], now: datetime, random_bytes: Callable[[int], bytes]
    ) -> tuple[Path, Path]:
        """Key and certificate file of the server for these names, made anew where the old ones end soon."""
        authority = self.authority()
        key, certificate = self._server
        if key.exists() and certificate.exists():
            found = Identity(key.read_bytes(), certificate.read_bytes())
            if is_still_good(found, authority, names, now):
                return self._server
        self._write_identity(
            self._server, issue_server_certificate(authority, names, now, _serial(random_bytes))
        )
        return self._server

    def _key(self, path: Path) -> bytes:
        try:
            key = bytes.fromhex(self._read(path).decode("ascii").strip())
        except ValueError as error:
            raise OperatorError("folder_damaged", file=path.name) from error
        if len(key) != KEY_BYTES:
            raise OperatorError("folder_damaged", file=path.name)
        return key

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            code = "folder_damaged" if self._settings.exists() else "not_initialised"
            raise OperatorError(code, file=path.name, folder=str(self.path)) from error
        except OSError as error:
            raise OperatorError("folder_not_readable", folder=str(self.path)) from error

    def _write_identity(self, files: tuple[Path, Path], identity: Identity) -> None:
        _write_private(files[0], identity.key)
        _write_private(files[1], identity.certificate)


def prepare_postgresql(url: str) -> None:
    """Make the tables in a PostgreSQL database. OperatorError where it cannot be used."""
    database = open_postgresql(url)
    try:
        upgrade(database)
    finally:
        database.dispose()


def _write_private(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _serial(random_bytes: Callable[[int], bytes]) -> int:
    return int.from_bytes(random_bytes(15), "big") | 1
