"""What the matrix screen does, without a widget: read a period, save papers and the register."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.attendance_phrases import period_words, register_words
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.screens.people.save_list_dialog import saved_list_words
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_register import ExportedList, FileForm, export_register
from integrhabitat_desktop.use_cases.print_attendance import print_attendance_list, print_matrix
from integrhabitat_desktop.use_cases.view_matrix import Matrix, Period, Span, view_matrix


class AttendanceMatrixViewModel(QObject):
    """One activity and one period of it at a time."""

    loaded = Signal(object)  # a Matrix

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner
        self.activity_id, self._span, self._day = "", Span.MONTH, ""

    def open(self, activity_id: str, span: Span = Span.MONTH, day: str = "") -> None:
        """Show an activity, around `day` (an ISO date) or where something took place last."""
        self.activity_id, self._span, self._day = activity_id, span, day
        self.reload()

    def show_span(self, span: Span) -> None:
        """Show more or less around the same day."""
        self._span = span
        self.reload()

    def show_period(self, period: Period) -> None:
        """Show another month or quarter."""
        self._span, self._day = period.span, period.first
        self.reload()

    def reload(self) -> None:
        """Read again what is shown."""
        activity_id, span, day = self.activity_id, self._span, self._day
        if activity_id:
            self._runner.run(
                lambda desk: view_matrix(desk, activity_id, span, day), self.loaded.emit, key="matrix"
            )

    def place(self) -> str:
        """What is shown, to come back to it."""
        return "|".join((self.activity_id, self._span.value, self._day))

    def restore(self, place: str) -> None:
        """Show what `place` gave."""
        activity_id, span, day = place.split("|")
        self.open(activity_id, Span(span), day)

    def save_matrix(self, matrix: Matrix, path: Path) -> None:
        """Write the matrix as a PDF."""
        period = period_words(matrix.period)

        def work(desk: Desk) -> None:
            write_asked_file(path, print_matrix(desk, matrix, period))

        self._runner.run(work, lambda _nothing: self._tell_saved(path))

    def save_list(self, session_id: str, path: Path) -> None:
        """Write who took part in one session as a PDF."""

        def work(desk: Desk) -> None:
            write_asked_file(path, print_attendance_list(desk, session_id))

        self._runner.run(work, lambda _nothing: self._tell_saved(path))

    def save_register(self, matrix: Matrix, path: Path) -> None:
        """Write the register of what is shown, in the form that the ending of the name says."""
        words = register_words()

        def work(desk: Desk) -> ExportedList:
            form = FileForm.of_name(path)
            made = export_register(desk, matrix.activity_id, matrix.period, form, words)
            write_asked_file(path, made.content)
            return made

        self._runner.run(work, lambda made: self._services.notices.show(saved_list_words(made, path.name)))

    def _tell_saved(self, path: Path) -> None:
        self._services.notices.show(_("Saved as {name}.").format(name=path.name))
