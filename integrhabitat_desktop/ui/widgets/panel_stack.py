"""The right side of a screen: panels that stand there, and at most one that was opened for a while."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6.Shiboken import createdByPython, isValid

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.notices import NoticeKind, Notices
from integrhabitat_desktop.ui.widgets.writing_panel import Writing

P = TypeVar("P", bound=QWidget)
Place = tuple[str, str]  # the object name of a panel, and what it is about

_SEPARATOR = "|"


class PanelStack(QStackedWidget):
    """The `standing` panels are shown by `setCurrentWidget`; a form or the like is opened and put away.

    What is typed in a form does not go by itself: ask `may_be_left` before another one takes its place. Before a lock
    `draft_texts` gives it away; afterwards `keep_drafts` takes it, and `bring_back` puts it into its form once that is
    open again.
    """

    def __init__(self, *standing: QWidget) -> None:
        super().__init__()
        self._opened: QWidget | None = None
        self._came_from: QWidget | None = None  # where the keyboard was before, outside the stack
        self._drafts: dict[Place, dict[str, str]] = {}
        for panel in standing:
            self.addWidget(panel)

    def is_filling_in(self) -> bool:
        """Whether a panel is open that must not be taken away from whoever works in it."""
        return self._opened is not None

    def is_typed_in(self) -> bool:
        """Whether something is typed in the open panel."""
        return isinstance(self._opened, Writing) and self._opened.is_typed_in()

    def may_be_left(self, notices: Notices) -> bool:
        """Whether the open panel may go. Where something is typed in it that is told, and it gets the keyboard."""
        panel = self._opened
        if panel is None or not isinstance(panel, Writing) or not panel.is_typed_in():
            return True
        words = _("“{title}” is open and not saved. Save or cancel it first.")
        notices.show(words.format(title=panel.work_title), kind=NoticeKind.WARNING)
        (panel.focusWidget() or panel).setFocus()
        return False

    def subject(self) -> str:
        """Whom or what the open panel is about; "" for nobody."""
        return self._opened.subject if isinstance(self._opened, Writing) else ""

    def opened(self, kind: type[P]) -> P | None:
        """The open panel where it is of this kind."""
        return self._opened if isinstance(self._opened, kind) else None

    def open(self, panel: QWidget) -> None:
        """Show a panel for a while, in the place of the one that was open."""
        at = QApplication.focusWidget()
        if at is not None and not self.isAncestorOf(at) and createdByPython(at):
            self._came_from = at
        self._drop()
        self._opened = panel
        self.addWidget(panel)
        self.setCurrentWidget(panel)

    def put_away(self, then: QWidget) -> None:
        """End the open panel and show `then` in its place; nothing where none is open.

        The keyboard goes back to where it came from: left alone it would end on the next control, which may be Undo.
        """
        if self._opened is None:
            return
        at = QApplication.focusWidget()
        was_inside = at is None or self._opened.isAncestorOf(at)
        self._drop()
        self.setCurrentWidget(then)
        if was_inside:
            self._give_back(then)

    def _give_back(self, then: QWidget) -> None:
        came_from = self._came_from
        if came_from is not None and isValid(came_from) and came_from.isVisible() and came_from.isEnabled():
            came_from.setFocus()
            return
        of_keyboard = (it for it in then.findChildren(QWidget) if it.focusPolicy() & Qt.FocusPolicy.TabFocus)
        first = next((it for it in of_keyboard if it.isVisible() and it.isEnabled()), None)
        (first or then).setFocus()

    # Drafts

    def draft_texts(self) -> dict[str, str]:
        """What is typed in the open panel, first, and whatever waits for its panel."""
        return {
            _SEPARATOR.join((*place, name)): text
            for place, texts in self._all_drafts().items()
            for name, text in texts.items()
        }

    def keep_open(self) -> None:
        """What stands in the open panel waits until that is opened again."""
        self._drafts = self._all_drafts()

    def keep_drafts(self, texts: dict[str, str]) -> Place | None:
        """Take what `draft_texts` gave; which panel was open."""
        places = []
        for key, text in texts.items():
            if key.count(_SEPARATOR) < 2:
                continue  # kept by an older version
            name, subject, field = key.split(_SEPARATOR, 2)
            self._drafts.setdefault((name, subject), {})[field] = text
            places.append((name, subject))
        return places[0] if places else None

    def bring_back(self) -> None:
        """Put into the open panel what waits for it."""
        panel = self._opened
        if isinstance(panel, Writing):
            texts = self._drafts.pop((panel.objectName(), panel.subject), None)
            if texts is not None:
                panel.restore_draft(texts)

    def forget(self, subject: str) -> None:
        """Nothing waits any more for panels about somebody who is gone."""
        self._drafts = {place: texts for place, texts in self._drafts.items() if place[1] != subject}

    def _all_drafts(self) -> dict[Place, dict[str, str]]:
        panel = self._opened
        if panel is None or not isinstance(panel, Writing):
            return dict(self._drafts)
        place, texts = (panel.objectName(), panel.subject), panel.draft_texts()
        waiting = {key: it for key, it in self._drafts.items() if key != place}
        return {place: texts, **waiting} if texts else dict(self._drafts)

    def _drop(self) -> None:
        panel, self._opened = self._opened, None
        if panel is not None:
            self.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
