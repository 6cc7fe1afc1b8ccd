"""The base of every screen in the content of the window."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.panels import TitleRow


class Screen(QWidget):
    """A screen: an optional title row, then `body`, a vertical layout that takes the rest.

    The window calls the methods below; a screen overrides those it has an answer to.
    """

    def __init__(self, title: str = "", subtitle: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.setProperty("kit", "canvas")
        edge = theme().px(20)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, theme().px(18), edge, theme().px(14))
        layout.setSpacing(theme().px(12))
        self.title_row = TitleRow(title, subtitle, *actions)
        self.title_row.setVisible(bool(title))
        layout.addWidget(self.title_row)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme().px(12))
        layout.addLayout(self.body, 1)

    def title(self) -> str:
        """What the screen is called; read aloud when it opens. Never personal data."""
        return self.title_row.title.text()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title."""
        self.title_row.set_title(title, subtitle)
        self.title_row.setVisible(bool(title))

    def activated(self) -> None:
        """The screen is shown (again): load what it shows, put the focus where work begins."""

    def deactivated(self) -> None:
        """Another screen is shown now."""

    def opened_with(self, argument: str) -> None:
        """Another screen asked for something here: an id, a search text."""

    def handles_search(self) -> bool:
        """Whether the search field of the top bar searches here rather than on the screen for people."""
        return False

    def search_placeholder(self) -> str:
        """What the search field asks for while this screen is shown; "" for the usual words."""
        return ""

    def search_changed(self, text: str) -> None:
        """The text of the search field after a short pause in typing."""

    def search_submitted(self, text: str) -> None:
        """Enter in the search field."""

    def search_moved(self, step: int) -> None:
        """Arrow up (-1) or down (1) in the search field: move in the list of results."""

    def card_scanned(self, text: str) -> bool:
        """A scanner read something; False where this screen has nothing to do with cards."""
        return False

    def show_person(self, person_id: str) -> bool:
        """Show a person beside the list; False where this screen cannot, so that another one does."""
        return False

    def keys(self) -> tuple[KeyEntry, ...]:
        """The keys that work here, for the key sheet."""
        return ()

    def place(self) -> str:
        """Where the person is on this screen, to return there after theme, zoom or language changed."""
        return ""

    def restore_place(self, place: str) -> None:
        """Return to a place that `place` gave."""

    def draft_texts(self) -> dict[str, str]:
        """Unsaved input by field name, kept inside the store when the window is locked; {} for none."""
        return {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back the unsaved input of a locked window."""
