"""A table for many rows: calm lines, one current row, badges and grey text in cells, all plain text."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from integrhabitat_desktop.ui.theme import TextSize, Tone, theme
from integrhabitat_desktop.ui.widgets.enter_key import is_enter
from integrhabitat_desktop.ui.widgets.focus_ring import OWN_FOCUS, draw_focus_ring
from integrhabitat_desktop.ui.widgets.painting import (
    BadgeText,
    badge_size,
    paint_badge,
    paint_icon,
    paint_text,
)

_Index = QModelIndex | QPersistentModelIndex

# What a cell may say beside its text (DisplayRole), for the models of the screens.
BADGE_ROLE = Qt.ItemDataRole.UserRole + 101  # a BadgeText shown instead of the text
MUTED_ROLE = Qt.ItemDataRole.UserRole + 102  # True: grey text
STRONG_ROLE = Qt.ItemDataRole.UserRole + 103  # True: larger, semi-bold: the name of a row
ICON_ROLE = Qt.ItemDataRole.UserRole + 104  # name of an icon before the text
TONE_ROLE = Qt.ItemDataRole.UserRole + 105  # Tone of text and icon
_LEAST_NAME = 220  # pixels of the 100 % design that the first column keeps


class CellPainter(QStyledItemDelegate):
    """Draws cells by the roles above. Screens may subclass it for a column of their own (`paint_content`)."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hint = super().sizeHint(option, index)
        badge = index.data(BADGE_ROLE)
        width = badge_size(badge).width() if isinstance(badge, BadgeText) else hint.width()
        return QSize(width + 2 * theme().px(16), theme().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, area = theme(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tokens.colour("primary_soft"))
            if index.column() == 0:
                bar = QRect(area.left(), area.top(), tokens.px(4), area.height())
                painter.fillRect(bar, tokens.colour("primary"))
        painter.setPen(QPen(tokens.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self.paint_content(painter, area.adjusted(tokens.px(16), 0, -tokens.px(8), -1), index)
        painter.restore()

    def paint_content(self, painter: QPainter, area: QRect, index: _Index) -> None:
        """Draw what the cell says into `area`."""
        tokens = theme()
        badge = index.data(BADGE_ROLE)
        if isinstance(badge, BadgeText):
            size = badge_size(badge).boundedTo(area.size())
            top = area.top() + (area.height() - size.height()) // 2
            paint_badge(painter, QRect(area.left(), top, size.width(), size.height()), badge)
            return
        tone = index.data(TONE_ROLE)
        muted = bool(index.data(MUTED_ROLE))
        token = tone.value if isinstance(tone, Tone) else "muted" if muted else "ink"
        icon = index.data(ICON_ROLE)
        left = area.left()
        if icon:
            left = paint_icon(painter, icon, tokens.colour(token), left, area, tokens.icon_size)
            left += tokens.px(8)
        strong = bool(index.data(STRONG_ROLE))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        right_aligned = index.data(Qt.ItemDataRole.TextAlignmentRole)
        align = Qt.AlignmentFlag.AlignLeft
        if right_aligned is not None and int(right_aligned) & int(Qt.AlignmentFlag.AlignRight):
            align = Qt.AlignmentFlag.AlignRight
        paint_text(
            painter,
            QRect(left, area.top(), area.right() - left + 1, area.height()),
            "" if text is None else str(text),
            tokens.font(TextSize.LARGE if strong else TextSize.BODY, strong=strong),
            tokens.colour(token),
            align,
        )


class DataTable(QTableView):
    """A table whose current row is the choice. `current_changed` tells its number (-1: none), `chosen` Enter."""

    current_changed = Signal(int)
    chosen = Signal(int)

    def __init__(self, name: str, model: QAbstractItemModel) -> None:
        super().__init__()
        self._optional: tuple[int, ...] = ()
        self._widths: dict[int, int] = {}  # of columns that may be hidden
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().row_height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(theme().row_height + theme().px(2))
        header.setMinimumSectionSize(theme().px(48))
        header.setStretchLastSection(True)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    def set_row_height(self, pixels: int) -> None:
        """Another height of rows, in pixels of the 100 % design."""
        self.verticalHeader().setDefaultSectionSize(theme().px(pixels))

    def set_column_widths(self, *pixels: int) -> None:
        """Widths of the first columns in pixels of the 100 % design; 0 takes the room that is left."""
        for column, width in enumerate(pixels):
            if width:
                self.horizontalHeader().resizeSection(column, theme().px(width))
            else:
                self.horizontalHeader().setStretchLastSection(False)
                self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def set_optional_columns(self, *columns: int) -> None:
        """These columns go, in this order, where the first one would not have room for a name."""
        self._optional = columns
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header, room = self.horizontalHeader(), self.viewport().width()
        taken = theme().px(_LEAST_NAME) + sum(
            header.sectionSize(column) or self._widths.get(column, 0) for column in range(1, header.count())
        )
        for column in self._optional:
            width = header.sectionSize(column) or self._widths.get(column, 0)
            self._widths[column] = width
            is_hidden = taken > room
            taken -= width if is_hidden else 0
            if is_hidden != self.isColumnHidden(column):
                self.setColumnHidden(column, is_hidden)

    def current_row(self) -> int:
        """The number of the current row, -1 for none."""
        return self.currentIndex().row()

    def select_row(self, number: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.model().index(number, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.currentIndex().isValid():
            self.chosen.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        if by_key and not self.currentIndex().isValid() and self.model().rowCount():
            self.select_row(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        current = self.currentIndex()
        if current.isValid():
            row = QRect(
                0,
                self.rowViewportPosition(current.row()),
                self.viewport().width(),
                self.rowHeight(current.row()),
            )
            draw_focus_ring(painter, row.adjusted(0, 0, -1, -1))
        else:
            draw_focus_ring(painter, self.viewport().rect().adjusted(0, 0, -1, -1))

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.current_changed.emit(current.row())
