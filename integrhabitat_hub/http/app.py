"""The hub's web application: bytes in and out; what they mean is decided behind it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from traceback import extract_tb
from typing import Any

import msgspec
from anyio import to_thread
from litestar import Litestar, Request, Response, get, post
from litestar.exceptions import HTTPException

from integrhabitat_hub.errors import OperatorError, StorageBusyError
from integrhabitat_hub.exchange import BUSY_SECONDS, Exchange
from integrhabitat_hub.http.documents import (
    BINARY,
    MESSAGE_PACK,
    PEM,
    Document,
    Refusal,
    Status,
    message_schema,
    openapi_document,
)
from integrhabitat_hub.pairing import MAX_REQUEST_BYTES, Pairing
from integrhabitat_hub.storage.register import Register
from integrhabitat_protocol.catalogue import CATALOGUE_VERSION
from integrhabitat_protocol.errors import ProtocolError
from integrhabitat_protocol.messages import PROTOCOL

log = logging.getLogger(__name__)
AnyRequest = Request[Any, Any, Any]
_STATUS_OF_CODE = {"device_unknown": 401, "signature_wrong": 401, "envelope_too_large": 413}


@dataclass(frozen=True, slots=True)
class HubParts:
    """What the web application stands on. `close` is called when it ends."""

    exchange: Exchange
    pairing: Pairing
    register: Register
    authority_certificate: bytes
    version: str
    close: Callable[[], None]


def make_app(parts: HubParts) -> Litestar:
    """The ASGI application. It keeps no state: any number of processes may serve the same database."""
    schema = message_schema()
    document = openapi_document(parts.version, parts.exchange.limits.request_bytes)

    @post("/v1/sync", status_code=200, request_max_body_size=parts.exchange.limits.request_bytes)
    async def sync(request: AnyRequest) -> Response[bytes]:
        body = await request.body()
        started = perf_counter()
        answer = await to_thread.run_sync(parts.exchange.answer, body)
        log.info("sync: %d bytes in, %d out, %.0f ms", len(body), len(answer), _since(started))
        return Response(answer, media_type=BINARY)

    @post("/v1/pair", status_code=200, request_max_body_size=MAX_REQUEST_BYTES)
    async def pair(request: AnyRequest) -> Response[bytes]:
        answer = await to_thread.run_sync(parts.pairing.answer, await request.body())
        log.info("pair: answered")
        return Response(answer, media_type=MESSAGE_PACK)

    @get("/v1/status")
    async def status() -> Response[Status]:
        await to_thread.run_sync(parts.register.is_reachable)
        return Response(Status("ok", parts.version, PROTOCOL, CATALOGUE_VERSION))

    @get("/v1/ca")
    async def authority() -> Response[bytes]:
        return Response(parts.authority_certificate, media_type=PEM)

    @get("/v1/schema")
    async def schema_document() -> Document:
        return schema

    @get("/v1/openapi.json")
    async def openapi() -> Document:
        return document

    return Litestar(
        [sync, pair, status, authority, schema_document, openapi],
        openapi_config=None,
        logging_config=None,
        exception_handlers={
            ProtocolError: _protocol_error,
            StorageBusyError: _busy,
            OperatorError: _operator_error,
            HTTPException: _http_error,
            Exception: _bug,
        },
        on_shutdown=[lambda: parts.close()],
    )


def _since(started: float) -> float:
    return (perf_counter() - started) * 1000


def _refusal(code: str, status: int, headers: dict[str, str] | None = None) -> Response[bytes]:
    return Response(
        msgspec.json.encode(Refusal(code)), status_code=status, media_type="application/json", headers=headers
    )


def _protocol_error(_request: AnyRequest, error: ProtocolError) -> Response[bytes]:
    log.info("refused: %s", error.code)
    return _refusal(error.code, _STATUS_OF_CODE.get(error.code, 400))


def _busy(_request: AnyRequest, _error: StorageBusyError) -> Response[bytes]:
    return _refusal("busy", 503, {"Retry-After": str(BUSY_SECONDS)})


def _operator_error(_request: AnyRequest, error: OperatorError) -> Response[bytes]:
    log.error("not able to serve: %s", error.code)
    return _refusal(error.code, 503, {"Retry-After": str(BUSY_SECONDS)})


_HTTP_CODES = {404: "not_found", 405: "method_not_allowed", 413: "envelope_too_large"}


def _http_error(_request: AnyRequest, error: HTTPException) -> Response[bytes]:
    code = _HTTP_CODES.get(error.status_code, "request_malformed")
    return _refusal(code, error.status_code, dict(error.headers or {}))


def _bug(_request: AnyRequest, error: Exception) -> Response[bytes]:
    # Only where it happened: the text of an error can hold what a person wrote.
    places = " < ".join(
        f"{frame.name}:{frame.lineno}" for frame in reversed(extract_tb(error.__traceback__)[-6:])
    )
    log.error("bug: %s at %s", type(error).__name__, places)
    return _refusal("internal", 500)
