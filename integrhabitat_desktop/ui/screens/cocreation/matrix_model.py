"""The systematisation matrix as a Qt model: cause by cause, with votes, responsible body and state of each solution."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from integrhabitat_desktop.domain.cocreation_rules import SOLUTION, Contribution, matrix_elements
from integrhabitat_desktop.domain.problem_tree import MatrixRow
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.ui.widgets import MUTED_ROLE, STRONG_ROLE, tooltip_text

CAUSE, ASSET, DIFFERENTIAL, SOLUTIONS, VOTES, RESPONSIBLE, STATUS = range(7)

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
# A title stands on as many lines as its words need.
_WRAPPED = (
    int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
)


class MatrixModel(QAbstractTableModel):
    """Rows are lines of the matrix; `rank` is the place of each solution by its votes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MatrixRow] = []
        self._ranks: dict[str, int] = {}

    def show(self, rows: Sequence[MatrixRow], ranks: dict[str, int]) -> None:
        """Show a matrix; where the same contributions stand in it, the cells stay where they are."""
        same = _ids(rows) == _ids(self._rows)
        if not same:
            self.beginResetModel()
        self._rows, self._ranks = list(rows), ranks
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(self._rows) - 1), STATUS))
        else:
            self.endResetModel()

    def set_votes(self, item_id: str, votes: int) -> None:
        """Show votes before they are saved."""
        for number, row in enumerate(self._rows):
            if row.solution is not None and row.solution.id == item_id:
                self._rows[number] = replace(row, solution=replace(row.solution, votes=votes))
                self.dataChanged.emit(self.index(number, 0), self.index(number, STATUS))

    def item_at(self, index: _Index) -> Contribution | None:
        """The contribution that a cell is about."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        return (row.cause, row.asset, row.differential, row.solution)[min(index.column(), SOLUTIONS)]

    def cause_at(self, index: _Index) -> Contribution | None:
        """The cause of the line of a cell."""
        return self._rows[index.row()].cause if index.isValid() else None

    def element_of(self, index: _Index) -> str:
        """The element that is written in the column of a cell."""
        return matrix_elements()[min(index.column(), SOLUTIONS)] if index.isValid() else SOLUTION

    def index_of(self, item_id: str) -> QModelIndex:
        """The first cell of a contribution; an invalid one where it is not in the matrix."""
        for number, row in enumerate(self._rows):
            for column, part in enumerate((row.cause, row.asset, row.differential, row.solution)):
                if part is not None and part.id == item_id:
                    return self.index(number, column)
        return QModelIndex()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else STATUS + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._title(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self._title(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _WRAPPED
        return None

    def _title(self, section: int) -> str:
        titles = [code_label("cocreation_element", it) for it in matrix_elements()]
        return (*titles, _("Votes"), _("Responsible body"), _("Status"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        text = self._text(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text if column != CAUSE or row.is_first else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(text)
        if role == STRONG_ROLE:
            return column == CAUSE and row.cause is not None
        if role == MUTED_ROLE:
            return column == CAUSE and row.cause is None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{title}: {words}").format(title=self._title(column), words=text or _("nothing yet"))
        return None

    def _text(self, row: MatrixRow, column: int) -> str:
        solution = row.solution
        if column == CAUSE:
            return row.cause.words if row.cause is not None else _("Without a cause")
        if column in (ASSET, DIFFERENTIAL, SOLUTIONS):
            part = (row.asset, row.differential, solution)[column - ASSET]
            return part.words if part is not None else ""
        if solution is None:
            return ""
        if column == VOTES:
            return self._votes(solution)
        if column == RESPONSIBLE:
            return solution.responsible or ""
        since = _("since {day}").format(day=format_date(solution.status_on)) if solution.status_on else ""
        return join_facts(code_label("solution_status", solution.status), since, solution.status_reason)

    def _votes(self, solution: Contribution) -> str:
        if not solution.votes:
            return ""
        place = self._ranks.get(solution.id)
        return (
            _("{votes} (place {place})").format(votes=solution.votes, place=place)
            if place
            else str(solution.votes)
        )


def _ids(rows: Sequence[MatrixRow]) -> list[tuple[str | None, ...]]:
    return [
        tuple(
            part.id if part is not None else None
            for part in (it.cause, it.asset, it.differential, it.solution)
        )
        for it in rows
    ]
