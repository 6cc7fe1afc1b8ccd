"""How one field of a record type is described: its kind, its rules and what each room needs to know of it."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

METADATA_KEY = "integrhabitat"


class FieldKind(Enum):
    """What a field holds. Every value is a str, an int or None, alike on the wire, in a column and in memory."""

    TEXT = "text"
    CODE = "code"  # one code of a code list
    CODES = "codes"  # several codes of a code list, joined by one space
    COUNTRY = "country"  # ISO 3166 alpha-2, or a code of nationality_special
    DATE = "date"  # YYYY-MM-DD, a day in the centre's own time zone
    INSTANT = "instant"  # YYYY-MM-DDTHH:MM:SSZ, UTC
    TIME = "time"  # HH:MM, local
    INTEGER = "integer"
    FLAG = "flag"  # 0 or 1
    DECIMAL = "decimal"  # plain decimal text, point as the separator
    REFERENCE = "reference"  # the id of another record
    JSON = "json"  # canonical JSON text, written by programs only


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field as everyone sees it; built from the annotated class, never by hand.

    `label` is an English message id for gettext. `group` names the merge group: fields that only make sense
    together. `sensitive` fields stay out of search, lists, logs and open exports.
    """

    name: str
    kind: FieldKind
    required: bool
    label: str
    group: str | None
    code_list: str | None = None
    reference: str | None = None
    max_length: int = 0
    minimum: int | None = None
    maximum: int | None = None
    sensitive: bool = False
    indexed: bool = False
    export_tag: str | None = None


def _spec(kind: FieldKind, label: str, group: str | None, default: object = None, **rest: object) -> Any:
    return field(
        default=default, metadata={METADATA_KEY: {"kind": kind, "label": label, "group": group, **rest}}
    )


def text(
    label: str,
    group: str | None,
    *,
    max_length: int = 200,
    sensitive: bool = False,
    indexed: bool = False,
    export_tag: str | None = None,
) -> Any:
    """Text that a person typed; `max_length` in characters."""
    return _spec(
        FieldKind.TEXT,
        label,
        group,
        max_length=max_length,
        sensitive=sensitive,
        indexed=indexed,
        export_tag=export_tag,
    )


def code(
    label: str,
    group: str | None,
    code_list: str,
    *,
    sensitive: bool = False,
    indexed: bool = False,
    export_tag: str | None = None,
) -> Any:
    """One code of `code_list`."""
    return _spec(
        FieldKind.CODE,
        label,
        group,
        code_list=code_list,
        max_length=40,
        sensitive=sensitive,
        indexed=indexed,
        export_tag=export_tag,
    )


def codes(label: str, group: str | None, code_list: str, *, sensitive: bool = False) -> Any:
    """Several codes of `code_list`, joined by one space, in the order given."""
    return _spec(FieldKind.CODES, label, group, code_list=code_list, max_length=400, sensitive=sensitive)


def country(label: str, group: str | None, *, export_tag: str | None = None) -> Any:
    """A country or nationality (ISO 3166 alpha-2 or a code of nationality_special)."""
    return _spec(FieldKind.COUNTRY, label, group, max_length=3, export_tag=export_tag)


def date(label: str, group: str | None, *, indexed: bool = False, export_tag: str | None = None) -> Any:
    """A calendar day."""
    return _spec(FieldKind.DATE, label, group, max_length=10, indexed=indexed, export_tag=export_tag)


def instant(label: str, group: str | None) -> Any:
    """A moment in UTC, to the second."""
    return _spec(FieldKind.INSTANT, label, group, max_length=20)


def time(label: str, group: str | None) -> Any:
    """A local time of day."""
    return _spec(FieldKind.TIME, label, group, max_length=5)


def integer(label: str, group: str | None, *, minimum: int = 0, maximum: int = 1_000_000) -> Any:
    """A whole number between `minimum` and `maximum`."""
    return _spec(FieldKind.INTEGER, label, group, minimum=minimum, maximum=maximum)


def flag(label: str, group: str | None) -> Any:
    """0 or 1."""
    return _spec(FieldKind.FLAG, label, group, minimum=0, maximum=1)


def decimal(label: str, group: str | None) -> Any:
    """A decimal amount as text, at most 12 digits before and 4 after the point."""
    return _spec(FieldKind.DECIMAL, label, group, max_length=20)


def reference(label: str, group: str | None, record_type: str, *, indexed: bool = True) -> Any:
    """The id of a record of `record_type`."""
    return _spec(FieldKind.REFERENCE, label, group, reference=record_type, max_length=80, indexed=indexed)


def json_text(label: str, group: str | None) -> Any:
    """JSON that only programs write and read."""
    return _spec(FieldKind.JSON, label, group, max_length=200_000)
