"""What stands in the fields of a form, as texts: kept at a lock, put back, and told from what stood there first."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.ui.widgets.date_field import BirthField, DateField
from integrhabitat_desktop.ui.widgets.field import Field, QuietSignals
from integrhabitat_desktop.ui.widgets.text_fields import PassphraseField, TextField


def text_of(field: Field) -> str:
    """What stands in a field, also where it is no date or time yet; a day in a form that every language reads."""
    if isinstance(field, BirthField):
        entry = field.entry()
        if entry is not None and entry.precision == "DAY":
            return entry.iso
    elif isinstance(field, DateField) and (day := field.value()):
        return day
    if isinstance(field, TextField):
        return field.line.text()
    return field.value() or ""


def put_text(field: Field, text: str) -> None:
    """Show again what `text_of` gave."""
    if not isinstance(field, TextField):
        field.set_value(text or None)
        return
    with QuietSignals(field.line):
        field.line.setText(text)
    if isinstance(field, BirthField):
        if (entry := field.entry()) is not None:
            field.set_entry(entry)
    elif isinstance(field, DateField) and (day := field.value()):
        field.set_value(day)


class TypedFields:
    """The fields of a panel by their names, or by their place where they have none. Passphrases are never kept."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields = {
            field.objectName() or f"field_{number}": field
            for number, field in enumerate(fields, start=1)
            if not isinstance(field, PassphraseField)
        }
        self.begin()

    @classmethod
    def inside(cls, panel: QWidget) -> "TypedFields":
        """Every field that stands in a panel."""
        return cls(panel.findChildren(Field))

    def begin(self) -> None:
        """What stands there now was typed by nobody."""
        self._begun = self.texts()

    def clear(self) -> None:
        """Show again what stood there first."""
        self.restore(self._begun)

    def typed(self) -> dict[str, str]:
        """The texts that were typed since the beginning, by field; {} where nothing was."""
        return {name: text for name, text in self.texts().items() if text != self._begun[name]}

    def restore(self, texts: dict[str, str]) -> None:
        """Put back what `typed` gave."""
        for name, text in texts.items():
            if name in self._fields:
                put_text(self._fields[name], text)

    def texts(self) -> dict[str, str]:
        """What stands there now, by field."""
        return {name: text_of(field) for name, field in self._fields.items()}
