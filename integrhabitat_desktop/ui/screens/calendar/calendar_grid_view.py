"""The grid of a month or week: one cell for each day, worked by arrow keys or the mouse."""

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from integrhabitat_desktop.domain.session_states import CANCELLED, HELD, NOT_HELD
from integrhabitat_desktop.i18n import _, format_time, ngettext
from integrhabitat_desktop.ui.screens.calendar.calendar_table_model import (
    CELL_ROLE,
    CalendarTableModel,
    DayCell,
)
from integrhabitat_desktop.ui.theme import TextSize, ThemeName, Tone, theme
from integrhabitat_desktop.ui.widgets.focus_ring import OWN_FOCUS, draw_focus_ring
from integrhabitat_desktop.ui.widgets.painting import paint_icon, paint_text
from integrhabitat_desktop.use_cases.view_calendar import CalendarSession

_Index = QModelIndex | QPersistentModelIndex
# Not as the badges have it: what is planned stands out here, what was cancelled steps back.
_TONES = {HELD: Tone.POSITIVE, NOT_HELD: Tone.WARNING, CANCELLED: Tone.NEUTRAL}
_ICONS = {HELD: "check", NOT_HELD: "x", CANCELLED: "x"}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class DayPainter(QStyledItemDelegate):
    """Draws a day: its number, why it is closed, and its sessions as far as there is room."""

    is_tall = False  # of a week: each session gets three lines

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme().px(60), theme().px(60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, DayCell):
            return
        tokens, area = theme(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "primary_soft" if chosen else "inset" if cell.is_outside or cell.closed else "surface"
        painter.fillRect(area, tokens.colour(ground))
        painter.setPen(QPen(tokens.colour("line"), tokens.edge))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(tokens.px(6), tokens.px(4), -tokens.px(6), -tokens.px(4))
        rest = self._paint_head(painter, inner, cell)
        self._paint_sessions(painter, rest, cell, chosen=chosen)
        view = self.parent()
        if chosen:
            painter.setPen(QPen(tokens.colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
            if isinstance(view, QTableView) and view.hasFocus():
                draw_focus_ring(painter, area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_head(self, painter: QPainter, area: QRect, cell: DayCell) -> QRect:
        """The number and the word of a closed day; what is left of the area, nothing where that is too little."""
        tokens = theme()
        font = tokens.font(TextSize.BODY, strong=cell.is_today)
        height = QFontMetrics(font).height() + tokens.px(4)
        number = QRect(area.left(), area.top(), height + tokens.px(4), height)
        colour = tokens.colour("muted" if cell.is_outside else "ink")
        if cell.is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("primary"))
            painter.drawRoundedRect(number, tokens.radius, tokens.radius)
            colour = tokens.colour("on_primary")
        paint_text(painter, number, str(cell.day.day), font, colour, Qt.AlignmentFlag.AlignHCenter)
        rest = area.adjusted(0, height + tokens.px(2), 0, 0)
        line = QFontMetrics(tokens.font(TextSize.SMALL)).height()
        if rest.height() < line:
            self._paint_marks(
                painter, QRect(number.topRight(), area.topRight()).adjusted(0, 0, 0, height), cell
            )
            return QRect()
        if cell.closed is not None:
            font, colour = tokens.font(TextSize.SMALL), tokens.tone(Tone.WARNING)
            title = cell.closed.title or _("closed day")
            if cell.sessions:
                room = QRect(number.right() + tokens.px(5), area.top(), 0, height)
                room.setRight(area.right())
                paint_text(painter, room, title, font, colour)
            else:
                painter.setFont(font)
                painter.setPen(colour)
                option = QTextOption(Qt.AlignmentFlag.AlignLeft)
                option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
                painter.drawText(rest.toRectF(), title, option)
        return rest

    def _paint_marks(self, painter: QPainter, area: QRect, cell: DayCell) -> None:
        """Where there is no line below the number: that the centre is closed, and how many sessions there are."""
        tokens = theme()
        left = area.left() + tokens.px(4)
        if cell.closed is not None:
            left = paint_icon(
                painter, "calendar-x", tokens.tone(Tone.WARNING), left, area, tokens.px(14)
            ) + tokens.px(4)
        if cell.sessions:
            tone = _TONES.get(cell.sessions[0].state, Tone.PRIMARY)
            box = QRect(left, area.top(), min(area.height(), area.right() - left), area.height())
            painter.setPen(QPen(tokens.tone(tone), 1))
            painter.setBrush(tokens.tone_soft(tone))
            painter.drawRoundedRect(box, tokens.px(4), tokens.px(4))
            font, middle = tokens.font(TextSize.SMALL, strong=True), Qt.AlignmentFlag.AlignHCenter
            paint_text(painter, box, str(len(cell.sessions)), font, tokens.tone(tone), middle)

    def _paint_sessions(self, painter: QPainter, area: QRect, cell: DayCell, *, chosen: bool) -> None:
        if area.isEmpty():
            return
        tokens = theme()
        line = QFontMetrics(tokens.font(TextSize.SMALL)).height()
        height = line * (3 if self.is_tall else 1) + tokens.px(4)
        step = height + tokens.px(2)
        fitting = max(0, (area.height() + tokens.px(2)) // step)
        shown = cell.sessions
        if len(shown) > fitting:
            # The last line says how many more there are.
            shown = shown[: max(0, (area.height() - line) // step)]
        top = area.top()
        for session in shown:
            box = QRect(area.left(), top, area.width(), height)
            self._paint_ground(painter, box, session, chosen=chosen)
            self._paint_session(painter, box, session, line)
            top += step
        left = len(cell.sessions) - len(shown)
        if left and area.bottom() - top >= line // 2:
            words = (
                ngettext("{count} more", "{count} more", left)
                if shown
                else ngettext("{count} session", "{count} sessions", left)
            )
            room = QRect(area.left(), top, area.width(), line)
            paint_text(
                painter, room, words.format(count=left), tokens.font(TextSize.SMALL), tokens.colour("muted")
            )

    def _paint_ground(
        self, painter: QPainter, area: QRect, session: CalendarSession, *, chosen: bool
    ) -> None:
        tokens, tone = theme(), _TONES.get(session.state, Tone.PRIMARY)
        outlined = tokens.name is ThemeName.HIGH_CONTRAST
        painter.setPen(QPen(tokens.tone(tone), 1) if outlined else Qt.PenStyle.NoPen)
        # On the ground of the chosen day its own would not be seen.
        painter.setBrush(tokens.colour("surface") if chosen else tokens.tone_soft(tone))
        painter.drawRoundedRect(area, tokens.px(4), tokens.px(4))

    def _paint_session(self, painter: QPainter, area: QRect, session: CalendarSession, line: int) -> None:
        tokens, tone = theme(), _TONES.get(session.state, Tone.PRIMARY)
        room = area.adjusted(tokens.px(5), tokens.px(2), -tokens.px(4), -tokens.px(2))
        small, strong = tokens.font(TextSize.SMALL), tokens.font(TextSize.SMALL, strong=True)
        colour = tokens.colour("muted" if tone is Tone.NEUTRAL else "ink")
        left = room.left()
        first = QRect(left, room.top(), room.width(), line)
        if session.state in _ICONS:
            size = tokens.px(12)
            left = paint_icon(painter, _ICONS[session.state], tokens.tone(tone), left, first, size)
            left += tokens.px(3)
            first.setLeft(left)
        time = format_time(session.starts_at) if session.starts_at else ""
        if self.is_tall:
            paint_text(painter, first, time, strong, colour)
            below = QRect(room.left(), room.top() + line, room.width(), line)
            paint_text(painter, below, session.title, small, colour)
            paint_text(painter, below.translated(0, line), session.place or "", small, tokens.colour("muted"))
            return
        if time:
            left += paint_text(painter, first, time, strong, colour) + tokens.px(4)
        paint_text(
            painter, QRect(left, first.top(), room.right() - left + 1, line), session.title, small, colour
        )


class CalendarGrid(QTableView):
    """`day_wanted` when the arrows or the mouse go to a day, `stepped` for another month or week, `chosen` Enter."""

    day_wanted = Signal(object)  # a date
    stepped = Signal(int)
    today_wanted = Signal()
    chosen = Signal()

    def __init__(self, model: CalendarTableModel) -> None:
        super().__init__()
        self._days = model
        self._painter = DayPainter(self)
        self.setProperty(OWN_FOCUS, True)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("Days"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme().px(32))
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setSectionsClickable(False)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(lambda _index: self.chosen.emit())

    def show_tall(self, tall: bool) -> None:
        """Whether a session has room for three lines: in a week, not in a month."""
        self._painter.is_tall = tall
        self.viewport().update()

    def select_day(self, day: date) -> None:
        """Make a day the current one."""
        self.setCurrentIndex(self._days.index_of(day))

    def _click(self, index: QModelIndex) -> None:
        day = self._days.day_at(index)
        if day is not None:
            self.day_wanted.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = event.key(), self._days.day_at(self.currentIndex())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or day is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.day_wanted.emit(day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.stepped.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.today_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
