"""Whether values may be stored in a record: the same check before a write on the desktop and at the hub."""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.fields import FieldKind, FieldSpec
from integrhabitat_protocol.ids import ID_PATTERN, MAX_ID_LENGTH, natural_id
from integrhabitat_protocol.record_type import RecordType, Value

_COUNTRY = re.compile(r"^[A-Z]{2}$")
_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
_INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")
_DECIMAL = re.compile(r"^-?\d{1,12}(\.\d{1,4})?$")
# A field of a newer version is kept as it came, within these bounds.
_UNKNOWN_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_UNKNOWN_LENGTH = 200_000
_VISIT = "visit_number"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One reason why values cannot be stored; `facts` fill the sentence for `code`."""

    field: str
    code: str
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


def validate(
    described: RecordType, values: Mapping[str, Value], *, partial: bool = False
) -> list[FieldProblem]:
    """All problems of `values`, in field order; empty where they may be stored.

    With `partial` only the fields present are checked (an edit); otherwise required fields must be there.
    """
    problems = []
    for spec in described.fields:
        if spec.name not in values and partial:
            continue
        problem = _problem(spec, values.get(spec.name))
        if problem is not None:
            problems.append(problem)
    for name, value in values.items():
        if name not in described.by_name and not _is_storable_unknown(name, value):
            problems.append(FieldProblem(name, "field_not_storable"))
    return problems


def expected_id(described: RecordType, values: Mapping[str, Value]) -> str | None:
    """The id that the natural key of these values makes; None where the type has no natural key."""
    if described.singleton:
        return described.name
    if described.natural_key is None:
        return None
    parts: list[str | int] = [values.get(name) or "" for name in described.natural_key]
    visit = values.get(_VISIT) if described.name == "check_in" else None
    if isinstance(visit, int) and visit > 1:
        parts.append(visit)
    return natural_id(*parts)


def id_fields(described: RecordType) -> tuple[str, ...]:
    """The fields that `expected_id` looks at."""
    key = described.natural_key or ()
    return (*key, _VISIT) if described.name == "check_in" else tuple(key)


def is_record_id(text: str) -> bool:
    """Whether `text` has the form of a record id."""
    return len(text) <= MAX_ID_LENGTH and ID_PATTERN.match(text) is not None


def _is_storable_unknown(name: str, value: object) -> bool:
    if not _UNKNOWN_NAME.match(name):
        return False
    if isinstance(value, str):
        return len(value) <= _UNKNOWN_LENGTH
    return value is None or (isinstance(value, int) and abs(value) < 2**53)


def _problem(spec: FieldSpec, value: Value) -> FieldProblem | None:
    if value is None or value == "":
        return FieldProblem(spec.name, "field_required") if spec.required else None
    if spec.kind in (FieldKind.INTEGER, FieldKind.FLAG):
        return _integer_problem(spec, value)
    if not isinstance(value, str):
        return FieldProblem(spec.name, "field_not_text")
    if len(value) > spec.max_length:
        return FieldProblem(spec.name, "field_too_long", {"limit": spec.max_length})
    if not _has_form(spec, value):
        return FieldProblem(spec.name, _FORM_CODES.get(spec.kind, "field_form"))
    return None


def _integer_problem(spec: FieldSpec, value: Value) -> FieldProblem | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return FieldProblem(spec.name, "field_not_number")
    low, high = spec.minimum or 0, spec.maximum if spec.maximum is not None else 2**53
    if not low <= value <= high:
        return FieldProblem(spec.name, "field_out_of_range", {"minimum": low, "maximum": high})
    return None


_FORM_CODES = {
    FieldKind.TEXT: "field_signs",
    FieldKind.CODE: "field_unknown_code",
    FieldKind.CODES: "field_unknown_code",
    FieldKind.COUNTRY: "field_unknown_code",
    FieldKind.DATE: "field_not_date",
    FieldKind.INSTANT: "field_not_date",
    FieldKind.TIME: "field_not_time",
    FieldKind.DECIMAL: "field_not_number",
    FieldKind.REFERENCE: "field_not_reference",
}


def _has_form(spec: FieldSpec, value: str) -> bool:
    match spec.kind:
        case FieldKind.TEXT:
            return not any(
                unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in value
            )
        case FieldKind.CODE:
            return value in code_list(spec.code_list or "")
        case FieldKind.CODES:
            known = code_list(spec.code_list or "")
            return all(code in known for code in value.split(" "))
        case FieldKind.COUNTRY:
            return _COUNTRY.match(value) is not None or value in code_list("nationality_special")
        case FieldKind.DATE:
            return _DATE.match(value) is not None and _is_real(value)
        case FieldKind.INSTANT:
            return _INSTANT.match(value) is not None and _is_real(value)
        case FieldKind.TIME:
            return _TIME.match(value) is not None
        case FieldKind.DECIMAL:
            return _DECIMAL.match(value) is not None
        case FieldKind.REFERENCE:
            return is_record_id(value)
        case _:
            return True


def _is_real(value: str) -> bool:
    try:
        if "T" in value:
            datetime.fromisoformat(value)
        else:
            date.fromisoformat(value)
    except ValueError:
        return False
    return True
