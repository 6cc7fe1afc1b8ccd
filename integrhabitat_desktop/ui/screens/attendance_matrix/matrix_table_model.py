"""The matrix as a table: a row for each person, a column for each session, and what each person comes to."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.session_states import takes_place
from integrhabitat_desktop.i18n import (
    _,
    code_label,
    format_date,
    format_number,
    format_time,
    join_facts,
    ngettext,
)
from integrhabitat_desktop.i18n.attendance_words import (
    DROP_IN_SIGN,
    NOT_HELD_SIGN,
    NOT_MARKED_SIGN,
    hours_words,
    mark_letter,
    share_words,
)
from integrhabitat_desktop.ui.screens.activities.roster_table_model import status_badge
from integrhabitat_desktop.ui.widgets import BADGE_ROLE, MUTED_ROLE, STRONG_ROLE, BadgeText, tooltip_text
from integrhabitat_desktop.use_cases.view_matrix import (
    Matrix,
    MatrixMark,
    MatrixRow,
    MatrixSession,
    SessionTotals,
)

HEAD_ROLE = Qt.ItemDataRole.UserRole + 130  # of a header: a SessionHead
NAME = 0
ATTENDED, HOURS, IN_A_ROW = range(3)  # counted from the column after the last session
_TOTALS = 3

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class SessionHead:
    """The three short lines above a column of marks; `is_off` where the session did not take place."""

    weekday: str
    day: str
    total: str
    is_off: bool


class MatrixTableModel(QAbstractTableModel):
    """Shows a Matrix; nothing is edited here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matrix: Matrix | None = None
        self._rows: tuple[MatrixRow, ...] = ()
        self._sessions: tuple[MatrixSession, ...] = ()
        self._heads: tuple[SessionHead, ...] = ()
        self._today = ""
        self._badges: dict[tuple[str, bool], BadgeText] = {}

    def show(self, matrix: Matrix, today: str) -> None:
        """Show another matrix, or the same one as it stands now; what lies after `today` (ISO) waits for no mark."""
        self.beginResetModel()
        self._today = today
        self._matrix, self._rows, self._sessions = matrix, matrix.rows, matrix.sessions
        self._badges = {}
        self._heads = tuple(
            SessionHead(
                format_date(it.day, "weekday")[:3],
                format_date(it.day, "short"),
                _total(it, totals, today),
                not takes_place(it.state),
            )
            for it, totals in zip(matrix.sessions, matrix.totals, strict=True)
        )
        self.endResetModel()

    def row(self, number: int) -> MatrixRow:
        """The person of a row."""
        return self._rows[number]

    def session_at(self, column: int) -> MatrixSession | None:
        """The session of a column; None for the name and the totals."""
        return self._sessions[column - 1] if 0 < column <= len(self._sessions) else None

    def first_named(self, wanted: str) -> int:
        """The first row of which a word starts with folded letters; -1 for none."""
        for number, it in enumerate(self._rows):
            name = fold(it.name)
            if name.startswith(wanted) or any(word.startswith(wanted) for word in name.split()):
                return number
        return -1

    def row_of(self, person_id: str) -> int:
        """The number of a person's row, -1 for none."""
        return next((n for n, it in enumerate(self._rows) if it.person_id == person_id), -1)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() or self._matrix is None else 1 + len(self._sessions) + _TOTALS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        session = self.session_at(section)
        if session is None:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            place = section - len(self._sessions) - 1
            return _("Participant") if section == NAME else (_("Attended"), _("Hours"), _("In a row"))[place]
        if role == HEAD_ROLE:
            return self._heads[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return format_date(session.day, "short")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.session_words(section))
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = index.column()
        row = self._rows[index.row()]
        if self.session_at(column) is not None:
            return self._mark_data(row, index.row(), column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == STRONG_ROLE:
            return column == NAME
        if role == MUTED_ROLE:
            return column != NAME
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.words(index.row(), column))
        return None

    def _mark_data(self, row: MatrixRow, number: int, column: int, role: int) -> object:
        if role == BADGE_ROLE:
            mark = row.marks[column - 1]
            return (
                self._badge(mark) if mark is not None and mark.status and not self._is_off(column) else None
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sign(row.marks[column - 1], column)
        if role == MUTED_ROLE:
            return True
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(number, column)
        return tooltip_text(self.words(number, column)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _is_off(self, column: int) -> bool:
        return self._heads[column - 1].is_off

    def _is_to_come(self, column: int) -> bool:
        return self._sessions[column - 1].day > self._today

    def _badge(self, mark: MatrixMark) -> BadgeText:
        key = mark.status or "", mark.is_enrolled
        if key not in self._badges:
            self._badges[key] = BadgeText(_letter(mark), status_badge(mark.status).tone)
        return self._badges[key]

    def _sign(self, mark: MatrixMark | None, column: int) -> str:
        if mark is None:
            return ""
        if self._is_off(column):
            return NOT_HELD_SIGN
        if mark.status:
            return _letter(mark)
        return "" if self._is_to_come(column) else NOT_MARKED_SIGN

    def _text(self, row: MatrixRow, column: int) -> str:
        if column == NAME:
            return row.name
        place = column - len(self._sessions) - 1
        if place == ATTENDED:
            return share_words(row.share.part, row.share.whole, row.share.percent)
        return hours_words(row.minutes) if place == HOURS else format_number(row.in_a_row)

    # In full words, for a screen reader, the line below the table and tooltips

    def words(self, number: int, column: int) -> str:
        """What a cell says in full."""
        row = self._rows[number]
        if self.session_at(column) is None:
            return person_words(row)
        return join_facts(
            row.name, self.session_words(column), self._standing_words(row.marks[column - 1], column)
        )

    def session_words(self, column: int) -> str:
        """When a session takes place, how it stands and how many came."""
        session = self.session_at(column)
        assert session is not None and self._matrix is not None
        totals = self._matrix.totals[column - 1]
        reason = code_label("session_state_reason", session.state_reason)
        came = ngettext("{count} present", "{count} present", totals.present).format(count=totals.present)
        to_mark = ngettext("{count} to mark", "{count} to mark", totals.unmarked).format(
            count=totals.unmarked
        )
        return join_facts(
            format_date(session.day, "full"),
            format_time(session.starts_at) if session.starts_at else "",
            code_label("session_state", session.state)
            if self._is_off(column) or self._is_to_come(column)
            else came,
            reason
            if self._is_off(column)
            else to_mark
            if totals.unmarked and not self._is_to_come(column)
            else "",
        )

    def _standing_words(self, mark: MatrixMark | None, column: int) -> str:
        if self._is_off(column):
            return ""
        if mark is None:
            return _("not enrolled on that day")
        if mark.status is None:
            return "" if self._is_to_come(column) else _("To mark")
        badge = status_badge(mark.status, mark.minutes)
        modality = code_label("modality", mark.modality) if mark.modality != "IN_PERSON" else ""
        return join_facts(badge.text, modality, mark.reason, "" if mark.is_enrolled else _("not enrolled"))


def person_words(row: MatrixRow) -> str:
    """What one person comes to, with continuity."""
    attended = _("attended {share}").format(
        share=share_words(row.share.part, row.share.whole, row.share.percent)
    )
    last = _("{part} of the last {whole}").format(part=row.of_last.part, whole=row.of_last.whole)
    in_a_row = ngettext("{count} in a row", "{count} in a row", row.in_a_row).format(count=row.in_a_row)
    role = code_label("participation_role", row.role) if row.role not in (None, "PARTICIPANT") else ""
    facts = (attended, last, in_a_row) if row.of_last.whole else (attended,)
    return join_facts(row.name, role, *facts, hours_words(row.minutes))


def _total(session: MatrixSession, totals: SessionTotals, today: str) -> str:
    """How many came; a sign where the session did not take place or its list is still to be taken."""
    if not takes_place(session.state):
        return NOT_HELD_SIGN
    if totals.share.whole or totals.drop_ins:
        return format_number(totals.present)
    return "" if session.day > today else NOT_MARKED_SIGN


def _letter(mark: MatrixMark) -> str:
    return mark_letter(mark.status or "") + ("" if mark.is_enrolled else DROP_IN_SIGN)
