"""Save the whole list of people as a spreadsheet: ask where, write it, tell who is not on it."""

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.list_words import list_words
from integrhabitat_desktop.ui.progress import Progress
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import choose_new_file
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_people import ExportedList, FileForm, export_people


def ask_and_save(services: ScreenServices, parent: QWidget) -> None:
    """Ask where, and write the list in the form that the ending of the name says; a notice tells who is not on it."""
    suggestion = f"{_('participants')}-{services.today().isoformat()}.xlsx"
    target = choose_new_file(parent, _("Save the list"), suggestion, "*.xlsx *.csv")
    if target is None:
        return
    words = list_words()

    def work(desk: Desk, meter: Progress) -> ExportedList:
        made = export_people(desk, FileForm.of_name(target), words, meter)
        write_asked_file(target, made.content)
        return made

    services.runner.run_long(work, lambda made: services.notices.show(saved_list_words(made, target.name)))


def saved_list_words(made: ExportedList, name: str) -> str:
    """How many are on the list, how many are not and why, and what becomes of the file."""
    listed = ngettext(
        "{count} participant saved as {name}.", "{count} participants saved as {name}.", made.people
    ).format(count=format_number(made.people), name=name)
    left_out = ngettext(
        "{count} is left out: no consent to a record stands.",
        "{count} are left out: no consent to a record stands.",
        made.left_out,
    ).format(count=format_number(made.left_out))
    warning = _("The file is not encrypted: delete it when it has served.")
    return " ".join([listed, *([left_out] if made.left_out else []), warning])
