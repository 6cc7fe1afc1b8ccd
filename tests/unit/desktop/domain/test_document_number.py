"""One number has one key, however it was written and whether or not the form was told its kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_protocol.code_lists import code_list


@pytest.mark.parametrize(
    ("kind", "number", "key"),
    [
        ("VE-CI", "V-12.345.678", "12345678"),
        ("VE-CI", "V-08.123.456", "8123456"),
        ("VE-CI", "C.I. E 8123456", "8123456"),
        ("ANY-OTHER", "V-20.111.222", "20111222"),
        ("ANY-OTHER", "CC 79.888.777", "79888777"),
        ("", "C.I. V-20.111.222", "20111222"),
        ("CO-CC", "79.888.777", "79888777"),
        ("PE-DNI", "08123456-7", "8123456"),
        ("ANY-OTHER", "08123456", "8123456"),
        ("ANY-OTHER", "AB123456", "AB123456"),
        ("ANY-PASSPORT", "V1234567", "V1234567"),
        ("ANY-OTHER", "0000", "0000"),
    ],
)
def test_prefixes_signs_and_zeros_are_left_out(kind: str, number: str, key: str) -> None:
    assert document_key(kind, number) == key


@given(st.sampled_from(["", *(entry.code for entry in code_list("document_type"))]), st.text(max_size=30))
def test_the_key_of_a_key_is_the_same_key(kind: str, number: str) -> None:
    key = document_key(kind, number)
    assert document_key(kind, key) == key
