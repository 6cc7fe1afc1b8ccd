"""The roster as a table: name, last sessions as dots, status, modality, note."""

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.i18n import _, code_label, join_facts, ngettext
from integrhabitat_desktop.ui.person_texts import age_of
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import BADGE_ROLE, MUTED_ROLE, STRONG_ROLE, BadgeText, tooltip_text
from integrhabitat_desktop.use_cases.mark_attendance import Mark, Roster, RosterEntry

DOTS_ROLE = Qt.ItemDataRole.UserRole + 120  # the marks of earlier sessions, oldest first
NAME, EARLIER, STATUS, MODALITY, NOTE = range(5)

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_LOOKS = {
    "PRESENT": (Tone.POSITIVE, "check"),
    "REMOTE": (Tone.POSITIVE, "check"),
    "LATE": (Tone.POSITIVE, "clock"),
    "LEFT_EARLY": (Tone.POSITIVE, "clock"),
    "EXCUSED": (Tone.WARNING, "file-check"),
    "ABSENT": (Tone.DANGER, "x"),
}


def status_badge(status: str | None, minutes: int | None = None) -> BadgeText:
    """A status as word, colour and icon."""
    if status is None:
        return BadgeText(_("To mark"), Tone.NEUTRAL, "minus")
    tone, icon = _LOOKS.get(status, (Tone.NEUTRAL, "minus"))
    late = ngettext("{count} min", "{count} min", minutes).format(count=minutes) if minutes else ""
    return BadgeText(join_facts(code_label("attendance_status", status), late), tone, icon)


class RosterTableModel(QAbstractTableModel):
    """Rows are the entries of a Roster; a mark is shown at once, before it is saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[RosterEntry] = []
        self._marks: list[Mark | None] = []
        self._apart: dict[str, str] = {}  # by person, what tells them from somebody of the same name

    def show(self, roster: Roster, today: date) -> None:
        """Show a roster as it stands in the store."""
        self._apart = {
            it.row.person_id: join_facts(age_of(it.namesake, today), it.namesake.neighbourhood)
            for it in roster.entries
            if it.namesake is not None
        }
        entries = list(roster.entries)
        marks = [_mark_of(entry) for entry in entries]
        same = [it.row.person_id for it in entries] == [it.row.person_id for it in self._entries]
        if not same:
            self.beginResetModel()
        self._entries, self._marks = entries, marks
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(entries) - 1), NOTE))
        else:
            self.endResetModel()

    def entry(self, number: int) -> RosterEntry:
        """The entry of a row."""
        return self._entries[number]

    def mark(self, number: int) -> Mark | None:
        """The mark that a row shows."""
        return self._marks[number]

    def set_mark(self, number: int, mark: Mark | None) -> None:
        """Show a mark."""
        self._marks[number] = mark
        self.dataChanged.emit(self.index(number, 0), self.index(number, NOTE))

    def statuses(self) -> list[str | None]:
        """The status of every row."""
        return [mark.status if mark else None for mark in self._marks]

    def names(self) -> list[str]:
        """The name of every row."""
        return [entry.row.name for entry in self._entries]

    def next_named(self, wanted: str, start: int) -> int:
        """The next row from `start` on, and around, whose name folded letters stand for; -1 for none.

        They begin the shown or full name, a word of it, or the first name and then another: "mgo", María González.
        """
        names = [
            [fold(name).split() for name in (entry.row.preferred_name, entry.row.name) if name]
            for entry in self._entries
        ]
        for stand_for in (_begin_name, _begin_word, _begin_two_words):
            for step in range(len(names)):
                number = (start + step) % len(names)
                if any(stand_for(wanted, words) for words in names[number]):
                    return number
        return -1

    def row_of(self, person_id: str) -> int:
        """The number of a person's row, -1 for none."""
        return next((n for n, it in enumerate(self._entries) if it.row.person_id == person_id), -1)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else NOTE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Participant"), _("Last sessions"), _("Status"), _("Modality"), _("Note"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry, mark = self._entries[index.row()], self._marks[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(entry.row.name) if column == NAME else None
        if role == STRONG_ROLE:
            return column == NAME
        if role == MUTED_ROLE:
            return column in (MODALITY, NOTE)
        if column == STATUS and role in (BADGE_ROLE, Qt.ItemDataRole.DisplayRole):
            badge = status_badge(mark.status if mark else None, mark.minutes if mark else None)
            return badge if role == BADGE_ROLE else badge.text
        if role == DOTS_ROLE:
            return entry.earlier if column == EARLIER else None
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            apart = self._apart.get(entry.row.person_id)
            return join_facts(entry.row.name, apart, status_badge(mark.status if mark else None).text)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(column, entry, mark)
        return None

    def _text(self, column: int, entry: RosterEntry, mark: Mark | None) -> str:
        if column == NAME:
            return join_facts(
                entry.row.preferred_name or entry.row.name, self._apart.get(entry.row.person_id)
            )
        if column == MODALITY:
            return code_label("modality", mark.modality) if mark and mark.modality else ""
        if column == NOTE:
            walked_in = "" if entry.row.is_enrolled else _("not enrolled")
            return join_facts(mark.reason if mark else None, walked_in)
        return ""


def _mark_of(entry: RosterEntry) -> Mark | None:
    row = entry.row
    return Mark(row.status, row.minutes, row.reason, row.modality) if row.status else None


def _begin_name(letters: str, words: list[str]) -> bool:
    # The blank between two words is the key that marks, so nobody types it.
    return "".join(words).startswith(letters.replace(" ", ""))


def _begin_word(letters: str, words: list[str]) -> bool:
    return any(word.startswith(letters) for word in words)


def _begin_two_words(letters: str, words: list[str]) -> bool:
    return bool(words) and any(
        words[0].startswith(letters[:part]) and any(it.startswith(letters[part:]) for it in words[1:])
        for part in range(1, len(letters))
    )
