"""The signed envelope: the same bytes travel over HTTPS or in a file."""

from collections.abc import Callable
from hashlib import sha256
from typing import Literal, TypeVar

import msgspec
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from integrhabitat_protocol.errors import ProtocolError

FORMAT = 1
MAX_ENVELOPE_BYTES = 64 * 1024 * 1024
MAX_BODY_BYTES = 256 * 1024 * 1024
_PLAIN, _ZSTD = 0, 1
_WORTH_COMPRESSING = 128
_LEVEL = 3

Direction = Literal["request", "answer"]
M = TypeVar("M", bound=msgspec.Struct)


class Envelope(msgspec.Struct, array_like=True, frozen=True):
    """`device` sends a request or receives an answer; the signature covers everything but itself."""

    format: int
    device: str
    coding: int
    body: bytes
    signature: bytes


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Envelope)


def reply_mark(request: bytes) -> bytes:
    """What an answer repeats of the request's envelope, so that no other answer can be put in its place."""
    return sha256(request).digest()[:8]


def seal(message: msgspec.Struct, direction: Direction, device: str, key: Ed25519PrivateKey) -> bytes:
    """The envelope of `message`, signed with the sender's key."""
    body = _encoder.encode(message)
    coding = _PLAIN
    if len(body) >= _WORTH_COMPRESSING:
        smaller = zstandard.ZstdCompressor(level=_LEVEL).compress(body)
        if len(smaller) < len(body):
            body, coding = smaller, _ZSTD
    signature = key.sign(_signed_text(direction, device, coding, body))
    return _encoder.encode(Envelope(FORMAT, device, coding, body, signature))


def open_envelope(
    data: bytes,
    direction: Direction,
    key_of: Callable[[str], Ed25519PublicKey | None],
    message_type: type[M],
) -> tuple[str, M]:
    """Device and message of an envelope. The signature is checked before the body is unpacked.

    Raises ProtocolError: `envelope_malformed`, `envelope_too_large`, `device_unknown` (no key for it) or
    `signature_wrong`.
    """
    if len(data) > MAX_ENVELOPE_BYTES:
        raise ProtocolError("envelope_too_large")
    try:
        envelope = _decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ProtocolError("envelope_malformed") from error
    if envelope.format != FORMAT:
        raise ProtocolError("envelope_malformed")
    key = key_of(envelope.device)
    if key is None:
        raise ProtocolError("device_unknown")
    try:
        key.verify(
            envelope.signature, _signed_text(direction, envelope.device, envelope.coding, envelope.body)
        )
    except InvalidSignature as error:
        raise ProtocolError("signature_wrong") from error
    try:
        return envelope.device, msgspec.msgpack.decode(_plain_body(envelope), type=message_type)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ProtocolError("envelope_malformed") from error


def _signed_text(direction: Direction, device: str, coding: int, body: bytes) -> bytes:
    head = f"integrhabitat/{direction}/{FORMAT}/{device}/{coding}\0"
    return head.encode() + sha256(body).digest()


def _plain_body(envelope: Envelope) -> bytes:
    if envelope.coding == _PLAIN:
        return envelope.body
    if envelope.coding != _ZSTD:
        raise ProtocolError("envelope_malformed")
    try:
        stated = zstandard.frame_content_size(envelope.body)
        if not 0 <= stated <= MAX_BODY_BYTES:
            raise ProtocolError("envelope_too_large")
        # The limit binds even where the frame lies about its size.
        return zstandard.ZstdDecompressor().decompress(envelope.body, max_output_size=MAX_BODY_BYTES)
    except zstandard.ZstdError as error:
        raise ProtocolError("envelope_malformed") from error
