"""A certificate shows any text as it was typed, on one page, in five languages."""

import tomllib
import unicodedata

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from reportlab.pdfbase import pdfmetrics

from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.i18n.certificate_words import CERTIFICATE_LANGUAGES, certificate_words
from integrhabitat_desktop.reports.certificate import CertificateFace, certificates_pdf
from integrhabitat_desktop.reports.printed_fonts import BOLD, register_fonts
from integrhabitat_desktop.reports.printed_text import printable
from integrhabitat_desktop.resource_folder import resource_path
from tests.hostile_texts import HOSTILE_TEXTS


def face(
    name: str,
    title: str = "Taller de emprendimiento",
    language: str = "es",
    partner: str = "",
    facilitator: str = "",
) -> CertificateFace:
    code = "C7QF3M9X8KTR2NVW"
    return CertificateFace(
        name=name,
        activity_title=title,
        starts_on="2026-03-03",
        ends_on="2026-04-21",
        sessions=10,
        attended=8,
        minutes=960,
        issued_on="2026-11-20",
        code=code,
        scanned_code=code,
        language=language,
        partner=partner,
        facilitator=facilitator,
    )


def pages(pdf: bytes) -> list[tuple[float, float, str]]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append((page.get_width(), page.get_height(), text.get_text_bounded()))
        text.close()
        page.close()
    document.close()
    return found


def plain(text: str) -> str:
    # Readers of PDFs take ligatures apart and put stacked accents in an order of their own.
    decomposed = unicodedata.normalize("NFKD", "".join(text.split()))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def test_every_hostile_text_stands_on_its_certificate_as_it_is() -> None:
    register_fonts()
    glyphs = pdfmetrics.getFont(BOLD).face.charToGlyph  # type: ignore[attr-defined]  # missing from the stubs
    texts = [text for text in map(printable, HOSTILE_TEXTS) if text and len(text) <= 200]
    faces = [face(text, text, partner=text[:120], facilitator=text[:80]) for text in texts]
    found = pages(certificates_pdf(faces, "La Esperanza", "A4"))
    assert len(found) == len(texts) > 300
    shown = [all(ord(sign) in glyphs for sign in text) for text in texts]
    assert sum(shown) > 250
    wrong = [
        text
        for text, is_shown, (_width, _height, page) in zip(texts, shown, found, strict=True)
        if is_shown and plain(page).count(plain(text)) < 2
    ]
    assert wrong == []


@pytest.mark.parametrize("size", ["A4", "LETTER"])
def test_it_is_one_landscape_page_however_long_the_names_are(size: PageSize) -> None:
    long = face("María de los Ángeles " * 9, "W" * 200, partner="P" * 120, facilitator="F" * 80)
    found = pages(certificates_pdf([face("Rosa"), long], "C" * 200, size))
    assert len(found) == 2 and all(width > height for width, height, _text in found)
    assert plain(found[1][2]).count("MariadelosAngeles") == 9 and "W" * 200 in plain(found[1][2])


@pytest.mark.parametrize("language", CERTIFICATE_LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    words, spanish = certificate_words(language), certificate_words("es")
    assert list(words.words) == list(spanish.words)
    for name, text in spanish.words.items():
        fields = {part.partition("}")[0] for part in text.split("{")[1:]}
        assert fields == {part.partition("}")[0] for part in words.words[name].split("{")[1:]}
    (page,) = pages(certificates_pdf([face("Rosa", language=language)], "La Esperanza", "A4"))
    assert plain(words.word("title")) in plain(page[2]) and "{" not in page[2]
    assert len(tomllib.loads(resource_path("certificates", "ht.toml").read_text("utf-8"))["months"]) == 12


@pytest.mark.parametrize(
    ("language", "period", "sessions", "hours"),
    [
        ("es", "del 3 de marzo de 2026 al 21 de abril de 2026", "8 de 10 sesiones", "12.5 horas"),
        ("en", "from 3 March 2026 to 21 April 2026", "8 of 10 sessions", "12.5 hours"),
        ("pt", "de 3 de março de 2026 a 21 de abril de 2026", "8 de 10 sessões", "12,5 horas"),
        ("fr", "du 3 mars 2026 au 21 avril 2026", "8 séances sur 10", "12,5 heures"),
        ("ht", "soti 3 mas 2026 rive 21 avril 2026", "8 sesyon sou 10", "12,5 èdtan"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_does(
    language: str, period: str, sessions: str, hours: str
) -> None:
    words = certificate_words(language)
    assert (words.period("2026-03-03", "2026-04-21"), words.sessions(8, 10), words.hours(754)) == (
        period,
        sessions,
        hours,
    )


def test_what_is_not_known_is_left_out() -> None:
    words = certificate_words("es")
    assert (words.period(None, None), words.sessions(0, 0), words.hours(5)) == ("", "", "")
    assert words.period("2026-03-03", "2026-03-03") == "el 3 de marzo de 2026"
    assert (words.sessions(1, 1), words.hours(60)) == ("una sesión", "una hora")
    assert words.word("certifies", centre="{day} {centre}") == "{day} {centre} certifica que"


def test_the_same_certificates_give_the_same_bytes() -> None:
    assert certificates_pdf([face("Rosa")], "x", "A4") == certificates_pdf([face("Rosa")], "x", "A4")
