"""Every paper has the size that is usual in the country of the centre, unless somebody chooses another one."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # ships no types

from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.reports.paper import PAGE_SIZES
from integrhabitat_desktop.use_cases.close_day import PrintedDay, PrintedFact, print_day
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.hand_over_file import file_as_pdf
from integrhabitat_desktop.use_cases.issue_cards import print_cards
from integrhabitat_desktop.use_cases.issue_certificates import Bearer, CertificateWish, issue_certificates
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.print_attendance import print_attendance_list, print_matrix
from integrhabitat_desktop.use_cases.print_cocreation import CocreationPaper, print_cocreation
from integrhabitat_desktop.use_cases.print_consent_notice import print_blank_notice, print_consents
from integrhabitat_desktop.use_cases.print_referral_letter import print_referral_letter
from integrhabitat_desktop.use_cases.print_sign_in_sheet import SheetWish, print_sign_in_sheet
from integrhabitat_desktop.use_cases.view_matrix import view_matrix
from integrhabitat_protocol.record_types import Institution, Referral
from tests.unit.desktop.use_cases.attendance_builders import (
    ACTIVITY,
    NAMES,
    Watch,
    fill_workshop,
    person,
    session,
)

FACT = PrintedFact("Personas atendidas", "12")
REFERRAL = "K3F9Q7M-400"


def random_bytes(count: int) -> bytes:
    return random.Random(7).randbytes(count)


def certificates(desk: Desk, page_size: PageSize | None = None) -> bytes:
    wish = CertificateWish("es", page_size)
    return issue_certificates(desk, ACTIVITY, [Bearer(person(0), NAMES[0])], random_bytes, wish, Watch()).pdf


PAPERS: dict[str, Callable[[Desk], bytes]] = {
    "cards": lambda desk: print_cards(desk, [person(0)], random_bytes),
    "close of the day": lambda desk: print_day(desk, PrintedDay("lunes", "Nada", [FACT], [], [])),
    "consents": lambda desk: print_consents(desk, person(0), "es"),
    "empty notice": lambda desk: print_blank_notice(desk, "es"),
    "referral": lambda desk: print_referral_letter(desk, REFERRAL),
    "whole file": lambda desk: file_as_pdf(desk, person(0)),
    "attendance list": lambda desk: print_attendance_list(desk, session(0)),
    "matrix": lambda desk: print_matrix(desk, view_matrix(desk, ACTIVITY), "febrero"),
    "problem tree": lambda desk: print_cocreation(desk, ACTIVITY, "HOUSING", CocreationPaper.TREE),
    "sign-in sheet": lambda desk: print_sign_in_sheet(desk, session(0), random_bytes),
    "certificates": certificates,
}
CHOSEN: dict[str, Callable[[Desk, PageSize], bytes]] = {
    "problem tree": lambda desk, size: print_cocreation(
        desk, ACTIVITY, "HOUSING", CocreationPaper.TREE, page_size=size
    ),
    "sign-in sheet": lambda desk, size: print_sign_in_sheet(
        desk, session(0), random_bytes, SheetWish(page_size=size)
    ),
    "certificates": certificates,
}


@pytest.fixture
def workshop(desk: Desk) -> Desk:
    fill_workshop(desk)
    for number in range(2):
        mark_person(desk, session(number), person(0), Mark("PRESENT"))
    with desk.store.transaction(desk.staff.id) as tx:
        institution = Institution(id=tx.new_id(), name="Casa de salud", state="ACTIVE")
        tx.create(institution)
        tx.create(
            Referral(
                id=REFERRAL,
                person=person(0),
                sector="HEALTH",
                priority="URGENT",
                institution=institution.id,
                status="CONSENTED",
                made_on="2027-02-01",
                shared_fields="NAME",
                consent_state="GIVEN",
                consented_on="2027-02-01",
            )
        )
    return desk


def in_country(desk: Desk, country: str) -> Desk:
    return desk.with_centre(replace(desk.centre, country=country))


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """The short and the long side of every page, in points."""
    pages = (sorted(map(round, page.get_size())) for page in PdfDocument(pdf))
    return {(short, long) for short, long in pages}


def points(size: PageSize) -> set[tuple[int, int]]:
    short, long = PAGE_SIZES[size]
    return {(round(short), round(long))}


@pytest.mark.parametrize(("country", "usual"), [("CO", "LETTER"), ("PA", "LETTER"), ("EC", "A4")])
@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_has_the_size_that_is_usual_in_the_country(
    workshop: Desk, paper: str, country: str, usual: PageSize
) -> None:
    assert sizes(PAPERS[paper](in_country(workshop, country))) == points(usual)


@pytest.mark.parametrize(("country", "chosen"), [("CO", "A4"), ("EC", "LETTER")])
@pytest.mark.parametrize("paper", CHOSEN)
def test_a_size_that_somebody_chose_is_the_size(
    workshop: Desk, paper: str, country: str, chosen: PageSize
) -> None:
    assert sizes(CHOSEN[paper](in_country(workshop, country), chosen)) == points(chosen)


def test_every_paper_says_where_and_by_whom_it_was_printed(desk: Desk) -> None:
    head = letterhead(desk)
    assert (head.centre_name, head.printed_by) == ("La Esperanza", "Ana Lucía")
    assert (head.printed_at, head.time_zone, head.lies_wide) == (desk.now(), desk.time_zone, False)
