"""A hub without HTTP: the exchange and the pairing on a real database, and devices paired with it."""

from collections.abc import Callable
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Engine, Table, select

from integrhabitat_hub.exchange import Exchange, new_epoch
from integrhabitat_hub.pairing import Pairing
from integrhabitat_hub.storage.exchange_tables import TableStorage
from integrhabitat_hub.storage.register import Register
from integrhabitat_hub.sync.limits import Limits
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.ids import new_prefix
from integrhabitat_protocol.messages import PairAnswer, PairRequest
from tests.fake_clock import FakeClock
from tests.unit.hub.device import Device

STAFF = "STAFFAA-1"


class HubInProcess:
    """One hub with the centre `BOG-01`."""

    def __init__(
        self,
        engine: Engine,
        clock: FakeClock,
        random_bytes: Callable[[int], bytes],
        *,
        limits: Limits | None = None,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self._random_bytes = random_bytes
        self.hub_key = Ed25519PrivateKey.generate()
        self.register = Register(engine)
        self.exchange = Exchange(
            TableStorage(engine), self.hub_key, now=clock.now, random_bytes=random_bytes, limits=limits
        )
        self.pairing = Pairing(self.register, self.hub_key, now=clock.now, random_bytes=random_bytes)
        if not self.register.centres():
            self.add_centre("BOG-01")

    def add_centre(self, code: str) -> None:
        self.register.add_centre(
            code, f"Centre {code}", epoch=new_epoch(self._random_bytes), now="2027-03-01T14:00:00Z"
        )

    def pair(self, request: PairRequest) -> PairAnswer:
        """The answer to a pair request."""
        return msgspec.msgpack.decode(self.pairing.answer(msgspec.msgpack.encode(request)), type=PairAnswer)

    def new_device(self, centre: str = "BOG-01", *, author: str = STAFF) -> Device:
        """A paired device that has not synced yet."""
        key = Ed25519PrivateKey.generate()
        prefix = new_prefix(self._random_bytes(5))
        answer = self.pair(
            PairRequest(
                code=self.pairing.new_code(centre),
                device=prefix,
                public_key=key.public_key().public_bytes_raw(),
                device_name="Reception",
                catalogue=CATALOGUE_VERSION,
            )
        )
        assert answer.code == ""
        hub_key = Ed25519PublicKey.from_public_bytes(answer.hub_key)
        return Device(prefix, key, hub_key, self.exchange.answer, author, epoch=answer.epoch)

    def first_device(self, centre: str = "BOG-01") -> Device:
        """A device that has sent the centre's first staff account."""
        device = self.new_device(centre)
        device.create("staff_account", STAFF, display_name="Elena Prueba", role="COORDINATOR", state="ACTIVE")
        assert device.sync().code == ""
        return device

    def two_devices(self) -> tuple[Device, Device]:
        """Two devices of one centre that both hold everything."""
        one, other = self.first_device(), self.new_device()
        one.pull_all()
        other.pull_all()
        return one, other

    def rows(self, table: Table) -> list[Any]:
        """Every row of a table."""
        with self.engine.connect() as connection:
            return list(connection.execute(select(table)))
