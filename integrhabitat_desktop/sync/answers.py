"""Seals requests and opens answers: what is not signed by the hub, for this very request, is no answer."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from integrhabitat_desktop.db.sync_pairing import Pairing
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_protocol.blocks import RecordTable, unpack_records
from integrhabitat_protocol.envelope import open_envelope, reply_mark, seal
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.messages import SyncAnswer, SyncRequest

_SUM_BYTES = 20


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """A genuine answer, and its page unpacked."""

    message: SyncAnswer
    tables: list[RecordTable]


class Sealer:
    """The keys of one pairing at work."""

    def __init__(self, pairing: Pairing) -> None:
        self._device = pairing.device
        self._device_key = Ed25519PrivateKey.from_private_bytes(pairing.device_key)
        self._hub_key = Ed25519PublicKey.from_public_bytes(pairing.hub_key)

    def seal(self, request: SyncRequest) -> bytes:
        """The signed bytes of a request."""
        return seal(request, "request", self._device, self._device_key)

    def own_request(self, sealed: bytes) -> SyncRequest | None:
        """What an earlier request of this device said; None where it is not of this identity."""
        own = self._device_key.public_key()
        try:
            device, request = open_envelope(sealed, "request", lambda _: own, SyncRequest)
        except ProtocolError:
            return None
        return request if device == self._device else None

    def open(self, answered: bytes, sealed: bytes, request: SyncRequest) -> OpenedAnswer:
        """The hub's answer to `sealed`. HubError("hub_answer_invalid") for anything else."""
        try:
            device, answer = open_envelope(answered, "answer", lambda _: self._hub_key, SyncAnswer)
            tables = unpack_records(answer.page)
        except ProtocolError as error:
            raise HubError("hub_answer_invalid", reason=error.code) from error
        if device != self._device or answer.in_reply_to != reply_mark(sealed):
            raise HubError("hub_answer_invalid", reason="other_request")
        if not answer.code and not _answers_all(answer, request):
            raise HubError("hub_answer_invalid", reason="replies_missing")
        if len(answer.digest) not in (0, _SUM_BYTES):
            raise HubError("hub_answer_invalid", reason="digest")
        return OpenedAnswer(answer, tables)


def _answers_all(answer: SyncAnswer, request: SyncRequest) -> bool:
    if not request.changes:
        return answer.replies is None
    replies = answer.replies
    return replies is not None and (replies.first, replies.last) == (request.first, request.last)
