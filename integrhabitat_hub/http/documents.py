"""What the hub publishes about itself: the OpenAPI document and the JSON Schema of its messages."""

from typing import Any

import msgspec

from integrhabitat_hub.pairing import MAX_REQUEST_BYTES
from integrhabitat_protocol.envelope import Envelope
from integrhabitat_protocol.messages import PairAnswer, PairRequest, SyncAnswer, SyncRequest

BINARY = "application/octet-stream"
MESSAGE_PACK = "application/vnd.msgpack"
PEM = "application/x-pem-file"
_JSON = "application/json"
Document = dict[str, Any]


class Refusal(msgspec.Struct, frozen=True):
    """Why a request got no message back."""

    code: str


class Status(msgspec.Struct, frozen=True):
    """That the hub works, and what it speaks. No data of any centre."""

    status: str
    version: str
    protocol: int
    catalogue: int


def message_schema() -> Document:
    """JSON Schema of the envelope and of the messages in it.

    They travel as MessagePack: Structs marked as arrays are arrays, and bytes are bytes; here they stand as base64.
    """
    types = (Envelope, SyncRequest, SyncAnswer, PairRequest, PairAnswer)
    _, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Messages of the IntegrHabitat hub",
        "description": (
            "POST /v1/sync carries an Envelope each way; its body, when unpacked, is a SyncRequest or a "
            "SyncAnswer. POST /v1/pair carries a PairRequest and a PairAnswer. All are MessagePack."
        ),
        "$defs": components,
    }


def openapi_document(version: str, request_bytes: int) -> Document:
    """The OpenAPI 3.1 document of every endpoint."""
    _, components = msgspec.json.schema_components(
        (Refusal, Status), ref_template="#/components/schemas/{name}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "IntegrHabitat hub",
            "version": version,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/v1/sync": {
                "post": {
                    "operationId": "sync",
                    "summary": "One signed exchange: a device's changes in, replies and a page of records out.",
                    "requestBody": _binary_body(BINARY, request_bytes),
                    "responses": {
                        "200": _binary("The signed answer; what it refuses, it says inside.", BINARY),
                        "400": _refusal("The bytes are no envelope."),
                        "401": _refusal("No paired device has signed them."),
                        **_COMMON,
                    },
                }
            },
            "/v1/pair": {
                "post": {
                    "operationId": "pair",
                    "summary": "Redeem a one-time code, or register the new identity of a forked device.",
                    "requestBody": _binary_body(MESSAGE_PACK, MAX_REQUEST_BYTES),
                    "responses": {
                        "200": _binary("The answer; what it refuses, it says inside.", MESSAGE_PACK),
                        "400": _refusal("The bytes are no pair request."),
                        **_COMMON,
                    },
                }
            },
            "/v1/status": {
                "get": {
                    "operationId": "status",
                    "summary": "Whether the hub works. No data.",
                    "responses": {
                        "200": _json("It works.", {"$ref": "#/components/schemas/Status"}),
                        "503": _refusal("Its database does not answer."),
                    },
                }
            },
            "/v1/ca": {
                "get": {
                    "operationId": "ca",
                    "summary": "The hub's own CA certificate. Compare its SHA-256 with the fingerprint first.",
                    "responses": {"200": _text("The certificate.", PEM)},
                }
            },
            "/v1/schema": {
                "get": {
                    "operationId": "schema",
                    "summary": "JSON Schema of the envelope and the messages.",
                    "responses": {"200": _json("The schema.", {"type": "object"})},
                }
            },
            "/v1/openapi.json": {
                "get": {
                    "operationId": "openapi",
                    "summary": "This document.",
                    "responses": {"200": _json("The document.", {"type": "object"})},
                }
            },
        },
        "components": {"schemas": components},
    }


def _binary_body(media_type: str, most: int) -> Document:
    schema = {"type": "string", "format": "binary", "maxLength": most}
    return {"required": True, "content": {media_type: {"schema": schema}}}


def _binary(description: str, media_type: str) -> Document:
    return {
        "description": description,
        "content": {media_type: {"schema": {"type": "string", "format": "binary"}}},
    }


def _text(description: str, media_type: str) -> Document:
    return {"description": description, "content": {media_type: {"schema": {"type": "string"}}}}


def _json(description: str, schema: Document) -> Document:
    return {"description": description, "content": {_JSON: {"schema": schema}}}


def _refusal(description: str) -> Document:
    return _json(description, {"$ref": "#/components/schemas/Refusal"})


_COMMON = {
    "413": _refusal("More bytes than the hub takes at once."),
    "503": _refusal("The hub is busy or its database does not answer; come again after Retry-After seconds."),
}
