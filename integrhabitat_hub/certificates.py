"""The hub's own certificate authority, and the server certificate that it issues and renews."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CA_LIFETIME = timedelta(days=365 * 20)
_SERVER_LIFETIME = timedelta(days=90)
_RENEW_BEFORE = timedelta(days=30)
# A desktop's clock may be slow by some hours, and still has to accept a fresh certificate.
_BACKDATED = timedelta(days=2)
_CURVE = ec.SECP256R1


@dataclass(frozen=True, slots=True)
class Identity:
    """A private key and its certificate, both as PEM."""

    key: bytes
    certificate: bytes


def make_authority(now: datetime, serial: int) -> Identity:
    """A new certificate authority, good for server certificates only."""
    key = ec.generate_private_key(_CURVE())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "IntegrHabitat hub")])
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        _builder(name, name, key, serial, now, _CA_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Identity(_key_pem(key), certificate.public_bytes(serialization.Encoding.PEM))


def issue_server_certificate(
    authority: Identity, names: Iterable[str], now: datetime, serial: int
) -> Identity:
    """A server certificate of the authority for host names and addresses."""
    authority_key = serialization.load_pem_private_key(authority.key, password=None)
    assert isinstance(authority_key, ec.EllipticCurvePrivateKey)
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    key = ec.generate_private_key(_CURVE())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "IntegrHabitat hub server")])
    certificate = (
        _builder(subject, issuer.subject, key, serial, now, _SERVER_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(_general_names(names)), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return Identity(_key_pem(key), certificate.public_bytes(serialization.Encoding.PEM))


def is_still_good(server: Identity, authority: Identity, names: Iterable[str], now: datetime) -> bool:
    """Whether a server certificate is of this authority, covers the names, and ends not soon."""
    certificate = x509.load_pem_x509_certificate(server.certificate)
    try:
        certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.certificate))
    except (ValueError, TypeError, x509.InvalidVersion):
        return False
    covered = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return (
        set(_general_names(names)) <= set(covered)
        and certificate.not_valid_before_utc <= now
        and now + _RENEW_BEFORE < certificate.not_valid_after_utc
    )


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a PEM certificate (over its DER form) in groups of four hexadecimal digits."""
    der = x509.load_pem_x509_certificate(certificate).public_bytes(serialization.Encoding.DER)
    digits = sha256(der).hexdigest().upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    serial: int,
    now: datetime,
    lifetime: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + lifetime)
    )


def _general_names(names: Iterable[str]) -> list[x509.GeneralName]:
    found: dict[x509.GeneralName, None] = {}
    for name in names:
        try:
            found[x509.IPAddress(ipaddress.ip_address(name))] = None
        except ValueError:
            found[x509.DNSName(name)] = None
    return list(found)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
