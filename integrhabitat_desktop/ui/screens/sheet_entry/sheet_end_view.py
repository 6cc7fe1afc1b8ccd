"""The end of a sheet: what is still open, and who takes part without standing on it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, join_list, ngettext
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    EmptyState,
    clear_layout,
    primary_button,
    row,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.enter_sheet import OpenSheet

_NAMES_TOLD = 6
_ROWS_TOLD = 12


class SheetEnd(CardPanel):
    """`another` begins with the next sheet, `to_session` opens the session."""

    def __init__(self, another: Callable[[], None], to_session: Callable[[], None]) -> None:
        super().__init__(padding=28, spacing=12)
        self.setObjectName("sheet_end")
        self.another_button = primary_button(_("Another sheet"), another, icon="file-text")
        self.another_button.setObjectName("next_sheet")
        self.session_button = secondary_button(_("Open the session"), to_session, icon="checks")
        self.session_button.setObjectName("open_session")
        self._words = CardPanel(padding=0)
        self._words.setProperty("kit", "plain")
        self.body.addWidget(self._words, 1)
        self.body.addWidget(row(self.session_button, STRETCH, self.another_button))
        self.setFocusProxy(self.another_button)

    def show_end(self, sheet: OpenSheet) -> None:
        """Say how it stands."""
        clear_layout(self._words.body)
        rows = [str(it.number) for it in sheet.rows if it.waits]
        missing = [it.name for it in sheet.others if it.status is None]
        parts: list[QWidget] = [_entered() if not rows else _open(rows)]
        if missing:
            parts.append(Banner(_missing_words(missing)))
        for part in parts:
            self._words.body.addWidget(part)
        name_parts(self)


def _entered() -> EmptyState:
    return EmptyState("checks", _("The sheet is entered"), _("Every mark is saved. The paper can be filed."))


def _open(rows: list[str]) -> EmptyState:
    count = ngettext("{count} row is still open", "{count} rows are still open", len(rows))
    numbers = join_list(_shortened(rows, _ROWS_TOLD))
    words = _("Without a mark: {numbers}. Choose a row in the list.")
    return EmptyState("clock", count.format(count=len(rows)), words.format(numbers=numbers))


def _missing_words(names: list[str]) -> str:
    words = ngettext(
        "{count} person takes part who is not on this sheet and has no mark: {names}. Mark them in the session.",
        "{count} people take part who are not on this sheet and have no mark: {names}. Mark them in the session.",
        len(names),
    )
    return words.format(count=len(names), names=join_list(_shortened(names, _NAMES_TOLD)))


def _shortened(texts: list[str], most: int) -> list[str]:
    return [*texts[:most], *(["…"] if len(texts) > most else [])]
