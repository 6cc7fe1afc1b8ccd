"""The left of the reception: who matches what was typed or is expected, and who is here."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_time, ngettext
from integrhabitat_desktop.ui.person_rows import match_row
from integrhabitat_desktop.ui.person_texts import last_visit
from integrhabitat_desktop.ui.screens.reception.group_view import GroupBar
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    ListRow,
    RowList,
    column,
    flow_row,
    heading,
    link_button,
    muted_label,
    offer_button,
    section_label,
)
from integrhabitat_desktop.use_cases.find_people import DayVisit, FrequentVisitor, PersonMatch


class DeskLists(QWidget):
    """`results` and `here` are lists of people; `register` begins a registration, `count` a headcount, and
    `check_in` is given the ids of those who were gathered to come in together. Whoever types fast gathers whom they
    typed: `when_answered` runs a command once the list shows that.
    """

    def __init__(
        self,
        services: ScreenServices,
        register: Callable[[], None],
        count: Callable[[], None],
        check_in: Callable[[Sequence[str]], None],
        when_answered: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._services = services
        self.head = heading(_("Reception"))
        self.hint = muted_label("")
        self.results = RowList(_("Participants"))
        self.results.setObjectName("results")
        self.register_button = offer_button(
            _("Register a new person"), register, icon="user-plus", keys="Ctrl+N"
        )
        self.register_button.setObjectName("register")
        self.count_button = link_button(_("Count without registering"), count, icon="users", keys="Ctrl+H")
        self.count_button.setObjectName("count")
        self.group = GroupBar(check_in)
        self.gather_button = link_button(
            _("Comes in a group"), lambda: when_answered(self._gather), icon="user-plus", keys="Ctrl+T"
        )
        self.gather_button.setObjectName("gather")
        self.here_title = section_label(_("Here today"))
        self.here = RowList(_("Here today"), cards=False)
        self.here.setObjectName("here")
        words = column(self.head, self.hint, spacing=0)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.here_title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        others = flow_row(self.count_button, self.gather_button)
        inside = column(
            words, self.results, self.group, self.register_button, others, self.here_title, self.here, STRETCH
        )
        layout = cast(QVBoxLayout, inside.layout())
        for place, share in ((1, 3), (6, 2), (7, 1)):
            layout.setStretch(place, share)
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(inside)

    def _gather(self) -> None:
        chosen = next((it for it in self.results.rows() if it.id == self.results.current_id()), None)
        if chosen is not None:
            self.group.gather(chosen.id, chosen.title)

    def show_found(self, query: str, matches: Sequence[PersonMatch]) -> None:
        """The answer to a search, best first."""
        today = self._services.today()
        self.head.set_text(
            ngettext("{count} person matches", "{count} people match", len(matches)).format(
                count=len(matches)
            )
            if matches
            else _("Nobody matches “{text}”").format(text=query)
        )
        self.hint.set_text(
            _("Enter checks in the chosen person") if matches else _("Enter begins a registration")
        )
        self.results.set_rows([match_row(match, today) for match in matches], select_first=True)
        self.register_button.set_label(_("None of these: register “{name}”").format(name=query))

    def show_here(self, here: Sequence[DayVisit]) -> None:
        """Who is here today, the newest first."""
        self.here.set_rows(
            [
                ListRow(
                    it.person.id,
                    it.person.name,
                    _visits(it),
                    icon="check",
                    icon_tone=Tone.POSITIVE,
                    trailing=format_time(it.arrived_at, self._services.time_zone) if it.arrived_at else "",
                )
                for it in here
            ]
        )
        self.here_title.set_text(
            ngettext("{count} person here today", "{count} people here today", len(here)).format(
                count=len(here)
            )
        )

    def show_expected(self, expected: Sequence[FrequentVisitor]) -> None:
        """Who comes often and is not here yet, while nothing is typed."""
        today = self._services.today()
        self.head.set_text(_("Expected: they come often") if expected else _("Reception"))
        self.hint.set_text(_("Type above to find anybody else"))
        self.register_button.set_label(_("Register a new person"))
        self.results.set_rows(
            [
                ListRow(it.person.id, it.person.name, last_visit(it.person, today), avatar=it.person.name)
                for it in expected
            ]
        )


def _visits(visit: DayVisit) -> str:
    """How often they came in; nothing where it was once, as mostly."""
    if visit.visits == 1:
        return ""
    return ngettext("{count} visit today", "{count} visits today", visit.visits).format(count=visit.visits)
