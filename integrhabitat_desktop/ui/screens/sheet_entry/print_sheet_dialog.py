"""Print a sign-in sheet: how many empty lines, on which paper, and where to save it."""

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.paper_sizes import paper_size_field
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    CheckField,
    FormGrid,
    KitDialog,
    NumberField,
    choose_new_file,
    primary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.print_sign_in_sheet import (
    DEFAULT_BLANK_LINES,
    PageSize,
    SheetWish,
    print_sign_in_sheet,
)


class PrintSheetDialog(KitDialog):
    """Opened over a session; `wanted` is called with what was chosen."""

    def __init__(self, parent: QWidget, country: str | None, wanted: Callable[[SheetWish], object]) -> None:
        super().__init__(parent, _("Print the sign-in sheet"))
        self.setObjectName("print_sheet")
        self._wanted = wanted
        self.add_text(
            _(
                "The sheet shows names and nothing else. Its code lets you enter it later, in the printed order."
            )
        )
        self.blank_lines = NumberField(_("Empty lines for walk-ins"), value=DEFAULT_BLANK_LINES)
        self.blank_lines.setObjectName("blank_lines")
        self.paper = paper_size_field(country)
        self.with_qr = CheckField(_("With a code to scan"), value=True)
        self.with_qr.setObjectName("with_qr")
        self.body.addWidget(FormGrid(self.blank_lines, self.paper))
        self.body.addWidget(self.with_qr)
        self.add_cancel()
        self.save_button = self.add_button(
            primary_button(_("Save as PDF"), self._save, icon="printer"), default=True
        )
        self.save_button.setObjectName("save_sheet")
        name_parts(self)

    def wish(self) -> SheetWish:
        """What is chosen."""
        return SheetWish(
            int(self.blank_lines.value() or 0),
            cast(PageSize, self.paper.value()),
            with_qr=self.with_qr.is_checked(),
        )

    def _save(self) -> None:
        self.accept()
        self._wanted(self.wish())


def ask_and_print_sheet(services: ScreenServices, parent: QWidget, session_id: str) -> None:
    """Ask how the sheet of a session is wanted and where to, and write it; a notice tells that it is there."""

    def write(wish: SheetWish) -> None:
        suggestion = f"{_('sheet')}-{services.today().isoformat()}.pdf"
        target = choose_new_file(parent, _("Save the sheet"), suggestion, "*.pdf")
        if target is None:
            return

        def work(desk: Desk) -> None:
            write_asked_file(target, print_sign_in_sheet(desk, session_id, services.random_bytes, wish))

        services.runner.run(
            work,
            lambda _nothing: services.notices.show(
                _("The sheet is saved as {name}.").format(name=target.name)
            ),
        )

    dialog = PrintSheetDialog(parent, services.settings.appearance.country, write)
    dialog.open()
    dialog.blank_lines.setFocus()
    dialog.blank_lines.line.selectAll()
