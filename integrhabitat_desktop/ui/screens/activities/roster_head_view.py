"""What stands above the list of a session: which session, how far it is marked, and what can be done with all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.domain.session_states import takes_place
from integrhabitat_desktop.i18n import _, code_choices
from integrhabitat_desktop.ui.screens.activities.roster_counts_view import CountsLine
from integrhabitat_desktop.ui.screens.activities.roster_words import (
    is_to_come,
    title_words,
    warning_words,
    when_words,
)
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    Banner,
    KitMenu,
    TitleRow,
    icon_button,
    link_button,
    primary_button,
    row,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.mark_attendance import Roster, RosterCounts


@dataclass(frozen=True, slots=True)
class HeadCommands:
    """What the buttons do. `did_not_take_place` is given a code of `session_state_reason`; None hides `print_sheet`."""

    leave: Callable[[], None]
    all_present: Callable[[], None]
    count: Callable[[], None]
    did_not_take_place: Callable[[str], None]
    takes_place: Callable[[str], None]
    print_sheet: Callable[[], None] | None


class RosterHead(QWidget):
    """Title, buttons, counts and what is to be known before anybody is marked."""

    def __init__(self, commands: HeadCommands) -> None:
        super().__init__()
        self._commands = commands
        self._roster: Roster | None = None
        self._is_on = self._is_to_come = False
        self._is_list = True
        self.back_button = icon_button("arrow-left", _("Activities"), commands.leave)
        self.not_held_button = link_button(_("Did not take place"), self._ask_reason, icon="calendar-x")
        self.sheet_button = secondary_button(_("Sheet"), self._print, icon="printer", keys="Ctrl+P")
        self.all_present_button = primary_button(
            _("Begin with all present"), commands.all_present, icon="checks", keys="Ctrl+Enter"
        )
        self.count_button = link_button(_("Count"), commands.count, icon="users", keys="Ctrl+H")
        self.count_button.setObjectName("count_session")
        self.title_row = TitleRow(
            "", "", self.back_button, self.not_held_button, self.sheet_button, self.all_present_button
        )
        self.counts = CountsLine()
        self.counts_row = row(self.counts, self.count_button)
        self.banner = Banner("", Tone.WARNING)
        self.banner.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(10))
        for part in (self.title_row, self.counts_row, self.banner):
            layout.addWidget(part)
        self._show_buttons()
        name_parts(self)

    def show_session(self, roster: Roster, today: date) -> None:
        """Which session it is, and whether it is one to be marked today."""
        self._roster = roster
        self.title_row.set_title(title_words(roster), when_words(roster))
        warning = warning_words(roster, today)
        self.banner.set_text(warning)
        self.banner.setVisible(bool(warning))
        self._is_on, self._is_to_come = takes_place(roster.session.state), is_to_come(roster, today)
        self.not_held_button.set_label(_("Did not take place") if self._is_on else _("It did take place"))
        self._show_buttons()

    def show_counts(self, counts: RosterCounts) -> None:
        """How far the list is taken."""
        self.counts.show_marks(counts)
        self.all_present_button.setEnabled(bool(counts.to_mark) and self._is_on and not self._is_to_come)

    def show_for(self, *, is_list: bool) -> None:
        """While a form stands in the place of the list its keys are its own, and so is the room."""
        self._is_list = is_list
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.counts_row.setVisible(self._is_list)
        self.all_present_button.setVisible(self._is_list)
        self.sheet_button.setVisible(self._is_list and self._commands.print_sheet is not None)
        # What is still to come is cancelled in the calendar, with a reason, where that is planned.
        self.not_held_button.setVisible(self._is_list and not (self._is_to_come and self._is_on))

    def _print(self) -> None:
        if self._commands.print_sheet is not None:
            self._commands.print_sheet()

    def _ask_reason(self) -> None:
        if self._roster is None:
            return
        if not self._is_on:
            self._commands.takes_place(self._roster.session.session_id)
            return
        menu = KitMenu(self)
        menu.setAccessibleName(_("Why did it not take place?"))
        for code, words in code_choices("session_state_reason"):
            menu.add(words, partial(self._commands.did_not_take_place, code))
        menu.popup(self.not_held_button.mapToGlobal(self.not_held_button.rect().bottomLeft()))
