"""A TCP proxy that cuts the line after so many bytes, in either direction."""

import select
import socket
import threading
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

_PIECE = 65536


class CuttingProxy:
    """Listens on loopback and passes everything on to the hub. Counts bytes over all connections."""

    def __init__(self, url: str) -> None:
        target = urlsplit(url)
        self._target = (target.hostname or "", target.port or 0)
        self._scheme = target.scheme
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._limits: list[int | None] = [None, None]
        self._is_closed = False
        self.passed = [0, 0]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        with suppress(OSError):
            socket.create_connection(self._listener.getsockname()).close()
        self._thread.join()
        self._listener.close()

    @property
    def url(self) -> str:
        """The address to go to instead of the hub's."""
        return f"{self._scheme}://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut_after(self, *, up: int | None = None, down: int | None = None) -> None:
        """Count from zero, and cut once so many bytes have gone up or come down. Nothing passes after that."""
        self.passed = [0, 0]
        self._limits = [up, down]

    def _accept(self) -> None:
        while not self._is_closed:
            inner, _ = self._listener.accept()
            if self._is_closed or self._is_cut():
                inner.close()
                continue
            # One connection after the other is enough: a desktop has no more.
            with inner, socket.create_connection(self._target) as outer:
                self._pass_on(inner, outer)
                for end in (inner, outer):
                    with suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)

    def _pass_on(self, inner: socket.socket, outer: socket.socket) -> None:
        ways = {inner: (0, outer), outer: (1, inner)}
        while not self._is_cut():
            ready, _, _ = select.select([inner, outer], [], [], 5)
            if not ready:
                return
            for source in ready:
                direction, target = ways[source]
                limit = self._limits[direction]
                room = _PIECE if limit is None else limit - self.passed[direction]
                try:
                    piece = source.recv(min(_PIECE, room)) if room > 0 else b""
                    if not piece:
                        return
                    target.sendall(piece)
                except OSError:
                    return
                self.passed[direction] += len(piece)

    def _is_cut(self) -> bool:
        return any(
            limit is not None and passed >= limit
            for limit, passed in zip(self._limits, self.passed, strict=True)
        )
