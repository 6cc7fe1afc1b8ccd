"""Fields for choosing: code lists, countries, segments, check boxes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from integrhabitat_desktop.i18n import _, code_choices, countries, nationalities
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.buttons import KitButton
from integrhabitat_desktop.ui.widgets.field import Field, QuietSignals
from integrhabitat_desktop.ui.widgets.flow import FlowLayout
from integrhabitat_desktop.ui.widgets.painting import paint_icon
from integrhabitat_desktop.ui.widgets.text import set_tooltip

Choices = Sequence[tuple[str, str]]  # (code, text shown)


class KitCombo(QComboBox):
    """A combo box with the kit's arrow; the wheel scrolls the form, not the choice."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def shown_text(self) -> str:
        """The choice as it is painted: shortened where the box is too narrow for it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        width = room.width() - theme().px(2)
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, width)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            set_tooltip(self, self.currentText() if self._is_cut() else "")
        return super().event(event)

    def _is_cut(self) -> bool:
        return not self.isEditable() and self.shown_text() != self.currentText()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_cut():
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            option.currentText = self.shown_text()
            painter = QStylePainter(self)
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
            painter.end()
        else:
            super().paintEvent(event)
        size = theme().icon_size
        colour = theme().colour("muted" if self.isEnabled() else "disabled")
        paint_icon(
            QPainter(self), "chevron-down", colour, self.width() - size - theme().px(8), self.rect(), size
        )


class ChoiceField(Field):
    """One of several (code, text) choices. `empty` is the text of "nothing chosen"; "" leaves it out."""

    def __init__(
        self,
        label: str,
        choices: Choices,
        *,
        empty: str | None = None,
        help_text: str = "",
        required: bool = False,
        value: str | None = None,
        searchable: bool = False,
    ) -> None:
        super().__init__(label, help_text=help_text, required=required)
        self.combo = KitCombo()
        self._empty = _("Not recorded") if empty is None else empty
        self._fill(choices)
        if searchable:
            self._make_searchable()
        self.set_value(value)
        self.combo.currentIndexChanged.connect(self._edited)
        self._set_control(self.combo)

    def _fill(self, choices: Choices) -> None:
        if self._empty:
            self.combo.addItem(self._empty, None)
        for code, text in choices:
            self.combo.addItem(text, code)

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; the value stays where it is among them."""
        kept = self.value()
        with QuietSignals(self.combo):
            self.combo.clear()
            self._fill(choices)
        self.set_value(kept)

    def _make_searchable(self) -> None:
        line = QLineEdit()
        line.setProperty("kit", "inner")
        self.combo.setLineEdit(line)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line.editingFinished.connect(self._settle)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setProperty("kit", "completer")
        completer.setPopup(popup)
        self.combo.setCompleter(completer)

    def _settle(self) -> None:
        """What was typed becomes the choice it names, or the former choice comes back."""
        self._take_typed()
        self.combo.setEditText(self.combo.itemText(self.combo.currentIndex()))

    def _take_typed(self) -> None:
        if self.combo.currentText() == self.combo.itemText(self.combo.currentIndex()):
            return
        found = self.combo.findText(self.combo.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        if found >= 0:
            self.combo.setCurrentIndex(found)

    def _edited(self) -> None:
        self.set_error(None)
        self.changed.emit()

    def value(self) -> str | None:
        # The field tells that typing has ended only when the keyboard leaves it; a click may come sooner.
        self._take_typed()
        data = self.combo.currentData()
        return str(data) if data is not None else None

    def set_value(self, value: str | None) -> None:
        with QuietSignals(self.combo):
            index = self.combo.findData(value) if value is not None else (0 if self._empty else -1)
            if index < 0 and value is not None:
                # A code of a newer version: shown as it is, and kept.
                self.combo.addItem(value, value)
                index = self.combo.count() - 1
            self.combo.setCurrentIndex(index)


class CodeField(ChoiceField):
    """A choice from a code list, labels in the active language. `only` narrows the list."""

    def __init__(
        self,
        label: str,
        code_list: str,
        *,
        only: Sequence[str] | None = None,
        empty: str | None = None,
        help_text: str = "",
        required: bool = False,
        value: str | None = None,
    ) -> None:
        choices = [(code, text) for code, text in code_choices(code_list) if only is None or code in only]
        super().__init__(
            label,
            choices,
            empty=empty,
            help_text=help_text,
            required=required,
            value=value,
            searchable=len(choices) > 15,
        )


class CountryField(ChoiceField):
    """A country by name, found while typing; `first` countries on top. `special` adds stateless and others."""

    def __init__(
        self,
        label: str,
        *,
        first: tuple[str, ...] = (),
        special: bool = False,
        help_text: str = "",
        required: bool = False,
        value: str | None = None,
    ) -> None:
        choices = nationalities(first) if special else countries(first)
        super().__init__(label, choices, help_text=help_text, required=required, value=value, searchable=True)


class SegmentedField(Field):
    """Two to five choices side by side, all visible; arrows move between them."""

    def __init__(
        self,
        label: str,
        choices: Choices,
        *,
        help_text: str = "",
        required: bool = False,
        value: str | None = None,
    ) -> None:
        super().__init__(label, help_text=help_text, required=required)
        row = QWidget()
        layout = FlowLayout(row, theme().px(8))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KitButton] = {}
        for code, text in choices:
            button = KitButton(text, "segment")
            button.setCheckable(True)
            self._group.addButton(button)
            self._buttons[code] = button
            layout.addWidget(button)
        self._group.buttonToggled.connect(self._toggled)
        first = next(iter(self._buttons.values()))
        self._set_control(row, first)
        for button in self._buttons.values():
            button.setAccessibleName(f"{label}: {button.label()}" if label else button.label())
        # It may take several lines where the room is narrow, which a field of one height would cut.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_value(value)

    def _toggled(self, _button: object, checked: bool) -> None:
        if checked:
            self.set_error(None)
            self.changed.emit()

    def value(self) -> str | None:
        return next((code for code, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        with QuietSignals(self._group):
            self._group.setExclusive(False)
            for code, button in self._buttons.items():
                button.setChecked(code == value)
            self._group.setExclusive(True)
