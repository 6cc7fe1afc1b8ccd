"""Several days of the week, side by side."""

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n.calendar_words import weekday_name
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.buttons import KitButton
from integrhabitat_desktop.ui.widgets.field import Field, QuietSignals
from integrhabitat_desktop.ui.widgets.flow import FlowLayout

_DAYS = 7


class WeekdaysField(Field):
    """Each day is switched on and off with Space; the value is their numbers, parted by spaces (0 is Monday)."""

    def __init__(self, label: str, *, help_text: str = "", value: str | None = None) -> None:
        super().__init__(label, help_text=help_text)
        holder = QWidget()
        layout = FlowLayout(holder, theme().px(4))
        self._buttons: list[KitButton] = []
        for day in range(_DAYS):
            button = KitButton(weekday_name(day, short=True), "segment")
            button.setCheckable(True)
            button.setAccessibleName(f"{label}: {weekday_name(day)}")
            button.toggled.connect(self._edited)
            layout.addWidget(button)
            self._buttons.append(button)
        self._set_control(holder, self._buttons[0])
        self._buttons[0].setAccessibleName(f"{label}: {weekday_name(0)}")
        self.set_value(value)

    def days(self) -> tuple[int, ...]:
        """The chosen days."""
        return tuple(day for day, button in enumerate(self._buttons) if button.isChecked())

    def value(self) -> str | None:
        return " ".join(map(str, self.days())) or None

    def set_value(self, value: str | None) -> None:
        wanted = (value or "").split()
        for day, button in enumerate(self._buttons):
            with QuietSignals(button):
                button.setChecked(str(day) in wanted)

    def _edited(self) -> None:
        self.set_error(None)
        self.changed.emit()
