"""The roster of one session: marks by keyboard, walk-ins in place, everything saved at once."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from integrhabitat_desktop.domain.attendance_counts import counts_as_present
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.activities.mark_details_view import MarkDetails, history_text
from integrhabitat_desktop.ui.screens.activities.roster_dots_view import RosterPainter
from integrhabitat_desktop.ui.screens.activities.roster_head_view import HeadCommands, RosterHead
from integrhabitat_desktop.ui.screens.activities.roster_keys import STATUS_KEYS, key_words, roster_keys
from integrhabitat_desktop.ui.screens.activities.roster_table_model import (
    MODALITY,
    NOTE,
    STATUS,
    RosterTableModel,
)
from integrhabitat_desktop.ui.screens.activities.roster_view_model import RosterViewModel
from integrhabitat_desktop.ui.screens.activities.roster_work_view import RosterWork
from integrhabitat_desktop.ui.screens.activities.walk_in_view import WalkIns
from integrhabitat_desktop.ui.screens.sheet_entry.print_sheet_dialog import ask_and_print_sheet
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    DataTable,
    PanelStack,
    caption,
    row,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.mark_attendance import (
    ABSENT,
    IN_PERSON,
    ONLINE,
    PRESENT,
    Mark,
    Roster,
    count_marks,
    mark_of_status,
)
from integrhabitat_desktop.use_cases.view_mark_history import MarkVersion

_NOTHING_TYPED_MS = 1200
_PAUSE_MS = 150
_ROW, _LOW_ROW = 38, 31
_LOW = 480  # less height than this leaves room for a few names only


class RosterPage(QWidget):
    """One session. `left` is emitted to go back to the list of activities."""

    left = Signal()

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self.model = RosterViewModel(services)
        self._roster: Roster | None = None
        self._typed, self._typed_at, self._is_low = "", 0, False
        may_print = allowed(services.staff.role, Permission.PRINT_SHEETS)
        self.head = RosterHead(
            HeadCommands(
                leave=self.left.emit,
                all_present=self._begin,
                count=lambda: self.work.open_count(),
                did_not_take_place=self.model.did_not_take_place,
                takes_place=self.model.takes_place,
                print_sheet=self._save_sheet if may_print else None,
            )
        )
        self.hint = caption(key_words(), elided=True)
        self.table_model = RosterTableModel(self)
        self.table = DataTable(_("Roster"), self.table_model)
        self.table.setItemDelegate(RosterPainter(self.table))
        self.table.set_row_height(_ROW)
        self.table.set_column_widths(0, 150, 190, 150, 190)
        self.table.set_optional_columns(NOTE, MODALITY)
        self.table.installEventFilter(self)
        may_register = allowed(services.staff.role, Permission.REGISTER_PERSON)
        self.walk_ins = WalkIns(services, self.model, self._begin_registration if may_register else None)
        self.walk_in = self.walk_ins.field
        self.details = MarkDetails()
        self.history = caption("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(10))
        layout.addWidget(self.head)
        # A registration or a count takes the place of the list for a while; nobody leaves the session for it.
        self.list_page = self._list_page()
        self.area = PanelStack(self.list_page)
        layout.addWidget(self.area, 1)
        self.work = RosterWork(services, self.model, self.area, self.list_page)
        self._forget = self._timer(_NOTHING_TYPED_MS, self._forget_typed)
        self._look_up = self._timer(_PAUSE_MS, self._ask_history)
        self._jump_to = ""
        self._connect()
        self.walk_ins.setVisible(allowed(services.staff.role, Permission.ENROL))
        name_parts(self)

    def _list_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(10))
        layout.addWidget(self.table, 1)
        self.beside = row(self.history, STRETCH, self.hint)
        layout.addWidget(self.beside)
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(24))
        foot.addWidget(self.walk_ins, 1, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.details, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(foot)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        # With large letters on a small screen the names come first; the keys stand in the key sheet.
        is_low = event.size().height() < theme().px(_LOW)
        if is_low != self._is_low:
            self._is_low = is_low
            self.beside.setVisible(not is_low)
            self.table.set_row_height(_LOW_ROW if is_low else _ROW)
            for field in (self.walk_ins.field, self.details.minutes, self.details.reason):
                field.label_inside(is_low)
        super().resizeEvent(event)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._show_details)
        self.table.chosen.connect(self._go_on)
        self.table.clicked.connect(self._clicked)
        self.area.currentChanged.connect(self._show_head)
        self.walk_ins.left.connect(self.table.setFocus)
        self.details.left.connect(self.table.setFocus)
        self.details.saved.connect(self._save_details)
        self.model.opened.connect(self._show)
        self.model.added.connect(self._added)
        self.model.history_read.connect(self._show_history)
        self.model.counted.connect(self.head.counts.show_counted)

    @Slot()
    def _show_head(self) -> None:
        self.head.show_for(is_list=self.area.currentWidget() is self.list_page)

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def open(self, session_id: str) -> None:
        """Show a session. What is being typed at another one is kept for it."""
        if session_id != self.model.session_id:
            self.area.keep_open()
            self.work.put_away()
        self._roster = None
        self.walk_ins.put_away()
        self.details.show_mark("", None)
        self.model.open(session_id)
        self.table.setFocus()

    def take_keyboard(self) -> None:
        """Into the list, or into the form that stands in its place."""
        form = self.area.opened(QWidget)
        if form is None:
            self.table.setFocus()
        else:
            (form.focusWidget() or form).setFocus()

    def keys(self) -> tuple[KeyEntry, ...]:
        """The keys of the roster for the key sheet."""
        return roster_keys()

    # What is shown

    @Slot(object)
    def _show(self, roster: Roster) -> None:
        first = self._roster is None
        self._roster = roster
        today = self._services.today()
        self.head.show_session(roster, today)
        kept = self.table.current_row()
        self.table_model.show(roster, today)
        if self._jump_to:
            kept, self._jump_to = self.table_model.row_of(self._jump_to), ""
        if self.table_model.rowCount():
            self.table.select_row(max(0, kept) if not first else 0)
        self._show_counts()
        self._show_details(self.table.current_row())

    def _show_counts(self) -> None:
        self.head.show_counts(count_marks(self.table_model.statuses()))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() is QEvent.Type.KeyPress and watched is self.table
        return is_key and isinstance(event, QKeyEvent) and self._table_key(event)

    def _table_key(self, event: QKeyEvent) -> bool:
        text = event.text()
        if event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._switch_modality(self.table.current_row())
            return True
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if text == " ":
            self._typed = ""
            self._toggle()
            return True
        if text.isdecimal():
            self._typed = ""
            self._set_status(int(text))
            return True
        if text and text.isprintable():
            self._type(text)
            return True
        return False

    def _toggle(self) -> None:
        number = self.table.current_row()
        if number < 0:
            return
        mark = self.table_model.mark(number)
        self._mark(
            number, self._mark_of(ABSENT if mark and counts_as_present(mark.status) else PRESENT, mark)
        )

    def _set_status(self, key: int) -> None:
        number = self.table.current_row()
        if number < 0 or key > len(STATUS_KEYS):
            return
        self._mark(
            number, self._mark_of(STATUS_KEYS[key - 1], self.table_model.mark(number)) if key else None
        )

    def _mark_of(self, status: str, before: Mark | None) -> Mark:
        usual = self._roster.session.activity_modality if self._roster is not None else None
        return mark_of_status(status, before, usual)

    def _switch_modality(self, number: int) -> None:
        """In person or online, of somebody who took part."""
        mark = self.table_model.mark(number) if number >= 0 else None
        if mark is not None and counts_as_present(mark.status):
            modality = IN_PERSON if mark.modality == ONLINE else ONLINE
            self._mark(number, replace(mark, modality=modality))

    def _mark(self, number: int, mark: Mark | None) -> None:
        person = self.table_model.entry(number).row
        self.table_model.set_mark(number, mark)
        self._show_counts()
        self.model.mark(person.person_id, person.name, mark)
        if number == self.table.current_row():
            self._show_details(number)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        # One click on the status sets it, as Space does; one on the modality switches it.
        if index.column() == STATUS:
            self._toggle()
        elif index.column() == MODALITY:
            self._switch_modality(index.row())

    @Slot(int)
    def _go_on(self, number: int) -> None:
        """Enter: into the minutes and reason where the mark has them, else to the next name."""
        if not self.details.take_keyboard() and number + 1 < self.table_model.rowCount():
            self.table.select_row(number + 1)

    def _type(self, text: str) -> None:
        if not self._typed:
            # Whoever takes the list goes down it: the next one of that name, not the first one again.
            self._typed_at = self.table.current_row()
        self._typed += text
        self._forget.start()
        wanted = fold(self._typed)
        found = self.table_model.next_named(wanted, self._typed_at + 1)
        if found >= 0:
            self.table.select_row(found)
        elif self.walk_ins.isVisible():
            # Nobody on the list is called that: somebody walked in.
            typed, self._typed = self._typed.strip(), ""
            self.walk_ins.begin(typed)

    @Slot()
    def _forget_typed(self) -> None:
        self._typed = ""

    @Slot(str)
    def _added(self, person_id: str) -> None:
        self.work.put_away()
        self.walk_ins.put_away()
        self._jump_to = person_id
        self.model.reload()
        self.table.setFocus()

    def _begin_registration(self, name: str) -> None:
        self.work.begin_registration(name)

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Go on with what was typed in the place of the list of a session."""
        form, session_id = self.area.keep_drafts(texts) or ("", "")
        if session_id:
            self.open(session_id)
            self.work.go_on(form)

    # What belongs to one mark

    @Slot(int)
    def _show_details(self, number: int) -> None:
        if 0 <= number < self.table_model.rowCount():
            person = self.table_model.entry(number).row.person_id
            self.details.show_mark(person, self.table_model.mark(number))
        self.history.set_text("")
        self._look_up.start()

    @Slot(str, object)
    def _save_details(self, person_id: str, mark: Mark) -> None:
        number = self.table_model.row_of(person_id)
        if number >= 0:
            self._mark(number, mark)

    @Slot()
    def _ask_history(self) -> None:
        number = self.table.current_row()
        if 0 <= number < self.table_model.rowCount():
            self.model.read_history(self.table_model.entry(number).row.person_id)

    @Slot(str, object)
    def _show_history(self, person_id: str, versions: tuple[MarkVersion, ...]) -> None:
        if self.table_model.row_of(person_id) == self.table.current_row():
            self.history.set_text(history_text(versions, self._services))

    # Actions

    def _begin(self) -> None:
        # Shown at once: the next key already counts on it.
        for number, status in enumerate(self.table_model.statuses()):
            if status is None:
                self.table_model.set_mark(number, Mark(PRESENT))
        self._show_counts()
        self.model.begin_with_all_present()
        self.table.setFocus()

    def _save_sheet(self) -> None:
        if self._roster is not None:
            ask_and_print_sheet(self._services, self, self._roster.session.session_id)
