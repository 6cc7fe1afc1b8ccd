"""Save a list of records as a spreadsheet: ask where, write it, tell what is not in it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.progress import Progress
from integrhabitat_desktop.ui.record_list_words import list_name, record_list_words, saved_words
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton, choose_new_file, secondary_button
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_records import ExportedList, FileForm, RecordList, export_records


def save_records_button(services: ScreenServices, screen: QWidget, which: RecordList) -> KitButton:
    """A button that saves the list; hidden from roles that may not."""
    button = secondary_button(
        _("Save the list"), partial(ask_and_save_records, services, screen, which), icon="download"
    )
    button.setObjectName("export_list")
    button.setVisible(allowed(services.staff.role, Permission.EXPORT))
    return button


def ask_and_save_records(services: ScreenServices, screen: QWidget, which: RecordList) -> None:
    """Ask where, and write the list in the form that the ending of the name says."""
    suggestion = f"{list_name(which).casefold()}-{services.today().isoformat()}.xlsx"
    target = choose_new_file(screen, _("Save the list"), suggestion, "*.xlsx *.csv")
    if target is None:
        return
    words = record_list_words(which, services.time_zone)

    def work(desk: Desk, _meter: Progress) -> ExportedList:
        made = export_records(desk, which, FileForm.of_name(target), words)
        write_asked_file(target, made.content)
        return made

    services.runner.run_long(work, lambda made: services.notices.show(saved_words(made, target.name)))
