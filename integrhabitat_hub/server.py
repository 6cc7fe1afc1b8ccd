"""Runs the web application: plain HTTP on loopback, TLS with the hub's own certificates everywhere else."""

import asyncio
import errno
import gc
import ipaddress
import logging
import secrets
import socket
import ssl
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import uvicorn
from litestar import Litestar

from integrhabitat_hub.data_folder import DataFolder
from integrhabitat_hub.errors import OperatorError

_RENEWAL_SECONDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class Address:
    """Where the hub listens. Port 0 takes a free one."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def serve(
    app: Litestar,
    folder: DataFolder,
    address: Address,
    *,
    with_tls: bool,
    now: Callable[[], datetime],
    announce: Callable[[str], None],
) -> None:
    """Serve until stopped. `announce` gets the URL once requests are answered.

    TLS cannot be left out off loopback. OperatorError: `port_in_use`, `address_not_here`.
    """
    uses_tls = with_tls or not address.is_loopback
    listener = _listen(address)
    bound = Address(address.host, listener.getsockname()[1])
    tls = TlsFiles(folder, names_of(folder, bound), now) if uses_tls else None
    config = uvicorn.Config(
        app,
        server_header=False,
        date_header=False,
        access_log=False,
        log_config=None,
        lifespan="on",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=10,
    )
    config.load()
    if tls is not None:
        # Set by hand: uvicorn would make a context of its own that nobody can renew.
        config.ssl = tls.context
    _make_room_for_large_batches()
    scheme = "https" if tls is not None else "http"
    host = f"[{bound.host}]" if ":" in bound.host else bound.host
    server = _AnnouncingServer(config, lambda: announce(f"{scheme}://{host}:{bound.port}"), tls)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        # Asked to stop from the keyboard: everything is already closed.
        return


class TlsFiles:
    """The server's TLS context, and the renewal of the certificate behind it."""

    def __init__(self, folder: DataFolder, names: Sequence[str], now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._names = names
        self._now = now
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.renew()

    def renew(self) -> None:
        """Load the certificate, made anew if the old one ends soon; new connections get it at once."""
        key, certificate = self._folder.server_files(self._names, self._now(), secrets.token_bytes)
        self.context.load_cert_chain(certificate, key)


def names_of(folder: DataFolder, address: Address) -> list[str]:
    """Every name and address under which desktops may reach this computer."""
    names = [*folder.settings().names, "localhost", "127.0.0.1", "::1", socket.gethostname()]
    if not _is_wildcard(address.host):
        names.append(address.host)
    with suppress(OSError):
        names += [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None)]
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: this asks the system which of its addresses the network would see.
        probe.connect(("192.0.2.1", 9))
        names.append(probe.getsockname()[0])
    return sorted({name.split("%")[0] for name in names if name})


class _AnnouncingServer(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, announce: Callable[[], None], tls: TlsFiles | None) -> None:
        super().__init__(config)
        self._announce = announce
        self._tls = tls
        self._renewal: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            if self._tls is not None:
                self._renewal = asyncio.create_task(_renew_for_ever(self._tls))
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._renewal is not None:
            self._renewal.cancel()
        await super().shutdown(sockets)


async def _renew_for_ever(tls: TlsFiles) -> None:
    while True:
        await asyncio.sleep(_RENEWAL_SECONDS)
        try:
            tls.renew()
        except (OSError, OperatorError):
            logging.getLogger(__name__).exception("the server certificate could not be renewed")


def _listen(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's algorithm off only where it is; with it each answer waits
    # 40 ms for the client's acknowledgement between headers and body.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        # On Windows this option would let two hubs share one port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address.host, address.port))
        listener.listen(256)
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise OperatorError("port_in_use", port=address.port) from error
        raise OperatorError("address_not_here", host=address.host) from error
    listener.setblocking(False)
    return listener


def _is_wildcard(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _make_room_for_large_batches() -> None:
    # A first sync makes hundreds of thousands of small objects that all live until the batch is done; looking
    # through them again and again costs a third of its time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
