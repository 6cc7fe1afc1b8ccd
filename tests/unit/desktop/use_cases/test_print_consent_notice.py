"""The paper says what the screen says, in the language of the person, and is noted before anybody holds it."""

import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.i18n.notices import NOTICE_LANGUAGES, read_notice
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_consents import Yes, note_no, note_yes, withdraw
from integrhabitat_desktop.use_cases.print_consent_notice import print_blank_notice, print_consents
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from tests.fake_clock import FakeClock


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Without spaces and line ends; readers of PDFs put both where they like, and take ligatures apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def somebody(desk: Desk, name: str = "Rosa Ensayo") -> str:
    return register_person(desk, Registration(name=name), check_in=False).person_id


@pytest.mark.parametrize("language", NOTICE_LANGUAGES)
@pytest.mark.parametrize("blank", [True, False])
def test_the_whole_notice_and_every_question_stand_on_two_pages(
    reception: Desk, language: str, blank: bool
) -> None:
    pdf = (
        print_blank_notice(reception, language)
        if blank
        else print_consents(reception, somebody(reception), language)
    )
    found = pages(pdf)
    assert len(found) == 2
    whole = squeezed("".join(found))
    notice = read_notice(NOTICE_VERSION, language, "La Esperanza")
    texts = [notice.title, *notice.questions.values(), notice.words["signature"], notice.words["witness"]]
    texts += [part for it in notice.sections for part in (it.heading, it.text)]
    assert [text for text in texts if squeezed(text) not in whole] == []


def test_the_answers_stand_on_the_paper(reception: Desk, clock: FakeClock) -> None:
    person = somebody(reception)
    note_yes(reception, person, "REGISTER", Yes("VERBAL", expires_on="2999-12-31"))
    note_no(reception, person, "CONTACT")
    note_yes(reception, person, "SURVEY", Yes("VERBAL"))
    withdraw(reception, person, "SURVEY", reception.today().isoformat())
    whole = "".join(pages(print_consents(reception, person, "es")))
    assert "Rosa Ensayo" in whole and person in whole and "Ana Lucía" in whole
    plain = squeezed(whole)
    assert plain.count("registroconsunombreenestecentro?X") == 1
    assert "hastael31/12/2999" in plain and "Permisoretirado" in plain
    marks = [line for line in whole.splitlines() if line.strip() == "X" or line.strip().endswith(" X")]
    assert len(marks) == 2


def test_a_blank_paper_has_no_name_and_no_mark(reception: Desk) -> None:
    somebody(reception)
    whole = "".join(pages(print_blank_notice(reception, "ht")))
    assert "Rosa" not in whole and "X" not in whole.replace("XV", "")


@pytest.mark.parametrize("name", ["<b>Rosa</b> & Co", "<img src='file:///etc/passwd'/>", "Rosa {centre} %s"])
def test_a_hostile_name_is_printed_as_it_is(reception: Desk, name: str) -> None:
    whole = squeezed("".join(pages(print_consents(reception, somebody(reception, name), "fr"))))
    assert squeezed(name) in whole


def test_the_audit_knows_the_paper_first(desk: Desk, reception: Desk) -> None:
    person = somebody(reception)
    print_consents(reception, person, "ht")
    print_blank_notice(reception, "es")
    found = reception.store.fetch(
        "SELECT record_type, record_id, detail FROM audit WHERE action = 'print' ORDER BY seq"
    )
    assert [(it[0], it[1]) for it in found] == [("person", person), ("centre", "centre")]
    assert NOTICE_VERSION in found[0][2] and '"ht"' in found[0][2]
    restrict_record(desk, person, "BLOCK")
    with pytest.raises(RuleViolation, match="record_restricted"):
        print_consents(reception, person, "ht")
    with pytest.raises(RuleViolation, match="person_not_found"):
        print_consents(reception, "K3F9Q7M-999", "ht")
    assert len(reception.store.fetch("SELECT seq FROM audit WHERE action = 'print'")) == 2
