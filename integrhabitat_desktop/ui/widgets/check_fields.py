"""Check boxes: one with its text, a yes-or-no field, several codes of a list."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import code_choices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.field import Field, QuietSignals
from integrhabitat_desktop.ui.widgets.painting import paint_icon, paint_text


class KitCheckBox(QCheckBox):
    """A check box with the kit's drawing; its text is plain. `detail` follows in grey: "8 años · hijo"."""

    def __init__(self, text: str, *, detail: str = "", checked: bool = False) -> None:
        super().__init__()
        self._label, self._detail = text, detail
        self.setAccessibleName(f"{text}, {detail}" if detail else text)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        tokens = theme()
        metrics = QFontMetrics(tokens.font())
        detail = metrics.horizontalAdvance(self._detail) + tokens.px(12) if self._detail else 0
        width = (
            tokens.icon_size + tokens.px(12) + metrics.horizontalAdvance(self._label) + detail + tokens.px(4)
        )
        return QSize(width, max(tokens.px(30), metrics.height() + tokens.px(6)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().px(120)), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = tokens.px(17)
        box = QRectF(1.5, (self.height() - size) / 2, size, size)
        enabled = self.isEnabled()
        checked = self.isChecked()
        edge = tokens.colour("disabled" if not enabled else "primary" if checked else "muted")
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(tokens.colour("primary") if checked and enabled else tokens.colour("surface"))
        painter.drawRoundedRect(box, tokens.px(3), tokens.px(3))
        if checked:
            mark = tokens.px(14)
            on = tokens.colour("on_primary" if enabled else "disabled")
            paint_icon(painter, "check", on, round(box.left() + (size - mark) / 2), self.rect(), mark)
        left = size + tokens.px(12)
        room = self.rect().adjusted(left, 0, 0, 0)
        taken = paint_text(
            painter, room, self._label, tokens.font(), tokens.colour("ink" if enabled else "disabled")
        )
        if self._detail:
            rest = room.adjusted(taken + tokens.px(12), 0, 0, 0)
            paint_text(painter, rest, self._detail, tokens.font(), tokens.colour("muted"))


class CheckField(Field):
    """A yes-or-no question with its text beside the box. The value is "1" or "0"."""

    def __init__(self, text: str, *, help_text: str = "", value: bool = False) -> None:
        super().__init__("", help_text=help_text)
        self.box = KitCheckBox(text, checked=value)
        self.box.toggled.connect(self._edited)
        self._set_control(self.box)
        self.box.setAccessibleName(text)

    def _edited(self) -> None:
        self.set_error(None)
        self.changed.emit()

    def is_checked(self) -> bool:
        return self.box.isChecked()

    def value(self) -> str | None:
        return "1" if self.box.isChecked() else "0"

    def set_value(self, value: str | None) -> None:
        with QuietSignals(self.box):
            self.box.setChecked(value == "1")


class TicksField(Field):
    """Several of some choices, as check boxes; the value is what is ticked, parted by spaces."""

    def __init__(
        self,
        label: str,
        choices: Iterable[tuple[str, str]],
        *,
        help_text: str = "",
        value: str | None = None,
    ) -> None:
        super().__init__(label, help_text=help_text)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._boxes: dict[str, KitCheckBox] = {}
        for code, text in choices:
            box = self._boxes[code] = KitCheckBox(text)
            box.toggled.connect(self._edited)
            layout.addWidget(box)
        self._set_control(holder, next(iter(self._boxes.values()), holder))
        for box in self._boxes.values():
            box.setAccessibleName(f"{label}: {box.accessibleName()}")
        self._unknown: list[str] = []
        self.set_value(value)

    def _edited(self) -> None:
        self.set_error(None)
        self.changed.emit()

    def value(self) -> str | None:
        chosen = [code for code, box in self._boxes.items() if box.isChecked()]
        return " ".join([*chosen, *self._unknown]) or None

    def set_value(self, value: str | None) -> None:
        wanted = (value or "").split()
        self._unknown = [code for code in wanted if code not in self._boxes]
        for code, box in self._boxes.items():
            with QuietSignals(box):
                box.setChecked(code in wanted)


class CodesField(TicksField):
    """Several codes of one list."""

    def __init__(
        self,
        label: str,
        code_list: str,
        *,
        only: Sequence[str] | None = None,
        help_text: str = "",
        value: str | None = None,
    ) -> None:
        offered = [it for it in code_choices(code_list) if only is None or it[0] in only]
        super().__init__(label, offered, help_text=help_text, value=value)
