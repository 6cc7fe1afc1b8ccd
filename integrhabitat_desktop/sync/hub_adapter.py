"""Sends requests over one connection with one TLS context, and knows its socket, so that it can be broken off."""

import socket
import ssl
from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.poolmanager import PoolManager

SocketListener = Callable[[socket.socket], None]


class HubAdapter(HTTPAdapter):
    """For one hub; `on_connect` gets the sockets."""

    def __init__(self, context: ssl.SSLContext | None, on_connect: SocketListener) -> None:
        self._context = context
        self._connection_class = _connection_class(context is not None, on_connect)
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        """Every connection gets the one context."""
        if self._context is not None:
            pool_kwargs["ssl_context"] = self._context
            # The context decides about names; urllib3 would compare them once more where it does not.
            pool_kwargs["assert_hostname"] = None if self._context.check_hostname else False
        self.poolmanager = PoolManager(connections, maxsize=maxsize, block=block, **pool_kwargs)

    def get_connection_with_tls_context(self, *arguments: Any, **named: Any) -> Any:
        """The pool, which makes connections whose sockets are known."""
        pool: Any = super().get_connection_with_tls_context(*arguments, **named)
        pool.ConnectionCls = self._connection_class
        return pool

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Leave the context alone: requests would have it trust every CA of its own bundle as well."""


def _connection_class(with_tls: bool, on_connect: SocketListener) -> type[HTTPConnection]:
    base: type[HTTPConnection] = HTTPSConnection if with_tls else HTTPConnection

    class ListenedConnection(base):  # type: ignore[misc, valid-type]  # the base depends on the scheme
        def connect(self) -> None:
            super().connect()
            on_connect(self.sock)

    return ListenedConnection
