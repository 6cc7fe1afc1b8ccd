"""Joins a hub with a one-time code, and hands a forked device's place to its new identity."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_identity import Renumbering
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.sync_pairing import (
    Pairing,
    PlannedIdentity,
    forget_planned_identity,
    keep_pairing,
    plan_identity,
    planned_identity,
    read_pairing,
    take_planned_identity,
)
from integrhabitat_desktop.sync.certificate_fetch import fetch_certificate
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_address import HubAddress
from integrhabitat_desktop.sync.hub_client import HubClient, HubConnection
from integrhabitat_desktop.sync.pinned_tls import fingerprint, typed_fingerprint
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.ids import new_prefix
from integrhabitat_protocol.messages import PairAnswer, PairRequest, fork_proof_text

RandomBytes = Callable[[int], bytes]
_TRIES = 4
_PREFIX_BYTES = 5
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Joined:
    """What a pairing told: the centre, and whether its own record is at the hub already."""

    centre: str
    centre_name: str
    has_centre_record: bool


def trusted_hub(typed_address: str, fingerprint_text: str) -> tuple[HubAddress, bytes]:
    """The hub's address and its CA, once the CA proved to be the expected one; on loopback without TLS b"".

    Raises HubError: `address_malformed`, `address_not_secure`, `fingerprint_malformed`, `fingerprint_wrong`,
    `hub_unreachable`, `hub_tls_failed`, `hub_answer_invalid`.
    """
    address = HubAddress.parse(typed_address)
    if address.scheme == "http":
        return address, b""
    expected = typed_fingerprint(fingerprint_text)
    certificate = fetch_certificate(address)
    if fingerprint(certificate) != expected:
        raise HubError("fingerprint_wrong")
    return address, certificate


def pair(
    store: Store,
    typed_address: str,
    code: str,
    fingerprint_text: str,
    *,
    device_name: str,
    author: str,
    random_bytes: RandomBytes,
) -> Joined:
    """Join the hub at an address, which proves itself by the fingerprint before it sees the code.

    A store that has this hub already may join again: where the hub was restored to a time before the first pairing.

    Raises HubError (besides those of `trusted_hub` and the connection): `already_paired`, `pairing_code_wrong`,
    `pairing_code_used`, `pairing_code_expired`, `too_many_attempts`, `upgrade_needed`. StoreError.
    """
    address, certificate = trusted_hub(typed_address, fingerprint_text)
    client = HubClient(address, certificate)
    try:
        return join(
            store,
            client,
            address=address.url,
            certificate=certificate,
            code=code,
            device_name=device_name,
            author=author,
            random_bytes=random_bytes,
        )
    finally:
        client.close()


def join(
    store: Store,
    connection: HubConnection,
    *,
    address: str,
    certificate: bytes,
    code: str,
    device_name: str,
    author: str,
    random_bytes: RandomBytes,
) -> Joined:
    """Redeem a one-time code over a connection that is trusted; see `pair`."""
    earlier = read_pairing(store)

    def ask_for(identity: PlannedIdentity) -> PairAnswer:
        request = PairRequest(
            code=code,
            device=identity.device,
            public_key=_public_key(identity),
            device_name=device_name,
            catalogue=CATALOGUE_VERSION,
        )
        return _ask(connection, request)

    if earlier is not None:
        identity = PlannedIdentity(earlier.device, earlier.device_key)
        answer = ask_for(identity)
        if answer.code == "prefix_taken" or (not answer.code and answer.hub_key != earlier.hub_key):
            raise HubError("already_paired")
    else:
        for _ in range(_TRIES):
            identity = _planned(store, store.meta.text(MetaKey.PREFIX), random_bytes)
            answer = ask_for(identity)
            if answer.code != "prefix_taken":
                break
            _take_other_prefix(store, author, random_bytes)
    _refuse(answer)
    made = Pairing(
        address=address,
        certificate=certificate,
        hub_key=answer.hub_key,
        device=identity.device,
        device_key=identity.device_key,
        device_name=device_name,
        centre=answer.centre,
        centre_name=answer.centre_name,
    )
    # A hub that forgot this computer was restored: the epoch known here shows it in the next round.
    keep_pairing(store, made, "" if earlier is not None else answer.epoch)
    return Joined(answer.centre, answer.centre_name, answer.has_centre_record)


def take_over(
    store: Store, connection: HubConnection, pairing: Pairing, *, author: str, random_bytes: RandomBytes
) -> Renumbering:
    """After `device_forked`: a new identity, vouched for by the old key, under which the unsent work goes on.

    Raises HubError, StoreError.
    """
    for _ in range(_TRIES):
        planned = _planned(store, new_prefix(random_bytes(_PREFIX_BYTES)), random_bytes)
        public_key = _public_key(planned)
        old_key = Ed25519PrivateKey.from_private_bytes(pairing.device_key)
        request = PairRequest(
            code="",
            device=planned.device,
            public_key=public_key,
            device_name=pairing.device_name,
            catalogue=CATALOGUE_VERSION,
            replaces=pairing.device,
            proof=old_key.sign(fork_proof_text(pairing.device, planned.device, public_key)),
        )
        answer = _ask(connection, request)
        if answer.code != "prefix_taken":
            break
        forget_planned_identity(store)
    if answer.code == "pairing_code_wrong":
        # To a fork request the hub says so where the old identity may no longer sync.
        raise HubError("device_revoked")
    _refuse(answer)
    return take_planned_identity(store, planned, author)


def _planned(store: Store, device: str, random_bytes: RandomBytes) -> PlannedIdentity:
    """The identity to ask for; kept before it is sent, so that a lost answer leads to the same request again."""
    planned = planned_identity(store)
    if planned is None:
        planned = PlannedIdentity(device, random_bytes(_KEY_BYTES))
        plan_identity(store, planned)
    return planned


def _take_other_prefix(store: Store, author: str, random_bytes: RandomBytes) -> None:
    """Another computer bears this store's prefix: everything here, all of it unsent, gets new ids."""
    fresh = PlannedIdentity(new_prefix(random_bytes(_PREFIX_BYTES)), b"")
    take_planned_identity(store, fresh, author)


def _public_key(planned: PlannedIdentity) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(planned.device_key).public_key().public_bytes_raw()


def _ask(connection: HubConnection, request: PairRequest) -> PairAnswer:
    answered = connection.pair(msgspec.msgpack.encode(request))
    try:
        answer = msgspec.msgpack.decode(answered, type=PairAnswer)
        if not answer.code:
            Ed25519PublicKey.from_public_bytes(answer.hub_key)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise HubError("hub_answer_invalid") from error
    if not answer.code and not answer.epoch:
        raise HubError("hub_answer_invalid")
    return answer


def _refuse(answer: PairAnswer) -> None:
    if not answer.code:
        return
    known = ("pairing_code_wrong", "pairing_code_used", "pairing_code_expired", "too_many_attempts")
    if answer.code in known:
        raise HubError(answer.code)
    if answer.code == "protocol_too_old":
        raise HubError("upgrade_needed")
    raise HubError("hub_refused", reason=answer.code if answer.code.isidentifier() else "unknown")
