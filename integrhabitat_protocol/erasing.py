"""What is left of the records of an erased person: enough to count them, nothing to know them by.

Hub and desktops empty their copies by this one rule, each for itself and without a new version: whoever receives
the erasure comes to the same contents, also after the hub was restored to a time before it.
"""

from collections.abc import Mapping
from typing import Final

from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.fields import FieldKind, FieldSpec
from integrhabitat_protocol.record_type import RecordType, Value, Values

PERSON: Final = "person"
ERASURE: Final = "erasure"
REVIEW: Final = "review"
HOUSEHOLD: Final = "household"
"""Emptied with the last of those who live there; it names nobody itself."""
ERASED_TEXT: Final = "—"

PERSON_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    described.name: tuple(spec.name for spec in described.fields if spec.reference == PERSON)
    for described in CATALOGUE.values()
}
"""The fields of each record type that name a person."""

# Counted with the service, and the same for many people.
_KEPT_TEXTS = frozenset(
    [("service_delivery", "unit"), ("service_delivery", "currency"), ("service_delivery", "partner")]
)
_OF_PERSON = frozenset(["sex", "nationality", "first_contact_on"])
# What a review says it is about; without it nobody could settle it.
_OF_REVIEW = frozenset(["record_type", "record_id", "field_group"])


def people_named(record_type: str, record_id: str, values: Mapping[str, Value]) -> set[str]:
    """Whom a record is about: itself where it is a person, else whomever its fields name."""
    if record_type == PERSON:
        return {record_id}
    found = (values.get(name) for name in PERSON_FIELDS.get(record_type, ()))
    return {value for value in found if isinstance(value, str)}


def left_of(described: RecordType, values: Mapping[str, Value]) -> Values:
    """The values that stay of a record of an erased person; the same again where that was done before.

    Fields that this version does not know are dropped.
    """
    if described.name in (ERASURE, "restriction"):
        return {name: None if name == "note" else values.get(name) for name in values}
    left: Values = {}
    for name, value in values.items():
        spec = described.by_name.get(name)
        if spec is not None:
            left[name] = None if value is None else _left_of_value(described, spec, value)
    return left


def _left_of_value(described: RecordType, spec: FieldSpec, value: Value) -> Value:
    if described.name == PERSON:
        return _left_of_person(spec, value)
    if described.name == REVIEW and spec.name in _OF_REVIEW:
        return value
    if spec.kind in (FieldKind.TEXT, FieldKind.JSON):
        if (described.name, spec.name) in _KEPT_TEXTS:
            return value
        return ERASED_TEXT if spec.required else None
    if spec.sensitive and not spec.required:
        return None
    return value


def _left_of_person(spec: FieldSpec, value: Value) -> Value:
    if spec.name == "name":
        return ERASED_TEXT
    if spec.name == "birth_date":
        return f"{str(value)[:4]}-01-01"
    if spec.name == "birth_precision":
        return "YEAR"
    return value if spec.name in _OF_PERSON else None
