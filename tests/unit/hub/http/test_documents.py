"""What the hub publishes about its messages holds for the messages themselves."""

import base64
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from integrhabitat_hub.http.documents import message_schema, openapi_document
from integrhabitat_protocol.envelope import FORMAT, Envelope
from integrhabitat_protocol.messages import PairAnswer, PairRequest, Replies, Reply, SyncAnswer, SyncRequest

MESSAGES = (
    Envelope(FORMAT, "K3F9Q7M", 0, b"body", bytes(64)),
    SyncRequest(1),
    SyncRequest(
        1, epoch="E", first=1, last=2, chain=bytes(16), buckets=[0, 255], left_epochs=["D"], sent_at=5
    ),
    SyncAnswer(
        "E", bytes(8), replies=Replies(1, 2, [Reply(2, "conflict", 3, "")]), digest=bytes(20), more=True
    ),
    PairRequest("7K3M-2Q9F", "K3F9Q7M", bytes(32), "Desk", 1),
    PairAnswer(centre="BOG-01", epoch="E", hub_key=bytes(32)),
)


def _as_json(message: msgspec.Struct) -> Any:
    # As the schema's description says: bytes stand as base64.
    return msgspec.to_builtins(message)


def _validator(name: str) -> jsonschema_rs.Draft202012Validator:
    schema = message_schema()
    return jsonschema_rs.Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"})


@pytest.mark.parametrize("message", MESSAGES, ids=lambda it: type(it).__name__)
def test_messages_are_valid_by_the_published_schema(message: msgspec.Struct) -> None:
    _validator(type(message).__name__).validate(_as_json(message))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("SyncRequest", {}),
        ("SyncRequest", {"c": "1"}),
        ("SyncRequest", {"c": 1, "u": ["0"]}),
        ("SyncAnswer", {"e": "E"}),
        ("Envelope", [FORMAT, "K3F9Q7M", 0, base64.b64encode(b"body").decode()]),
        ("PairRequest", {"code": "7K3M-2Q9F"}),
    ],
)
def test_what_is_no_message_is_not_valid_either(name: str, wrong: Any) -> None:
    assert not _validator(name).is_valid(wrong)


def test_the_openapi_document_names_every_endpoint_and_resolves_every_reference() -> None:
    document = openapi_document("0.1", 8 * 1024 * 1024)
    assert set(document["paths"]) == {
        "/v1/sync", "/v1/pair", "/v1/status", "/v1/ca", "/v1/schema", "/v1/openapi.json"
    }  # fmt: skip
    text = msgspec.json.encode(document).decode()
    for name in ("Refusal", "Status"):
        assert f"#/components/schemas/{name}" in text
        assert name in document["components"]["schemas"]
