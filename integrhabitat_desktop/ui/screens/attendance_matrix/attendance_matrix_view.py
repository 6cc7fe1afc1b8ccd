"""The attendance of an activity month by month: who came to which session, rates, hours, continuity; its papers."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.attendance_phrases import period_words
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.attendance_matrix.attendance_matrix_view_model import (
    AttendanceMatrixViewModel,
)
from integrhabitat_desktop.ui.screens.attendance_matrix.matrix_figures_view import (
    Warnings,
    figures_words,
    legend,
)
from integrhabitat_desktop.ui.screens.attendance_matrix.matrix_table_model import MatrixTableModel
from integrhabitat_desktop.ui.screens.attendance_matrix.matrix_table_view import MatrixTable
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import (
    EmptyState,
    KitMenu,
    Screen,
    SegmentedField,
    caption,
    choose_new_file,
    column,
    flow_row,
    icon_button,
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

_LIST_KEYS, _REGISTER_KEYS = "Ctrl+Shift+P", "Ctrl+S"
_ROOM_FOR_LEGEND = 520


class AttendanceMatrixView(Screen):
    """One activity; opened with its id."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Attendance"))
        self.setObjectName("attendance_matrix")
        self._services = services
        self._matrix: Matrix | None = None
        self.model = AttendanceMatrixViewModel(services)
        self.back_button = icon_button("arrow-left", _("Activities"), self._leave)
        self.more_button = secondary_button(_("More"), self._open_menu, icon="dots")
        self.print_button = primary_button(_("Save as PDF"), self._save_matrix, icon="printer", keys="Ctrl+P")
        self.title_row.set_actions(self.back_button, self.more_button, self.print_button)
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
        self.warnings = Warnings()
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
        choice = row(self.span, self.earlier_button, self.later_button, self.period, spacing=8)
        self.body.addWidget(flow_row(choice, self.warnings, spacing=16))
        self.body.addWidget(self.content, 1)
        self.legend = legend()
        self.body.addWidget(column(self.detail, self.legend, spacing=6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where few rows would be left, the line below the table alone says what a letter stands for."""
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= theme().px(_ROOM_FOR_LEGEND))

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
        self.print_button.setVisible(self._may(Permission.PRINT_SHEETS))
        self.more_button.setVisible(bool(self._entries()))
        for _words, command, keys in self._entries():
            if keys:
                QShortcut(QKeySequence(keys), self).activated.connect(command)

    def _entries(self) -> list[tuple[str, Callable[[], None], str]]:
        """What stands in the menu: its words, what it does, its keys."""
        entries = (
            (
                _("Attendance list of the chosen session"),
                self._save_list,
                _LIST_KEYS,
                Permission.PRINT_SHEETS,
            ),
            (_("Register as a spreadsheet"), self._save_register, _REGISTER_KEYS, Permission.EXPORT),
            (_("Import attendance"), self._import, "", Permission.MANAGE_ACTIVITIES),
        )
        return [
            (words, command, keys) for words, command, keys, permission in entries if self._may(permission)
        ]

    def _open_menu(self) -> None:
        menu = KitMenu(self)
        menu.setAccessibleName(_("More"))
        for words, command, keys in self._entries():
            menu.add(words, command, keys=keys)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

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
            *(KeyEntry(keys, words) for words, _command, keys in self._entries() if keys),
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
        self.set_title(matrix.title, figures_words(matrix.activity))
        self.period.set_text(period_words(matrix.period))
        self.earlier_button.setEnabled(matrix.earlier is not None)
        self.later_button.setEnabled(matrix.later is not None)
        self.table_model.show(matrix, self._services.today().isoformat())
        self.content.setCurrentWidget(self.table if matrix.sessions else self.empty)
        self.warnings.show_totals(matrix.activity)
        if matrix.rows:
            found = max(0, self.table_model.row_of(person))
            self.table.select_cell(
                found, min(at, self.table_model.columnCount() - 1) if is_same and at > 0 else 0
            )
        else:
            self._show_detail(-1, -1)
        self.print_button.setEnabled(bool(matrix.rows))

    @Slot(int, int)
    def _show_detail(self, number: int, at: int) -> None:
        is_cell = 0 <= number < self.table_model.rowCount()
        self.detail.set_text(self.table_model.words(number, at) if is_cell else "")

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
        if session is None:
            self._services.notices.show(_("Choose a session first: a cell of its column."))
        elif matrix is not None:
            name = f"{fold(matrix.title).replace(' ', '-')}-{session.day}.pdf"
            target = choose_new_file(self, _("Save the attendance list"), name, "*.pdf")
            if target is not None:
                self.model.save_list(session.session_id, target)


def _file_name(matrix: Matrix) -> str:
    """The activity and its month, in letters that every file system takes."""
    title = fold(matrix.title).replace(" ", "-")
    return title if matrix.period.span is Span.WHOLE else f"{title}-{matrix.period.first[:7]}"
