"""Where entering a sheet begins: its code, or one of the latest sheets."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_rows import offered_row, sheet_row
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    ListRow,
    RowList,
    TextField,
    list_column,
    muted_label,
    primary_button,
    row,
    section_label,
)
from integrhabitat_desktop.use_cases.enter_sheet import OfferedSheet, SheetRow


class SheetStart(QWidget):
    """`asked` tells a code as it was typed, `chosen` the id of a sheet of the list."""

    asked = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.code = TextField(_("Code of the sheet"), max_length=40)
        self.code.setObjectName("sheet_code")
        self.code.line.setPlaceholderText("S00-000-000")
        self.code.set_help(_("It stands at the upper right of every page. Type it or scan it."))
        self.open_button = primary_button(_("Open the sheet"), self.ask, icon="arrow-right")
        self.open_button.setObjectName("open_sheet")
        self.problem = Banner("", Tone.WARNING)
        self.problem.hide()
        self.sheets = RowList(_("Sheets of the latest sessions"))
        self.sheets.setObjectName("sheets")
        self.none = muted_label(
            _("No sheet was printed yet. “Sheet” in an open session prints one."), wrapped=True
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            list_column(
                CardPanel(self.code, row(self.open_button, STRETCH), self.problem, spacing=12),
                section_label(_("Sheets of the latest sessions")),
                self.none,
                self.sheets,
                grows=3,
            )
        )
        self.code.line.returnPressed.connect(self.ask)
        self.code.changed.connect(self.problem.hide)
        self.sheets.chosen.connect(self.chosen)

    def begin(self, code: str = "") -> None:
        """Empty the field, or put a code into it, and give it the keyboard."""
        self.code.set_value(code or None)
        self.problem.hide()
        self.code.setFocus()

    def show_offered(self, offered: Sequence[OfferedSheet]) -> None:
        """Offer the sheets that may have come back."""
        self._show([offered_row(it) for it in offered])

    def show_several(self, found: Sequence[SheetRow]) -> None:
        """Ask which of the sheets with one code it is."""
        self.show_problem(_("Several sheets have this code by chance. Choose the one of your session."))
        self._show([sheet_row(it) for it in found])
        self.sheets.setFocus()

    def show_problem(self, words: str) -> None:
        """Say why no sheet is opened; the code stays, marked to be replaced."""
        self.problem.set_text(words)
        self.problem.show()
        self.code.setFocus()
        self.code.line.selectAll()

    @Slot()
    def ask(self) -> None:
        """Look for what stands in the field."""
        if self.code.value():
            self.asked.emit(self.code.value())
        else:
            self.code.setFocus()

    def _show(self, rows: list[ListRow]) -> None:
        self.sheets.set_rows(rows)
        self.sheets.setVisible(bool(rows))
        self.none.setVisible(not rows)
