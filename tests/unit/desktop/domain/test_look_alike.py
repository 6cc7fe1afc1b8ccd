"""Look-alikes: the invented pairs of the domain notes, and what must hold for any names."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import Described, Likelihood, LikenessReason, judge

TODAY = date(2026, 11, 20)
PAIRS = Path(__file__).parents[3] / "data" / "name-pairs.csv"
SPELLINGS = PAIRS.with_name("name-spellings.csv")
EXPECTED = {"match": Likelihood.LIKELY, "review": Likelihood.POSSIBLE, "no_match": Likelihood.NONE}
# Two default dates a year apart under near names: too little to bother anybody with.
NOT_SHOWN = {"NP48"}


def described(row: dict[str, str], side: str) -> Described:
    birth, document = row[f"{side}_birth"], row[f"{side}_document"]
    precision = "YEAR" if len(birth) == 4 else None
    documents = frozenset[tuple[str, str]]()
    if document:
        kind, number = document.split(" ", 1)
        documents = frozenset([(kind, document_key(kind, number))])
    name = f"{row[f'{side}_given']} {row[f'{side}_surnames']}"
    return Described(name, f"{birth}-01-01" if precision else birth or None, precision, documents)


def pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def spellings(part: str) -> list[dict[str, str]]:
    with SPELLINGS.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["part"] == part]


@pytest.mark.parametrize(
    "row", [row for row in pairs() if row["id"] not in NOT_SHOWN], ids=lambda it: it["id"]
)
def test_the_pairs_of_the_domain_notes_are_judged_as_a_person_would(row: dict[str, str]) -> None:
    assert judge(described(row, "a"), described(row, "b"), TODAY).likelihood is EXPECTED[row["expected"]]


def test_the_document_of_a_guardian_on_a_child_is_asked_about() -> None:
    number = frozenset([("CO-CC", "1090123456")])
    mother = Described("Yaneth Rojas Pardo", "1984-04-14", None, number)
    child = Described("Samuel Mercado Gil", "2018-08-08", None, number)
    found = judge(mother, child, TODAY)
    assert found.likelihood is Likelihood.POSSIBLE
    assert LikenessReason.SAME_DOCUMENT in found.reasons


def test_one_name_alone_is_nobody_in_particular() -> None:
    assert (
        judge(Described("Rosa"), Described("Rosa Elena Ñáñez Criollo"), TODAY).likelihood is Likelihood.NONE
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("María José", "José María"),
        ("Luis Ángel", "Ángel Luis"),
        ("Juan", "Juan José"),
        ("Mía", "Mía Sofía"),
        ("Josué", "José"),
        ("Marina", "Mariana"),
        ("Dana", "Diana"),
        ("Emanuel", "Manuel"),
        ("Marlon", "Marlen"),
        ("Denis", "Denise"),
    ],
)
def test_children_of_one_day_and_the_same_surnames_are_asked_about(one: str, other: str) -> None:
    first = Described(f"{one} Mosquera Palacios", "2014-05-16", "DAY")
    second = Described(f"{other} Mosquera Palacios", "2014-05-16", "DAY")
    assert judge(first, second, TODAY).likelihood is not Likelihood.LIKELY


def test_a_woman_and_a_man_are_asked_about_unless_they_share_a_document() -> None:
    number = frozenset([("CO-CC", "1090123456")])
    woman = Described("Yeimar Chirinos Rondón", "1984-04-14", "DAY", sex="F")
    man = replace(woman, sex="M")
    found = judge(woman, man, TODAY)
    assert found.likelihood is Likelihood.POSSIBLE
    assert LikenessReason.OTHER_SEX in found.reasons
    assert judge(woman, replace(woman, sex="U"), TODAY).likelihood is Likelihood.LIKELY
    both = judge(replace(woman, documents=number), replace(man, documents=number), TODAY)
    assert both.likelihood is Likelihood.LIKELY


@pytest.mark.parametrize("part", ["tune", "measure", "check"])
def test_other_spellings_are_found_and_other_people_left_apart(part: str) -> None:
    """Names of seven countries: the rules were made with `tune`; `measure` and `check` were held back (decision 13)."""
    right = missed = wrong = 0
    for row in spellings(part):
        one, other = (Described(row[f"{side}_name"], row[f"{side}_birth"], "DAY") for side in "ab")
        is_likely = judge(one, other, TODAY).likelihood is Likelihood.LIKELY
        right += is_likely and row["expected"] == "match"
        missed += not is_likely and row["expected"] == "match"
        wrong += is_likely and row["expected"] != "match"
    assert right / (right + missed) >= 0.95
    assert right / (right + wrong) >= 0.95


names = st.text(st.characters(codec="utf-8"), max_size=60)
births = st.one_of(st.none(), st.dates(date(1920, 1, 1), TODAY).map(date.isoformat))
precisions = st.sampled_from([None, "DAY", "MONTH", "YEAR", "ESTIMATED"])
people = st.builds(Described, name=names, birth_date=births, birth_precision=precisions)


@given(people, people)
def test_any_two_descriptions_are_judged_alike_from_both_sides(one: Described, other: Described) -> None:
    there, back = judge(one, other, TODAY), judge(other, one, TODAY)
    assert there.likelihood == back.likelihood
    assert 0 <= there.score <= 99
    assert bool(there.score) == bool(there.likelihood)
