"""The printed recovery key: round trip, forgiving reading, caught typing errors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.recovery_key import (
    new_recovery_secret,
    read_recovery_text,
    recovery_private_key,
    recovery_text,
)
from integrhabitat_protocol.ids import ALPHABET

SECRET = bytes(range(100, 120))


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=20, max_size=20))
def test_every_secret_comes_back_from_its_text(secret: bytes) -> None:
    text = recovery_text(secret)
    assert [len(group) for group in text.split("-")] == [4] * 9
    assert read_recovery_text(text) == secret


def test_reading_forgives_case_spaces_and_lookalikes() -> None:
    text = recovery_text(bytes(20))
    assert text.startswith("0000-0000")
    assert read_recovery_text("oooO " * 8 + text[-4:].lower() + "\n") == bytes(20)


def test_every_single_wrong_sign_is_caught() -> None:
    text = recovery_text(SECRET)
    for place, sign in enumerate(text):
        if sign == "-":
            continue
        for wrong in set(ALPHABET) - {sign}:
            with pytest.raises(StoreError) as caught:
                read_recovery_text(text[:place] + wrong + text[place + 1 :])
            assert caught.value.code == "recovery_key_mistyped"


def test_swapped_groups_are_caught() -> None:
    groups = recovery_text(SECRET).split("-")
    groups[0], groups[1] = groups[1], groups[0]
    with pytest.raises(StoreError):
        read_recovery_text("-".join(groups))


@pytest.mark.parametrize("text", ["", "HDK4-F5FY", "U" * 36, "ß" * 36, "²" * 36, "0" * 100_000])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(StoreError) as caught:
        read_recovery_text(text)
    assert caught.value.code == "recovery_key_mistyped"


def test_secrets_are_fresh_and_the_key_pair_belongs_to_one_store() -> None:
    assert new_recovery_secret() != new_recovery_secret()
    pairs = {recovery_private_key(SECRET, store).private_bytes_raw() for store in (b"a" * 16, b"b" * 16)}
    assert len(pairs) == 2
