"""A form field: label above, control, and under it an explanation or the sentence that says what is wrong."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.text import PlainLabel, caption, error_label


class Field(QWidget):
    """Base of all fields. Subclasses put their control in with `_set_control` and emit `changed`.

    Values are those of records: text, codes, ISO dates; None where nothing was entered.
    """

    changed = Signal()

    def __init__(self, label: str, *, help_text: str = "", required: bool = False) -> None:
        super().__init__()
        self._label_text, self._required = label, required
        self._control: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(4))
        shown = label if not required else _("{label} (required)").format(label=label)
        self._label = PlainLabel(shown, "field", wrapped=True)
        self._label.setVisible(bool(label))
        self._help = caption(help_text, wrapped=True)
        self._help.setVisible(bool(help_text))
        self._error = error_label()
        self._error.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _set_control(self, control: QWidget, focus: QWidget | None = None) -> None:
        """Place the control; `focus` is the part of it that takes the keyboard."""
        self._control = focus or control
        self._control.setAccessibleName(self._label_text)
        self._control.setAccessibleDescription(self._help.text())
        self.setFocusProxy(self._control)
        for part in (self._label, control, self._help, self._error):
            self._layout.addWidget(part)

    def label(self) -> str:
        return self._label_text

    def is_required(self) -> bool:
        return self._required

    def error(self) -> str:
        """The sentence shown under the field, "" for none."""
        return self._error.text() if not self._error.isHidden() else ""

    def set_error(self, sentence: str | None) -> None:
        """Show what is wrong with the value, or nothing."""
        self._error.set_text(sentence or "")
        self._error.setVisible(bool(sentence))
        self._help.setVisible(bool(self._help.text()) and not sentence)
        control = self._control
        if control is not None:
            control.setAccessibleDescription(sentence or self._help.text())
            control.setProperty("problem", bool(sentence))
            control.style().unpolish(control)
            control.style().polish(control)

    def set_help(self, text: str) -> None:
        """Show another explanation."""
        self._help.set_text(text)
        self._help.setVisible(bool(text) and not self.error())

    def value(self) -> str | None:
        """The value, None where nothing was entered."""
        raise NotImplementedError

    def set_value(self, value: str | None) -> None:
        """Show a value without emitting `changed`."""
        raise NotImplementedError


class QuietSignals:
    """While active, the signals of an object are held back."""

    def __init__(self, source: QObject) -> None:
        self._source = source

    def __enter__(self) -> None:
        self._was = self._source.blockSignals(True)

    def __exit__(self, *_unused: object) -> None:
        self._source.blockSignals(self._was)
