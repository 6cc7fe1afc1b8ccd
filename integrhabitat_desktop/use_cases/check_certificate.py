"""Check a certificate by its code: what the records of the centre say, to be compared with the paper. No network."""

from dataclasses import dataclass
from enum import Enum

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries.certificates import CertificateRow, certificate_of_code
from integrhabitat_desktop.db.restricted_people import is_restricted
from integrhabitat_desktop.domain.certificate_code import CERTIFICATE_CODE, is_same_name
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.view_certificates import ISSUED

__all__ = ["CertificateRow"]


class Verdict(Enum):
    """What is known of a code."""

    MISREAD = "misread"  # no code of a certificate, or one with a wrong sign
    UNKNOWN = "unknown"  # no certificate here has it
    REVOKED = "revoked"
    OTHER_NAME = "other_name"  # it was issued, but for somebody of another name
    ISSUED = "issued"  # genuine where the paper says the same
    CONFIRMED = "confirmed"  # issued, and the name on the paper is the one it was issued for


@dataclass(frozen=True, slots=True)
class CheckedCertificate:
    """The verdict and what was certified; of somebody whose record is blocked only a coordinator is told that."""

    verdict: Verdict
    shown_code: str = ""
    certificate: CertificateRow | None = None
    is_closed: bool = False


def check_certificate(desk: Desk, typed: str, name_on_paper: str = "") -> CheckedCertificate:
    """What the records say of a code as it was typed or scanned, and of the name on the paper where it is given.

    RuleViolation `not_allowed`; StoreError.
    """
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    code = CERTIFICATE_CODE.read(typed)
    if code is None:
        return CheckedCertificate(Verdict.MISREAD)
    shown = CERTIFICATE_CODE.shown(code)
    found = certificate_of_code(desk.store, code)
    if found is None:
        return CheckedCertificate(Verdict.UNKNOWN, shown)
    with store_errors():
        closed = is_restricted(desk.store.connection, found.person)
    is_closed = closed and not allowed(desk.staff.role, Permission.RESTRICT_RECORDS)
    return CheckedCertificate(_verdict(found, name_on_paper), shown, None if is_closed else found, is_closed)


def _verdict(found: CertificateRow, name_on_paper: str) -> Verdict:
    # A changed name is told first: a revoked code on somebody else's paper is forged twice.
    if name_on_paper.strip() and not is_same_name(found.name, name_on_paper):
        return Verdict.OTHER_NAME
    if found.state != ISSUED:
        return Verdict.REVOKED
    return Verdict.CONFIRMED if name_on_paper.strip() else Verdict.ISSUED
