"""What a record type is: one frozen class describes each kind of record, and everything else is derived."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import NoneType
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_args, get_type_hints

from integrhabitat_protocol.fields import METADATA_KEY, FieldSpec

Value = str | int | None
Values = dict[str, Value]


@dataclass(frozen=True, kw_only=True)
class Record:
    """Base of every record class: its id, and the description of its type."""

    id: str
    TYPE: ClassVar["RecordType"]


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class RecordType:
    """The description that tables, validation, wire form, merge, audit, import and export follow from.

    `natural_key` names the fields whose values make the id, so that two computers that record the same fact
    meet in one record. `groups` maps each merge group to its fields; fields without a group (author, times)
    never make a review. `hub_made` records are created by the hub alone.
    """

    name: str
    label: str
    cls: type[Record]
    fields: tuple[FieldSpec, ...]
    field_names: tuple[str, ...]
    by_name: Mapping[str, FieldSpec]
    groups: Mapping[str, tuple[str, ...]]
    natural_key: tuple[str, ...] | None
    singleton: bool
    hub_made: bool
    personal: bool

    def group_of(self, field_name: str) -> str | None:
        """The merge group of a field; None where it has none. Unknown fields form a group of their own each."""
        spec = self.by_name.get(field_name)
        return spec.group if spec is not None else field_name


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record_type(
    name: str,
    label: str,
    *,
    natural_key: tuple[str, ...] | None = None,
    singleton: bool = False,
    hub_made: bool = False,
    personal: bool = True,
) -> Callable[[type[R]], type[R]]:
    """Class decorator: makes the class a frozen record of the catalogue.

    `label` is an English message id. `personal` says whether the records are about a person.
    """

    def describe(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        specs = tuple(_specs(made))
        groups: dict[str, tuple[str, ...]] = {}
        for spec in specs:
            if spec.group is not None:
                groups[spec.group] = (*groups.get(spec.group, ()), spec.name)
        made.TYPE = RecordType(
            name=name,
            label=label,
            cls=made,
            fields=specs,
            field_names=tuple(spec.name for spec in specs),
            by_name={spec.name: spec for spec in specs},
            groups=groups,
            natural_key=natural_key,
            singleton=singleton,
            hub_made=hub_made,
            personal=personal,
        )
        return made

    return describe


def _specs(cls: type[Record]) -> list[FieldSpec]:
    hints = get_type_hints(cls)
    found = []
    for item in fields(cls):
        described: dict[str, Any] | None = item.metadata.get(METADATA_KEY)
        if described is not None:
            optional = NoneType in get_args(hints[item.name])
            found.append(FieldSpec(name=item.name, required=not optional, **described))
    return found


def values_of(record: Record) -> Values:
    """The field values of a record, without its id."""
    return {name: getattr(record, name) for name in record.TYPE.field_names}


def record_from_values(cls: type[R], record_id: str, values: Mapping[str, Value]) -> R:
    """A record from plain values; fields that this version does not know are left out."""
    known = cls.TYPE.by_name
    return cls(id=record_id, **{name: value for name, value in values.items() if name in known})
