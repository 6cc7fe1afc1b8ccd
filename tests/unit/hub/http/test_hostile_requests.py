"""What strangers and broken programs send to a real hub process: never an error of its own, never a change."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
import requests
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrhabitat_protocol.blocks import MAX_ROWS, ChangeBlock
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.envelope import FORMAT, Envelope, seal
from integrhabitat_protocol.ids import new_prefix
from integrhabitat_protocol.messages import PairAnswer, PairRequest, SyncAnswer, SyncRequest
from tests.drive.driven_hub import DrivenHub
from tests.unit.hub.device import Device

STAFF, PLANTED = "STAFFAA-1", "Nombre que no debe verse"
ENDPOINTS = ("/v1/sync", "/v1/pair")


@dataclass
class Served:
    """A hub in a process of its own, and a device that it knows."""

    hub: DrivenHub
    device: Device
    log: Path

    def post(self, path: str, body: bytes, **headers: str) -> requests.Response:
        return requests.post(self.hub.url.rstrip("/") + path, data=body, headers=headers, timeout=20)

    def answer(self, request: SyncRequest) -> SyncAnswer:
        sealed = self.device.seal(request)
        return self.device.open(sealed, self.post("/v1/sync", sealed).content)

    def state(self) -> str:
        return self.hub.command("status")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    with DrivenHub(folder / "hub", folder / "hub.log", os.environ) as hub:
        hub.command("init")
        hub.command("centre", "add", "BOG-01", "--name", "Bogotá")
        hub.serve()
        yield Served(hub, _paired(hub), folder / "hub.log")


def _paired(hub: DrivenHub) -> Device:
    key, prefix = Ed25519PrivateKey.generate(), new_prefix(secrets.token_bytes(5))
    request = PairRequest(
        hub.pairing_code("BOG-01"), prefix, key.public_key().public_bytes_raw(), "Desk", CATALOGUE_VERSION
    )
    url = hub.url.rstrip("/")
    answered = requests.post(f"{url}/v1/pair", data=msgspec.msgpack.encode(request), timeout=20)
    answer = msgspec.msgpack.decode(answered.content, type=PairAnswer)
    hub_key = Ed25519PublicKey.from_public_bytes(answer.hub_key)

    def send(body: bytes) -> bytes:
        return requests.post(f"{url}/v1/sync", data=body, timeout=20).content

    device = Device(prefix, key, hub_key, send, STAFF, epoch=answer.epoch)
    device.create("staff_account", STAFF, display_name=PLANTED, role="COORDINATOR", state="ACTIVE")
    assert device.sync().code == ""
    return device


def _refused(answered: requests.Response) -> str:
    assert 400 <= answered.status_code < 500, answered.status_code
    code = answered.json()["code"]
    assert isinstance(code, str)
    return code


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    "body",
    [b"", b"\0", b"{}", b"\xc1", b"\x95" * 3000, b"\xdd\xff\xff\xff\xff", b"\x81" * 3000, secrets.token_bytes(2000)],
    ids=["empty", "nul", "json", "unused", "nested", "huge-array", "nested-maps", "random"],
)  # fmt: skip
def test_bytes_that_are_no_message_get_a_code(served: Served, path: str, body: bytes) -> None:
    assert _refused(served.post(path, body)) in (
        "envelope_malformed",
        "pair_request_malformed",
        "request_malformed",
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=400))
def test_random_bytes_never_make_the_hub_fail(served: Served, body: bytes) -> None:
    for path in ENDPOINTS:
        _refused(served.post(path, body))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_a_request_with_one_wrong_bit_is_refused(served: Served, place: int, bit: int) -> None:
    sealed = bytearray(served.device.seal(served.device.request()))
    sealed[place % len(sealed)] ^= 1 << bit
    assert _refused(served.post("/v1/sync", bytes(sealed))) in (
        "envelope_malformed",
        "signature_wrong",
        "device_unknown",
    )


def test_a_stranger_with_a_key_of_his_own_is_refused(served: Served) -> None:
    stranger = Ed25519PrivateKey.generate()
    request = served.device.request()
    before = served.state()
    assert (
        _refused(served.post("/v1/sync", seal(request, "request", "ZZZZZZZ", stranger))) == "device_unknown"
    )
    forged = seal(request, "request", served.device.device, stranger)
    assert _refused(served.post("/v1/sync", forged)) == "signature_wrong"
    assert served.state() == before


def test_an_answer_of_the_hub_is_no_request(served: Served) -> None:
    sealed = served.device.seal(served.device.request())
    answered = served.post("/v1/sync", sealed).content
    assert _refused(served.post("/v1/sync", answered)) == "signature_wrong"


def test_a_frame_that_unpacks_to_gigabytes_is_refused_without_unpacking_it(served: Served) -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(300 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert _refused(served.post("/v1/sync", _signed(served.device, 1, bomb))) == "envelope_too_large"


def test_more_bytes_than_the_hub_takes_are_refused(served: Served) -> None:
    assert served.post("/v1/sync", bytes(9 * 1024 * 1024)).status_code == 413
    assert served.post("/v1/pair", bytes(1024 * 1024)).status_code == 413


def test_blocks_that_state_more_rows_than_they_hold_are_refused(served: Served) -> None:
    constant = [0, 1]
    block = ChangeBlock("person", "create", MAX_ROWS + 1, ["name"], constant, [0, "X-1"], constant, constant,
                        [0, STAFF], [0, "2027-03-01T14:00:00Z"], [[0, "x"]], [])  # fmt: skip
    before = served.state()
    for count in (MAX_ROWS + 1, MAX_ROWS, -1, 2**62):
        lying = msgspec.structs.replace(block, count=count)
        request = SyncRequest(CATALOGUE_VERSION, changes=[lying], first=2, last=3, chain=bytes(16))
        answered = served.post("/v1/sync", served.device.seal(request))
        assert answered.status_code in (200, 400)
    assert served.state() == before


@pytest.mark.parametrize(("first", "last"), [(12461020, 2**53), (1, 2**63 - 1), (5, 2), (-(2**63), 0)])
def test_a_span_longer_than_any_memory_is_refused_at_once(served: Served, first: int, last: int) -> None:
    answer = served.answer(served.device.request(first=first, last=last))
    assert answer.code == "batch_malformed" and answer.replies is None


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_signed_messages_of_any_content_change_nothing_they_may_not(
    served: Served, data: st.DataObject
) -> None:
    number = st.one_of(st.integers(-(2**63), 2**63 - 1), st.sampled_from([0, 1, 2**31 - 1, 2**53]))
    text = st.one_of(st.text(max_size=60), st.sampled_from(["", "person", STAFF, "\0", "../..", "a" * 5000]))
    value = st.one_of(
        number, text, st.none(), st.lists(st.one_of(number, text), max_size=3), st.binary(max_size=20)
    )
    column = st.lists(value, max_size=4)
    block = st.tuples(text, st.sampled_from(["create", "edit", "delete", "x"]), number, st.lists(text, max_size=3),
                      column, st.one_of(st.none(), column), column, column, column, column,
                      st.lists(column, max_size=3), st.lists(column, max_size=3))  # fmt: skip
    body = data.draw(
        st.fixed_dictionaries(
            {"c": number},
            optional={
                "e": text, "k": text, "z": number, "p": number, "f": number, "l": number, "b": st.binary(max_size=20),
                "h": st.binary(max_size=20), "n": st.lists(block, max_size=2), "o": st.booleans(), "w": st.booleans(),
                "u": st.lists(number, max_size=4), "g": st.lists(text, max_size=4), "t": number,
            },
        )
    )  # fmt: skip
    answered = served.post("/v1/sync", _signed(served.device, 0, msgspec.msgpack.encode(body)))
    assert answered.status_code in (200, 400)


def test_after_all_of_it_the_hub_works_and_has_told_nobody_anything(served: Served) -> None:
    for method, path, status in (
        ("GET", "/v1/sync", 405),
        ("PUT", "/v1/pair", 405),
        ("GET", "/v1/none", 404),
    ):
        answered = requests.request(method, served.hub.url.rstrip("/") + path, timeout=20)
        assert answered.status_code == status
        assert answered.json()["code"]
    answer = served.answer(served.device.request(cursor="", resend_own=True))
    assert answer.code == ""
    assert "1 records" in served.state()
    told = served.log.read_text("utf-8")
    assert "bug:" not in told and "Traceback" not in told
    assert PLANTED not in told and STAFF not in told


def _signed(device: Device, coding: int, body: bytes) -> bytes:
    """An envelope with any body, signed by a device that the hub knows."""
    head = f"integrhabitat/request/{FORMAT}/{device.device}/{coding}\0".encode()
    signature = device.key.sign(head + sha256(body).digest())
    return msgspec.msgpack.encode(Envelope(FORMAT, device.device, coding, body, signature))
