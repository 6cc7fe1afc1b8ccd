"""The register of centres, devices and pairing codes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from integrhabitat_hub.errors import OperatorError
from integrhabitat_hub.storage import schema
from integrhabitat_hub.storage.engine import transaction
from integrhabitat_hub.sync.past_epochs import PastEpoch, decode, encode
from integrhabitat_hub.sync.records import DeviceStanding
from integrhabitat_protocol.changes import CHAIN_START
from integrhabitat_protocol.record_types import CENTRE_ID

CENTRE_CODE = re.compile(r"^[A-Z0-9][A-Z0-9-]{0,19}$")
_centre, _device, _code = schema.centre.c, schema.device.c, schema.pairing_code.c


@dataclass(frozen=True, slots=True)
class CentreEntry:
    """A centre of the register."""

    centre: str
    name: str
    epoch: str
    records: int
    devices: int


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """A device of the register. `clock_offset` is how far its clock was ahead of the hub's, in seconds."""

    centre: str
    device: str
    name: str
    standing: DeviceStanding
    public_key: bytes
    forked_from: str
    paired_at: str
    last_seen: str
    last_counter: int
    clock_offset: int


@dataclass(frozen=True, slots=True)
class PairingCodeEntry:
    """A pairing code as it is kept: its secret only as a hash."""

    selector: str
    centre: str
    secret_hash: bytes
    expires_at: str
    attempts: int
    used_by: str


class Register:
    """Reads and changes the register; `begin` puts several steps into one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def begin(self) -> Iterator["RegisterTransaction"]:
        """A writing transaction."""
        with transaction(self._engine) as connection:
            yield RegisterTransaction(connection)

    def add_centre(self, centre: str, name: str, *, epoch: str, now: str) -> None:
        """A new, empty centre. OperatorError: `centre_code_malformed`, `centre_known`."""
        if not CENTRE_CODE.match(centre):
            raise OperatorError("centre_code_malformed")
        with transaction(self._engine) as connection:
            if connection.scalar(select(_centre.centre).where(_centre.centre == centre)) is not None:
                raise OperatorError("centre_known", centre=centre)
            connection.execute(
                insert(schema.centre),
                {
                    "centre": centre,
                    "name": name,
                    "epoch": epoch,
                    "feed": 0,
                    "past_epochs": encode([]),
                    "digest_count": 0,
                    "digest_total": bytes(16),
                    "made_at": now,
                },
            )

    def renew_epoch(self, centre: str, *, epoch: str) -> None:
        """Tell every device of the centre that the hub was restored. OperatorError: `centre_unknown`."""
        with transaction(self._engine) as connection:
            query = select(_centre.epoch, _centre.feed, _centre.past_epochs).with_for_update()
            row = connection.execute(query.where(_centre.centre == centre)).one_or_none()
            if row is None:
                raise OperatorError("centre_unknown", centre=centre)
            past = [*decode(row.past_epochs), PastEpoch(row.epoch, row.feed)]
            connection.execute(
                update(schema.centre)
                .where(_centre.centre == centre)
                .values(epoch=epoch, past_epochs=encode(past))
            )

    def centres(self) -> list[CentreEntry]:
        """Every centre by code."""
        devices = (
            select(func.count()).select_from(schema.device).where(_device.centre == _centre.centre)
        ).scalar_subquery()
        query = select(_centre.centre, _centre.name, _centre.epoch, _centre.digest_count, devices).order_by(
            _centre.centre
        )
        with transaction(self._engine, reads_only=True) as connection:
            return [CentreEntry(*row) for row in connection.execute(query)]

    def devices(self) -> list[DeviceEntry]:
        """Every device by centre and time of pairing."""
        query = select(schema.device).order_by(_device.centre, _device.paired_at, _device.device)
        with transaction(self._engine, reads_only=True) as connection:
            return [_device_entry(row) for row in connection.execute(query)]

    def revoke(self, device: str) -> DeviceEntry:
        """Refuse the device from its next request on. OperatorError: `device_unknown`."""
        with transaction(self._engine) as connection:
            connection.execute(
                update(schema.device).where(_device.device == device), {"state": DeviceStanding.REVOKED.value}
            )
            found = RegisterTransaction(connection).device(device)
            if found is None:
                raise OperatorError("device_unknown", device=device)
            return found

    def is_reachable(self) -> bool:
        """Whether the database answers; raises OperatorError or StorageBusyError where it does not."""
        with transaction(self._engine, reads_only=True) as connection:
            return connection.scalar(select(1)) == 1


class RegisterTransaction:
    """The steps of one transaction on the register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def centre(self, centre: str) -> tuple[str, str] | None:
        """Name and epoch of a centre."""
        row = self._connection.execute(
            select(_centre.name, _centre.epoch).where(_centre.centre == centre)
        ).one_or_none()
        return (row.name, row.epoch) if row is not None else None

    def has_centre_record(self, centre: str) -> bool:
        """Whether a device has already sent the centre's own record."""
        record = schema.record.c
        found = select(record.version).where(
            record.centre == centre, record.type == CENTRE_ID, record.id == CENTRE_ID
        )
        return self._connection.scalar(found) is not None

    def device(self, device: str) -> DeviceEntry | None:
        """A device by its id, of whichever centre."""
        row = self._connection.execute(select(schema.device).where(_device.device == device)).one_or_none()
        return _device_entry(row) if row is not None else None

    def forks_of(self, device: str) -> int:
        """How many identities have followed from this device."""
        counted = select(func.count()).select_from(schema.device).where(_device.forked_from == device)
        return self._connection.scalar(counted) or 0

    def add_device(
        self,
        centre: str,
        device: str,
        *,
        public_key: bytes,
        name: str,
        forked_from: str,
        now: str,
        catalogue: int,
    ) -> None:
        """A new device, active, that has sent nothing yet."""
        self._connection.execute(
            insert(schema.device),
            {
                "centre": centre,
                "device": device,
                "public_key": public_key,
                "name": name,
                "state": DeviceStanding.ACTIVE.value,
                "last_counter": 0,
                "chain": CHAIN_START,
                "forked_from": forked_from,
                "paired_at": now,
                "last_seen": "",
                "seen_feed": 0,
                "clock_offset": 0,
                "catalogue": catalogue,
            },
        )

    def add_pairing_code(self, kept: PairingCodeEntry, *, now: str) -> None:
        """A new pairing code; codes that ended before `now` are thrown away unless a device used them."""
        self._connection.execute(
            schema.pairing_code.delete().where(_code.expires_at < now, _code.used_by == "")
        )
        self._connection.execute(
            insert(schema.pairing_code),
            {
                "selector": kept.selector,
                "centre": kept.centre,
                "secret_hash": kept.secret_hash,
                "made_at": now,
                "expires_at": kept.expires_at,
                "attempts": kept.attempts,
                "used_by": kept.used_by,
            },
        )

    def pairing_code(self, selector: str) -> PairingCodeEntry | None:
        """A pairing code by its open part, locked for this transaction."""
        columns = (
            _code.selector,
            _code.centre,
            _code.secret_hash,
            _code.expires_at,
            _code.attempts,
            _code.used_by,
        )
        row = self._connection.execute(
            select(*columns).where(_code.selector == selector).with_for_update()
        ).one_or_none()
        return PairingCodeEntry(*row) if row is not None else None

    def count_attempt(self, selector: str) -> None:
        """One wrong secret more."""
        self._connection.execute(
            update(schema.pairing_code).where(_code.selector == selector).values(attempts=_code.attempts + 1)
        )

    def use_pairing_code(self, selector: str, device: str) -> None:
        """The code is spent on this device."""
        self._connection.execute(
            update(schema.pairing_code).where(_code.selector == selector), {"used_by": device}
        )


def _device_entry(row: Row[Any]) -> DeviceEntry:
    return DeviceEntry(
        centre=row.centre,
        device=row.device,
        name=row.name,
        standing=DeviceStanding(row.state),
        public_key=row.public_key,
        forked_from=row.forked_from,
        paired_at=row.paired_at,
        last_seen=row.last_seen,
        last_counter=row.last_counter,
        clock_offset=row.clock_offset,
    )
