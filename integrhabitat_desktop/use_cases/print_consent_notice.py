"""Print the notice about data, with what a person answered or to be filled in by hand. The audit entry comes first."""

from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.reports.consent_notice import ConsentPaper, PaperAnswer, consent_notice_pdf
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_consents import view_consents
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_protocol.code_lists import code_list


def print_consents(desk: Desk, person_id: str, language: str) -> bytes:
    """The PDF with the answers of a person, in a language of the notice.

    RuleViolation `not_allowed`, `person_not_found`, `record_restricted`; StoreError.
    """
    require(desk.staff, Permission.PRINT_SHEETS)
    seen = view_consents(desk, person_id)
    paper = ConsentPaper(
        NOTICE_VERSION,
        language,
        [
            PaperAnswer(it.scope, it.state, it.answered_on, it.expires_on, it.notice_version)
            for it in seen.answers
        ],
        name=seen.name,
        number=seen.person_id,
        asked_by=desk.staff.display_name,
    )
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("print", "person", seen.person_id, {"notice": NOTICE_VERSION, "language": language})
    return consent_notice_pdf(paper, letterhead(desk))


def print_blank_notice(desk: Desk, language: str) -> bytes:
    """The PDF to be filled in by hand. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.PRINT_SHEETS)
    paper = ConsentPaper(
        NOTICE_VERSION, language, [PaperAnswer(it.code) for it in code_list("consent_scope")]
    )
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("print", "centre", desk.centre.id, {"notice": NOTICE_VERSION, "language": language})
    return consent_notice_pdf(paper, letterhead(desk))
