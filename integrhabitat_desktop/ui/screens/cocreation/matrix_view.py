"""The systematisation matrix on screen: whole texts in its cells, worked cell by cell with the arrow keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from integrhabitat_desktop.domain.problem_tree import MatrixRow
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.screens.cocreation.board_keys import BoardKeys
from integrhabitat_desktop.ui.screens.cocreation.matrix_model import MatrixModel
from integrhabitat_desktop.ui.screens.cocreation.wrapped_text import text_height, wrap_flags
from integrhabitat_desktop.ui.theme import TextSize, theme
from integrhabitat_desktop.ui.widgets import MUTED_ROLE, STRONG_ROLE, CellPainter, DataTable
from integrhabitat_desktop.ui.widgets.focus_ring import draw_focus_ring

_SHARES = (0.17, 0.15, 0.15, 0.17, 0.09, 0.14, 0.13)
_LEAST_WIDTH, _MOST_LINES = 760, 6
_BESIDE_TITLE = 32  # the padding of a title, both sides
_Index = QModelIndex | QPersistentModelIndex


class _WrappingPainter(CellPainter):
    """Texts on as many lines as they need, up to a few."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = theme()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, tokens.colour("primary_soft"))
        painter.setPen(QPen(tokens.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        font = tokens.font(strong=bool(index.data(STRONG_ROLE)))
        painter.setFont(font)
        painter.setPen(tokens.colour("muted" if index.data(MUTED_ROLE) else "ink"))
        text, inner = str(index.data(Qt.ItemDataRole.DisplayRole) or ""), _inner(option.rect)
        painter.drawText(inner, wrap_flags(text, font, inner.width()), text)
        painter.restore()


class MatrixTable(DataTable):
    """One current cell. `cell_changed` tells the id of its contribution, "" for an empty one."""

    cell_changed = Signal(str)

    def __init__(self, keys: BoardKeys) -> None:
        self.matrix = MatrixModel()
        super().__init__(_("Systematisation matrix"), self.matrix)
        self._keys = keys
        self.setObjectName("matrix")
        self.setItemDelegate(_WrappingPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setCornerWidget(QWidget())  # the bare style would paint a box where two bars meet
        self.horizontalHeader().setStretchLastSection(False)
        self.selectionModel().currentChanged.connect(lambda *_indexes: self._cell_changed())
        self.doubleClicked.connect(lambda _index: keys.reword(self.current_id()))
        self.matrix.modelReset.connect(self._fit)
        self.matrix.dataChanged.connect(self._fit)

    def show_rows(self, rows: tuple[MatrixRow, ...], ranks: dict[str, int]) -> None:
        """Show a matrix; the cell that was chosen stays chosen."""
        kept, place = self.current_id(), self.currentIndex()
        row, column = place.row(), place.column()
        self.matrix.show(rows, ranks)
        if not self.currentIndex().isValid() and rows:
            found = self.matrix.index_of(kept) if kept else QModelIndex()
            near = self.matrix.index(max(0, min(row, len(rows) - 1)), max(0, column))
            self.setCurrentIndex(found if found.isValid() else near)

    def current_id(self) -> str:
        """The id of the contribution in the current cell, "" for none."""
        item = self.matrix.item_at(self.currentIndex())
        return item.id if item is not None else ""

    def select(self, item_id: str) -> None:
        """Make the cell of a contribution the current one."""
        index = self.matrix.index_of(item_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_LEAST_WIDTH), theme().px(300))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.answer(event, self.current_id()):
            QTableView.keyPressEvent(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QTableView.paintEvent(self, event)
        if self.hasFocus():
            index = self.currentIndex()
            area = self.visualRect(index) if index.isValid() else self.viewport().rect()
            draw_focus_ring(QPainter(self.viewport()), area.adjusted(0, 0, -1, -1))

    def _cell_changed(self) -> None:
        self.viewport().update()
        self.cell_changed.emit(self.current_id())

    def _fit(self) -> None:
        """Columns share the width, none narrower than its title; each line is as high as its longest text needs."""
        tokens, header = theme(), self.horizontalHeader()
        font = tokens.font(TextSize.SMALL, strong=True)
        beside, titles_height = tokens.px(_BESIDE_TITLE), 0
        width = max(self.viewport().width(), tokens.px(_LEAST_WIDTH))
        for column, share in enumerate(_SHARES):
            title = str(self.matrix.headerData(column, Qt.Orientation.Horizontal))
            longest = max(QFontMetrics(font).horizontalAdvance(word) for word in title.split())
            taken = max(int(share * width), longest + beside)
            header.resizeSection(column, taken)
            titles_height = max(titles_height, text_height(title, font, taken - beside))
        header.setFixedHeight(max(tokens.row_height, titles_height + tokens.px(8)) + tokens.px(2))
        for row in range(self.matrix.rowCount()):
            self.verticalHeader().resizeSection(row, self._height(row))

    def _height(self, row: int) -> int:
        tokens = theme()
        heights = [tokens.row_height]
        for column in range(self.matrix.columnCount()):
            index = self.matrix.index(row, column)
            font = tokens.font(strong=bool(index.data(STRONG_ROLE)))
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            lines = text_height(text, font, _inner(QRect(0, 0, self.columnWidth(column), 0)).width())
            heights.append(min(lines, _MOST_LINES * QFontMetrics(font).lineSpacing()) + tokens.px(16))
        return max(heights)


def _inner(area: QRect) -> QRect:
    tokens = theme()
    return area.adjusted(tokens.px(16), tokens.px(8), -tokens.px(6), -tokens.px(8))
