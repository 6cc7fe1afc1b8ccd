"""The catalogue describes each field once and fully."""

import pytest

from integrhabitat_protocol.catalogue import CATALOGUE, record_type_of
from integrhabitat_protocol.changes import CHAIN_START, Change, chain_hash
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.digest import Digest, record_hash
from integrhabitat_protocol.fields import FieldKind
from integrhabitat_protocol.ids import check_sign, decode, encode, make_id, natural_id, new_prefix, split_id
from integrhabitat_protocol.record_type import Values, record_from_values, values_of
from integrhabitat_protocol.record_types import Attendance, CheckIn, Person
from integrhabitat_protocol.validation import expected_id, validate


def test_every_code_list_and_reference_that_a_field_names_exists() -> None:
    for described in CATALOGUE.values():
        for spec in described.fields:
            if spec.kind in (FieldKind.CODE, FieldKind.CODES):
                assert spec.code_list is not None and len(code_list(spec.code_list).entries) > 1
            if spec.kind is FieldKind.REFERENCE:
                assert spec.reference in CATALOGUE


def test_natural_keys_make_the_id() -> None:
    values: Values = {"person": "K3F9Q7M-1", "day": "2026-11-20", "visit_number": 1, "state": "DONE"}
    assert expected_id(CheckIn.TYPE, values) == "K3F9Q7M-1.2026-11-20"
    assert expected_id(CheckIn.TYPE, {**values, "visit_number": 2}) == "K3F9Q7M-1.2026-11-20.2"
    assert expected_id(Person.TYPE, {"name": "Rosa"}) is None
    assert natural_id("S-1", "P-2") == "S-1.P-2"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": None}, "field_required"),
        ({"name": "x" * 201}, "field_too_long"),
        ({"name": "a\x00b"}, "field_signs"),
        ({"name": 5}, "field_not_text"),
        ({"sex": "Q"}, "field_unknown_code"),
        ({"languages": "spa xxx"}, "field_unknown_code"),
        ({"nationality": "co"}, "field_unknown_code"),
        ({"birth_date": "2026-02-30"}, "field_not_date"),
        ({"Bad Name": "x"}, "field_not_storable"),
    ],
)
def test_values_that_may_not_be_stored_are_named(values: dict[str, str | int | None], problem: str) -> None:
    assert [found.code for found in validate(Person.TYPE, values, partial=True)] == [problem]


def test_good_values_and_fields_of_a_newer_version_pass() -> None:
    values: dict[str, str | int | None] = {
        "name": "Yohana Chirinos",
        "sex": "F",
        "nationality": "VE",
        "languages": "spa hat",
        "birth_date": "1991-02-28",
        "shoe_size": 38,
    }
    assert validate(Person.TYPE, values) == []
    person = record_from_values(Person, "K3F9Q7M-1", values)
    assert values_of(person)["name"] == "Yohana Chirinos"
    assert record_type_of("attendance") is Attendance.TYPE


@pytest.mark.parametrize("number", [0, 1, 31, 32, 10**9])
def test_base_32_goes_both_ways(number: int) -> None:
    assert decode(encode(number)) == number
    assert split_id(make_id("K3F9Q7M", number)) == ("K3F9Q7M", number)


def test_a_check_sign_catches_a_swapped_pair() -> None:
    assert check_sign("K3F9Q7M-1A2") != check_sign("K3F9Q7M-1A3")
    assert check_sign("K3F9Q7M-1A2") != check_sign("3KF9Q7M-1A2")
    assert len(new_prefix(b"\xff" * 5)) == len(new_prefix(bytes(5))) == 7


def test_the_chain_depends_on_every_part_of_a_change() -> None:
    change = Change(
        1, "person", "K3F9Q7M-1", "edit", 2, {"name": ("a", "b")}, 0, "S-1", "2026-11-20T10:00:00Z"
    )
    assert len(chain_hash(CHAIN_START, change)) == 16
    other = Change(
        1, "person", "K3F9Q7M-1", "edit", 2, {"name": ("a", "c")}, 0, "S-1", "2026-11-20T10:00:00Z"
    )
    assert chain_hash(CHAIN_START, change) != chain_hash(CHAIN_START, other)
    assert chain_hash(CHAIN_START, change) != chain_hash(b"x" * 16, change)


def test_a_digest_does_not_depend_on_order() -> None:
    one, two = record_hash("person", "a", 1), record_hash("person", "b", 1)
    assert Digest().added(one).added(two) == Digest().added(two).added(one)
    assert Digest().added(one).replaced(one, two).removed(two) == Digest()
    assert Digest.from_bytes(Digest().added(one).to_bytes()) == Digest().added(one)
