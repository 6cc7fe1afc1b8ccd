"""The problem tree as a list that opens and closes: worked by keys, read aloud as a tree."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from integrhabitat_desktop.domain.problem_tree import Branch
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.screens.cocreation.board_keys import BoardKeys
from integrhabitat_desktop.ui.screens.cocreation.element_looks import element_icon, element_tone
from integrhabitat_desktop.ui.screens.cocreation.outline_model import (
    ELEMENT_ROLE,
    FACTS_ROLE,
    VOTES_ROLE,
    OutlineModel,
)
from integrhabitat_desktop.ui.theme import TextSize, theme
from integrhabitat_desktop.ui.widgets import BADGE_ROLE, BadgeText
from integrhabitat_desktop.ui.widgets.focus_ring import OWN_FOCUS, draw_focus_ring
from integrhabitat_desktop.ui.widgets.painting import badge_size, paint_badge, paint_icon, paint_text

_Index = QModelIndex | QPersistentModelIndex


class _RowPainter(QStyledItemDelegate):
    def __init__(self, view: "Outline") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        tokens = theme()
        lines = QFontMetrics(tokens.font()).height() + QFontMetrics(tokens.font(TextSize.SMALL)).height()
        return QSize(tokens.px(200), lines + tokens.px(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, area = theme(), option.rect.adjusted(0, 1, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("primary_soft" if chosen else "hover"))
            painter.drawRoundedRect(area, tokens.radius, tokens.radius)
        inner = area.adjusted(tokens.px(8), 0, -tokens.px(8), 0)
        element = str(index.data(ELEMENT_ROLE))
        colour = tokens.tone(element_tone(element))
        left = paint_icon(painter, element_icon(element), colour, inner.left(), area, tokens.icon_size)
        right = self._paint_end(painter, inner, index)
        self._paint_words(
            painter, QRect(left + tokens.px(8), area.top(), right - left - tokens.px(8), area.height()), index
        )
        if chosen and self._view.hasFocus():
            draw_focus_ring(painter, area)
        painter.restore()

    def _paint_end(self, painter: QPainter, inner: QRect, index: _Index) -> int:
        """State and votes from the right end; where they begin."""
        tokens, right = theme(), inner.right()
        badge = index.data(BADGE_ROLE)
        if isinstance(badge, BadgeText):
            size = badge_size(badge).boundedTo(QSize(inner.width() // 3, inner.height()))
            top = inner.top() + (inner.height() - size.height()) // 2
            paint_badge(painter, QRect(right - size.width(), top, size.width(), size.height()), badge)
            right -= size.width() + tokens.px(8)
        votes = str(index.data(VOTES_ROLE) or "")
        if votes:
            font = tokens.font(strong=True)
            width = QFontMetrics(font).horizontalAdvance(votes) + 1
            paint_text(
                painter,
                QRect(right - width, inner.top(), width, inner.height()),
                votes,
                font,
                tokens.colour("ink"),
            )
            right -= width + tokens.px(8)
        return right

    def _paint_words(self, painter: QPainter, area: QRect, index: _Index) -> None:
        tokens = theme()
        strong, small = (
            tokens.font(strong=str(index.data(ELEMENT_ROLE)) == "DEMAND"),
            tokens.font(TextSize.SMALL),
        )
        first, second = QFontMetrics(strong).height(), QFontMetrics(small).height()
        top = area.top() + (area.height() - first - second) // 2
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        paint_text(painter, QRect(area.left(), top, area.width(), first), words, strong, tokens.colour("ink"))
        under = QRect(area.left(), top + first, area.width(), second)
        paint_text(painter, under, str(index.data(FACTS_ROLE)), small, tokens.colour("muted"))


class Outline(QTreeView):
    """One current row. `current_changed` tells its id ("" for none); keys are answered by `keys`."""

    current_changed = Signal(str)

    def __init__(self, keys: BoardKeys) -> None:
        super().__init__()
        self.tree_model = OutlineModel(self)
        self._keys = keys
        self._closed: set[str] = set()
        self.setObjectName("outline")
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(_("Problem tree"))
        self.setModel(self.tree_model)
        self.setItemDelegate(_RowPainter(self))
        self.setHeaderHidden(True)
        self.setMouseTracking(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme().px(22))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setExpandsOnDoubleClick(False)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.doubleClicked.connect(lambda _index: keys.reword(self.current_id()))
        self.collapsed.connect(lambda index: self._closed.add(self._id(index)))
        self.expanded.connect(lambda index: self._closed.discard(self._id(index)))

    def show_tree(self, tree: tuple[Branch, ...]) -> None:
        """Show a tree; what was chosen stays chosen, what was closed stays closed."""
        kept, closed = self.current_id(), set(self._closed)
        self.tree_model.show(tree)
        self.expandAll()
        for item_id in closed:
            self.collapse(self.tree_model.index_of(item_id))
        self._closed = closed
        self.select(kept)

    def current_id(self) -> str:
        """The id of the current row, "" for none."""
        return self._id(self.currentIndex())

    def select(self, item_id: str) -> bool:
        """Make a row the current one; whether it is shown."""
        index = self.tree_model.index_of(item_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(260), theme().px(72))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.answer(event, self.current_id()):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.tree_model.index(0, 0))
        self.viewport().update()

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """An arrow before what can be opened, and no ground: the chosen row has its own."""
        if self.tree_model.rowCount(index):
            tokens = theme()
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            left = rect.right() - self.indentation() + (self.indentation() - tokens.px(14)) // 2
            paint_icon(painter, name, tokens.colour("muted"), left, rect, tokens.px(14))

    def _id(self, index: QModelIndex) -> str:
        item = self.tree_model.item_at(index)
        return item.id if item is not None else ""

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._id(current))
