"""What belongs to one mark: minutes, reason, and who set it when."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from integrhabitat_desktop.domain.attendance_counts import MOST_MINUTES
from integrhabitat_desktop.i18n import _, code_label, format_moment, join_facts
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import NumberField, TextField
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.mark_attendance import Mark
from integrhabitat_desktop.use_cases.view_mark_history import MarkVersion

_WITH_MINUTES = frozenset({"LATE", "LEFT_EARLY"})
_WITH_REASON = _WITH_MINUTES | {"EXCUSED", "ABSENT"}


class MarkDetails(QWidget):
    """Minutes and reason of the current row; saved with Enter, by leaving the field or by going to another row."""

    saved = Signal(str, object)  # the person's id, the Mark
    left = Signal()  # the keyboard goes back to the list

    def __init__(self) -> None:
        super().__init__()
        self._person_id = ""
        self._mark: Mark | None = None
        self.minutes = NumberField(_("Minutes attended"))
        self.minutes.setFixedWidth(theme().px(150))
        self.minutes.line.setMaxLength(4)
        self.reason = TextField(_("Reason"), max_length=120)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        layout.addWidget(self.minutes)
        layout.addWidget(self.reason, 1)
        for field in (self.minutes, self.reason):
            field.line.returnPressed.connect(self._done)
            field.line.editingFinished.connect(self.save)
            field.line.installEventFilter(self)
        self.show_mark("", None)
        name_parts(self)

    def show_mark(self, person_id: str, mark: Mark | None) -> None:
        """Show what belongs to a mark; what was typed for another person is saved first."""
        if person_id != self._person_id:
            self.save()
        typing = self.minutes.line.hasFocus() or self.reason.line.hasFocus()
        if typing and person_id == self._person_id and mark is not None and self._mark == mark:
            return
        self._person_id, self._mark = person_id, mark
        status = mark.status if mark else ""
        self.minutes.set_value(str(mark.minutes) if mark and mark.minutes else None)
        self.reason.set_value(mark.reason if mark else None)
        self.minutes.setVisible(status in _WITH_MINUTES)
        self.reason.setVisible(status in _WITH_REASON)

    def take_keyboard(self) -> bool:
        """Put the keyboard into the first field; False where the mark has none."""
        field = next((it for it in (self.minutes, self.reason) if it.isVisible()), None)
        if field is None:
            return False
        field.setFocus()
        field.line.selectAll()
        return True

    @Slot()
    def save(self) -> None:
        """Save what changed."""
        if self._mark is None or self._mark.status not in _WITH_REASON:
            return
        typed = self.minutes.value() if self._mark.status in _WITH_MINUTES else None
        minutes = min(int(typed), MOST_MINUTES) if typed else None
        mark = Mark(self._mark.status, minutes, self.reason.value(), self._mark.modality)
        if mark != self._mark:
            self._mark = mark
            self.saved.emit(self._person_id, mark)

    @Slot()
    def _done(self) -> None:
        if self.minutes.line.hasFocus() and self.reason.isVisible():
            self.reason.setFocus()
        else:
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self._put_back()
            self.left.emit()
            return True
        return False

    def _put_back(self) -> None:
        mark = self._mark
        self.minutes.set_value(str(mark.minutes) if mark and mark.minutes else None)
        self.reason.set_value(mark.reason if mark else None)


def history_text(versions: tuple[MarkVersion, ...], services: ScreenServices) -> str:
    """Who set the present mark and when, and what stood there before."""
    if not versions:
        return ""
    now, zone = services.clock.now(), services.time_zone

    def signed(version: MarkVersion) -> str:
        moment = format_moment(version.at, now, zone) if version.at else _("on another computer")
        status = code_label("attendance_status", version.status)
        return _("{status} ({facts})").format(status=status, facts=join_facts(version.staff_name, moment))

    present, *earlier = versions
    before = _("before: {marks}").format(marks=", ".join(signed(it) for it in earlier[:2])) if earlier else ""
    return join_facts(signed(present), before)
