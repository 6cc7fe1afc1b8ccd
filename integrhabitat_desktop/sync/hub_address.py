"""The address of a hub as people type it, and the rules of what it allows."""

import ipaddress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from integrhabitat_desktop.sync.errors import HubError

DEFAULT_PORT = 8440
_LOCAL_ENDINGS = (".local", ".lan", ".home.arpa", ".internal")


@dataclass(frozen=True, slots=True)
class HubAddress:
    """Where the hub answers. Plain http is allowed to this computer alone."""

    scheme: str
    host: str
    port: int

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The address of a text such as `192.168.1.20`, `hub.local:8440` or `https://hub.example.org`.

        Raises HubError: `address_malformed`, `address_not_secure`.
        """
        text = typed.strip()
        try:
            parts = urlsplit(text if "://" in text else f"https://{text}")
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise HubError("address_malformed") from error
        extras = parts.path.strip("/") or parts.query or parts.fragment or parts.username
        if (
            parts.scheme not in ("https", "http")
            or not host
            or extras
            or not host.isprintable()
            or " " in host
        ):
            raise HubError("address_malformed")
        if port is None:
            # A bare address means a hub of this program; a whole URL means what browsers mean by it.
            port = DEFAULT_PORT if "://" not in text else (443 if parts.scheme == "https" else 80)
        made = cls(parts.scheme, host, port)
        if made.scheme == "http" and not made.is_loopback:
            raise HubError("address_not_secure")
        return made

    @property
    def url(self) -> str:
        """The address as a URL without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether this is the computer itself."""
        number = _ip(self.host)
        return self.host == "localhost" if number is None else number.is_loopback

    @property
    def names_its_host(self) -> bool:
        """Whether the certificate must bear the host's name.

        In a local network addresses wander between computers and names are made up, so there the pinned CA, which
        issues for one hub alone, is the whole proof. A name of the internet must be in the certificate.
        """
        number = _ip(self.host)
        if number is not None:
            return not (number.is_private or number.is_link_local or number.is_loopback)
        return "." in self.host and not self.host.endswith(_LOCAL_ENDINGS)


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None
