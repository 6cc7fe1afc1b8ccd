"""Who was absent several times in a row: a call or a home visit is one key away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.absence_rules import FEWEST, MOST
from integrhabitat_desktop.i18n import _, format_date, format_number, join_facts, ngettext
from integrhabitat_desktop.ui.screens.today.today_view_model import TodayViewModel
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    CardPanel,
    ListRow,
    RowList,
    SegmentedField,
    flow_row,
    link_button,
    muted_label,
    secondary_button,
    subheading,
)
from integrhabitat_desktop.use_cases.propose_follow_ups import CALL, HOME_VISIT, AbsentPerson


class AbsentCard(CardPanel):
    """Enter opens the person who is chosen; the buttons note what is to be done about them."""

    def __init__(self, opened: Callable[[str], None], model: TodayViewModel) -> None:
        super().__init__()
        self._opened, self._model = opened, model
        self._absent: dict[str, AbsentPerson] = {}
        self.head = subheading("")
        self.nothing = muted_label(_("Nobody who is enrolled stayed away that often."))
        self.list = RowList(_("Absent several times in a row"), cards=False)
        self.list.setObjectName("absent")
        self.call = secondary_button(_("Call today"), self._call, icon="phone")
        self.visit = secondary_button(_("Home visit"), self._visit, icon="home-heart")
        self.leave = link_button(_("Nothing to do"), self._leave)
        for name, button in (("call", self.call), ("visit", self.visit), ("leave", self.leave)):
            button.setObjectName(f"{name}_absent")
        self.foot = flow_row(self.call, self.visit, self.leave)
        self.least = SegmentedField(
            _("Propose after this many absences in a row"),
            [(str(count), format_number(count)) for count in range(FEWEST, MOST)],
        )
        self.least.setObjectName("propose_after")
        for part in (self.head, self.nothing, self.list, self.foot, self.least):
            self.body.addWidget(part)
        self.list.chosen.connect(self._open)
        self.least.changed.connect(self._set_least)

    def show_absent(self, absent: Sequence[AbsentPerson], least: int) -> None:
        """Replace what is shown; the first one is chosen."""
        self._absent = {it.key: it for it in absent}
        count = len(absent)
        words = ngettext("{count} person to ask after", "{count} people to ask after", count)
        self.head.set_text(words.format(count=count))
        self.list.set_rows([_row(it) for it in absent], select_first=True)
        self.least.blockSignals(True)
        self.least.set_value(str(least))
        self.least.blockSignals(False)
        self.nothing.setVisible(not absent)
        for part in (self.list, self.foot):
            part.setVisible(bool(absent))

    def _chosen(self) -> AbsentPerson | None:
        return self._absent.get(self.list.current_id())

    @Slot(str)
    def _open(self, key: str) -> None:
        if key in self._absent:
            self._opened(self._absent[key].person)

    def _call(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._model.follow_up(chosen, CALL)

    def _visit(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._model.follow_up(chosen, HOME_VISIT)

    def _leave(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._model.leave(chosen)

    @Slot()
    def _set_least(self) -> None:
        value = self.least.value()
        if value is not None:
            self._model.propose_after(int(value))


def _row(it: AbsentPerson) -> ListRow:
    count = ngettext("{count} absence", "{count} absences", it.absences).format(count=it.absences)
    last = (
        _("last came on {day}").format(day=format_date(it.last_attended_on, "short"))
        if it.last_attended_on
        else _("has not come yet")
    )
    return ListRow(
        it.key,
        it.name,
        join_facts(it.title, last),
        icon="user-off",
        badges=(BadgeText(count, Tone.WARNING),),
    )
