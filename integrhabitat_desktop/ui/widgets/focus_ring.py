"""The focus ring: two colours around whatever has the keyboard, so that it is seen on every ground."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6.Shiboken import createdByPython

from integrhabitat_desktop.ui.theme import theme

# A widget with this property draws its own ring (lists draw it around the row).
OWN_FOCUS = "ownFocusRing"
_GAP = 4
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}
_NAME = "focus_ring_follower"


class _Ring(QWidget):
    """A frame over the window that takes no clicks and covers nothing but its own line."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, area: QRect) -> None:
        outer = area.adjusted(-_GAP, -_GAP, _GAP, _GAP)
        if outer != self.geometry():
            self.setGeometry(outer)
            whole = QRegion(self.rect())
            self.setMask(whole.subtracted(QRegion(self.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP))))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_focus_ring(painter, self.rect())


def draw_focus_ring(painter: QPainter, area: QRect) -> None:
    """Draw the ring just inside `area`: a dark line, and two pixels of the focus colour inside it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme().radius
    painter.setPen(QPen(theme().colour("focus_edge"), 1))
    painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius + 2, radius + 2)
    painter.setPen(QPen(theme().colour("focus"), 2))
    painter.drawRoundedRect(area.toRectF().adjusted(2, 2, -2, -2), radius + 1, radius + 1)
    painter.restore()


class FocusRingFollower(QObject):
    """Keeps one ring per window around the widget that has the focus."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName(_NAME)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        application.focusChanged.connect(self._move)

    @Slot(QWidget, QWidget)
    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._release()
        if new is None or not _wants_ring(new):
            return
        # The line edit inside a combo or a spin box: the ring belongs around the whole control.
        target = cast(QWidget, new.parent()) if new.property("kit") == "inner" else new
        window = target.window()
        if target is window:
            return
        ring = window.findChild(_Ring, options=Qt.FindChildOption.FindDirectChildrenOnly) or _Ring(window)
        self._target, self._ring = target, ring
        ring.destroyed.connect(self._forget)
        step: QWidget | None = target
        while step is not None and step is not window:
            # The inside of a scroll area and the like belong to Qt, which may delete them unsaid; they follow the area.
            if createdByPython(step):
                step.installEventFilter(self)
                self._watched.append(step)
            step = step.parentWidget()
        self._place()

    @Slot()
    def _forget(self) -> None:
        self._ring, self._target, self._watched = None, None, []

    def _release(self) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:
                continue  # the widget was deleted together with its screen; nothing is left to release
        self._watched = []
        self._target = None
        if self._ring is not None:
            self._ring.destroyed.disconnect(self._forget)
            self._ring.hide()
            self._ring = None

    def _place(self) -> None:
        if self._target is None or self._ring is None:
            return
        target = self._target
        # Also asked while the screen around it is taken down: nothing else of it may be touched then.
        if not target.isVisible():
            self._ring.hide()
            return
        window = target.window()
        visible = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        for around in self._watched[1:]:
            visible &= QRect(around.mapTo(window, QPoint(0, 0)), around.size()).adjusted(
                _GAP, _GAP, -_GAP, -_GAP
            )
        if visible.isEmpty():
            self._ring.hide()
        else:
            self._ring.surround(visible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False


def _wants_ring(widget: QWidget) -> bool:
    return not widget.property(OWN_FOCUS)


def install_focus_ring(application: QApplication) -> None:
    """Follow the focus of the whole application; harmless when called again."""
    if application.findChild(FocusRingFollower, _NAME) is None:
        FocusRingFollower(application)
