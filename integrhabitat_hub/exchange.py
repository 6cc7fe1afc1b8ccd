"""One exchange: the bytes of a signed request in, the bytes of a signed answer out."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from integrhabitat_hub.errors import StorageBusyError
from integrhabitat_hub.instants import seconds
from integrhabitat_hub.sync.conversation import Conversation, WritingNeededError
from integrhabitat_hub.sync.limits import Limits
from integrhabitat_hub.sync.ports import ExchangeStorage
from integrhabitat_protocol.envelope import open_envelope, reply_mark, seal
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.ids import ALPHABET, PREFIX_PATTERN
from integrhabitat_protocol.messages import SyncAnswer, SyncRequest

BUSY_SECONDS = 5
_EPOCH_LENGTH = 12


class Exchange:
    """Answers signed requests; keeps no state between them, so any number may run beside each other.

    `now` gives the hub's time (aware), `random_bytes` unpredictable bytes.
    """

    def __init__(
        self,
        storage: ExchangeStorage,
        hub_key: Ed25519PrivateKey,
        *,
        now: Callable[[], datetime],
        random_bytes: Callable[[int], bytes],
        limits: Limits | None = None,
    ) -> None:
        self._storage = storage
        self._hub_key = hub_key
        self._now = now
        self._random_bytes = random_bytes
        self.limits = limits or Limits()

    def answer(self, request: bytes) -> bytes:
        """The signed answer to the bytes of a request.

        Raises ProtocolError where no paired device has signed them: `envelope_malformed`,
        `envelope_too_large`, `device_unknown`, `signature_wrong`.
        """
        if len(request) > self.limits.request_bytes:
            raise ProtocolError("envelope_too_large")
        device, message = open_envelope(request, "request", self._public_key, SyncRequest)
        now = self._now()
        try:
            answer = self._answer(device, message, now)
        except StorageBusyError:
            answer = _no(message, "busy", now, retry_after=BUSY_SECONDS)
        except ProtocolError as refusal:
            answer = _no(message, refusal.code, now)
        answer = msgspec.structs.replace(answer, in_reply_to=reply_mark(request))
        return seal(answer, "answer", device, self._hub_key)

    def _answer(self, device: str, message: SyncRequest, now: datetime) -> SyncAnswer:
        if not message.changes:
            try:
                return self._converse(device, message, now, for_writing=False)
            except WritingNeededError:
                pass
        return self._converse(device, message, now, for_writing=True)

    def _converse(self, device: str, message: SyncRequest, now: datetime, *, for_writing: bool) -> SyncAnswer:
        with self._storage.open_centre(device, for_writing=for_writing) as centre:
            return Conversation(
                request=message,
                centre=centre,
                now=now,
                new_epoch=new_epoch(self._random_bytes),
                limits=self.limits,
                may_write=for_writing,
            ).answer()

    def _public_key(self, device: str) -> Ed25519PublicKey | None:
        if not PREFIX_PATTERN.match(device):
            return None
        key = self._storage.public_key(device)
        return Ed25519PublicKey.from_public_bytes(key) if key is not None else None


def new_epoch(random_bytes: Callable[[int], bytes]) -> str:
    """A new epoch: 60 random bits in base 32."""
    return "".join(ALPHABET[byte & 31] for byte in random_bytes(_EPOCH_LENGTH))


def _no(message: SyncRequest, code: str, now: datetime, *, retry_after: int = 0) -> SyncAnswer:
    return SyncAnswer(
        epoch=message.epoch, in_reply_to=b"", hub_time=seconds(now), code=code, retry_after=retry_after
    )
