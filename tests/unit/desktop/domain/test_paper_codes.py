"""A code on paper is read however it is typed, and a misread one leads to nothing."""

import random
from itertools import pairwise

import pytest

from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, looks_like_token, new_token
from integrhabitat_desktop.domain.certificate_code import CERTIFICATE_CODE, is_same_name
from integrhabitat_desktop.domain.paper_code import PaperCode
from integrhabitat_desktop.domain.sheet_code import SHEET_CODE
from integrhabitat_protocol.ids import ALPHABET
from tests.hostile_texts import HOSTILE_TEXTS

KINDS = [SHEET_CODE, CERTIFICATE_CODE]


def codes(kind: PaperCode, count: int) -> list[str]:
    return [kind.new(random.Random(seed).randbytes(kind.random_bytes)) for seed in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_code_is_read_as_it_is_shown_typed_or_scanned(kind: PaperCode) -> None:
    for code in codes(kind, 200):
        shown = kind.shown(code)
        assert kind.read(shown) == kind.read(code) == kind.read(f" {shown.lower()} \n") == code
        assert kind.read(shown.replace("-", " ").replace("0", "O").replace("1", "l")) == code


@pytest.mark.parametrize("kind", KINDS)
def test_one_wrong_sign_and_two_exchanged_ones_are_always_noticed(kind: PaperCode) -> None:
    for code in codes(kind, 20):
        for place in range(len(code)):
            others = (code[:place] + sign + code[place + 1 :] for sign in ALPHABET if sign != code[place])
            assert not any(kind.read(other) for other in others)
        for place, (one, other) in enumerate(pairwise(code)):
            if one != other:
                assert kind.read(code[:place] + other + one + code[place + 2 :]) is None


def test_no_kind_of_code_is_taken_for_another_one() -> None:
    card = new_token(random.Random(1).randbytes(RANDOM_BYTES))
    for kind in KINDS:
        assert kind.read(card) is None
        for other in KINDS:
            for code in codes(other, 50):
                assert not looks_like_token(code)
                assert (kind.read(code) == code) is (kind is other)


@pytest.mark.parametrize("kind", KINDS)
def test_any_other_text_is_no_code(kind: PaperCode) -> None:
    texts = ["", "S", "C", "Sánchez M", "Caracas", "S" * 9, "CU" + "0" * 14, "S٣٣٣٣٣٣٣٣", *HOSTILE_TEXTS]
    assert [text for text in texts if kind.read(text) is not None] == []


@pytest.mark.parametrize("kind", KINDS)
def test_codes_come_from_chance_alone(kind: PaperCode) -> None:
    made = codes(kind, 500)
    assert len(set(made)) == len(made)
    with pytest.raises(ValueError, match="random bytes"):
        kind.new(bytes(kind.random_bytes - 1))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rosa Peña", "  rosa   PENA ", True),
        ("Jean-Baptiste O’Neil", "Jean Baptiste ONeil", True),
        ("Rosa Peña", "Rosa Peñas", False),
        ("Rosa 田中", "Rosa 山本", False),
        ("Rosa", "Rosa 2", False),
        ("=1+1", "=1+2", False),
        ("---", "...", False),
        ("Rosa", "", False),
    ],
)
def test_a_changed_name_is_noticed_in_any_script(one: str, other: str, same: bool) -> None:
    assert is_same_name(one, other) is same
