"""Fields for text, notes, numbers, times and passphrases."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QFontMetrics, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from integrhabitat_desktop.domain.date_entry import parse_time
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.buttons import icon_button
from integrhabitat_desktop.ui.widgets.field import Field, QuietSignals
from integrhabitat_desktop.ui.widgets.line_edit import KitLineEdit


class TextField(Field):
    """One line of text; spaces at the ends are dropped."""

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        help_text: str = "",
        required: bool = False,
        max_length: int | None = None,
        value: str | None = None,
    ) -> None:
        super().__init__(label, help_text=help_text, required=required)
        self.line = KitLineEdit()
        self.line.setPlaceholderText(placeholder)
        self._hint = placeholder
        if max_length is not None:
            self.line.setMaxLength(max_length)
        self.line.textEdited.connect(self._edited)
        self._set_control(self._dressed_line(), self.line)
        self.set_value(value)

    def _dressed_line(self) -> QWidget:
        return self.line

    def label_inside(self, inside: bool) -> None:
        """The label in the empty line instead of above it, where there is no room for both."""
        if inside:
            self._hint = self.line.placeholderText()
        self.line.setPlaceholderText(self.label() if inside else self._hint)
        self._label.setVisible(not inside and bool(self.label()))

    def _edited(self) -> None:
        self.set_error(None)
        self.changed.emit()

    def value(self) -> str | None:
        return self.line.text().strip() or None

    def set_value(self, value: str | None) -> None:
        with QuietSignals(self.line):
            self.line.setText(value or "")
            self.line.setCursorPosition(0)


class NumberField(TextField):
    """A whole number or an amount, kept as the text of the record (decimal point)."""

    def __init__(
        self,
        label: str,
        *,
        decimals: int = 0,
        help_text: str = "",
        required: bool = False,
        value: str | int | None = None,
    ) -> None:
        super().__init__(label, help_text=help_text, required=required)
        tail = rf"([.,]\d{{0,{decimals}}})?" if decimals else ""
        self.line.setValidator(
            QRegularExpressionValidator(QRegularExpression(rf"\d{{0,9}}{tail}"), self.line)
        )
        self.set_value(str(value) if value is not None else None)

    def value(self) -> str | None:
        text = super().value()
        return text.replace(",", ".").rstrip(".") if text else None


class TimeField(TextField):
    """A time of day typed as "14:00", "1400" or "2 pm"."""

    def __init__(
        self, label: str, *, help_text: str = "", required: bool = False, value: str | None = None
    ) -> None:
        super().__init__(label, placeholder="14:00", help_text=help_text, required=required, value=value)
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> str | None:
        return parse_time(self.line.text())

    def is_readable(self) -> bool:
        """Whether what stands there is empty or a time."""
        return not self.line.text().strip() or self.value() is not None

    def _tidy(self) -> None:
        if self.is_readable():
            self.set_value(self.value())
        else:
            self.set_error(_("This is not a time. Write it like 14:30."))


class PassphraseField(TextField):
    """A secret, hidden until the eye is pressed; never trimmed."""

    def __init__(self, label: str, *, help_text: str = "", required: bool = False) -> None:
        super().__init__(label, help_text=help_text, required=required)
        self._show(False)

    def _dressed_line(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        self.eye = icon_button("eye", _("Show what I type"), self._toggle)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.eye)
        return row

    def _toggle(self) -> None:
        self._show(self.line.echoMode() is QLineEdit.EchoMode.Password)
        self.line.setFocus()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.eye.set_icon_name("eye-off" if shown else "eye")
        self.eye.setAccessibleName(_("Hide what I type") if shown else _("Show what I type"))

    def value(self) -> str | None:
        return self.line.text() or None

    def clear(self) -> None:
        """Empty the field and hide again what is typed next."""
        self.line.clear()
        self._show(False)


class NoteField(Field):
    """Several lines of plain text."""

    def __init__(
        self,
        label: str,
        *,
        lines: int = 3,
        placeholder: str = "",
        help_text: str = "",
        required: bool = False,
        value: str | None = None,
    ) -> None:
        super().__init__(label, help_text=help_text, required=required)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(placeholder)
        height = QFontMetrics(theme().font()).lineSpacing() * lines + theme().px(24)
        self.edit.setFixedHeight(height)
        self.set_value(value)
        self.edit.textChanged.connect(self._edited)
        self._set_control(self.edit)

    def _edited(self) -> None:
        self.set_error(None)
        self.changed.emit()

    def value(self) -> str | None:
        return self.edit.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        with QuietSignals(self.edit):
            self.edit.setPlainText(value or "")
