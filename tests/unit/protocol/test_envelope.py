"""An envelope opens only as it was sealed."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_protocol.envelope import open_envelope, seal
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.messages import SyncAnswer, SyncRequest

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
REQUEST = SyncRequest(catalogue=1, epoch="e", cursor="k" * 300)
SEALED = seal(REQUEST, "request", "K3F9Q7M", KEY)


def test_a_sealed_message_opens_equal() -> None:
    assert open_envelope(SEALED, "request", lambda _device: KEY.public_key(), SyncRequest) == (
        "K3F9Q7M",
        REQUEST,
    )


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(place: int, flip: int) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= flip
    with pytest.raises(ProtocolError):
        open_envelope(bytes(changed), "request", lambda _device: KEY.public_key(), SyncRequest)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_code(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        open_envelope(data, "answer", lambda _device: KEY.public_key(), SyncAnswer)


def test_a_request_is_not_an_answer() -> None:
    with pytest.raises(ProtocolError, match="signature_wrong"):
        open_envelope(SEALED, "answer", lambda _device: KEY.public_key(), SyncRequest)


def test_a_device_without_a_key_is_unknown() -> None:
    with pytest.raises(ProtocolError, match="device_unknown"):
        open_envelope(SEALED, "request", lambda _device: None, SyncRequest)
