"""Papers show text as it was typed, on the pages it needs, with the same bytes each time."""

import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from reportlab.pdfbase import pdfmetrics

from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.reports.paper import Letterhead
from integrhabitat_desktop.reports.printed_fonts import SEMIBOLD, register_fonts
from integrhabitat_desktop.reports.printed_text import printable
from integrhabitat_desktop.reports.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from integrhabitat_desktop.reports.referral_letter import ReferralLetter, SharedFacts, referral_letter_pdf
from integrhabitat_desktop.reports.sign_in_sheet import SessionFacts, SignInSheet, sign_in_sheet_pdf
from tests.hostile_texts import HOSTILE_TEXTS

PRINTED = datetime(2026, 11, 20, 19, 10, tzinfo=UTC)
BOGOTA = ZoneInfo("America/Bogota")
LETTERHEAD = Letterhead("Centro La Esperanza", "Ana Lucía", PRINTED, BOGOTA)
HOSTILE = [
    "<b>Rosa</b>",
    "<img src='file:///etc/passwd'/>",
    '<a href="http://example.org">x</a>',
    "&amp; &#65; %s {0}",
    "=1+1",
    "<para><font name=none>x",
    "Ana ]]> <!-- --> \\n",
]


def sheet(names: list[str], blank_lines: int = 3) -> SignInSheet:
    return SignInSheet(
        "Taller de emprendimiento",
        SessionFacts("2026-11-20", "14:00", "16:00", "Salón azul", "Óscar Mena"),
        names,
        blank_lines,
    )


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_bounded())
        text_page.close()
        page.close()
    document.close()
    return texts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_literally(text: str) -> None:
    (page,) = pages(sign_in_sheet_pdf(sheet([text]), LETTERHEAD))
    assert text in " ".join(page.split())


def test_every_hostile_text_stands_on_the_paper_as_it_is() -> None:
    register_fonts()
    glyphs = pdfmetrics.getFont(SEMIBOLD).face.charToGlyph  # type: ignore[attr-defined]  # missing from the stubs
    texts = [printable(text) for text in HOSTILE_TEXTS if len(text) <= 200]
    shown = [text for text in texts if text and all(ord(sign) in glyphs for sign in text)]
    assert len(shown) > 250
    found = _plain("".join(pages(sign_in_sheet_pdf(sheet(texts), LETTERHEAD))))
    assert [text for text in shown if _plain(text) not in found] == []


def test_a_referral_letter_shows_any_text_as_it_is() -> None:
    register_fonts()
    glyphs = pdfmetrics.getFont(SEMIBOLD).face.charToGlyph  # type: ignore[attr-defined]  # missing from the stubs
    texts = [printable(text) for text in HOSTILE_TEXTS if len(text) <= 200][::9]
    for text in filter(None, texts):
        facts = SharedFacts(name=text, neighbourhood=text, documents=[("CO-CC", text)], reason=text)
        letter = ReferralLetter(
            "K3F9Q7M-1A2",
            text,
            text,
            text,
            "HEALTH",
            None,
            "URGENT",
            "NAME REASON",
            facts,
            "2026-11-20",
            None,
        )
        found = _plain("".join(pages(referral_letter_pdf(letter, LETTERHEAD))))
        if all(ord(sign) in glyphs for sign in text):
            assert found.count(_plain(text)) >= 6, text


def _plain(text: str) -> str:
    # Readers of PDFs take ligatures apart and put stacked accents in an order of their own.
    decomposed = unicodedata.normalize("NFKD", "".join(text.split()))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def test_control_and_direction_signs_do_not_reach_the_paper() -> None:
    assert printable("A\u202ena\x00\nLuz\ufeff") == "Ana Luz"


def test_every_name_stands_once_and_pages_are_counted() -> None:
    names = [f"Persona Inventada {number:03}" for number in range(1, 61)]
    found = pages(sign_in_sheet_pdf(sheet(names, 12), LETTERHEAD))
    whole = "\n".join(found)
    assert all(whole.count(name) == 1 for name in names)
    assert len(found) > 2
    assert all(f"{len(found)}" in page.splitlines()[-1] or str(len(found)) in page for page in found)


@pytest.mark.parametrize("size", ["A4", "LETTER"])
def test_the_same_sheet_gives_the_same_bytes(size: PageSize) -> None:
    letterhead = Letterhead("Centro La Esperanza", "Ana Lucía", PRINTED, BOGOTA, size)
    assert sign_in_sheet_pdf(sheet(["Rosa"]), letterhead) == sign_in_sheet_pdf(sheet(["Rosa"]), letterhead)


def test_a_name_of_two_hundred_signs_wraps_and_stays_whole() -> None:
    name = "Ñañez de la Cruz " * 11
    (page,) = pages(sign_in_sheet_pdf(sheet([name.strip()], 0), LETTERHEAD))
    assert " ".join(page.split()).count("Ñañez") == 11


def test_the_recovery_sheet_shows_the_whole_key() -> None:
    key = "HDK4-F5FY-9A2B-77CD-EF01-2345-6789-JKMN-2614"
    (page,) = pages(recovery_sheet_pdf(RecoverySheet("Recepción", key), LETTERHEAD))
    assert all(group in page for group in key.split("-"))
