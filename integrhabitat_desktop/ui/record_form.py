"""A form made from the catalogue: one field for each field of a record type, by its kind."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from integrhabitat_desktop.domain.date_entry import DateEntry
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    BirthField,
    CheckField,
    CodeField,
    CodesField,
    CountryField,
    DateField,
    Field,
    FormGrid,
    NoteField,
    NumberField,
    TextField,
)
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.fields import FieldKind, FieldSpec
from integrhabitat_protocol.record_type import Value, Values

_LONG_TEXT = 300
_BIRTH, _PRECISION = "birth_date", "birth_precision"


class RecordForm(FormGrid):
    """The fields `names` of one record. `changes()` are the values that differ from those it was given.

    `only` narrows the codes that are offered for a field; one that stands in the record stays. Texts named in `long`
    get room for several lines.
    """

    edited = Signal()

    def __init__(
        self,
        services: ScreenServices,
        record_type: str,
        names: Sequence[str],
        values: Mapping[str, Value],
        *,
        only: Mapping[str, Sequence[str]] | None = None,
        long: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._only, self._long = only or {}, frozenset(long)
        self._services = services
        self.record_type = record_type
        self._given: Values = dict(values)
        self.fields: dict[str, Field] = {}
        described = CATALOGUE[record_type]
        for name in names:
            field = self._field(described.by_name[name])
            field.setObjectName(f"{record_type}_{name}")
            self.fields[name] = field
            self._show(name, values)
            field.changed.connect(self.edited)
            self.add(field, wide=isinstance(field, NoteField | CodesField))

    def values(self) -> Values:
        """What stands in the fields."""
        found: Values = {}
        for name, field in self.fields.items():
            if isinstance(field, BirthField):
                entry = field.entry()
                found[_BIRTH] = entry.iso if entry else None
                found[_PRECISION] = entry.precision if entry else None
            elif isinstance(field, CheckField):
                found[name] = 1 if field.is_checked() else None
            elif isinstance(field, NumberField):
                text = field.value()
                found[name] = int(text) if text else None
            else:
                found[name] = field.value()
        return found

    def changes(self) -> Values:
        """The values that were changed here."""
        given = self._given
        return {name: value for name, value in self.values().items() if value != given.get(name)}

    def take_meanwhile(self, values: Mapping[str, Value]) -> list[str]:
        """Another computer changed the record: fields not touched here follow; the names of those touched in both."""
        mine = self.changes()
        clashing = [
            name
            for name in mine
            if values.get(name) != self._given.get(name) and values.get(name) != mine[name]
        ]
        self._given = dict(values)
        for name in self.fields:
            if name not in mine:
                self._show(name, values)
        return clashing

    def are_readable(self) -> bool:
        """Whether every date can be understood; the first that cannot gets the keyboard."""
        for field in self.fields.values():
            if isinstance(field, DateField | BirthField) and not field.is_readable():
                field.setFocus()
                return False
        return True

    def _field(self, spec: FieldSpec) -> Field:
        label = field_label(self.record_type, spec.name)
        today = self._services.today
        if spec.name == _BIRTH:
            return BirthField(label, today)
        match spec.kind:
            case FieldKind.CODE:
                only = self._only.get(spec.name)
                return CodeField(label, spec.code_list or "", only=only, required=spec.required)
            case FieldKind.CODES:
                return CodesField(label, spec.code_list or "")
            case FieldKind.COUNTRY:
                return CountryField(label, special=True, required=spec.required)
            case FieldKind.DATE:
                return DateField(label, today, required=spec.required)
            case FieldKind.FLAG:
                return CheckField(label)
            case FieldKind.INTEGER:
                return NumberField(label, required=spec.required)
        if spec.max_length > _LONG_TEXT or spec.name in self._long:
            return NoteField(label, required=spec.required)
        return TextField(label, required=spec.required, max_length=spec.max_length or None)

    def _show(self, name: str, values: Mapping[str, Value]) -> None:
        field = self.fields[name]
        value = values.get(name)
        if isinstance(field, BirthField):
            entry = DateEntry(str(value), str(values.get(_PRECISION) or "DAY")) if value else None
            field.set_entry(entry)
        else:
            field.set_value(str(value) if value is not None else None)
