"""Carries bytes to the hub and back over HTTP, with a typed error for every way in which that fails."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

import requests
import urllib3
from urllib3.util import SKIP_HEADER

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.http_answers import body_of, hub_error_of
from integrhabitat_desktop.sync.hub_adapter import HubAdapter
from integrhabitat_desktop.sync.hub_address import HubAddress
from integrhabitat_desktop.sync.pinned_tls import pinned_context
from integrhabitat_protocol.envelope import MAX_ENVELOPE_BYTES

CONNECT_SECONDS: Final = 15.0
# A link may be slow, but in this time something has to arrive, or the exchange is given up and tried again.
SILENCE_SECONDS: Final = 60.0
_LARGEST_SMALL_ANSWER = 64 * 1024

_BINARY = "application/octet-stream"
_MESSAGE_PACK = "application/vnd.msgpack"


@dataclass(slots=True)
class Traffic:
    """Bytes of the messages that went over the line, and of the headers beside them."""

    requests: int = 0
    sent: int = 0
    received: int = 0
    headers: int = 0


class HubConnection(Protocol):
    """What the engine needs of a way to the hub."""

    traffic: Traffic

    def exchange(self, request: bytes) -> bytes:
        """Carry one sealed request there and the answer back. HubError."""
        ...

    def pair(self, request: bytes) -> bytes:
        """Carry a pair request there and the answer back. HubError."""
        ...

    def abort(self) -> None:
        """Break off what is under way, which raises HubError("cancelled"). Any thread may call this."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


class HubClient:
    """One kept-alive connection to the hub; `certificate` is the CA (PEM) it was paired with, b"" without TLS."""

    def __init__(
        self,
        address: HubAddress,
        certificate: bytes,
        *,
        connect_seconds: float = CONNECT_SECONDS,
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        context = pinned_context(certificate, address) if address.scheme == "https" else None
        self._address = address
        self._session = _session(HubAdapter(context, self._connected))
        self._timeouts = (connect_seconds, silence_seconds)
        self._aborted = threading.Event()
        self._socket: socket.socket | None = None
        self._is_fresh = False
        self.traffic = Traffic()

    def exchange(self, request: bytes) -> bytes:
        """The bytes of the hub's answer to a sealed request. HubError."""
        return self._post("/v1/sync", request, _BINARY, MAX_ENVELOPE_BYTES)

    def pair(self, request: bytes) -> bytes:
        """The bytes of the hub's answer to a pair request. HubError."""
        return self._post("/v1/pair", request, _MESSAGE_PACK, _LARGEST_SMALL_ANSWER)

    def abort(self) -> None:
        """Break off what is under way, which raises HubError("cancelled"). Any thread may call this."""
        self._aborted.set()
        held = self._socket
        if held is not None:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _connected(self, made: socket.socket) -> None:
        self._socket = made
        self._is_fresh = True
        if self._aborted.is_set():
            raise HubError("cancelled")

    def _post(self, path: str, body: bytes, media_type: str, most: int) -> bytes:
        if self._aborted.is_set():
            raise HubError("cancelled")
        self._is_fresh = False
        try:
            return self._post_once(path, body, media_type, most)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if self._aborted.is_set():
                raise HubError("cancelled") from error
            if self._is_fresh or not isinstance(error, requests.ConnectionError):
                raise hub_error_of(error) from error
        # The hub had closed the kept connection just then. Everything sent twice is harmless.
        try:
            return self._post_once(path, body, media_type, most)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise (HubError("cancelled") if self._aborted.is_set() else hub_error_of(error)) from error

    def _post_once(self, path: str, body: bytes, media_type: str, most: int) -> bytes:
        self.traffic.requests += 1
        self.traffic.sent += len(body)
        with self._session.post(
            self._address.url + path,
            data=body,
            headers={"Content-Type": media_type},
            timeout=self._timeouts,
            allow_redirects=False,
            stream=True,
        ) as response:
            self.traffic.headers += _header_bytes(response)
            return body_of(response, media_type, most, self._received)

    def _received(self, count: int) -> None:
        self.traffic.received += count


def _session(adapter: HubAdapter) -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no proxy, .netrc or CA bundle of the surroundings
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    session.headers.clear()
    # Left out: they tell the hub nothing that it needs.
    session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})
    return session


def _header_bytes(response: requests.Response) -> int:
    request = response.request
    line = f"{request.method} {request.path_url} HTTP/1.1\r\nHost: \r\n\r\n"
    status = f"HTTP/1.1 {response.status_code} {response.reason}\r\n\r\n"
    return len(line) + len(status) + _size(request.headers) + _size(response.headers)


def _size(headers: Mapping[str, str]) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.items() if value != SKIP_HEADER)
