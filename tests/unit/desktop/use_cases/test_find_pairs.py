"""Look-alikes while one types, and pairs among everybody: the same judgement, whatever brought two people together."""

from typing import Any

import pytest

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_look_alikes import Likelihood, LikenessReason, find_look_alikes
from integrhabitat_desktop.use_cases.find_pairs import LikelyPair, likely_pairs
from integrhabitat_desktop.use_cases.register_person import Registration, register_person


class _Silent:
    def report(self, done: int, total: int, step: str = "") -> None:
        assert 0 <= done <= total

    def raise_if_cancelled(self) -> None:
        """Nobody cancels."""


def somebody(desk: Desk, name: str, **rest: Any) -> str:
    return register_person(desk, Registration(name=name, **rest), check_in=False).person_id


def the_pair(desk: Desk, *people: str) -> LikelyPair:
    (pair,) = likely_pairs(desk, _Silent())
    assert {pair.first.id, pair.second.id} == set(people)
    return pair


@pytest.mark.parametrize(
    ("kind", "number"), [("VE-CI", "20111222"), ("VE-CI", "V-020.111.222"), (None, "20.111.222")]
)
def test_a_number_that_was_saved_without_its_kind_is_the_same_number(
    reception: Desk, kind: str | None, number: str
) -> None:
    person = somebody(reception, "Óscar Iván Mina Lasso", document_number="V-20.111.222")
    (found,) = find_look_alikes(reception, "Otro Nombre", None, None, kind, number)
    assert found.person.id == person
    assert found.likeness.reasons == (LikenessReason.SAME_DOCUMENT,)


def test_a_number_of_two_kinds_makes_a_pair(reception: Desk) -> None:
    one = somebody(reception, "Óscar Mina", document_number="CC 79.888.777")
    other = somebody(reception, "Óscar Mina Lasso", document_type="CO-CC", document_number="79888777")
    assert the_pair(reception, one, other).likeness.likelihood is Likelihood.LIKELY


def test_the_sex_that_was_typed_speaks(reception: Desk) -> None:
    somebody(reception, "Yeimar Chirinos Rondón", birth_date="2012-05-06", birth_precision="DAY", sex="F")
    born = ("Yeimar Chirinos Rondon", "2012-05-06", "DAY")
    (same,) = find_look_alikes(reception, *born, sex="F")
    (other,) = find_look_alikes(reception, *born, sex="M")
    assert (same.likeness.likelihood, other.likeness.likelihood) == (Likelihood.LIKELY, Likelihood.POSSIBLE)


@pytest.mark.parametrize(
    ("one", "other"), [("Edwin Palacios", "Eduin Palacios"), ("Luz Dary Palacios", "Luzdary Palacios")]
)
def test_spellings_by_ear_make_a_pair(reception: Desk, one: str, other: str) -> None:
    born = {"birth_date": "1991-05-16", "birth_precision": "DAY"}
    people = [somebody(reception, name, **born) for name in (one, other)]
    assert the_pair(reception, *people).likeness.likelihood is Likelihood.LIKELY


def test_a_slip_in_the_year_and_in_the_document_makes_a_pair(reception: Desk) -> None:
    papers = {"birth_precision": "DAY", "document_type": "CO-CC"}
    name = "Nubia Estela Perlaza Quiñones"
    one = somebody(reception, name, birth_date="1985-06-11", document_number="1066777888", **papers)
    other = somebody(reception, name, birth_date="1986-06-11", document_number="1066777889", **papers)
    assert the_pair(reception, one, other).likeness.likelihood is Likelihood.LIKELY


def test_one_full_name_without_a_birth_date_is_worth_a_question(reception: Desk) -> None:
    one = somebody(reception, "Teresa Caicedo Montaño")
    other = somebody(reception, "Teresa Caicedo Montano", birth_date="1970-01-02", birth_precision="DAY")
    assert the_pair(reception, one, other).likeness.likelihood is Likelihood.POSSIBLE


def test_namesakes_of_other_years_make_no_pair(reception: Desk) -> None:
    for born in ("1970-03-02", "1991-04-17"):
        somebody(reception, "Teresa Caicedo Montaño", birth_date=born, birth_precision="DAY")
    assert likely_pairs(reception, _Silent()) == ()
