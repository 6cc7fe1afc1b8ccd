"""A misread card leads to nobody."""

import random
from itertools import pairwise

import pytest

from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, looks_like_token, new_token, token_of
from integrhabitat_protocol.ids import ALPHABET

TOKENS = [new_token(random.Random(seed).randbytes(RANDOM_BYTES)) for seed in range(20)]


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_is_read_in_capitals_and_small_letters(token: str) -> None:
    assert token_of(token) == token
    assert token_of(f"  {token.lower()}\n") == token
    assert token_of(f"]Q1{token}") == token_of(f"]C0{token}") == token
    assert looks_like_token(token)


@pytest.mark.parametrize("token", TOKENS[:4])
def test_one_wrong_sign_is_always_noticed(token: str) -> None:
    for place in range(1, len(token)):
        for sign in ALPHABET:
            if sign != token[place]:
                assert token_of(token[:place] + sign + token[place + 1 :]) is None


@pytest.mark.parametrize("token", TOKENS)
def test_two_exchanged_neighbours_are_always_noticed(token: str) -> None:
    for place, (one, other) in enumerate(pairwise(token[1:-2]), start=1):
        if one != other:
            assert token_of(token[:place] + other + one + token[place + 2 :]) is None


@pytest.mark.parametrize(
    "text",
    ["", "H", "Rosa Prueba", "K3F9Q7M-1", "//a.example/H0", "H" * 29, "=1+1", "'; DROP TABLE card", "H" + "U" * 28],
)  # fmt: skip
def test_any_other_text_is_no_token(text: str) -> None:
    assert token_of(text) is None


def test_tokens_come_from_chance_alone() -> None:
    assert len(set(TOKENS)) == len(TOKENS)
    with pytest.raises(ValueError, match="17 random bytes"):
        new_token(bytes(16))
