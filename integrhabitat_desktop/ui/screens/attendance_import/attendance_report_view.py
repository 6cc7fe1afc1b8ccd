"""What an import of attendance would do: who is meant, which marks differ, what is left out. It is decided here."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_number, join_list, ngettext
from integrhabitat_desktop.ui.attendance_import_words import (
    consequences,
    differing_words,
    problem_words,
    report_words,
)
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    CardPanel,
    KitCheckBox,
    KitMenu,
    ListRow,
    PlainLabel,
    RowList,
    link_button,
    muted_label,
    primary_button,
    row,
    secondary_button,
    section_label,
    subheading,
)
from integrhabitat_desktop.use_cases.import_attendance import REGISTER, AttendanceReport, Decisions

_SHOWN = 200
_LIST_HEIGHT = 220  # more rows scroll within their list
_Place = tuple[int, int]


class AttendanceReportPanel(QWidget):
    """Shows a report; `decide` is called with other decisions, `write` with the marks that are to be replaced."""

    def __init__(
        self,
        report: AttendanceReport,
        *,
        decide: Callable[[AttendanceReport, Decisions], None],
        write: Callable[[AttendanceReport, frozenset[_Place]], None],
        back: Callable[[], None],
        export: Callable[[], None],
    ) -> None:
        super().__init__()
        self._report, self._decide, self._wanted_write = report, decide, write
        self._replaced: set[_Place] = set()
        self.facts, self.more = subheading(""), muted_label("", wrapped=True)
        self.write_button = primary_button("", self._write, icon="check", keys="Ctrl+Enter")
        self.write_button.setObjectName("write")
        self.export_button = secondary_button(_("Save the problems"), export, icon="download")
        self.export_button.setObjectName("save_problems")
        self.back_button = link_button(_("Back to the columns"), back, icon="arrow-left")
        self.register_all = KitCheckBox(self._register_words())
        self.register_all.setObjectName("register_all")
        self.register_all.setVisible(bool(report.not_found))
        self.replace_all = KitCheckBox(_("Replace all marks that differ by those of the file"))
        self.replace_all.setObjectName("replace_all")
        self.unsure = _list(_("Who is meant?"), "unsure")
        self.differing = _list(_("Marks that stand and differ"), "differing")
        self.problems = _list(_("Rows with a problem"), "problems")
        self._titles: dict[RowList, list[PlainLabel]] = {}
        self._arrange()
        self.show_report(report)
        self.register_all.toggled.connect(self._ask_register)
        self.replace_all.toggled.connect(self._replace_all)
        self.unsure.chosen.connect(self._ask_who)
        self.differing.chosen.connect(self._choose_differing)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        buttons = row(self.back_button, self.export_button, STRETCH, self.write_button, spacing=12)
        layout.addWidget(
            CardPanel(self.facts, self.more, self.register_all, self.replace_all, buttons, spacing=12)
        )
        for rows, hint in (
            (self.unsure, _("They are left out until somebody says who it is. Enter opens the choice.")),
            (self.differing, _("What stands is kept. Enter takes the mark of the file instead.")),
            (self.problems, ""),
        ):
            title = section_label(rows.accessibleName())
            labels = [title, *([muted_label(hint, wrapped=True)] if hint else [])]
            for label in labels:
                layout.addWidget(label)
            layout.addWidget(rows)
            self._titles[rows] = labels

    def show_report(self, report: AttendanceReport) -> None:
        """Show the report as it stands after a decision; marks chosen before stay chosen where they still differ."""
        self._report = report
        self._replaced &= {(it.number, it.place) for it in report.differing}
        self.facts.set_text(report_words(report))
        self.more.set_text(consequences(report))
        self.more.setVisible(bool(self.more.text()))
        self.export_button.setVisible(bool(report.problems))
        self.replace_all.setVisible(bool(report.differing))
        self._show_unsure()
        self._show_differing()
        self._show_problems()
        self._count()

    def _register_words(self) -> str:
        count = len(self._report.not_found)
        words = ngettext(
            "Register {count} person who was not found, with what the list says",
            "Register {count} people who were not found, with what the list says",
            count,
        )
        return words.format(count=format_number(count))

    # Lists

    def _show_unsure(self) -> None:
        rows = []
        for it in self._report.unsure[:_SHOWN]:
            match = self._report.matches[it.number]
            chosen = self._report.decisions.people.get(it.number)
            names = {person.id: person.name for person in match.people}
            meant = _("is registered") if chosen == REGISTER else names.get(chosen or "", "")
            maybe = _("perhaps {names}").format(
                names=join_list(sorted(set(names.values())), alternatives=True)
            )
            rows.append(
                ListRow(
                    str(it.number),
                    it.person.name,
                    meant or maybe,
                    icon="check" if meant else "help-circle",
                    icon_tone=Tone.PRIMARY if meant else Tone.WARNING,
                    trailing=_("row {number}").format(number=it.number),
                )
            )
        self._fill(self.unsure, rows)

    def _show_differing(self) -> None:
        rows = []
        for it in self._report.differing[:_SHOWN]:
            is_replaced = (it.number, it.place) in self._replaced
            rows.append(
                ListRow(
                    f"{it.number}|{it.place}",
                    it.name,
                    differing_words(it),
                    icon="check" if is_replaced else "minus",
                    icon_tone=Tone.PRIMARY if is_replaced else Tone.NEUTRAL,
                    trailing=_("from the file") if is_replaced else _("kept"),
                )
            )
        self._fill(self.differing, rows)

    def _show_problems(self) -> None:
        # Of whom somebody decides stands above already.
        found = [it for it in self._report.problems if it.code != "person_unsure"]
        rows = [
            ListRow(
                str(place),
                problem_words(it),
                icon="alert-triangle",
                icon_tone=Tone.DANGER if it.day is None else Tone.WARNING,
                trailing=_("row {number}").format(number=it.number),
            )
            for place, it in enumerate(found[:_SHOWN])
        ]
        more = len(found) - len(rows)
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more).format(count=format_number(more))
            rows.append(ListRow("more", words))
        self._fill(self.problems, rows)

    def _fill(self, rows: RowList, shown: list[ListRow]) -> None:
        current = rows.current_id()
        rows.set_rows(shown)
        if current:
            rows.select(current)
        rows.setMinimumHeight(min(rows.sizeHint().height(), theme().px(_LIST_HEIGHT)))
        for part in (rows, *self._titles.get(rows, ())):
            part.setVisible(bool(shown))

    # Decisions

    @Slot(str)
    def _ask_who(self, row_id: str) -> None:
        number = int(row_id)
        menu = KitMenu(self)
        menu.setAccessibleName(_("Who is meant?"))
        for person in self._report.matches[number].people:
            menu.add(f"{person.name} · {person.id}", partial(self._decide_on, number, person.id))
        menu.add(_("Somebody new: register"), partial(self._decide_on, number, REGISTER))
        menu.add(_("Leave out"), partial(self._decide_on, number, ""))
        place = self.unsure.visualRect(self.unsure.currentIndex()).bottomLeft()
        menu.popup(self.unsure.viewport().mapToGlobal(place))

    def _decide_on(self, number: int, person_id: str) -> None:
        standing = self._report.decisions
        people = {key: it for key, it in standing.people.items() if key != number}
        if person_id:
            people[number] = person_id
        self._decide(self._report, Decisions(people, standing.register_all))

    @Slot(bool)
    def _ask_register(self, wanted: bool) -> None:
        self._decide(self._report, Decisions(self._report.decisions.people, wanted))

    @Slot(str)
    def _choose_differing(self, row_id: str) -> None:
        number, place = row_id.split("|")
        self._replaced ^= {(int(number), int(place))}
        self._show_differing()
        self._count()

    @Slot(bool)
    def _replace_all(self, wanted: bool) -> None:
        self._replaced = {(it.number, it.place) for it in self._report.differing} if wanted else set()
        self._show_differing()
        self._count()

    def _count(self) -> None:
        count = len(self._report.wanted) + len(self._replaced)
        words = ngettext("Import {count} mark", "Import {count} marks", count)
        self.write_button.set_label(words.format(count=format_number(count)))
        self.write_button.setEnabled(count > 0)

    def _write(self) -> None:
        self._wanted_write(self._report, frozenset(self._replaced))


def _list(name: str, object_name: str) -> RowList:
    rows = RowList(name, cards=False)
    rows.setObjectName(object_name)
    return rows
