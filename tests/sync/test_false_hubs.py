"""Only the hub that this computer was paired with is spoken to; nothing of the store reaches anybody else."""

import ssl
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_pairing import Pairing, keep_pairing, read_pairing
from integrhabitat_desktop.sync.engine import SyncEngine, connect_over_http
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.pairing import pair, trusted_hub
from integrhabitat_desktop.sync.pinned_tls import fingerprint
from integrhabitat_desktop.sync.status import sync_status
from tests.sync.desktop import STAFF
from tests.sync.false_hubs import FalseAnswer, FalseHub, false_hub
from tests.sync.hub_copies import CENTRE
from tests.sync.jobs import Workers
from tests.sync.served_hub import ServedHub, new_store

PORTAL = FalseAnswer()
MESSAGE = FalseAnswer(media_type="application/octet-stream", body=b"\x95\x01\x02\x03")
STRANGE_CODE = "AAAA-BBBB-CCCC-DDDD"


def random_bytes(count: int) -> bytes:
    return bytes(range(7, 7 + count))


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_store(tmp_path / "store.db", persons=2)
    yield made
    made.close()


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def believe(store: Store, url: str, certificate: bytes) -> SyncEngine:
    """A store that was paired with a hub at `url`, which has this CA."""
    keep_pairing(
        store,
        Pairing(
            address=url,
            certificate=certificate,
            hub_key=bytes(range(32)),
            device="",
            device_key=bytes(range(32)),
            device_name="Reception",
            centre=CENTRE,
            centre_name="Casa",
        ),
        "EPOCH0000001",
    )
    return SyncEngine(store, STAFF, connect_over_http, monotonic=lambda: 0.0, random_bytes=random_bytes)


def refusal(engine: SyncEngine) -> str:
    with pytest.raises(HubError) as refused:
        engine.run_round()
    engine.close()
    return refused.value.code


def assert_nothing_counts_as_sent(store: Store) -> None:
    status = sync_status(store)
    assert (status.waiting + status.in_flight, status.last_success) == (2, "")
    assert status.problem and not status.is_up_to_date


def test_another_authoritys_certificate_is_refused_before_anything_is_said(
    store: Store, authority: trustme.CA
) -> None:
    stranger = trustme.CA().issue_cert("127.0.0.1")
    with false_hub(MESSAGE, context_of(stranger)) as hub:
        assert refusal(believe(store, hub.url, authority.cert_pem.bytes())) == "hub_not_trusted"
        assert hub.heard == []
    assert_nothing_counts_as_sent(store)


def test_a_self_signed_certificate_is_refused(store: Store, authority: trustme.CA) -> None:
    self_signed = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    self_signed.issue_cert("127.0.0.1").configure_cert(context)
    with false_hub(MESSAGE, context) as hub:
        assert refusal(believe(store, hub.url, authority.cert_pem.bytes())) == "hub_not_trusted"
        assert hub.heard == []


def test_an_expired_certificate_is_refused(store: Store, authority: trustme.CA) -> None:
    expired = authority.issue_cert("127.0.0.1", not_after=datetime(2001, 1, 1, tzinfo=UTC))
    with false_hub(MESSAGE, context_of(expired)) as hub:
        assert refusal(believe(store, hub.url, authority.cert_pem.bytes())) == "hub_not_trusted"
        assert hub.heard == []
    assert_nothing_counts_as_sent(store)


def test_tls_below_1_2_is_refused(store: Store, authority: trustme.CA) -> None:
    context = context_of(authority.issue_cert("127.0.0.1"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that TLS 1.1 is old is the point
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    with false_hub(MESSAGE, context) as hub:
        assert refusal(believe(store, hub.url, authority.cert_pem.bytes())) == "hub_tls_failed"
        assert hub.heard == []
    assert_nothing_counts_as_sent(store)


def test_a_server_without_tls_is_refused(store: Store, authority: trustme.CA) -> None:
    with false_hub(MESSAGE) as hub:
        url = hub.url.replace("http:", "https:")
        assert refusal(believe(store, url, authority.cert_pem.bytes())) == "hub_tls_failed"
    assert_nothing_counts_as_sent(store)


@pytest.mark.parametrize(
    "answer",
    [
        PORTAL,
        FalseAnswer(status=302, headers={"Location": "https://example.org/login"}),
        FalseAnswer(status=307, headers={"Location": "/v1/elsewhere"}),
        FalseAnswer(status=511),
        FalseAnswer(status=204, body=b""),
        FalseAnswer(status=404, media_type="application/json", body=b'{"code":"not_found"}'),
        FalseAnswer(status=200, media_type="application/json", body=b"{}"),
        FalseAnswer(media_type="application/octet-stream", body=b"\x00" * 100),
        MESSAGE,
    ],
)
def test_what_answers_and_is_not_the_hub_is_no_success(
    store: Store, authority: trustme.CA, answer: FalseAnswer
) -> None:
    with false_hub(answer, context_of(authority.issue_cert("127.0.0.1"))) as hub:
        assert refusal(believe(store, hub.url, authority.cert_pem.bytes())) == "hub_answer_invalid"
        assert len(hub.heard) == 1, "a redirect must not be followed"
    assert_nothing_counts_as_sent(store)


def test_a_name_of_the_internet_must_be_in_the_certificate(
    store: Store, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    plain = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **named: plain("127.0.0.1" if "example" in str(host) else host, *rest, **named),
    )
    with false_hub(PORTAL, context_of(authority.issue_cert("other.example.org"))) as hub:
        url = hub.url.replace("127.0.0.1", "hub.example.org")
        assert refusal(believe(store, url, authority.cert_pem.bytes())) == "hub_not_trusted"
        assert hub.heard == []


def test_in_a_local_network_the_pinned_authority_is_enough(store: Store, authority: trustme.CA) -> None:
    with false_hub(PORTAL, context_of(authority.issue_cert("192.168.77.1"))) as hub:
        assert refusal(believe(store, hub.url, authority.cert_pem.bytes())) == "hub_answer_invalid"


def test_the_system_and_requests_trust_nobody_here(store: Store, authority: trustme.CA) -> None:
    with false_hub(PORTAL, context_of(authority.issue_cert("127.0.0.1"))) as hub:
        engine = believe(store, hub.url, authority.cert_pem.bytes())
        pairing = read_pairing(store)
        assert pairing is not None
        client = connect_over_http(pairing)
        with pytest.raises(HubError):
            client.exchange(b"x")
        client.close()
        engine.close()
        session = client._session  # type: ignore[attr-defined]  # what the library did to the context matters
        context = session.get_adapter(hub.url)._context
    assert len(context.get_ca_certs()) == 1


def test_a_wrong_fingerprint_keeps_the_code_secret(store: Store, authority: trustme.CA) -> None:
    portal = FalseAnswer(media_type="application/x-pem-file", body=authority.cert_pem.bytes())
    expected = fingerprint(trustme.CA().cert_pem.bytes())
    with false_hub(portal, context_of(authority.issue_cert("127.0.0.1"))) as hub:
        with pytest.raises(HubError, match="fingerprint_wrong"):
            _pair(store, hub, expected)
        assert hub.heard == [b""], "the certificate was asked for, and nothing said"
    assert read_pairing(store) is None


def test_a_proxy_that_shows_the_right_certificate_and_uses_its_own_hears_no_code(
    store: Store, authority: trustme.CA
) -> None:
    portal = FalseAnswer(media_type="application/x-pem-file", body=authority.cert_pem.bytes())
    with false_hub(portal, context_of(trustme.CA().issue_cert("127.0.0.1"))) as hub:
        with pytest.raises(HubError, match="hub_not_trusted"):
            _pair(store, hub, fingerprint(authority.cert_pem.bytes()))
        assert hub.heard == [b""]


def test_a_portal_instead_of_the_certificate_is_no_hub(authority: trustme.CA) -> None:
    with (
        false_hub(PORTAL, context_of(authority.issue_cert("127.0.0.1"))) as hub,
        pytest.raises(HubError, match="hub_answer_invalid"),
    ):
        trusted_hub(hub.url, "A1" * 32)


def test_a_real_hub_is_joined_over_tls_and_synced_with(store: Store, tmp_path: Path) -> None:
    workers = Workers()
    hub = ServedHub(tmp_path / "hub", workers)
    try:
        with hub.serving(tls=True) as (url, _):
            pair(
                store,
                url,
                hub.inside.pairing.new_code(CENTRE),
                fingerprint(hub.data.authority().certificate).lower(),
                device_name="Reception",
                author=STAFF,
                random_bytes=random_bytes,
            )
            engine = SyncEngine(
                store, STAFF, connect_over_http, monotonic=lambda: 0.0, random_bytes=random_bytes
            )
            result = engine.run_round()
            engine.close()
    finally:
        hub.close()
        workers.close()
    # Nobody with an account at the hub made them: they wait for a decision there and here.
    assert (result.sent, result.quarantined) == (0, 2)
    assert sync_status(store).quarantined == 2


def _pair(store: Store, hub: FalseHub, expected: str) -> None:
    pair(
        store,
        hub.url,
        STRANGE_CODE,
        expected,
        device_name="Reception",
        author=STAFF,
        random_bytes=random_bytes,
    )
