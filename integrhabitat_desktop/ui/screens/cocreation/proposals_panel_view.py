"""What became of the proposals, to be read out when the group meets again."""

from collections.abc import Callable, Sequence

from integrhabitat_desktop.domain.cocreation_rules import Contribution, StatusCount
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.ui.screens.cocreation.outline_model import status_badge, votes_text
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    ListRow,
    RowList,
    SidePanel,
    heading,
    muted_label,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts


class ProposalsPanel(SidePanel):
    """Every solution with its state; Enter goes to it in the tree."""

    def __init__(
        self, put_away: Callable[[], None], print_it: Callable[[], None], go: Callable[[str], None]
    ) -> None:
        super().__init__("", closable=True)
        self.setObjectName("proposals_panel")
        self.summary = muted_label("", wrapped=True)
        self.list = RowList(_("What became of your proposals"))
        self.list.setObjectName("proposals")
        self.show_content(
            heading(_("What became of your proposals")),
            self.summary,
            self.list,
            foot=secondary_button(_("Print this page"), print_it, icon="printer"),
        )
        self.closed.connect(put_away)
        self.list.chosen.connect(go)
        name_parts(self)

    def show_solutions(self, solutions: Sequence[Contribution], counts: Sequence[StatusCount]) -> None:
        """Show the solutions of all themes."""
        self.summary.set_text(counts_sentence(counts))
        self.list.set_rows([_row(it) for it in solutions])


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
    since = _("since {day}").format(day=format_date(it.status_on)) if it.status_on else ""
    return ListRow(
        it.id,
        it.words,
        join_facts(votes_text(it), it.responsible, since, it.status_reason),
        icon="circle-check",
        badges=(badge,) if isinstance(badge, BadgeText) else (),
    )
