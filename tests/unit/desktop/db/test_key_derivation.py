"""Argon2id parameters and derived keys."""

import pytest

from integrhabitat_desktop.db.key_derivation import (
    CEILING,
    FLOOR,
    Argon2Parameters,
    calibrate,
    derive,
    joined,
    store_key,
    stretch,
)

STORE_KEY = "4039aa3cca57cb8ffc0151f59b41492a731a09b11140e60513bc625b4c6f0ea9"
SMALL = Argon2Parameters(memory_kib=64, iterations=1)


def test_the_stretched_key_stays_what_it_was() -> None:
    # Another value here would lock every existing store.
    key = stretch("passphrase", b"0123456789abcdef", SMALL)
    assert key.hex() == "a66ee6f78850e250380f4eb3168456311609c04a8d6962250c4841dcfa126e43"
    assert store_key(bytes(32), bytes(16), 1).hex() == STORE_KEY


def test_salt_and_passphrase_both_matter() -> None:
    keys = {
        stretch("passphrase", b"0123456789abcdef", SMALL),
        stretch("passphrase", b"0123456789abcdeF", SMALL),
        stretch("passphrasf", b"0123456789abcdef", SMALL),
    }
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("seconds_at_the_floor", "expected_mib"), [(0.05, 256), (0.27, 160), (0.35, 128), (0.7, 64), (4.0, 64)]
)
def test_calibration_stays_between_floor_and_ceiling(seconds_at_the_floor: float, expected_mib: int) -> None:
    readings = iter([100.0, 100.0 + seconds_at_the_floor])
    chosen = calibrate(lambda: next(readings))
    assert chosen == Argon2Parameters(expected_mib * 1024, iterations=3, lanes=1)
    assert FLOOR.memory_kib <= chosen.memory_kib <= CEILING.memory_kib


@pytest.mark.parametrize(
    "values",
    [(2**20 + 1, 3, 1), (65536, 11, 1), (65536, 0, 1), (65536, 3, 9), (65536, 3, 0), (7, 1, 1), (15, 1, 2)],
)
def test_parameters_outside_the_limits_do_not_exist(values: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="limits"):
        Argon2Parameters(*values)


def test_parameters_only_rise() -> None:
    assert SMALL.at_least(FLOOR) == FLOOR
    assert CEILING.at_least(FLOOR) == CEILING


def test_keys_differ_by_purpose_context_store_and_epoch() -> None:
    master = bytes(32)
    keys = {
        derive(master, "one"),
        derive(master, "two"),
        derive(master, "one", b"a"),
        store_key(master, b"a" * 16, 1),
        store_key(master, b"a" * 16, 2),
        store_key(master, b"b" * 16, 1),
        store_key(bytes(31) + b"1", b"a" * 16, 1),
    }
    assert len(keys) == 7


def test_parts_are_joined_without_ambiguity() -> None:
    assert joined(b"ab", b"c") != joined(b"a", b"bc")
