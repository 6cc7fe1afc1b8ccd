"""Servers that are not the hub: portals, redirects, outdated TLS; each remembers what it was told."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class FalseAnswer:
    """What the server says to everything."""

    status: int = 200
    media_type: str = "text/html"
    body: bytes = b"<html>Welcome to our free network</html>"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class FalseHub:
    """Where it listens, and what desktops told it: the bodies of their requests."""

    url: str
    heard: list[bytes]


@contextmanager
def false_hub(answer: FalseAnswer, context: ssl.SSLContext | None = None) -> Iterator[FalseHub]:
    """A server on loopback, over TLS where a context is given."""
    heard: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            heard.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A handshake that fails is what the test is about."""

        def get_request(self) -> tuple[Any, Any]:
            connection: Any
            connection, address = super().get_request()
            if context is not None:
                connection.settimeout(5)
                connection = context.wrap_socket(connection, server_side=True)
            return connection, address

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    scheme = "https" if context is not None else "http"
    try:
        yield FalseHub(f"{scheme}://127.0.0.1:{server.server_address[1]}", heard)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
