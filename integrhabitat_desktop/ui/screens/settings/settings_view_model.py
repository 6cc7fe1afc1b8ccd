"""What the settings do, without a widget: centre, staff, passphrases, the recovery sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, active_language
from integrhabitat_desktop.reports.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases import manage_staff
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.edit_centre import edit_centre
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_desktop.use_cases.manage_staff import StaffMember, StoreKeys
from integrhabitat_desktop.use_cases.passphrases import PassphraseAdviser
from integrhabitat_desktop.use_cases.view_centre import CentreFacts, view_centre
from integrhabitat_protocol.errors import ExpectedError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SettingsTools:
    """What only the settings need: the keys of the open store, advice on passphrases, the way to the lock screen."""

    keys: Callable[[], StoreKeys]
    adviser: PassphraseAdviser
    lock: Callable[[], None]


class SettingsViewModel(QObject):
    """Signals carry what the use cases give."""

    centre_loaded = Signal(object)  # CentreFacts
    staff_loaded = Signal(object)  # a list of StaffMember

    def __init__(self, services: ScreenServices, tools: SettingsTools) -> None:
        super().__init__()
        self._services, self._tools = services, tools
        self._runner = services.runner

    def load(self, *, with_staff: bool) -> None:
        """Read the centre, and the staff for who may manage it."""
        self._runner.run(view_centre, self._show_centre, key="centre")
        if with_staff:
            keys = self._tools.keys()
            self._runner.run(lambda desk: manage_staff.list_staff(desk, keys), self._show_staff, key="staff")

    def _show_centre(self, facts: CentreFacts) -> None:
        self.centre_loaded.emit(facts)

    def _show_staff(self, members: list[StaffMember]) -> None:
        self.staff_loaded.emit(members)

    def save_centre(self, name: str, country: str, time_zone: str, failed: Failed) -> None:
        """Save the centre's own record."""

        def done(changed: bool) -> None:
            self._services.notices.show(
                _("Saved. The window shows it after the next lock.") if changed else _("Nothing changed.")
            )

        self._runner.run(lambda desk: edit_centre(desk, name, country, time_zone), done, failed)

    def offer_passphrase(self, done: Callable[[str], None]) -> None:
        """A fresh passphrase of plain words in the active language."""
        language = active_language()
        self._runner.run(lambda _desk: self._tools.adviser.offer(language), done)

    def add_staff(
        self, name: str, role: str, passphrase: str, done: Callable[[], None], failed: Failed
    ) -> None:
        """A new member with a start passphrase."""
        keys = self._tools.keys()

        def work(desk: Desk) -> str:
            self._tools.adviser.check(passphrase, name)
            return manage_staff.add_staff(desk, keys, name, role, passphrase)

        def added(_staff_id: str) -> None:
            self._services.notices.show(_("{name} can open this computer.").format(name=name))
            done()
            self.load(with_staff=True)

        self._runner.run(work, added, failed)

    def give_access(
        self, member: StaffMember, passphrase: str, done: Callable[[], None], failed: Failed
    ) -> None:
        """A start passphrase for somebody who has none here, or forgot theirs."""
        keys = self._tools.keys()
        name = member.staff.display_name

        def work(desk: Desk) -> None:
            self._tools.adviser.check(passphrase, name)
            manage_staff.give_access(desk, keys, member.staff.staff_id, passphrase)

        def given(_nothing: None) -> None:
            self._services.notices.show(_("{name} can open this computer.").format(name=name))
            done()
            self.load(with_staff=True)

        self._runner.run(work, given, failed)

    def remove_access(self, member: StaffMember) -> None:
        """End somebody's work; where the store needs a new key the window locks."""
        keys = self._tools.keys()

        def done(needs_new_key: bool) -> None:
            self._services.notices.show(
                _("{name} can no longer work here.").format(name=member.staff.display_name)
            )
            if needs_new_key:
                self._tools.lock()
            else:
                self.load(with_staff=True)

        self._runner.run(lambda desk: manage_staff.remove_access(desk, keys, member.staff.staff_id), done)

    def change_passphrase(self, old: str, new: str, done: Callable[[], None], failed: Failed) -> None:
        """One's own passphrase."""
        keys = self._tools.keys()
        name = self._services.staff.display_name

        def work(desk: Desk) -> None:
            self._tools.adviser.check(new, name)
            manage_staff.change_own_passphrase(desk, keys, old, new)

        def changed(_nothing: None) -> None:
            self._services.notices.show(_("Your passphrase is changed."))
            done()

        self._runner.run(work, changed, failed)

    def renew_sheet(self, path: Path, failed: Failed) -> None:
        """A new recovery key, written as a sheet; the old sheet counts no more once this one is on the disk."""
        keys = self._tools.keys()

        def work(desk: Desk) -> None:
            try:
                path.touch()
            except OSError as refused:
                raise ExpectedError("file_not_written") from refused
            text = manage_staff.renew_recovery_sheet(desk, keys)
            path.write_bytes(recovery_sheet_pdf(RecoverySheet(desk.centre.name, text), letterhead(desk)))

        def done(_nothing: None) -> None:
            self._services.notices.show(
                _("The new sheet is saved. Print it, delete the file, destroy the old sheet.")
            )

        self._runner.run(work, done, failed)
