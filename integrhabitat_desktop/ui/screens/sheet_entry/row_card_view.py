"""One row of the paper, large: whose it is and what was signed, answered with one key."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.i18n.attendance_words import mark_letter
from integrhabitat_desktop.ui.screens.activities.roster_keys import STATUS_KEYS
from integrhabitat_desktop.ui.screens.activities.roster_table_model import status_badge
from integrhabitat_desktop.ui.screens.activities.walk_in_view import WalkIns
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_entry_view_model import SheetEntryViewModel
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_rows import row_words
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Badge,
    Banner,
    CardPanel,
    KitButton,
    PlainLabel,
    caption,
    column,
    flow_row,
    link_button,
    muted_label,
    primary_button,
    row,
    scrolling,
    secondary_button,
)
from integrhabitat_desktop.use_cases.enter_sheet import PrintedRow, RowKind

# The four answers with a button each; the digits are those of the roster, the letters their words'.
_ANSWERS = (("PRESENT", "check"), ("ABSENT", "x"), ("LATE", "clock"), ("EXCUSED", "file-check"))


def answer_keys() -> dict[str, str]:
    """What a key says of a row: the figures of the roster, and the letters of the matrix in the active language."""
    figures = {str(number): status for number, status in enumerate(STATUS_KEYS, start=1)}
    return figures | {mark_letter(status): status for status in STATUS_KEYS} | {" ": "ABSENT"}


class RowCard(CardPanel):
    """`answered` tells a status, `skipped` that the row needs none, `stepped` a step back or on without an answer."""

    answered = Signal(str)
    skipped = Signal()
    stepped = Signal(int)

    def __init__(self, services: ScreenServices, model: SheetEntryViewModel) -> None:
        super().__init__(padding=24, spacing=12)
        self.setObjectName("row_card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row: PrintedRow | None = None
        self.place = caption("")
        self.name = PlainLabel("", "display", wrapped=True)
        self.badge = Badge("")
        self.buttons: dict[str, KitButton] = {}
        self._keys = answer_keys()
        for status, icon in _ANSWERS:
            make = primary_button if status == "PRESENT" else secondary_button
            words = code_label("attendance_status", status)
            button = make(words, icon=icon, keys=mark_letter(status), hint_only=True)
            button.setObjectName(f"answer_{status.lower()}")
            button.clicked.connect(lambda _checked=False, it=status: self.answered.emit(it))
            self.buttons[status] = button
        self.hint = muted_label("", wrapped=True)
        self.sentence = Banner("", Tone.WARNING)
        self.go_on = primary_button(_("Next row"), self.skipped.emit, icon="arrow-right")
        self.go_on.setObjectName("next_row")
        self.walk_ins = WalkIns(services, model.walk_ins)
        self.line_words = PlainLabel("", "subheading", wrapped=True)
        self.line_hint = muted_label(
            _("Nobody signed here? Enter in the empty field goes on. Backspace goes back."), wrapped=True
        )
        self.finish_button = link_button(_("No more lines are signed"), icon="checks")
        self.finish_button.setObjectName("no_more_lines")
        self.parts = QStackedWidget()
        person = column(
            self.name,
            flow_row(*self.buttons.values()),
            self.hint,
            STRETCH,
            spacing=16,
        )
        special = column(self.sentence, row(self.go_on, STRETCH), STRETCH, spacing=16)
        line = column(
            self.line_words,
            self.walk_ins,
            self.line_hint,
            row(self.finish_button, STRETCH),
            STRETCH,
            spacing=12,
        )
        for part in (person, special, line):
            self.parts.addWidget(scrolling(part))  # a long name at a large zoom
        self.body.addWidget(row(self.place, STRETCH, self.badge))
        self.body.addWidget(self.parts, 1)
        self.walk_ins.field.line.installEventFilter(self)
        self.walk_ins.field.line.returnPressed.connect(self._empty_line)
        self.setMinimumWidth(theme().px(420))

    def show_row(self, printed: PrintedRow, total: int) -> None:
        """Show a row and put the keyboard where it is answered."""
        self._row = printed
        self.badge.setVisible(printed.kind is RowKind.PERSON)
        self.place.set_text(_("Row {number} of {total}").format(number=printed.number, total=total))
        part: QWidget | None
        if printed.kind is RowKind.PERSON:
            self.name.set_text(printed.name)
            self.badge.set_badge(status_badge(printed.status))
            self.hint.set_text(
                _("Enter: present, as signed · Space: absent · Backspace: back · Down: leave it open")
                if printed.is_expected
                else _(
                    "Has left since this sheet was printed. Enter: present, as signed · Down: did not sign"
                )
            )
            part = self.parts.widget(0)
        elif printed.kind is RowKind.BLANK:
            self.line_words.set_text(_("Who signed on line {number}?").format(number=printed.number))
            self.walk_ins.put_away()
            part = self.parts.widget(2)
        else:
            self.sentence.set_text(row_words(printed))
            part = self.parts.widget(1)
        if part is not None:
            self.parts.setCurrentWidget(part)
        self.setAccessibleName(printed.name or self.place.text())

    def take_keyboard(self) -> None:
        """Put the keyboard where the row is answered."""
        if self._row is not None and self._row.kind is RowKind.BLANK:
            self.walk_ins.field.setFocus()
        else:
            self.setFocus()

    def answer_key(self, event: QKeyEvent) -> bool:
        """What a key says of the row; False for a key that says nothing."""
        if self._row is None or event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self.stepped.emit(-1)
            return True
        if self._row.kind is RowKind.BLANK:
            return False  # the field answers, and its keys come by here
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._row.kind is not RowKind.PERSON:
            if is_enter or event.text() == " ":
                self.skipped.emit()
                return True
            return False
        status = "PRESENT" if is_enter else self._keys.get(event.text().upper(), "")
        if status:
            self.answered.emit(status)
        return bool(status)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self.answer_key(event):
            return
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _empty_line(self) -> None:
        if not self.walk_ins.query():
            self.skipped.emit()
