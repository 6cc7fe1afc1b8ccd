"""TLS to one hub: its own CA and nothing else, TLS 1.2 or newer, no way to accept anything weaker."""

import re
import ssl
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_address import HubAddress

FINGERPRINT_SIGNS = 64


def pinned_context(certificate: bytes, address: HubAddress) -> ssl.SSLContext:
    """A context that trusts what this CA (PEM) signed. HubError("hub_not_trusted") for what is no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = address.names_its_host
    context.verify_mode = ssl.CERT_REQUIRED
    try:
        context.load_verify_locations(cadata=certificate.decode("ascii"))
    except (ssl.SSLError, UnicodeDecodeError) as error:
        raise HubError("hub_not_trusted") from error
    return context


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a PEM certificate over its DER form, 64 hexadecimal digits. HubError("hub_answer_invalid")."""
    try:
        der = x509.load_pem_x509_certificate(certificate).public_bytes(Encoding.DER)
    except ValueError as error:
        raise HubError("hub_answer_invalid") from error
    return sha256(der).hexdigest().upper()


def typed_fingerprint(text: str) -> str:
    """A fingerprint as it was typed or pasted, without what stands between the signs.

    Raises HubError("fingerprint_malformed").
    """
    signs = re.sub(r"[\s:.-]", "", text).upper()
    if len(signs) != FINGERPRINT_SIGNS or not re.fullmatch(r"[0-9A-F]+", signs):
        raise HubError("fingerprint_malformed")
    return signs
