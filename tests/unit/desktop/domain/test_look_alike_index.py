"""Of many people the index finds those who are likely one."""

from datetime import date

from integrhabitat_desktop.domain.look_alike import Described, LikenessReason
from integrhabitat_desktop.domain.look_alike_index import LookAlikeIndex

TODAY = date(2027, 3, 1)
YOHANA = Described("Yohana Andrea Muñoz Peña", "1989-11-05", "DAY", frozenset([("CO-CC", "1234567")]))


def found(described: Described, *known: Described) -> list[int]:
    index = LookAlikeIndex()
    for number, it in enumerate(known):
        index.add(number, it)
    return [number for number, _ in index.likely(described, TODAY)]


def test_one_name_in_another_spelling_and_the_same_birth() -> None:
    assert found(Described("JOHANA ANDREA MUNOZ", "1989-11-05", "DAY"), YOHANA) == [0]


def test_day_and_month_exchanged_or_only_the_year_known() -> None:
    assert found(Described("Yohana Andrea Muñoz Peña", "1989-05-11", "DAY"), YOHANA) == [0]
    assert found(Described("Yohana Andrea Muñoz Peña", "1989-01-01", "YEAR"), YOHANA) == [0]


def test_an_estimated_age_fits_the_years_around_it() -> None:
    estimate = Described("Yohana Andrea Muñoz Peña", "1991-02-01", "ESTIMATED")
    assert found(estimate, YOHANA) == [0]
    assert found(YOHANA, estimate) == [0]


def test_the_same_number_is_shown_whatever_its_type_and_name() -> None:
    child = Described("Santiago Ruiz", "2019-02-02", "DAY", frozenset([("ANY-OTHER", "1234567")]))
    index = LookAlikeIndex()
    index.add(0, YOHANA)
    ((number, likeness),) = index.likely(child, TODAY)
    assert number == 0
    assert LikenessReason.SAME_DOCUMENT in likeness.reasons


def test_another_type_of_document_does_not_part_one_person() -> None:
    with_passport = Described(
        YOHANA.name, YOHANA.birth_date, "DAY", frozenset([("ANY-PASSPORT", "AB998877")])
    )
    assert found(with_passport, YOHANA) == [0]


def test_namesakes_of_other_years_and_strangers_are_left_alone() -> None:
    assert not found(Described("Yohana Andrea Muñoz Peña", "1975-11-05", "DAY"), YOHANA)
    assert not found(Described("Wilmer Toapanta", "1989-11-05", "DAY"), YOHANA)
    assert not found(Described("Yohana Andrea Muñoz Peña"), YOHANA)
