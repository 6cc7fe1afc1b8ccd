"""What became of the proposals, to be read out when the group meets again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.cocreation_rules import Contribution, StatusCount
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.ui.screens.cocreation.outline_model import status_badge, votes_text
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    ListRow,
    RowList,
    SidePanel,
    column,
    muted_label,
    plain_label,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts


class ProposalsPanel(SidePanel):
    """Every solution with its state; Enter goes to it in the tree."""

    def __init__(
        self, put_away: Callable[[], None], print_it: Callable[[], None], go: Callable[[str], None]
    ) -> None:
        super().__init__(_("What became of your proposals"), closable=True)
        self.setObjectName("proposals_panel")
        self.summary = muted_label("", wrapped=True)
        self.list = RowList(_("What became of your proposals"))
        self.list.setObjectName("proposals")
        self.chosen_words = plain_label("", wrapped=True)
        self.chosen_facts = muted_label("", wrapped=True)
        self._solutions: dict[str, Contribution] = {}
        self.show_content(
            self.summary,
            self.list,
            foot=column(
                self.chosen_words,
                self.chosen_facts,
                secondary_button(_("Print this page"), print_it, icon="printer"),
            ),
        )
        self.closed.connect(put_away)
        self.list.chosen.connect(go)
        self.list.current_changed.connect(self._show_whole)
        name_parts(self)

    def show_solutions(self, solutions: Sequence[Contribution], counts: Sequence[StatusCount]) -> None:
        """Show the solutions of all themes."""
        self.summary.set_text(counts_sentence(counts))
        self._solutions = {it.id: it for it in solutions}
        self.list.set_rows([_row(it) for it in solutions], select_first=True)
        self._show_whole(self.list.current_id())

    @Slot(str)
    def _show_whole(self, item_id: str) -> None:
        """The row may be cut; here the words and the reason stand in full."""
        it = self._solutions.get(item_id)
        self.chosen_words.set_text(it.words if it is not None else "")
        self.chosen_facts.set_text(_facts(it) if it is not None else "")


def counts_sentence(counts: Sequence[StatusCount]) -> str:
    """How many solutions stand at each status."""
    return join_facts(
        *(
            _("{status}: {count}").format(status=code_label("solution_status", it.status), count=it.count)
            for it in counts
        )
    )


def _row(it: Contribution) -> ListRow:
    badge = status_badge(it)
    return ListRow(
        it.id,
        it.words,
        _facts(it),
        icon="circle-check",
        badges=(badge,) if isinstance(badge, BadgeText) else (),
    )


def _facts(it: Contribution) -> str:
    since = _("since {day}").format(day=format_date(it.status_on)) if it.status_on else ""
    return join_facts(votes_text(it), it.responsible, since, it.status_reason)
