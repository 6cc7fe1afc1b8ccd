"""Fetches a hub's public CA certificate before anything is trusted; only its fingerprint proves it."""

import http.client
import ssl
from typing import Final

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_address import HubAddress

FETCH_SECONDS: Final = 15.0
_LARGEST = 64 * 1024


def fetch_certificate(address: HubAddress, *, seconds: float = FETCH_SECONDS) -> bytes:
    """The CA certificate (PEM) that the hub at this address hands to anybody.

    Raises HubError: `hub_unreachable`, `hub_tls_failed`, `hub_answer_invalid`.
    """
    connection = _connection(address, seconds)
    try:
        connection.request("GET", "/v1/ca")
        answer = connection.getresponse()
        body = answer.read(_LARGEST + 1)
    except ssl.SSLError as error:
        raise HubError("hub_tls_failed") from error
    except (OSError, http.client.HTTPException) as error:
        raise HubError("hub_unreachable") from error
    finally:
        connection.close()
    if answer.status != 200 or len(body) > _LARGEST:
        raise HubError("hub_answer_invalid", status=answer.status)
    return body


def _connection(address: HubAddress, seconds: float) -> http.client.HTTPConnection:
    if address.scheme == "http":
        return http.client.HTTPConnection(address.host, address.port, timeout=seconds)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # Nobody is trusted here yet, and nothing but this public certificate travels over this connection.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=context)
