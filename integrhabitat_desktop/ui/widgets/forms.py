"""Forms: fields in one or two columns, and checking them before they are sent."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.field import Field

_ONE_COLUMN_FROM = 150


class FormGrid(QWidget):
    """Fields in `columns` columns, in tab order; one column where the zoom leaves no room for more."""

    def __init__(self, *fields: QWidget, columns: int = 2) -> None:
        super().__init__()
        self._columns = 1 if theme().zoom >= _ONE_COLUMN_FROM else columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(theme().px(12))
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
        self._row, self._column = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        for field in fields:
            self.add(field)

    def add(self, field: QWidget, *, wide: bool = False) -> None:
        """Place the next field; a `wide` one takes a whole line."""
        span = self._columns if wide else 1
        if self._column and self._column + span > self._columns:
            self._next_line()
        self._grid.addWidget(field, self._row, self._column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._column += span
        if self._column >= self._columns:
            self._next_line()

    def _next_line(self) -> None:
        self._row, self._column = self._row + 1, 0


def check_required(fields: Iterable[Field]) -> bool:
    """Mark every empty required field, move to the first; whether all are filled in."""
    missing = [field for field in fields if field.is_required() and field.value() is None]
    for field in missing:
        if not field.error():
            field.set_error(_("Please fill this in."))
    if missing:
        missing[0].setFocus()
    return not missing


def show_field_errors(fields: dict[str, Field], sentences: dict[str, str]) -> None:
    """Show a sentence under each named field, and move to the first that has one."""
    first: Field | None = None
    for name, field in fields.items():
        field.set_error(sentences.get(name))
        if name in sentences and first is None:
            first = field
    if first is not None:
        first.setFocus()
