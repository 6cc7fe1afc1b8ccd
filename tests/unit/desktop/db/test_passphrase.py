"""Passphrases: equal spellings, generated ones, refused ones."""

import random
import unicodedata

import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.passphrase import (
    check_passphrase,
    entropy_bits,
    generate_passphrase,
    load_words,
    normalised,
)
from integrhabitat_desktop.resource_folder import resource_path

SPANISH = load_words(resource_path("wordlists", "es.txt"))
ENGLISH = load_words(resource_path("wordlists", "en.txt"))
COMMON = frozenset(load_words(resource_path("wordlists", "common.txt")))


@pytest.mark.parametrize("words", [SPANISH, ENGLISH])
def test_a_word_list_has_2048_different_words_for_any_keyboard(words: tuple[str, ...]) -> None:
    assert len(set(words)) == len(words) == 2048
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert entropy_bits(words) == 44
    assert entropy_bits(words, 5) == 55


@pytest.mark.parametrize("words", [SPANISH, ENGLISH])
def test_generated_passphrases_pass_the_rules(words: tuple[str, ...]) -> None:
    choose = random.Random(7).choice
    for _ in range(500):
        check_passphrase(generate_passphrase(words, choose=choose), COMMON)


def test_a_generated_passphrase_has_four_words_of_the_list() -> None:
    words = generate_passphrase(SPANISH).split("-")
    assert len(words) == 4
    assert set(words) <= set(SPANISH)


def test_too_short_a_draw_is_repeated() -> None:
    draws = iter(["sol", "mar", "pan", "mes", "luna"] + ["estrella"] * 3)
    assert generate_passphrase(SPANISH, 2, lambda words: next(draws)) == "luna-estrella"


def test_both_ways_to_type_an_accent_give_the_same_key() -> None:
    composed = "mañana será otro día"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert normalised(composed) == normalised(decomposed)
    assert normalised(composed) != normalised("manana sera otro dia")


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("corto", "passphrase_too_short"),
        ("once letras", "passphrase_too_short"),
        ("n\u0303" * 11, "passphrase_too_short"),
        ("x7" * 129, "passphrase_too_long"),
        ("contraseña123", "passphrase_common"),
        ("Contraseña2026!", "passphrase_common"),
        ("P4ssw0rd2026!", "passphrase_common"),
        ("passwordpassword", "passphrase_common"),
        ("sunshine-sunshine", "passphrase_common"),
        ("123456789012", "passphrase_common"),
        ("abcdefghijklmn", "passphrase_common"),
        ("aaaaaaaaaaaaaa", "passphrase_common"),
        ("abcdabcdabcdabcd", "passphrase_common"),
        ("qwertyuiop12", "passphrase_common"),
        ("bienvenidos2026", "passphrase_common"),
        ("IntegrHa-bitat", "passphrase_common"),
        ("Casa Amaranto 1", "passphrase_common"),
    ],
)
def test_weak_passphrases_are_refused(passphrase: str, code: str) -> None:
    with pytest.raises(StoreError) as caught:
        check_passphrase(passphrase, COMMON, related=["Casa Amaranto"])
    assert caught.value.code == code


@pytest.mark.parametrize(
    "passphrase",
    ["el tren de las nueve y media", "Tres-gatos-4-sillas", "ñandú volador azul", "x" * 5 + "yzq7pK-m"],
)
def test_own_sentences_are_accepted(passphrase: str) -> None:
    check_passphrase(passphrase, COMMON, related=["Casa Amaranto"])
