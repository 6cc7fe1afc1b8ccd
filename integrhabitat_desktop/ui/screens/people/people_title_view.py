"""What can be done with all people: look for duplicates, import, save the list, print cards, see blocked records."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.save_records_view import ask_and_save_records
from integrhabitat_desktop.ui.screens.people.save_list_dialog import ask_and_save
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitMenu, secondary_button
from integrhabitat_desktop.use_cases.export_records import RecordList


class PeopleTitle:
    """The buttons at the right of the title; each is there for the roles that may."""

    def __init__(
        self,
        services: ScreenServices,
        screen: QWidget,
        print_cards: Callable[[], None],
        blocked: Callable[[], None],
    ) -> None:
        navigator, role = services.navigator, services.staff.role
        self._screen = screen
        self._commands: list[tuple[str, str, Callable[[], None]]] = []
        if allowed(role, Permission.ISSUE_CARDS):
            self._commands.append((_("Print the cards of this list"), "id", print_cards))
        if allowed(role, Permission.RESTRICT_RECORDS):
            self._commands.append((_("Blocked records"), "lock", blocked))
        if allowed(role, Permission.EXPORT):
            services_list = partial(ask_and_save_records, services, screen, RecordList.SERVICES)
            self._commands.append((_("Save the list of services"), "download", services_list))
        self.pairs_button = secondary_button(
            _("Possible duplicates"), lambda: navigator.open_screen("pairs"), icon="git-merge"
        )
        self.pairs_button.setVisible(allowed(role, Permission.JOIN_RECORDS))
        self.import_button = secondary_button(
            _("Import a register"), lambda: navigator.open_screen("people_import"), icon="file-import"
        )
        self.import_button.setVisible(allowed(role, Permission.IMPORT_PEOPLE))
        self.export_button = secondary_button(
            _("Save the list"), lambda: ask_and_save(services, screen), icon="download"
        )
        self.export_button.setObjectName("export_list")
        self.export_button.setVisible(allowed(role, Permission.EXPORT))
        self.more_button = secondary_button(_("More"), self._open_menu, icon="dots")
        self.more_button.setObjectName("more_people")
        self.more_button.setVisible(bool(self._commands))

    def show_disputes(self, count: int) -> None:
        """Say at the way to the duplicates that somebody has to decide once more."""
        words = ngettext(
            "Possible duplicates: {count} to decide", "Possible duplicates: {count} to decide", count
        )
        self.pairs_button.set_label(
            words.format(count=format_number(count)) if count else _("Possible duplicates")
        )

    def widgets(self) -> tuple[QWidget, ...]:
        """The buttons in their order."""
        return self.pairs_button, self.import_button, self.export_button, self.more_button

    def _open_menu(self) -> None:
        menu = KitMenu(self._screen)
        menu.setAccessibleName(_("More"))
        for text, icon, command in self._commands:
            menu.add(text, command, icon_name=icon)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
