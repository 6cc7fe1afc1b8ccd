"""Enter a sheet that came back: type or scan its code, then one key a row, in the order of the paper."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.sheet_entry.row_card_view import RowCard
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_end_view import SheetEnd
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_entry_view_model import SheetEntryViewModel
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_rows import printed_row
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_start_view import SheetStart
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    RowList,
    Screen,
    beside,
    link_button,
    list_column,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.enter_sheet import OpenSheet, RowKind, SheetRow
from integrhabitat_protocol.errors import ExpectedError

_SHOWN = frozenset(
    [
        "attendance",
        "attendance_sheet",
        "activity_session",
        "enrolment",
        "person",
        "person_merge",
        "restriction",
        "erasure",
    ]
)


class SheetEntryView(Screen):
    """Opened with a code, which a scanner reads, or without one, to choose one of the latest sheets."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Enter a sheet"))
        self.setObjectName("sheet_entry")
        self._services = services
        self._sheet: OpenSheet | None = None
        self._draft = ""  # a name that was being typed when the window was locked
        self._at = 0  # the place of the row that is answered; behind the last one at the end
        self.model = SheetEntryViewModel(services)
        self.back_button = link_button(_("Activities"), self._leave, icon="arrow-left")
        self.other_button = link_button(_("Another sheet"), self._begin_again, icon="file-text")
        self.title_row.set_actions(self.back_button)
        self.start = SheetStart()
        self.rows = RowList(_("Rows of the sheet"), cards=False)
        self.card = RowCard(services, self.model)
        self.end = SheetEnd(self._begin_again, self._leave)
        self.right = QStackedWidget()
        for part in (self.card, self.end):
            self.right.addWidget(part)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.pages.addWidget(beside(list_column(self.rows, self.other_button, grows=0), self.right))
        self.body.addWidget(self.pages, 1)
        self._connect()
        self._begin_again()
        name_parts(self)

    def _connect(self) -> None:
        self.model.offered.connect(self.start.show_offered)
        self.model.found.connect(self._show_found)
        self.model.opened.connect(self._show)
        self.model.refused.connect(self._refused)
        self.model.walk_ins.added.connect(self._walked_in)
        self.start.asked.connect(self.model.find)
        self.start.chosen.connect(self._open)
        self.rows.current_changed.connect(self._chosen)
        self.rows.chosen.connect(self._take_keyboard)
        self.rows.installEventFilter(self)
        self.card.walk_ins.field.line.installEventFilter(self)
        self.card.answered.connect(self._answer)
        self.card.skipped.connect(self._go_on)
        self.card.stepped.connect(self._step)
        self.card.walk_ins.left.connect(self.rows.setFocus)
        self.card.finish_button.clicked.connect(self._finish)
        self._services.changes.changed.connect(self._reload)

    # What the window asks

    def activated(self) -> None:
        if self._sheet is None:
            self.model.load()
            self.start.code.setFocus()
        else:
            self.model.reload()
            self._take_keyboard()

    def opened_with(self, argument: str) -> None:
        self._begin_again()
        self.start.begin(argument)
        self.start.ask()

    def keys(self) -> tuple[KeyEntry, ...]:
        if self._sheet is None:
            return (KeyEntry("Enter", _("Open the sheet")),)
        return (
            KeyEntry("Enter, P, 1", _("Present, as signed")),
            KeyEntry(join_facts(_("Space"), "A", "2"), code_label("attendance_status", "ABSENT")),
            KeyEntry("E, 3", code_label("attendance_status", "EXCUSED")),
            KeyEntry("L, T, 4", code_label("attendance_status", "LATE")),
            KeyEntry("5", code_label("attendance_status", "REMOTE")),
            KeyEntry("6", code_label("attendance_status", "LEFT_EARLY")),
            KeyEntry("Backspace", _("Back to the row before")),
            KeyEntry("Down", _("On to the next row; this one stays open")),
        )

    def place(self) -> str:
        return self.model.sheet_id

    def restore_place(self, place: str) -> None:
        self._open(place)

    def draft_texts(self) -> dict[str, str]:
        typed = self.card.walk_ins.query()
        return {"sheet": self.model.sheet_id, "walk_in": typed} if self._sheet is not None else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        self._draft = texts.get("walk_in", "")
        self._open(texts.get("sheet", ""))

    # Finding the sheet

    @Slot(object)
    def _show_found(self, found: list[SheetRow]) -> None:
        if len(found) == 1:
            self._open(found[0].id)
        else:
            self.start.show_several(found)

    @Slot(object)
    def _refused(self, error: ExpectedError) -> None:
        if self._sheet is not None:
            self._begin_again()
        self.start.show_problem(sentence_for(error))

    @Slot()
    def _leave(self) -> None:
        session = self._sheet.sheet.session if self._sheet is not None else ""
        self._begin_again()
        self._services.navigator.open_screen("activities", session)

    @Slot()
    def _begin_again(self) -> None:
        self._sheet = None
        self.model.close()
        self.set_title(_("Enter a sheet"))
        self.pages.setCurrentIndex(0)
        self.start.begin()
        if self.isVisible():
            self.model.load()

    @Slot(str)
    def _open(self, sheet_id: str) -> None:
        self._sheet = None
        self.model.open(sheet_id)

    # The rows

    @Slot(object)
    def _show(self, sheet: OpenSheet) -> None:
        first, self._sheet = self._sheet is None, sheet
        if first:
            self.pages.setCurrentIndex(1)
            self.rows.set_rows([])  # or it would keep the place it had on another sheet
        self._show_rows()
        if first:
            self._show_place(sheet.first_to_enter())
            self._take_keyboard()
            draft, self._draft = self._draft, ""
            if draft and self._at < len(sheet.rows) and sheet.rows[self._at].kind is RowKind.BLANK:
                self.card.walk_ins.begin(draft)
        elif self._at >= len(sheet.rows):
            self.end.show_end(sheet)
        elif sheet.rows[self._at].kind is not RowKind.BLANK:  # where somebody may be typing a name
            self.card.show_row(sheet.rows[self._at], len(sheet.rows))

    def _show_rows(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        to_mark = sum(it.waits for it in sheet.rows)
        left = ngettext("{count} row to mark", "{count} rows to mark", to_mark).format(count=to_mark)
        when = format_date(sheet.sheet.day, "full")
        self.set_title(
            sheet.sheet.title,
            join_facts(when, sheet.shown_code, left if to_mark else _("every row is marked")),
        )
        self.rows.blockSignals(True)
        self.rows.set_rows([printed_row(it) for it in sheet.rows])
        self.rows.blockSignals(False)

    def _show_place(self, at: int) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._at = max(0, min(at, len(sheet.rows)))
        if self._at == len(sheet.rows):
            self.end.show_end(sheet)
            self.right.setCurrentWidget(self.end)
            return
        self.right.setCurrentWidget(self.card)
        self.card.show_row(sheet.rows[self._at], len(sheet.rows))
        self.rows.blockSignals(True)
        self.rows.select(str(sheet.rows[self._at].number))
        self.rows.blockSignals(False)

    @Slot()
    def _take_keyboard(self) -> None:
        if not self.isVisible():
            return  # a draft comes back while another screen is shown; the keyboard comes with the screen
        if self.right.currentWidget() is self.card:
            self.card.take_keyboard()
        else:
            self.end.setFocus()

    @Slot(str)
    def _chosen(self, number: str) -> None:
        if number:
            self._show_place(int(number) - 1)

    @Slot(str)
    def _answer(self, status: str) -> None:
        sheet = self._sheet
        if sheet is None or self._at >= len(sheet.rows) or sheet.rows[self._at].kind is not RowKind.PERSON:
            return
        answered = sheet.rows[self._at]
        marked = replace(answered, status=status)
        rows = (*sheet.rows[: self._at], marked, *sheet.rows[self._at + 1 :])
        self._sheet = replace(sheet, rows=rows)
        self.model.mark(sheet.sheet.session, answered, status)
        self._show_rows()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    @Slot(int)
    def _step(self, step: int) -> None:
        self._show_place(self._at + step)
        self._take_keyboard()

    @Slot(str)
    def _walked_in(self, _person_id: str) -> None:
        self._go_on()

    @Slot()
    def _finish(self) -> None:
        if self._sheet is not None:
            self._step(len(self._sheet.rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if (
                watched is self.rows
                and self.right.currentWidget() is self.card
                and self.card.answer_key(event)
            ):
                return True
            is_back = event.key() == Qt.Key.Key_Backspace
            if watched is self.card.walk_ins.field.line and is_back and not self.card.walk_ins.query():
                self._step(-1)
                return True
        return False

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and changed.touches(*_SHOWN):
            if self._sheet is None:
                self.model.load()
            else:
                self.model.reload()
