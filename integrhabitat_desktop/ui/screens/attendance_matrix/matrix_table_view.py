"""The table of the matrix: the names stay in sight, arrows go from mark to mark, Enter opens what a cell is about."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.ui.screens.attendance_matrix.matrix_table_model import (
    HEAD_ROLE,
    NAME,
    MatrixTableModel,
    SessionHead,
)
from integrhabitat_desktop.ui.theme import TextSize, theme
from integrhabitat_desktop.ui.widgets import BADGE_ROLE, BadgeText, CellPainter, DataTable
from integrhabitat_desktop.ui.widgets.enter_key import is_enter
from integrhabitat_desktop.ui.widgets.focus_ring import draw_focus_ring
from integrhabitat_desktop.ui.widgets.painting import badge_size, paint_badge, paint_text

_Index = QModelIndex | QPersistentModelIndex
_NAME_WIDTH, _MARK_WIDTH, _TOTAL_WIDTHS, _HEAD_HEIGHT = 224, 52, (116, 74, 84), 66
_ROW_HEIGHT, _LONG_NAME, _NOTHING_TYPED_MS = 34, 340, 1200


class MatrixPainter(CellPainter):
    """A letter in the middle of its cell, on the ground of its tone; names and totals as in every table."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        if (
            index.column() == NAME
            and isinstance(view, QTableView)
            and view.currentIndex().row() == index.row()
        ):
            # The name says whose mark the current one is.
            option.state |= QStyle.StateFlag.State_Selected
        super().paint(painter, option, index)

    def paint_content(self, painter: QPainter, area: QRect, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, MatrixTableModel) or model.session_at(index.column()) is None:
            super().paint_content(painter, area, index)
            return
        # The room to the left and right of other cells is too much for a letter.
        area = area.adjusted(-theme().px(16), 0, theme().px(8), 0)
        badge = index.data(BADGE_ROLE)
        if isinstance(badge, BadgeText):
            place = QRect(area.topLeft(), badge_size(badge))
            place.moveCenter(area.center())
            paint_badge(painter, place, badge)
            return
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        font, colour = theme().font(TextSize.BODY), theme().colour("muted")
        paint_text(painter, area, text, font, colour, Qt.AlignmentFlag.AlignHCenter)


class MatrixHeader(QHeaderView):
    """Weekday, day and how many came above each column of marks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(theme().px(_HEAD_HEIGHT))
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(theme().px(40))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        head = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, HEAD_ROLE)
        if not isinstance(head, SessionHead):
            painter.save()
            super().paintSection(painter, rect, logicalIndex)
            painter.restore()
            return
        tokens = theme()
        painter.save()
        painter.fillRect(rect, tokens.colour("surface"))
        painter.setPen(tokens.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        small, strong = tokens.font(TextSize.SMALL), tokens.font(TextSize.SMALL, strong=True)
        muted, middle = tokens.colour("muted"), Qt.AlignmentFlag.AlignHCenter
        line = (rect.height() - tokens.px(10)) // 3
        top = rect.top() + tokens.px(5)
        for text, font, colour in (
            (head.weekday, small, muted),
            (head.day, strong, muted if head.is_off else tokens.colour("ink")),
            (head.total, small, muted if head.is_off else tokens.colour("positive")),
        ):
            paint_text(painter, QRect(rect.left(), top, rect.width(), line), text, font, colour, middle)
            top += line
        painter.restore()


class _FrozenNames(QTableView):
    """The first column of a table once more, where it stays while the others scroll; takes neither keys nor Tab."""

    def __init__(self, table: "MatrixTable") -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setHorizontalHeader(MatrixHeader(self))
        self.setItemDelegate(MatrixPainter(self))
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(table)
        self.setAccessibleName(table.accessibleName())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setProperty("kit", "inner")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(table.verticalScrollMode())
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current = self.currentIndex()
        if self._table.hasFocus() and current.isValid() and current.column() == NAME:
            draw_focus_ring(QPainter(self.viewport()), self.visualRect(current).adjusted(0, 0, -1, -1))


class MatrixTable(DataTable):
    """`cell_changed` tells the current cell; `session_chosen` and `person_chosen` what Enter is to open."""

    cell_changed = Signal(int, int)
    session_chosen = Signal(int)  # the column
    person_chosen = Signal(int)  # the row

    def __init__(self, name: str, model: MatrixTableModel) -> None:
        self._names: _FrozenNames | None = None
        self._typed = ""
        super().__init__(name, model)
        self._cells = model
        self.setHorizontalHeader(MatrixHeader(self))
        self.setItemDelegate(MatrixPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.doubleClicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._tell_cell)
        self.set_row_height(_ROW_HEIGHT)
        self._names = _FrozenNames(self)
        self._names.doubleClicked.connect(self._choose)
        self._names.show()
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_NOTHING_TYPED_MS)
        self._forget.timeout.connect(self._forget_typed)
        model.modelReset.connect(self._fit_columns)

    @Slot()
    def _fit_columns(self) -> None:
        tokens, header = theme(), self.horizontalHeader()
        header.setStretchLastSection(False)
        last = self._cells.columnCount() - len(_TOTAL_WIDTHS)
        for column in range(1, self._cells.columnCount()):
            width = _MARK_WIDTH if column < last else _TOTAL_WIDTHS[column - last]
            header.resizeSection(column, tokens.px(width))
        header.setStretchLastSection(True)
        self._fit_names()

    def _fit_names(self) -> None:
        """The names take the room that the marks leave, up to the length of a long one."""
        if self._names is None or not self._cells.columnCount():
            return
        tokens = theme()
        last = self._cells.columnCount() - len(_TOTAL_WIDTHS)
        others = tokens.px(_MARK_WIDTH) * (last - 1) + sum(map(tokens.px, _TOTAL_WIDTHS))
        room = min(self.viewport().width() - others, tokens.px(_LONG_NAME))
        width = max(room, tokens.px(_NAME_WIDTH))
        self.setColumnWidth(NAME, width)
        for column in range(self._cells.columnCount()):
            self._names.setColumnHidden(column, column != NAME)
        self._names.setColumnWidth(NAME, width)
        self._place_names()

    def _place_names(self) -> None:
        if self._names is not None:
            edge = self.frameWidth()
            height = self.viewport().height() + self.horizontalHeader().height()
            self._names.setGeometry(edge, edge, self.columnWidth(NAME), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_names()

    def select_cell(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        self.setCurrentIndex(self._cells.index(row, column))

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        hidden = self.columnWidth(NAME) - self.columnViewportPosition(index.column())
        if index.column() != NAME and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def keyboardSearch(self, search: str) -> None:
        """Letters jump to a name, whichever column is the current one."""
        self._typed += search
        self._forget.start()
        found = self._cells.first_named(fold(self._typed))
        if found >= 0:
            self.select_cell(found, max(0, self.currentIndex().column()))

    @Slot()
    def _forget_typed(self) -> None:
        self._typed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            QTableView.keyPressEvent(self, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        """The ring is drawn on both halves. Never asked for while painting: each half would wake the other for ever."""
        self.viewport().update()
        if self._names is not None:
            self._names.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._place_names()

    def paintEvent(self, event: QPaintEvent) -> None:
        QTableView.paintEvent(self, event)
        current = self.currentIndex()
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        area = self.visualRect(current) if current.isValid() else self.viewport().rect()
        draw_focus_ring(painter, area.adjusted(0, 0, -1, -1))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(320))

    @Slot(QModelIndex)
    def _choose(self, index: _Index) -> None:
        if self._cells.session_at(index.column()) is not None:
            self.session_chosen.emit(index.column())
        else:
            self.person_chosen.emit(index.row())

    def _tell_cell(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.cell_changed.emit(current.row(), current.column())
