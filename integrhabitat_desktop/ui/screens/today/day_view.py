"""The close of a day: what was done, and everything still open, each a key away from being seen to."""

from datetime import date, timedelta

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, format_date
from integrhabitat_desktop.ui.day_words import (
    day_facts,
    matter_words,
    printed_day,
    session_facts,
    verdict_words,
)
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.today.day_view_model import DayViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    ListRow,
    RowList,
    Screen,
    SidePanel,
    beside,
    choose_new_file,
    column,
    icon_button,
    muted_label,
    primary_button,
    scrolling,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.close_day import DayReport, Matter, OpenMatter
from integrhabitat_desktop.use_cases.desk import ChangeSet

_LEADS_TO = {
    Matter.OLDER_SESSIONS: "activities",
    Matter.APPOINTMENTS: "today",
    Matter.TASKS_DUE: "today",
    Matter.REVIEWS: "sync",
    Matter.SET_ASIDE: "sync",
    Matter.UNSENT: "sync",
    Matter.NOT_CONFIRMED: "sync",
    Matter.DRAFTS: "reception",
}


class CloseOfDayView(Screen):
    """Left what is open, right the figures of the day."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Close of the day"))
        self.setObjectName("close_of_day")
        self._services = services
        self._report: DayReport | None = None
        self._day = services.today()
        self.model = DayViewModel(services)
        self.back_button = secondary_button(_("Today"), self._back, icon="arrow-left", keys="Esc")
        self.back_button.setObjectName("back_to_today")
        self.before = icon_button("chevron-left", _("The day before"), self._earlier, keys="Alt+Left")
        self.after = icon_button("chevron-right", _("The day after"), self._later, keys="Alt+Right")
        self.print_button = primary_button(_("Save as PDF"), self._save, icon="printer", keys="Ctrl+P")
        self.print_button.setObjectName("save_day")
        self.title_row.set_actions(self.back_button, self.before, self.after, self.print_button)
        self.verdict = Banner("")
        self.verdict.setObjectName("verdict")
        self.open = RowList(_("What is still open"))
        self.open.setObjectName("open_matters")
        self.hint = muted_label(_("Enter leads to where it is seen to."))
        left = column(self.verdict, self.open, self.hint, STRETCH)
        self.figures = RowList(_("Figures of the day"), cards=False)
        self.figures.setObjectName("figures")
        self.sessions_title = section_label(_("Sessions of the day"))
        self.sessions = RowList(_("Sessions of the day"), cards=False)
        facts = SidePanel()
        facts.show_content(self.figures, self.sessions_title, self.sessions)
        self.body.addWidget(beside(scrolling(left), facts), 1)
        self.open.chosen.connect(self._see_to)
        self.model.loaded.connect(self._show)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    # What the window asks

    def activated(self) -> None:
        self._load()
        self.open.setFocus()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Enter", _("See to what is chosen")),
            KeyEntry("Alt+← →", _("The day before or after")),
            KeyEntry("Ctrl+P", _("Save as PDF")),
        )

    def place(self) -> str:
        return self._day.isoformat()

    def restore_place(self, place: str) -> None:
        self._day = min(date.fromisoformat(place), self._services.today())
        self._load()

    @Slot(object)
    def _reload(self, _changed: ChangeSet) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self.model.load(self._day)

    # What is shown

    @Slot(object)
    def _show(self, report: DayReport) -> None:
        if report.day != self._day:
            return
        self._report = report
        self.set_title(_("Close of the day"), format_date(report.day, "full"))
        self.after.setEnabled(report.day < self._services.today())
        self.verdict.set_text(verdict_words(report))
        self.verdict.set_tone(Tone.POSITIVE if report.is_complete else Tone.WARNING)
        self.open.set_rows(
            [_row(number, it) for number, it in enumerate(report.open_matters)], select_first=True
        )
        for part in (self.open, self.hint):
            part.setVisible(not report.is_complete)
        figures = day_facts(report, self._services.clock.now(), self._services.time_zone)
        self.figures.set_rows(
            [ListRow(str(number), it.label, trailing=it.value) for number, it in enumerate(figures)]
        )
        sessions = session_facts(report)
        self.sessions.set_rows(
            [ListRow(str(number), it.label, it.value) for number, it in enumerate(sessions)]
        )
        self.sessions_title.setVisible(bool(report.sessions))
        self.sessions.setVisible(bool(report.sessions))

    # Where it leads

    @Slot(str)
    def _see_to(self, place: str) -> None:
        if self._report is None:
            return
        matter = self._report.open_matters[int(place)]
        if matter.session is not None:
            self._services.navigator.open_screen("activities", matter.session.session_id)
        else:
            self._services.navigator.open_screen(_LEADS_TO[matter.matter])

    def _back(self) -> None:
        self._services.navigator.open_screen("today")

    def _earlier(self) -> None:
        self._turn(-1)

    def _later(self) -> None:
        self._turn(1)

    def _turn(self, days: int) -> None:
        self._day = min(self._day + timedelta(days=days), self._services.today())
        self._load()

    def _save(self) -> None:
        if self._report is None:
            return
        words = printed_day(self._report, self._services.clock.now(), self._services.time_zone)
        name = f"{_('close-of-day')}-{self._report.day.isoformat()}.pdf"
        target = choose_new_file(self, _("Save the report of the day"), name, "*.pdf")
        if target is not None:
            self.model.save(words, target)


def _row(number: int, it: OpenMatter) -> ListRow:
    icon = "calendar-x" if it.session is not None else "alert-circle"
    words = matter_words(it)
    return ListRow(str(number), words.title, words.detail, icon=icon, icon_tone=Tone.WARNING)
