"""A hub in process whose whole database can be kept aside and put back, on SQLite and on PostgreSQL alike."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, Table, delete, insert, select

from integrhabitat_hub.exchange import Exchange, new_epoch
from integrhabitat_hub.pairing import Pairing
from integrhabitat_hub.storage import schema
from integrhabitat_hub.storage.exchange_tables import TableStorage
from integrhabitat_hub.storage.register import Register
from integrhabitat_protocol.record_type import Values
from tests.fake_clock import FakeClock

CENTRE = "BOG-01"
_TABLES = schema.metadata.sorted_tables
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class HubCopy:
    """Every row of the hub's database at one moment."""

    tables: dict[str, Rows]

    @property
    def devices(self) -> set[str]:
        """The devices it knows."""
        return {row["device"] for row in self.tables["device"]}


@dataclass
class HubInTest:
    """One hub with one centre; answers bytes in this thread."""

    engine: Engine
    key: Ed25519PrivateKey
    random_bytes: Callable[[int], bytes]
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.register = Register(self.engine)
        self.exchange = Exchange(
            TableStorage(self.engine), self.key, now=self.clock.now, random_bytes=self.random_bytes
        )
        self.pairing = Pairing(self.register, self.key, now=self.clock.now, random_bytes=self.random_bytes)

    def add_centre(self) -> None:
        """The centre, empty."""
        epoch = new_epoch(self.random_bytes)
        self.register.add_centre(CENTRE, "Casa de prueba", epoch=epoch, now="2027-03-01T14:00:00Z")

    def copy(self) -> HubCopy:
        """A backup."""
        return HubCopy({table.name: self.rows(table) for table in _TABLES})

    def put_back(self, kept: HubCopy) -> None:
        """Restore a backup; nobody is told."""
        with self.engine.begin() as connection:
            for table in reversed(_TABLES):
                connection.execute(delete(table))
            for table in _TABLES:
                if kept.tables[table.name]:
                    connection.execute(insert(table), kept.tables[table.name])

    def say_restored(self) -> None:
        """What the operator does after a restore."""
        self.register.renew_epoch(CENTRE, epoch=new_epoch(self.random_bytes))

    def forget(self, device: str) -> None:
        """As if the backup were older than the pairing of this device."""
        with self.engine.begin() as connection:
            connection.execute(delete(schema.device).where(schema.device.c.device == device))

    def rows(self, table: Table) -> Rows:
        """Every row of one table."""
        with self.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(select(table))]


@dataclass(frozen=True)
class HubRecord:
    """What the hub holds of one record."""

    version: int
    state: str
    fields: Values
