"""A list of two-line rows worked by keyboard: avatar or icon, title, facts, badges, time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from integrhabitat_desktop.i18n import join_facts
from integrhabitat_desktop.ui.theme import TextSize, Tone, theme
from integrhabitat_desktop.ui.widgets.arranging import bring_into_sight
from integrhabitat_desktop.ui.widgets.enter_key import is_enter
from integrhabitat_desktop.ui.widgets.focus_ring import OWN_FOCUS, draw_focus_ring
from integrhabitat_desktop.ui.widgets.painting import (
    BadgeText,
    badge_size,
    paint_avatar,
    paint_badge,
    paint_icon,
    paint_text,
)
from integrhabitat_desktop.ui.widgets.text import tooltip_text

_ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row. `avatar` is the name whose initials are shown, `trailing` a short text at the right end."""

    id: str
    title: str
    subtitle: str = ""
    avatar: str = ""
    icon: str = ""
    icon_tone: Tone = Tone.NEUTRAL
    badges: tuple[BadgeText, ...] = ()
    trailing: str = ""
    said: str = ""  # what its icon says, for those who do not see it

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        words = ", ".join(badge.text for badge in self.badges)
        return join_facts(self.title, self.said, self.subtitle, words, self.trailing)


class _RowModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ListRow, ...] = ()

    def rowCount(self, parent: _Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text("\n".join(part for part in (row.title, row.subtitle) if part))
        return row if role == _ROW else None

    def replace(self, rows: Sequence[ListRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class _RowPainter(QStyledItemDelegate):
    def __init__(self, view: "RowList", *, cards: bool) -> None:
        super().__init__(view)
        self._view, self._cards = view, cards

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        tokens = theme()
        row: ListRow = index.data(_ROW)
        lines = QFontMetrics(tokens.font(TextSize.LARGE if self._cards else TextSize.BODY)).height()
        if row.subtitle:
            lines += QFontMetrics(tokens.font()).height()
        if self._cards:
            return QSize(tokens.px(120), max(lines + tokens.px(18), tokens.px(58)) + tokens.px(10))
        return QSize(tokens.px(120), max(lines + tokens.px(8), tokens.px(30)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = theme()
        row: ListRow = index.data(_ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(0, 0, 0, -tokens.px(10)) if self._cards else option.rect
        self._paint_ground(painter, area, chosen=chosen, hovered=hovered)
        self._paint_parts(painter, area, row)
        if chosen and self._view.hasFocus():
            draw_focus_ring(painter, area)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, *, chosen: bool, hovered: bool) -> None:
        tokens = theme()
        edge = tokens.colour("primary" if chosen else "line")
        ground = tokens.colour("primary_soft" if chosen else "hover" if hovered else "surface")
        if self._cards:
            width = 2 if chosen else tokens.edge
            painter.setPen(QPen(edge, width))
            painter.setBrush(ground)
            half = width / 2
            painter.drawRoundedRect(
                area.toRectF().adjusted(half, half, -half, -half), tokens.px(8), tokens.px(8)
            )
        elif chosen or hovered:
            painter.setPen(QPen(edge, tokens.edge) if chosen and tokens.edge > 1 else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(area, tokens.radius, tokens.radius)

    def _paint_parts(self, painter: QPainter, area: QRect, row: ListRow) -> None:
        tokens = theme()
        inner = area.adjusted(
            *((tokens.px(15), 0, -tokens.px(15), 0) if self._cards else (tokens.px(8), 0, -tokens.px(8), 0))
        )
        left, right = inner.left(), inner.right() + 1
        if row.avatar:
            size = min(tokens.px(40 if self._cards else 24), area.height() - tokens.px(6))
            paint_avatar(
                painter, QRect(left, area.top() + (area.height() - size) // 2, size, size), row.avatar, row.id
            )
            left += size + tokens.px(12)
        elif row.icon:
            left = paint_icon(painter, row.icon, tokens.tone(row.icon_tone), left, area, tokens.icon_size)
            left += tokens.px(10)
        if row.trailing:
            metrics = QFontMetrics(tokens.font())
            width = metrics.horizontalAdvance(row.trailing) + 1
            right -= width
            paint_text(
                painter,
                QRect(right, area.top(), width, area.height()),
                row.trailing,
                tokens.font(),
                tokens.colour("muted"),
            )
            right -= tokens.px(10)
        right, left_out = self._paint_badges(painter, area, row, left, right)
        # A badge without room is said in the second line: the reason of a match must not get lost.
        facts = join_facts(*left_out, row.subtitle)
        self._paint_words(painter, QRect(left, area.top(), right - left, area.height()), row.title, facts)

    def _paint_badges(
        self, painter: QPainter, area: QRect, row: ListRow, left: int, right: int
    ) -> tuple[int, list[str]]:
        """Badges from the right end, in rows of one line behind the title; which ones found no room."""
        tokens = theme()
        from_end = self._cards or bool(row.subtitle)
        title_font = tokens.font(TextSize.LARGE if self._cards else TextSize.BODY, strong=self._cards)
        title = QFontMetrics(title_font).horizontalAdvance(row.title) + tokens.px(12)
        left_out = []
        at = left + title
        keep = left + max(tokens.px(140), min(title, tokens.px(270)))
        for badge in reversed(row.badges) if from_end else row.badges:
            size = badge_size(badge)
            start = right - size.width() if from_end else at
            if start < (keep if from_end else at) or start + size.width() > right:
                left_out.append(badge.text)
                continue
            top = area.top() + (area.height() - size.height()) // 2
            paint_badge(painter, QRect(start, top, size.width(), size.height()), badge)
            if from_end:
                right = start - tokens.px(8)
            else:
                at = start + size.width() + tokens.px(6)
        return right, (left_out if row.subtitle else [])

    def _paint_words(self, painter: QPainter, area: QRect, title: str, facts: str) -> None:
        tokens = theme()
        font = tokens.font(TextSize.LARGE if self._cards else TextSize.BODY, strong=self._cards)
        first = QFontMetrics(font).height()
        second = QFontMetrics(tokens.font()).height() if facts else 0
        top = area.top() + (area.height() - first - second) // 2
        paint_text(painter, QRect(area.left(), top, area.width(), first), title, font, tokens.colour("ink"))
        if facts:
            under = QRect(area.left(), top + first, area.width(), second)
            paint_text(painter, under, facts, tokens.font(), tokens.colour("muted"))


class RowList(QListView):
    """Rows with one current row. `current_changed` tells its id ("" for none), `chosen` Enter or double click.

    `cards` draws each row as a card of its own; otherwise rows are plain lines.
    """

    current_changed = Signal(str)
    chosen = Signal(str)

    def __init__(self, name: str, *, cards: bool = True) -> None:
        super().__init__()
        self._rows = _RowModel()
        self.setProperty("kit", "rows")
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(self, cards=cards))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.doubleClicked.connect(self._choose)

    def set_rows(self, rows: Sequence[ListRow], *, select_first: bool = False) -> None:
        """Show other rows; the current one stays where it is still among them."""
        kept = self.current_id()
        self._rows.replace(rows)
        self.updateGeometry()
        if not self.select(kept) and select_first and rows:
            self.select(rows[0].id)
        elif kept and self.current_id() != kept:
            self.current_changed.emit("")

    def rows(self) -> tuple[ListRow, ...]:
        return self._rows.rows

    def current_id(self) -> str:
        """The id of the current row, "" for none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    def select(self, row_id: str) -> bool:
        """Make the row with this id the current one; whether there is one."""
        for number, row in enumerate(self._rows.rows):
            if row.id == row_id:
                self.setCurrentIndex(self._rows.index(number))
                return True
        return False

    def step(self, step: int) -> None:
        """Move the current row, for a search field that keeps the focus."""
        count = len(self._rows.rows)
        if count:
            now = self.currentIndex().row()
            self.setCurrentIndex(self._rows.index(max(0, min(count - 1, now + step))))

    def sizeHint(self) -> QSize:
        height = sum(self.sizeHintForRow(number) for number in range(len(self._rows.rows)))
        return QSize(theme().px(320), height + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        one = self.sizeHintForRow(0) if self._rows.rows else 0
        return QSize(theme().px(200), one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.step(1)

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self.hasFocus() and current.isValid():
            bring_into_sight(self, self.visualRect(current))
        self.current_changed.emit(self._rows.rows[current.row()].id if current.isValid() else "")

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.rows[index.row()].id)
