"""Phones meet however they are written: with the code of the country or without, with zeros and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.phone_number import phone_spellings, phone_words


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("300 555 1234", "+57 300 555 1234"),
        ("300 555 1234", "573005551234"),
        ("+57 301 555 9876", "(301) 555-9876"),
        ("0414-1234567", "+58 414 1234567"),
        ("0414-1234567", "0058 414 1234567"),
        ("+58 414 7654321", "0414-765.43.21"),
        ("+58 (0)414 7654321", "0414 7654321"),
        ("868 555 1234", "+1 868 555 1234"),
        ("+593 99 123 4567", "0991234567"),
        ("573001234567", "1234567"),
    ],
)
def test_a_number_is_found_as_it_is_said(stored: str, typed: str) -> None:
    words = phone_words(stored)
    assert any(word.startswith(tried) for tried in phone_spellings(typed) for word in words)


def test_a_country_that_was_begun_with_is_left_out_before_the_number_is_finished() -> None:
    assert "300" in phone_spellings("+57 300")
    assert "300" not in phone_spellings("57300")


def test_another_area_is_another_number() -> None:
    assert not set(phone_words("0412 1234567")) & set(phone_spellings("+58 414 1234567"))


@given(st.text(max_size=30))
def test_any_text_gives_digits_or_nothing(text: str) -> None:
    assert all(word.isdigit() for word in (*phone_words(text), *phone_spellings(text)))
