"""Pairing: a one-time code lets a device into a centre; a forked device lets its new identity in."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from integrhabitat_hub.errors import OperatorError
from integrhabitat_hub.instants import instant
from integrhabitat_hub.storage.register import PairingCodeEntry, Register, RegisterTransaction
from integrhabitat_hub.sync.records import DeviceStanding
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.ids import ALPHABET, PREFIX_PATTERN
from integrhabitat_protocol.messages import PROTOCOL, PairAnswer, PairRequest, fork_proof_text

LIFETIME = timedelta(minutes=10)
MAX_ATTEMPTS = 5
MAX_FORKS = 50
MAX_REQUEST_BYTES = 4096
_SELECTOR, _SECRET = 4, 12
_LOOKS_LIKE = str.maketrans("OIL", "011")


class Pairing:
    """Makes pairing codes and redeems them. `now` gives the hub's time, `random_bytes` unpredictable bytes."""

    def __init__(
        self,
        register: Register,
        hub_key: Ed25519PrivateKey,
        *,
        now: Callable[[], datetime],
        random_bytes: Callable[[int], bytes],
    ) -> None:
        self._register = register
        self._hub_key = hub_key
        self._now = now
        self._random_bytes = random_bytes

    def new_code(self, centre: str) -> str:
        """A code for one device of the centre, valid for ten minutes: four groups of four signs.

        The first group finds the code, the other three (60 bits) prove it. OperatorError: `centre_unknown`.
        """
        signs = "".join(ALPHABET[byte & 31] for byte in self._random_bytes(_SELECTOR + _SECRET))
        now = self._now()
        kept = PairingCodeEntry(
            selector=signs[:_SELECTOR],
            centre=centre,
            secret_hash=_hash(signs[_SELECTOR:]),
            expires_at=instant(now + LIFETIME),
            attempts=0,
            used_by="",
        )
        with self._register.begin() as register:
            if register.centre(centre) is None:
                raise OperatorError("centre_unknown", centre=centre)
            while register.pairing_code(kept.selector) is not None:
                fresh = "".join(ALPHABET[byte & 31] for byte in self._random_bytes(_SELECTOR))
                kept = replace(kept, selector=fresh)
            register.add_pairing_code(kept, now=instant(now))
        secret = signs[_SELECTOR:]
        return "-".join((kept.selector, secret[:4], secret[4:8], secret[8:]))

    def answer(self, request: bytes) -> bytes:
        """The answer to the bytes of a pair request. ProtocolError("pair_request_malformed")."""
        if len(request) > MAX_REQUEST_BYTES:
            raise ProtocolError("pair_request_malformed")
        try:
            asked = msgspec.msgpack.decode(request, type=PairRequest)
            Ed25519PublicKey.from_public_bytes(asked.public_key)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise ProtocolError("pair_request_malformed") from error
        if not PREFIX_PATTERN.match(asked.device) or not _is_plain_name(asked.device_name):
            raise ProtocolError("pair_request_malformed")
        return msgspec.msgpack.encode(self._pair(asked))

    def _pair(self, asked: PairRequest) -> PairAnswer:
        if asked.protocol < PROTOCOL or asked.catalogue < CATALOGUE_VERSION - 2:
            return PairAnswer(code="protocol_too_old")
        with self._register.begin() as register:
            if asked.replaces:
                return self._fork(register, asked)
            return self._redeem(register, asked)

    def _redeem(self, register: RegisterTransaction, asked: PairRequest) -> PairAnswer:
        signs = re.sub(r"[-\s]", "", asked.code).upper().translate(_LOOKS_LIKE)
        selector, secret = signs[:_SELECTOR], signs[_SELECTOR:]
        if len(signs) != _SELECTOR + _SECRET or not set(signs) <= set(ALPHABET):
            return PairAnswer(code="pairing_code_wrong")
        kept = register.pairing_code(selector)
        if kept is None:
            return PairAnswer(code="pairing_code_wrong")
        if kept.attempts >= MAX_ATTEMPTS:
            return PairAnswer(code="too_many_attempts")
        if not compare_digest(kept.secret_hash, _hash(secret)):
            register.count_attempt(selector)
            return PairAnswer(code="pairing_code_wrong")
        known = register.device(asked.device)
        if kept.used_by:
            # The answer to this very request may have been lost.
            same = known is not None and known.device == kept.used_by and known.public_key == asked.public_key
            return self._joined(register, kept.centre) if same else PairAnswer(code="pairing_code_used")
        if kept.expires_at <= instant(self._now()):
            return PairAnswer(code="pairing_code_expired")
        if known is not None:
            return PairAnswer(code="prefix_taken")
        self._add(register, asked, kept.centre, forked_from="")
        register.use_pairing_code(selector, asked.device)
        return self._joined(register, kept.centre)

    def _fork(self, register: RegisterTransaction, asked: PairRequest) -> PairAnswer:
        old = register.device(asked.replaces) if PREFIX_PATTERN.match(asked.replaces) else None
        if old is None or old.standing is not DeviceStanding.ACTIVE:
            return PairAnswer(code="pairing_code_wrong")
        proved = fork_proof_text(asked.replaces, asked.device, asked.public_key)
        try:
            Ed25519PublicKey.from_public_bytes(old.public_key).verify(asked.proof, proved)
        except InvalidSignature:
            return PairAnswer(code="pairing_code_wrong")
        known = register.device(asked.device)
        if known is not None:
            same = known.forked_from == old.device and known.public_key == asked.public_key
            return self._joined(register, old.centre) if same else PairAnswer(code="prefix_taken")
        if register.forks_of(old.device) >= MAX_FORKS:
            return PairAnswer(code="too_many_attempts")
        self._add(register, asked, old.centre, forked_from=old.device)
        return self._joined(register, old.centre)

    def _add(
        self, register: RegisterTransaction, asked: PairRequest, centre: str, *, forked_from: str
    ) -> None:
        register.add_device(
            centre,
            asked.device,
            public_key=asked.public_key,
            name=asked.device_name,
            forked_from=forked_from,
            now=instant(self._now()),
            catalogue=max(0, min(asked.catalogue, 2**31)),
        )

    def _joined(self, register: RegisterTransaction, centre: str) -> PairAnswer:
        found = register.centre(centre)
        if found is None:
            raise OperatorError("centre_unknown", centre=centre)
        name, epoch = found
        return PairAnswer(
            centre=centre,
            centre_name=name,
            epoch=epoch,
            hub_key=self._hub_key.public_key().public_bytes_raw(),
            has_centre_record=register.has_centre_record(centre),
        )


def _hash(secret: str) -> bytes:
    return sha256(b"integrhabitat/pairing/1\0" + secret.encode()).digest()


def _is_plain_name(name: str) -> bool:
    return 0 < len(name) <= 80 and not any(unicodedata.category(sign) in ("Cc", "Cs", "Cf") for sign in name)
