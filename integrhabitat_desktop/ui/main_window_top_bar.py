"""The top bar: the search field, who works here, and the menu behind the name."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import SEARCH
from integrhabitat_desktop.ui.theme import TextSize, theme
from integrhabitat_desktop.ui.widgets.menus import KitMenu
from integrhabitat_desktop.ui.widgets.painting import paint_icon, paint_text
from integrhabitat_desktop.ui.widgets.search_field import SearchField

_NAME_LIMIT = 260


class StaffButton(QPushButton):
    """Name and role of who works here, with an arrow for the menu."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role
        self.setProperty("kit", "icon")
        self.setAccessibleName(_("{name}, {role}: menu").format(name=name, role=role))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def _widths(self) -> tuple[int, int]:
        tokens = theme()
        name = QFontMetrics(tokens.font(strong=True)).horizontalAdvance(self._name) + 1
        role = QFontMetrics(tokens.font(TextSize.SMALL)).horizontalAdvance(self._role) + 1
        return min(name, tokens.px(_NAME_LIMIT)), role

    def sizeHint(self) -> QSize:
        tokens = theme()
        return QSize(sum(self._widths()) + tokens.px(18 + 6 + 8 + 8 + 16 + 20), tokens.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens, painter, area = theme(), QPainter(self), self.rect()
        name, role = self._widths()
        muted = tokens.colour("muted")
        left = paint_icon(painter, "user", muted, tokens.px(8), area, tokens.icon_size) + tokens.px(6)
        arrow = tokens.px(16)
        right = area.right() - tokens.px(8) - arrow
        room = max(0, right - left - tokens.px(8))
        shown_role = role if name + role + tokens.px(8) <= room else 0
        name_room = min(name, room)
        paint_text(
            painter,
            QRect(left, 0, name_room, area.height()),
            self._name,
            tokens.font(strong=True),
            tokens.colour("ink"),
        )
        if shown_role:
            paint_text(
                painter,
                QRect(left + name + tokens.px(8), 0, role, area.height()),
                self._role,
                tokens.font(TextSize.SMALL),
                muted,
            )
        paint_icon(painter, "chevron-down", muted, right, area, arrow)


class TopBar(QWidget):
    """Always the same, over every screen."""

    def __init__(self, staff_name: str, role: str, menu: KitMenu) -> None:
        super().__init__()
        self.setProperty("kit", "top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(_("Find by name, document or card"), keys=SEARCH)
        self.search.setObjectName("search")
        self.search.setMaximumWidth(theme().px(620))
        self.staff = StaffButton(staff_name, role)
        self.staff.setObjectName("staff_menu")
        self._menu = menu
        self.staff.clicked.connect(self._open_menu)
        layout = QHBoxLayout(self)
        edge = theme().px(20)
        layout.setContentsMargins(edge, theme().px(10), theme().px(14), theme().px(10))
        layout.setSpacing(theme().px(16))
        layout.addWidget(self.search, 3)
        layout.addStretch(1)
        layout.addWidget(self.staff)

    def _open_menu(self) -> None:
        self._menu.popup(self.staff.mapToGlobal(QPoint(0, self.staff.height())))
