"""Tells the hub's answers from everything else that answers on the way: portals, proxies, broken links."""

from collections.abc import Callable

import msgspec
import requests
import urllib3

from integrhabitat_desktop.sync.errors import HubError

_PIECE = 64 * 1024
_LONGEST_WAIT = 24 * 3600


class _Refusal(msgspec.Struct, frozen=True):
    code: str


def body_of(response: requests.Response, media_type: str, most: int, count: Callable[[int], None]) -> bytes:
    """The message in an answer of the hub; HubError for any other answer. `count` is told of each piece."""
    body = _complete_body(response, most, count)
    if not body and not _states_its_length(response):
        raise HubError("hub_unreachable")  # cut within the headers, which then look complete
    if response.status_code == 200 and _media_type(response) == media_type:
        return body
    code = _refusal_code(response, body)
    if code in ("device_unknown", "signature_wrong"):
        raise HubError("device_unknown")
    if code and response.status_code == 503:
        raise HubError("hub_busy", retry_after=_seconds(response.headers.get("Retry-After", "")))
    if code and response.status_code in (400, 413, 500):
        raise HubError("hub_refused", reason=code)
    raise HubError("hub_answer_invalid", status=response.status_code)


def hub_error_of(error: Exception) -> HubError:
    """The HubError for an exchange that broke off."""
    if isinstance(error, requests.exceptions.SSLError):
        return HubError("hub_not_trusted" if "CERTIFICATE_VERIFY_FAILED" in str(error) else "hub_tls_failed")
    if isinstance(error, requests.exceptions.InvalidHeader | urllib3.exceptions.InvalidHeader):
        return HubError("hub_answer_invalid")
    return HubError("hub_unreachable")


def _complete_body(response: requests.Response, most: int, count: Callable[[int], None]) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.raw.stream(_PIECE, decode_content=False):
        size += len(piece)
        count(len(piece))
        if size > most:
            raise HubError("hub_answer_invalid", status=response.status_code)
        pieces.append(piece)
    return b"".join(pieces)


def _states_its_length(response: requests.Response) -> bool:
    return response.headers.get("Content-Length", "").isdigit() or "Transfer-Encoding" in response.headers


def _media_type(response: requests.Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _refusal_code(response: requests.Response, body: bytes) -> str:
    """The code of a refusal in the hub's own form; "" for what anybody else said."""
    if _media_type(response) != "application/json":
        return ""
    try:
        code = msgspec.json.decode(body, type=_Refusal).code
    except (msgspec.MsgspecError, ValueError):
        return ""
    return code if code.isidentifier() and len(code) <= 40 else ""


def _seconds(text: str) -> int:
    return min(int(text), _LONGEST_WAIT) if text.isascii() and text.isdigit() and len(text) < 10 else 0
