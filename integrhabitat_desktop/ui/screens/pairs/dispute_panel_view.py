"""Two decisions about one pair that contradict each other: both records side by side, and which decision counts."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, format_day, join_facts
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.ui.screens.pairs.compare_panel_view import both_sides, said_text
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Banner,
    SidePanel,
    flow_row,
    heading,
    link_button,
    plain_label,
    primary_button,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.settle_disputes import Decided, Dispute

Settle = Callable[[Dispute], None]


class DisputePanel(SidePanel):
    """`as_one` and `as_two` settle it, `back` puts the panel away."""

    def __init__(
        self,
        services: ScreenServices,
        dispute: Dispute,
        as_one: Settle,
        as_two: Settle,
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("dispute")
        self._services = services
        self.pair_id = dispute.pair_id
        comparison = dispute.comparison
        self.one_button = primary_button(
            _("It is one person: they stay joined"),
            lambda: as_one(dispute),
            icon="git-merge",
            keys="Ctrl+Enter",
        )
        self.two_button = secondary_button(
            _("They are two people: part them"), lambda: as_two(dispute), icon="users", keys="Ctrl+D"
        )
        words = _(
            "Decided differently on two computers, neither knowing of the other. Joined: {joined}. Two people: {apart}."
        )
        parts: list[QWidget] = [
            heading(_("Which decision counts?")),
            Banner(
                words.format(joined=self._who(dispute.joined), apart=self._who(dispute.told_apart)),
                Tone.WARNING,
            ),
            both_sides(comparison),
        ]
        for title, names in (
            (_("They say different things"), comparison.differing),
            (_("Both say the same"), comparison.equal),
        ):
            if names:
                parts.append(section_label(title))
            parts += [plain_label(self._line(dispute, name), wrapped=True) for name in names]
        back_button = link_button(_("Back"), back, icon="arrow-left", keys="Esc")
        self.show_content(*parts, foot=flow_row(back_button, self.two_button, self.one_button))
        name_parts(self)

    def begin(self) -> None:
        """Put the keyboard on the decision; once the panel is in sight."""
        self.one_button.setFocus()

    def _who(self, decided: Decided) -> str:
        day = format_day(decided.on, self._services.today()) if decided.on else ""
        return join_facts(decided.by, day) or _("not known")

    def _line(self, dispute: Dispute, name: str) -> str:
        first, second = (
            said_text(self._services, side, name)
            for side in (dispute.comparison.first, dispute.comparison.second)
        )
        said = first if first == second else join_facts(f"1. {first}", f"2. {second}")
        return f"{field_label('person', name)}: {said}"
