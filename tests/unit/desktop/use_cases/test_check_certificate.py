"""Nobody gets a forged certificate past the check: not by another name, another code, or a guess."""

import random

import pytest

from integrhabitat_desktop.domain.certificate_code import CERTIFICATE_CODE
from integrhabitat_desktop.domain.check_signs import check_signs
from integrhabitat_desktop.domain.sheet_code import SHEET_CODE
from integrhabitat_desktop.use_cases.check_certificate import Verdict, check_certificate
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_certificates import Bearer, revoke_certificates, undo_revocation
from integrhabitat_desktop.use_cases.restrict_records import erase_person, restrict_record
from integrhabitat_protocol.ids import ALPHABET
from tests.hostile_texts import HOSTILE_TEXTS
from tests.unit.desktop.use_cases.certificate_course import Course

GENUINE = frozenset({Verdict.ISSUED, Verdict.CONFIRMED})
FORGERIES = 10_000


@pytest.fixture
def course(desk: Desk) -> Course:
    made = Course(desk)
    names = ["Rosa Peña", "Ana Prueba", "Berta Muestra"]
    made.issue(*[Bearer(made.person(name, "PPPP"), name) for name in names])
    return made


def verdict(desk: Desk, code: str, name: str = "") -> Verdict:
    return check_certificate(desk, code, name).verdict


def test_a_genuine_one_is_recognised_typed_and_scanned_by_everybody(course: Course, reception: Desk) -> None:
    code = course.codes()[0]
    for typed in (code, CERTIFICATE_CODE.shown(code).lower(), f" {code}\n"):
        found = check_certificate(reception, typed)
        assert found.verdict is Verdict.ISSUED and found.certificate is not None
        assert (found.certificate.name, found.certificate.attended) == ("Rosa Peña", 4)
    assert verdict(reception, code, "rosa pena") is Verdict.CONFIRMED


def test_another_name_on_the_paper_is_noticed(course: Course) -> None:
    code = course.codes()[0]
    for name in (
        "Rosa Peñas",
        "Rosa",
        "Ana Prueba",
        "Rosa Peña de Cruz",
        "R0sa Peña",
        "Роза Peña",
        *HOSTILE_TEXTS,
    ):
        if name.strip():
            assert verdict(course.desk, code, name) is Verdict.OTHER_NAME, name


def test_a_code_from_another_certificate_is_noticed(course: Course) -> None:
    first, second, _third = course.codes()
    assert verdict(course.desk, second, "Rosa Peña") is Verdict.OTHER_NAME
    # Without the name on the paper the screen shows whose code it is.
    shown = check_certificate(course.desk, second).certificate
    assert shown is not None and shown.name == "Ana Prueba"
    for place in range(1, len(first)):
        mixed = first[:place] + second[place:]
        assert mixed in course.codes() or verdict(course.desk, mixed) not in GENUINE


def test_ten_thousand_forged_codes_are_all_refused(course: Course) -> None:
    """Random ones with right check signs, and genuine ones with signs changed and the check signs made anew."""
    chance, genuine = random.Random(2026), course.codes()
    accepted, well_formed = [], 0
    for _number in range(FORGERIES):
        forged = CERTIFICATE_CODE.new(chance.randbytes(CERTIFICATE_CODE.random_bytes))
        well_formed += CERTIFICATE_CODE.read(forged) == forged
        signs = list(chance.choice(genuine)[1:-2])
        for place in chance.sample(range(len(signs)), chance.randint(1, 4)):
            signs[place] = chance.choice(ALPHABET)
        altered = "C" + "".join(signs)
        altered += check_signs(altered[1:])
        for code in (forged, altered):
            if code not in genuine and verdict(course.desk, code) in GENUINE:
                accepted.append(code)
    assert accepted == [] and well_formed == FORGERIES


def test_guessed_check_signs_are_noticed(course: Course) -> None:
    code = course.codes()[0]
    guesses = [f"{code[:-2]}{one}{other}" for one in ALPHABET for other in ALPHABET]
    assert [guess for guess in guesses if verdict(course.desk, guess) is not Verdict.MISREAD] == [code]


def test_whatever_else_is_typed_is_told_to_be_no_code(course: Course) -> None:
    sheet = SHEET_CODE.new(bytes(4))
    for text in ("", "C", course.codes()[0][:-1], sheet, *HOSTILE_TEXTS):
        assert verdict(course.desk, text) is Verdict.MISREAD


def test_a_revoked_one_is_told_apart_from_a_forged_one(course: Course) -> None:
    (code,) = course.codes()[1:2]
    found = check_certificate(course.desk, code).certificate
    assert found is not None
    revoke_certificates(course.desk, [found.id])
    assert verdict(course.desk, code) is Verdict.REVOKED
    assert verdict(course.desk, code, "Ana Prueba") is Verdict.REVOKED
    assert verdict(course.desk, code, "Otra Persona") is Verdict.OTHER_NAME
    undo_revocation(course.desk, [found.id])
    assert verdict(course.desk, code) is Verdict.ISSUED


def test_of_somebody_blocked_it_is_only_said_that_it_counts(
    course: Course, reception: Desk, desk: Desk
) -> None:
    code = course.codes()[0]
    found = check_certificate(desk, code).certificate
    assert found is not None
    restrict_record(desk, found.person, "BLOCK")
    at_reception = check_certificate(reception, code)
    assert (at_reception.verdict, at_reception.certificate, at_reception.is_closed) == (
        Verdict.ISSUED,
        None,
        True,
    )
    assert verdict(reception, code, "Rosa Peña") is Verdict.CONFIRMED
    assert check_certificate(desk, code).certificate == found


def test_of_somebody_erased_nothing_is_known(course: Course, desk: Desk) -> None:
    code = course.codes()[0]
    found = check_certificate(desk, code).certificate
    assert found is not None
    restrict_record(desk, found.person, "BLOCK")
    erase_person(desk, found.person)
    assert verdict(desk, code) is Verdict.UNKNOWN
