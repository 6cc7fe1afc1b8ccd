"""Issue certificates, print them again, revoke them. What was certified is kept as it was printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from integrhabitat_desktop.db.queries.activities import staff_names
from integrhabitat_desktop.db.queries.certificates import certificate_of_code, certificates_of_activity
from integrhabitat_desktop.domain.certificate_code import CERTIFICATE_CODE
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.paper_size import PageSize, usual_paper_size
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.reports.certificate import CertificateFace, certificates_pdf
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.view_certificates import (
    ISSUED,
    Candidate,
    Certificates,
    view_certificates,
)
from integrhabitat_protocol.record_types import Activity, Certificate, Person

__all__ = ["PageSize"]

REVOKED = "REVOKED"
MOST_AT_ONCE = 500


class Meter(Protocol):
    """How far the work is; `report` raises where the person wishes to stop."""

    def report(self, done: int, total: int, step: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a certificate is for, and the name that is to stand on it."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class CertificateWish:
    """How the paper is wanted: `language` a code of the certificates' languages, "" for the one each person speaks;
    without `page_size` the paper is the usual one of the country.
    """

    language: str = ""
    page_size: PageSize | None = None


@dataclass(frozen=True, slots=True)
class IssuedCertificates:
    """The PDF, and the ids of the certificates on it."""

    pdf: bytes
    ids: tuple[str, ...]


def issue_certificates(
    desk: Desk,
    activity_id: str,
    bearers: Sequence[Bearer],
    random_bytes: Callable[[int], bytes],
    wish: CertificateWish,
    meter: Meter,
    save: Callable[[bytes], object] | None = None,
) -> IssuedCertificates:
    """Issue a certificate to each of these people, all or none, and make the PDF in their order.

    Nothing is written before the last page is done and `save` has put the PDF where it is wanted: a cancelled batch
    or a full disk leaves no certificate behind. What `save` raises goes on.
    RuleViolation `not_allowed`, `activity_not_found`, `nobody_to_certify`, `too_many_certificates`, `name_missing`,
    `certificate_not_reached`, `certificate_issued_already`, `record_restricted`, `person_erased`; StoreError.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    seen = view_certificates(desk, activity_id)
    made = [
        _certificate(desk, seen, candidate, name, _new_code(desk, random_bytes))
        for candidate, name in _checked(desk, seen, bearers)
    ]
    pdf = _paper(desk, made, wish, meter)
    with desk.store.transaction(desk.staff.id) as tx:
        standing = certificates_of_activity(desk.store, activity_id)
        issued = []
        for certificate in made:
            if any(it.state == ISSUED for it in standing.get(certificate.person, [])):
                raise RuleViolation("certificate_issued_already")
            issued.append(tx.new_id())
            tx.create(replace(certificate, id=issued[-1]))
            tx.audit("print", "certificate", issued[-1], {})
        if save is not None:
            save(pdf)
    return IssuedCertificates(pdf, tuple(issued))


def print_again(desk: Desk, certificate_ids: Sequence[str], wish: CertificateWish, meter: Meter) -> bytes:
    """The PDF of certificates that count, as they were issued.

    RuleViolation `not_allowed`, `certificate_not_found`, `certificate_revoked`, `record_restricted`; StoreError.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    found = []
    for certificate_id in certificate_ids:
        certificate = desk.store.get(Certificate, certificate_id)
        if certificate is None:
            raise RuleViolation("certificate_not_found")
        if certificate.state != ISSUED:
            raise RuleViolation("certificate_revoked")
        kept_record(desk, certificate.person)
        found.append(certificate)
    if not found:
        raise RuleViolation("nobody_to_certify")
    with desk.store.transaction(desk.staff.id) as tx:
        for certificate in found:
            tx.audit("print", "certificate", certificate.id, {})
    return _paper(desk, found, wish, meter)


def revoke_certificates(desk: Desk, certificate_ids: Sequence[str]) -> tuple[str, ...]:
    """These certificates count no more, wherever they are checked; those that counted until now, for the undo.

    RuleViolation `not_allowed`, `certificate_not_found`; StoreError.
    """
    return _put_state(desk, certificate_ids, REVOKED)


def undo_revocation(desk: Desk, certificate_ids: Sequence[str]) -> tuple[str, ...]:
    """They count again. RuleViolation as `revoke_certificates`; StoreError."""
    return _put_state(desk, certificate_ids, ISSUED)


def _put_state(desk: Desk, certificate_ids: Sequence[str], state: str) -> tuple[str, ...]:
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    with desk.store.transaction(desk.staff.id) as tx:
        if any(tx.get(Certificate, it) is None for it in certificate_ids):
            raise RuleViolation("certificate_not_found")
        return tuple(it for it in certificate_ids if tx.update(Certificate, it, state=state))


def _checked(desk: Desk, seen: Certificates, bearers: Sequence[Bearer]) -> list[tuple[Candidate, str]]:
    if not bearers:
        raise RuleViolation("nobody_to_certify")
    if len(bearers) > MOST_AT_ONCE:
        raise RuleViolation("too_many_certificates", most=MOST_AT_ONCE)
    candidates = {it.person_id: it for it in seen.candidates}
    chosen = {kept_record(desk, it.person_id): " ".join(it.name.split()) for it in bearers}
    for person_id, name in chosen.items():
        candidate = candidates.get(person_id)
        if candidate is not None and candidate.issued is not None:
            raise RuleViolation("certificate_issued_already")
        if candidate is None or not candidate.may_be_issued():
            raise RuleViolation("certificate_not_reached")
        if not name:
            raise RuleViolation("name_missing")
    return [(candidates[person_id], name) for person_id, name in chosen.items()]


def _certificate(
    desk: Desk, seen: Certificates, candidate: Candidate, name: str, check_code: str
) -> Certificate:
    return Certificate(
        id="",
        activity=seen.activity_id,
        person=candidate.person_id,
        check_code=check_code,
        name=name,
        activity_title=seen.title,
        starts_on=seen.first_day,
        ends_on=seen.last_day,
        sessions=candidate.part.sessions,
        attended=candidate.part.attended,
        minutes=candidate.part.minutes,
        issued_on=desk.today().isoformat(),
        issued_by=desk.staff.id,
        state=ISSUED,
    )


def _new_code(desk: Desk, random_bytes: Callable[[int], bytes]) -> str:
    while True:
        code = CERTIFICATE_CODE.new(random_bytes(CERTIFICATE_CODE.random_bytes))
        if certificate_of_code(desk.store, code) is None:
            return code


def _paper(desk: Desk, made: Sequence[Certificate], wish: CertificateWish, meter: Meter) -> bytes:
    activity = desk.store.get(Activity, made[0].activity)
    partner = (activity.partner if activity is not None else None) or ""
    facilitator = staff_names(desk.store).get(
        (activity.facilitator if activity is not None else None) or "", ""
    )
    faces = [
        CertificateFace(
            name=it.name,
            activity_title=it.activity_title,
            starts_on=it.starts_on,
            ends_on=it.ends_on,
            sessions=it.sessions or 0,
            attended=it.attended or 0,
            minutes=it.minutes or 0,
            issued_on=it.issued_on,
            code=CERTIFICATE_CODE.shown(it.check_code),
            scanned_code=it.check_code,
            language=wish.language,
            spoken=_spoken(desk, it.person),
            partner=partner,
            facilitator=facilitator,
        )
        for it in made
    ]
    page_size = wish.page_size or usual_paper_size(desk.centre.country)
    return certificates_pdf(faces, desk.centre.name, page_size, meter.report)


def _spoken(desk: Desk, person_id: str) -> tuple[str, ...]:
    person = desk.store.get(Person, kept_record(desk, person_id))
    return tuple((person.languages or "").split()) if person is not None else ()
