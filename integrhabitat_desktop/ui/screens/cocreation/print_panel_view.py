"""What is printed, and on which paper; the matrices of all themes also as a spreadsheet."""

from collections.abc import Callable
from typing import cast

from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.paper_sizes import paper_size_field
from integrhabitat_desktop.ui.widgets import ChoiceField, SidePanel, primary_button
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.print_cocreation import (
    CocreationPaper,
    MatrixColumn,
    MatrixWords,
    PageSize,
)
from integrhabitat_protocol.code_lists import code_list

SPREADSHEET = "spreadsheet"


class PrintPanel(SidePanel):
    """`save` is given a paper (None for the spreadsheet) and the size of a page."""

    def __init__(
        self,
        save: Callable[[CocreationPaper | None, PageSize], None],
        put_away: Callable[[], None],
        country: str | None,
    ) -> None:
        super().__init__(_("Print"), closable=True)
        self.setObjectName("print_panel")
        self._save = save
        self.paper = ChoiceField(
            _("What to print"),
            [
                (CocreationPaper.TREE.value, _("Problem tree of this theme")),
                (CocreationPaper.MATRIX.value, _("Systematisation matrix of this theme")),
                (CocreationPaper.PROPOSALS.value, _("What became of your proposals")),
                (SPREADSHEET, _("Spreadsheet of the matrices of all themes")),
            ],
            empty="",
            value=CocreationPaper.TREE.value,
        )
        self.paper.setObjectName("paper")
        self.size_field = paper_size_field(country)
        self.show_content(
            self.paper,
            self.size_field,
            foot=primary_button(_("Save the file"), self._submit, icon="device-floppy", keys="Ctrl+Enter"),
        )
        self.paper.changed.connect(lambda: self.size_field.setVisible(self.paper.value() != SPREADSHEET))
        self.closed.connect(put_away)
        name_parts(self)

    def begin(self, paper: CocreationPaper | None = None) -> None:
        """Put the keyboard into the choice of the paper."""
        if paper is not None:
            self.paper.set_value(paper.value)
        self.paper.setFocus()

    def _submit(self) -> None:
        chosen = self.paper.value()
        paper = CocreationPaper(chosen) if chosen != SPREADSHEET else None
        self._save(paper, cast(PageSize, self.size_field.value()))


def matrix_words() -> MatrixWords:
    """The words of the spreadsheet in the active language; days stay as every program reads them."""
    return MatrixWords(
        _("Systematisation matrix"),
        _title,
        lambda theme: code_label("cocreation_theme", theme),
        lambda status: code_label("solution_status", status),
    )


def _title(column: MatrixColumn) -> str:
    titles = {
        MatrixColumn.THEME: _("Theme"),
        MatrixColumn.VOTES: _("Votes"),
        MatrixColumn.RESPONSIBLE: _("Responsible body"),
        MatrixColumn.STATUS: _("Status"),
        MatrixColumn.STATUS_ON: _("Since"),
        MatrixColumn.STATUS_REASON: _("Reason"),
    }
    if column in titles:
        return titles[column]
    is_element = column.name in code_list("cocreation_element")
    return code_label("cocreation_element", column.name) if is_element else column.name
