"""The attendance of an activity month by month: who came to which session, rates, hours, continuity; its papers."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.attendance_phrases import period_words
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.attendance_matrix.attendance_matrix_view_model import (
    AttendanceMatrixViewModel,
)
from integrhabitat_desktop.ui.screens.attendance_matrix.matrix_figures_view import Figures, legend
from integrhabitat_desktop.ui.screens.attendance_matrix.matrix_table_model import MatrixTableModel
from integrhabitat_desktop.ui.screens.attendance_matrix.matrix_table_view import MatrixTable
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    EmptyState,
    Screen,
    SegmentedField,
    caption,
    choose_new_file,
    column,
    icon_button,
    link_button,
    primary_button,
    row,
    secondary_button,
    strong_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.view_matrix import Matrix, Period, Span

_SHOWN = (
    "activity",
    "activity_session",
    "enrolment",
    "attendance",
    "person",
    "person_merge",
    "restriction",
    "erasure",
)


class AttendanceMatrixView(Screen):
    """One activity; opened with its id."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Attendance"))
        self.setObjectName("attendance_matrix")
        self._services = services
        self._matrix: Matrix | None = None
        self.model = AttendanceMatrixViewModel(services)
        self.back_button = link_button(_("Activities"), self._leave, icon="arrow-left")
        self.import_button = link_button(_("Import"), self._import, icon="file-import")
        self.list_button = secondary_button(_("Attendance list"), self._save_list, icon="list", keys="Ctrl+L")
        self.register_button = secondary_button(
            _("Spreadsheet"), self._save_register, icon="download", keys="Ctrl+S"
        )
        self.print_button = primary_button(_("Save as PDF"), self._save_matrix, icon="printer", keys="Ctrl+P")
        self.title_row.set_actions(
            self.back_button, self.import_button, self.list_button, self.register_button, self.print_button
        )
        self.span = SegmentedField(
            "",
            [
                (Span.MONTH.value, _("Month")),
                (Span.QUARTER.value, _("Quarter")),
                (Span.WHOLE.value, _("All sessions")),
            ],
            value=Span.MONTH.value,
        )
        self.earlier_button = icon_button("chevron-left", _("Earlier"), self._earlier, keys="Alt+Left")
        self.later_button = icon_button("chevron-right", _("Later"), self._later, keys="Alt+Right")
        self.period = strong_label("")
        self.figures = Figures()
        self.table_model = MatrixTableModel(self)
        self.table = MatrixTable(_("Attendance"), self.table_model)
        self.empty = EmptyState(
            "calendar-event",
            _("No session yet"),
            _("Add sessions to the activity; their marks are gathered here."),
        )
        self.content = QStackedWidget()
        self.content.addWidget(self.table)
        self.content.addWidget(self.empty)
        self.detail = caption("", elided=True)
        self._arrange()
        self._connect()
        name_parts(self)
        self._allow()

    def _arrange(self) -> None:
        choice = row(self.span, self.earlier_button, self.later_button, self.period, STRETCH, spacing=8)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.body.addWidget(choice)
        self.body.addWidget(self.figures)
        self.body.addWidget(self.content, 1)
        self.body.addWidget(column(self.detail, legend(), spacing=6))

    def _connect(self) -> None:
        self.span.changed.connect(self._change_span)
        self.table.cell_changed.connect(self._show_detail)
        self.table.session_chosen.connect(self._open_session)
        self.table.person_chosen.connect(self._open_person)
        self.model.loaded.connect(self._show)
        self._services.changes.changed.connect(self._reload)

    def _may(self, permission: Permission) -> bool:
        return allowed(self._services.staff.role, permission)

    def _allow(self) -> None:
        may_print = self._may(Permission.PRINT_SHEETS)
        for button, may in (
            (self.import_button, self._may(Permission.MANAGE_ACTIVITIES)),
            (self.list_button, may_print),
            (self.register_button, self._may(Permission.EXPORT)),
            (self.print_button, may_print),
        ):
            button.setVisible(may)

    # What the window asks

    def activated(self) -> None:
        self.model.reload()
        self.table.setFocus()

    def opened_with(self, argument: str) -> None:
        self._matrix = None
        self.span.set_value(Span.MONTH.value)
        self.model.open(argument)
        self.table.setFocus()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Enter", _("Open the session, or the person")),
            KeyEntry("A … Z", _("Jump to a name")),
            KeyEntry("Alt+Left", _("Earlier")),
            KeyEntry("Alt+Right", _("Later")),
            KeyEntry("Ctrl+P", _("Save as PDF")),
            KeyEntry("Ctrl+L", _("Attendance list")),
            KeyEntry("Ctrl+S", _("Spreadsheet")),
        )

    def place(self) -> str:
        return self.model.place() if self.model.activity_id else ""

    def restore_place(self, place: str) -> None:
        self.model.restore(place)
        self.span.set_value(place.split("|")[1])

    # What is shown

    @Slot(object)
    def _show(self, matrix: Matrix) -> None:
        if matrix.activity_id != self.model.activity_id:
            return
        current = self.table.currentIndex()
        person = self.table_model.row(current.row()).person_id if current.isValid() else ""
        is_same = self._matrix is not None and self._matrix.period == matrix.period
        at = current.column()
        self._matrix = matrix
        self.set_title(matrix.title, _("Attendance"))
        self.period.set_text(period_words(matrix.period))
        self.earlier_button.setEnabled(matrix.earlier is not None)
        self.later_button.setEnabled(matrix.later is not None)
        self.table_model.show(matrix)
        self.content.setCurrentWidget(self.table if matrix.sessions else self.empty)
        self.figures.show_totals(matrix.activity)
        if matrix.rows:
            found = max(0, self.table_model.row_of(person))
            self.table.select_cell(
                found, min(at, self.table_model.columnCount() - 1) if is_same and at > 0 else 0
            )
        else:
            self._show_detail(-1, -1)
        for button in (self.print_button, self.register_button):
            button.setEnabled(bool(matrix.rows))

    @Slot(int, int)
    def _show_detail(self, number: int, at: int) -> None:
        is_cell = 0 <= number < self.table_model.rowCount()
        self.detail.set_text(self.table_model.words(number, at) if is_cell else "")
        session = self.table_model.session_at(at) if is_cell else None
        self.list_button.setEnabled(session is not None)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if changed.touches(*_SHOWN) and self.isVisible():
            self.model.reload()

    # Actions

    @Slot()
    def _change_span(self) -> None:
        self.model.show_span(Span(self.span.value() or Span.MONTH.value))

    def _earlier(self) -> None:
        self._go_to(self._matrix.earlier if self._matrix else None)

    def _later(self) -> None:
        self._go_to(self._matrix.later if self._matrix else None)

    def _go_to(self, period: Period | None) -> None:
        if period is not None:
            self.model.show_period(period)
            self.table.setFocus()

    @Slot(int)
    def _open_session(self, at: int) -> None:
        session = self.table_model.session_at(at)
        if session is not None and self._may(Permission.MARK_ATTENDANCE):
            self._services.navigator.open_screen("activities", session.session_id)

    @Slot(int)
    def _open_person(self, number: int) -> None:
        self._services.navigator.open_person(self.table_model.row(number).person_id)

    def _leave(self) -> None:
        self._services.navigator.open_screen("activities")

    def _import(self) -> None:
        self._services.navigator.open_screen("attendance_import", self.model.activity_id)

    def _save_matrix(self) -> None:
        matrix = self._matrix
        if matrix is not None and matrix.rows:
            target = choose_new_file(self, _("Save the matrix"), f"{_file_name(matrix)}.pdf", "*.pdf")
            if target is not None:
                self.model.save_matrix(matrix, target)

    def _save_register(self) -> None:
        matrix = self._matrix
        if matrix is not None and matrix.rows:
            name = f"{_file_name(matrix)}.xlsx"
            target = choose_new_file(self, _("Save the register"), name, "*.xlsx *.csv")
            if target is not None:
                self.model.save_register(matrix, target)

    def _save_list(self) -> None:
        matrix, session = self._matrix, self.table_model.session_at(self.table.currentIndex().column())
        if matrix is not None and session is not None:
            name = f"{fold(matrix.title).replace(' ', '-')}-{session.day}.pdf"
            target = choose_new_file(self, _("Save the attendance list"), name, "*.pdf")
            if target is not None:
                self.model.save_list(session.session_id, target)


def _file_name(matrix: Matrix) -> str:
    """The activity and its month, in letters that every file system takes."""
    title = fold(matrix.title).replace(" ", "-")
    return title if matrix.period.span is Span.WHOLE else f"{title}-{matrix.period.first[:7]}"
