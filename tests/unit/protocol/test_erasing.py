"""What is left of an erased person's records is enough to count them and nothing to know them by."""

import pytest

from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.erasing import ERASED_TEXT, left_of, people_named
from integrhabitat_protocol.fields import FieldKind, FieldSpec
from integrhabitat_protocol.record_type import RecordType, Value
from integrhabitat_protocol.validation import validate

CANARY = "Rosa Canario 52123456"


def full(described: RecordType) -> dict[str, Value]:
    """A record of this type with something in every field."""
    return {spec.name: _value(spec) for spec in described.fields}


def _value(spec: FieldSpec) -> Value:
    match spec.kind:
        case FieldKind.TEXT:
            return CANARY[: spec.max_length]
        case FieldKind.JSON:
            return f'{{"name":"{CANARY}"}}'
        case FieldKind.CODE | FieldKind.CODES:
            return next(iter(code_list(spec.code_list or ""))).code
        case FieldKind.COUNTRY:
            return "CO"
        case FieldKind.DATE:
            return "1990-05-04"
        case FieldKind.INSTANT:
            return "2027-03-01T14:00:00Z"
        case FieldKind.TIME:
            return "14:00"
        case FieldKind.INTEGER:
            return spec.minimum or 1
        case FieldKind.FLAG:
            return 1
        case FieldKind.DECIMAL:
            return "5.50"
        case FieldKind.REFERENCE:
            return "K3F9Q7M-1"


@pytest.mark.parametrize("described", CATALOGUE.values(), ids=lambda it: it.name)
def test_no_words_are_left_and_what_is_left_can_be_stored(described: RecordType) -> None:
    values = full(described)
    left = left_of(described, values)
    counted = {("service_delivery", name) for name in ("unit", "currency", "partner")}
    about = {("review", name) for name in ("record_type", "record_id", "field_group")}
    for name, value in left.items():
        if (described.name, name) not in counted | about:
            assert "Rosa" not in str(value) and "5212" not in str(value), name
    assert left_of(described, left) == left
    filled = {name: value for name, value in left.items() if value is not None}
    assert validate(described, filled) == []


def test_a_person_keeps_what_counts_them() -> None:
    described = CATALOGUE["person"]
    left = left_of(described, full(described) | {"a_field_of_a_newer_version": CANARY})
    filled = {name: value for name, value in left.items() if value is not None}
    assert filled == {
        "name": ERASED_TEXT,
        "birth_date": "1990-01-01",
        "birth_precision": "YEAR",
        "sex": full(described)["sex"],
        "nationality": "CO",
        "first_contact_on": "1990-05-04",
    }


def test_records_tell_whom_they_are_about() -> None:
    assert people_named("person", "K3F9Q7M-1", {}) == {"K3F9Q7M-1"}
    assert people_named("guardian_link", "x", {"minor": "a", "adult": "b"}) == {"a", "b"}
    assert people_named("activity", "x", {"title": "Taller"}) == set()
    assert people_named("a_newer_type", "x", {"person": "a"}) == set()
