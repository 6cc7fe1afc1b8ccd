"""The drawn tree beside the list: the same boxes as on paper, with the chosen one in sight."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from integrhabitat_desktop.domain.cocreation_rules import DEMAND, EFFECT, Contribution
from integrhabitat_desktop.domain.problem_tree import Branch, listed
from integrhabitat_desktop.domain.tree_drawing import Box, DrawnPage, PageRoom, drawn_pages
from integrhabitat_desktop.i18n import _, code_label, join_facts, ngettext
from integrhabitat_desktop.ui.screens.cocreation.element_looks import element_tone
from integrhabitat_desktop.ui.screens.cocreation.outline_model import status_badge, votes_text
from integrhabitat_desktop.ui.screens.cocreation.wrapped_text import text_height, wrap_flags
from integrhabitat_desktop.ui.theme import TextSize, theme

_COLUMN, _WIDEST, _GAP, _INDENT, _PADDING = 150, 230, 12, 14, 8
_ENDLESS = 1e9


class _Canvas(QWidget):
    """Where the boxes are painted."""

    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tree: tuple[Branch, ...] = ()
        self._pages: tuple[tuple[DrawnPage, int], ...] = ()
        self._chosen = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_tree(self, tree: tuple[Branch, ...], view: QSize) -> None:
        self._tree = tree
        self.lay_out(view)

    def lay_out(self, view: QSize) -> None:
        """Place the boxes in the width of the view, or in as much as the columns need."""
        tokens = theme()
        columns = max((_columns(branch) for branch in self._tree), default=1)
        needed = columns * tokens.px(_COLUMN) + (columns - 1) * tokens.px(_GAP)
        edge = tokens.px(_GAP)
        room = PageRoom(
            width=max(view.width() - 2 * edge, needed),
            height=_ENDLESS,
            gap=tokens.px(_GAP),
            indent=tokens.px(_INDENT),
            most_columns=10_000,
            widest=tokens.px(_WIDEST),
        )
        pages, top = [], edge
        for page in drawn_pages(self._tree, _height_of, room):
            pages.append((page, top))
            top += round(page.height) + 2 * edge
        self._pages = tuple(pages)
        self.setFixedSize(round(room.width) + 2 * edge, max(top, view.height()))
        self.update()

    def choose(self, item_id: str) -> QRect:
        """Show a box as the chosen one; where it is."""
        self._chosen = item_id
        self.update()
        for page, top in self._pages:
            for box in page.boxes:
                if box.item.id == item_id:
                    return _area(box, top)
        return QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), tokens.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for page, top in self._pages:
            painter.save()
            painter.translate(tokens.px(_GAP), top)
            painter.setPen(QPen(tokens.colour("control_line"), tokens.edge))
            for line in page.lines:
                painter.drawLine(round(line.left), round(line.top), round(line.right), round(line.bottom))
            painter.restore()
            for box in page.boxes:
                area = _area(box, top)
                if area.intersects(event.rect()):
                    self._paint_box(painter, box, area)

    def _paint_box(self, painter: QPainter, box: Box, area: QRect) -> None:
        tokens, item = theme(), box.item
        is_chosen = item.id == self._chosen
        painter.setPen(
            QPen(
                tokens.colour("focus") if is_chosen else tokens.tone(element_tone(item.element)),
                2 if is_chosen else 1.2,
            )
        )
        painter.setBrush(tokens.colour("primary_soft" if item.element == DEMAND or is_chosen else "surface"))
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), tokens.radius, tokens.radius)
        top = area.top() + tokens.px(_PADDING)
        inner = area.adjusted(tokens.px(_PADDING), 0, -tokens.px(_PADDING), 0)
        for text, font, token in _parts(item):
            height = text_height(text, font, inner.width())
            painter.setFont(font)
            painter.setPen(tokens.colour(token))
            area = QRect(inner.left(), top, inner.width(), height)
            painter.drawText(area, wrap_flags(text, font, inner.width()), text)
            top += height

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for page, top in self._pages:
            for box in page.boxes:
                if _area(box, top).contains(event.position().toPoint()):
                    self.clicked.emit(box.item.id)
                    return


class TreeDrawing(QScrollArea):
    """The drawing, scrolled to the chosen contribution. It takes no keys: the list beside it has them."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.canvas = _Canvas()
        self.setProperty("kit", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.canvas)
        inset = theme().px(4)
        self.setViewportMargins(inset, inset, inset, inset)  # the corners of the card stay round
        self.setCornerWidget(QWidget())  # the bare style would paint a box where two bars meet
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(_("Drawing of the problem tree"))
        self.setMinimumWidth(theme().px(240))
        self.canvas.clicked.connect(self.chosen)

    def show_tree(self, tree: tuple[Branch, ...]) -> None:
        """Draw a tree."""
        self.canvas.show_tree(tree, self.viewport().size())
        count = len(listed(tree))
        words = ngettext(
            "{count} contribution; the list beside it holds the same.",
            "{count} contributions; the list beside it holds the same.",
            count,
        )
        self.setAccessibleDescription(words.format(count=count))

    def choose(self, item_id: str) -> None:
        """Bring a contribution into sight."""
        area = self.canvas.choose(item_id)
        if area.isValid():
            middle = area.center()
            self.ensureVisible(middle.x(), middle.y(), area.width() // 2 + 12, area.height() // 2 + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.lay_out(self.viewport().size())


def _columns(branch: Branch) -> int:
    if branch.item.element != DEMAND:
        return 1
    above = sum(it.item.element == EFFECT for it in branch.branches)
    causes = sum(it.item.element == "CAUSE" for it in branch.branches)
    rest = len(branch.branches) - above - causes
    return max(1, above, causes + (1 if rest else 0))


def _area(box: Box, top: int) -> QRect:
    edge = theme().px(_GAP)
    return QRect(round(box.left) + edge, round(box.top) + top, round(box.width), round(box.height))


def _parts(item: Contribution) -> list[tuple[str, QFont, str]]:
    tokens = theme()
    badge = status_badge(item)
    facts = join_facts(votes_text(item), badge.text if badge is not None else "")
    parts = [
        (code_label("cocreation_element", item.element), tokens.font(TextSize.SMALL), "muted"),
        (item.words, tokens.font(strong=item.element == DEMAND), "ink"),
        (facts, tokens.font(TextSize.SMALL), "muted"),
    ]
    return [part for part in parts if part[0]]


def _height_of(item: Contribution, width: float, _goes_on: bool) -> float:
    padding = theme().px(_PADDING)
    inner = round(width) - 2 * padding
    return 2 * padding + sum(text_height(text, font, inner) for text, font, _token in _parts(item))
