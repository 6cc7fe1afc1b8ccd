"""The problem tree as a Qt model: contributions under contributions, with element, votes and state in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from integrhabitat_desktop.domain.cocreation_rules import Contribution
from integrhabitat_desktop.domain.problem_tree import Branch
from integrhabitat_desktop.i18n import _, code_label, join_facts, ngettext
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import BADGE_ROLE, BadgeText, tooltip_text

FACTS_ROLE = Qt.ItemDataRole.UserRole + 120  # what stands under the words: element, responsible body
VOTES_ROLE = Qt.ItemDataRole.UserRole + 121  # the votes as they are shown, "" for none
ELEMENT_ROLE = Qt.ItemDataRole.UserRole + 122  # the code of the element

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_TONES = {
    "RESOURCED": Tone.PRIMARY,
    "IN_PROGRESS": Tone.PRIMARY,
    "IMPLEMENTED": Tone.POSITIVE,
    "MAINTAINED": Tone.POSITIVE,
    "DROPPED": Tone.WARNING,
}


def status_badge(item: Contribution) -> BadgeText | None:
    """How far a solution is; None for anything else."""
    if not item.status:
        return None
    return BadgeText(code_label("solution_status", item.status), _TONES.get(item.status, Tone.NEUTRAL))


def votes_text(item: Contribution) -> str:
    """The votes in words, "" for none."""
    return (
        ngettext("{count} vote", "{count} votes", item.votes).format(count=item.votes) if item.votes else ""
    )


@dataclass(slots=True, eq=False)
class _Node:
    item: Contribution
    row: int
    parent: "_Node | None"
    children: list["_Node"] = field(default_factory=list)


class OutlineModel(QAbstractItemModel):
    """Rows are the branches of a problem tree. Votes are shown at once, before they are saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: list[_Node] = []
        self._by_id: dict[str, _Node] = {}

    def show(self, tree: Sequence[Branch]) -> None:
        """Show a tree. Where only what stands in the rows differs, the rows stay where they are."""
        roots = list(_nodes(tree, None))
        by_id = {node.item.id: node for node in _walk(roots)}
        if _shape(roots) == _shape(self._roots):
            for name, node in by_id.items():
                standing = self._by_id[name]
                if standing.item != node.item:
                    self._set(standing, node.item)
            return
        self.beginResetModel()
        self._roots, self._by_id = roots, by_id
        self.endResetModel()

    def item(self, item_id: str) -> Contribution | None:
        """The contribution with this id as it is shown."""
        node = self._by_id.get(item_id)
        return node.item if node is not None else None

    def item_at(self, index: _Index) -> Contribution | None:
        """The contribution of a row."""
        node = self._node(index)
        return node.item if node is not None else None

    def index_of(self, item_id: str) -> QModelIndex:
        """The row of a contribution; an invalid one where it is not shown."""
        node = self._by_id.get(item_id)
        return self.createIndex(node.row, 0, node) if node is not None else QModelIndex()

    def set_votes(self, item_id: str, votes: int) -> None:
        """Show votes."""
        node = self._by_id.get(item_id)
        if node is not None:
            self._set(node, replace(node.item, votes=votes))

    def _set(self, node: _Node, item: Contribution) -> None:
        node.item = item
        index = self.createIndex(node.row, 0, node)
        self.dataChanged.emit(index, index)

    def _node(self, index: _Index) -> _Node | None:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else None

    def index(self, row: int, column: int, parent: _Index = _TOP) -> QModelIndex:
        node = self._node(parent)
        level = node.children if node is not None else self._roots
        if column == 0 and 0 <= row < len(level):
            return self.createIndex(row, column, level[row])
        return QModelIndex()

    def parent(self, index: _Index = _TOP) -> QModelIndex:  # type: ignore[override] # Qt's second form has no index
        node = self._node(index)
        above = node.parent if node is not None else None
        return self.createIndex(above.row, 0, above) if above is not None else QModelIndex()

    def rowCount(self, parent: _Index = _TOP) -> int:
        if parent.isValid() and parent.column() > 0:
            return 0
        node = self._node(parent)
        return len(node.children if node is not None else self._roots)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item_at(index)
        if item is None:
            return None
        element = code_label("cocreation_element", item.element)
        badge = status_badge(item)
        if role == Qt.ItemDataRole.DisplayRole:
            return item.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(join_facts(element, item.words))
        if role == FACTS_ROLE:
            return join_facts(element, item.responsible)
        if role == VOTES_ROLE:
            return votes_text(item)
        if role == ELEMENT_ROLE:
            return item.element
        if role == BADGE_ROLE:
            return badge
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = badge.text if badge is not None else ""
            return _("{element}: {words}").format(
                element=element, words=join_facts(item.words, votes_text(item), item.responsible, state)
            )
        return None


def _nodes(tree: Iterable[Branch], parent: _Node | None) -> Iterator[_Node]:
    for row, branch in enumerate(tree):
        node = _Node(branch.item, row, parent)
        node.children = list(_nodes(branch.branches, node))
        yield node


def _walk(nodes: Iterable[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _shape(nodes: Iterable[_Node]) -> list[tuple[str, str]]:
    return [(node.item.id, node.parent.item.id if node.parent is not None else "") for node in _walk(nodes)]
