"""Activities: what takes place today, everything the centre offers, and the roster of a session."""

from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.activities.activities_view_model import ActivitiesViewModel, Overview
from integrhabitat_desktop.ui.screens.activities.activity_forms_view import ActivityForms
from integrhabitat_desktop.ui.screens.activities.activity_panel_view import (
    ActivityPanel,
    PanelCommands,
    session_row,
)
from integrhabitat_desktop.ui.screens.activities.roster_view import RosterPage
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    EmptyState,
    ListRow,
    PanelStack,
    RowList,
    Screen,
    SidePanel,
    column,
    heading,
    link_button,
    offer_button,
    row,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.keep_activity import OPEN
from integrhabitat_desktop.use_cases.plan_activity import ActivityRow, SessionRow

_SHOWN = frozenset(
    [
        "activity",
        "activity_session",
        "enrolment",
        "attendance",
        "headcount",
        "aggregate_attendance",
        "person",
        "person_merge",
        "restriction",
        "erasure",
        "staff_account",
    ]
)


_ACTIVITY = "activity:"
_ROSTER = "roster:"  # before the drafts of the roster


class ActivitiesView(Screen):
    """A list with the chosen activity beside it; a session opens as a page of its own."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self.setObjectName("activities")
        self._services = services
        self._role = services.staff.role
        self._activities: dict[str, ActivityRow] = {}
        # After loading: the activity to select, and the form to open again.
        self._wanted = self._reopened = ""
        self.model = ActivitiesViewModel(services)
        self.empty = SidePanel()
        self.right = PanelStack(self.empty)
        mark = self.open_session if self._may(Permission.MARK_ATTENDANCE) else None
        self.forms = ActivityForms(services, self.model, self.right, self._put_away, mark)
        self.today_title = section_label(_("Today"))
        self.today = RowList(_("Sessions of today"), cards=False)
        self.list = RowList(_("Activities"))
        self.new_button = offer_button(_("New activity"), self._new, icon="plus", keys="Ctrl+N")
        self.panel = ActivityPanel(
            services,
            PanelCommands(
                open_session=mark,
                add_sessions=self._add_sessions if self._may(Permission.MANAGE_ACTIVITIES) else None,
                change_session=self.forms.change_session if mark is not None else None,
                search=self.model.search if self._may(Permission.ENROL) else None,
                enrol=self._enrol,
                people=lambda activity: services.navigator.open_screen("enrolments", activity),
                edit=self.forms.edit,
                close=self.model.close,
                reopen=self.model.reopen,
                cancel=self._cancel,
            ),
        )
        self.empty.show_content(
            EmptyState(
                "calendar-event",
                _("No activity yet"),
                _("Create the first one and add those who take part."),
            )
        )
        self.right.addWidget(self.panel)
        self.roster = RosterPage(services)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._list_page())
        self.pages.addWidget(self.roster)
        self.body.addWidget(self.pages, 1)
        self._connect()
        name_parts(self)

    def _list_page(self) -> QWidget:
        for words in (self.today_title,):
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        title = heading(_("Activities"))
        self.calendar_button = link_button(
            _("Calendar"), self._open_calendar, icon="calendar-event", keys="F6"
        )
        self.calendar_button.setObjectName("open_calendar")
        top = row(title, STRETCH, self.calendar_button)
        top.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        left = column(top, self.today_title, self.today, self.new_button, self.list, STRETCH)
        layout = cast(QVBoxLayout, left.layout())
        layout.setStretch(4, 4)
        layout.setStretch(5, 1)
        self.today.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.new_button.setVisible(self._may(Permission.MANAGE_ACTIVITIES))
        self.new_button.setObjectName("new_activity")
        self.list.setObjectName("activity_list")
        self.today.setObjectName("sessions_today")
        both = row(left, self.right, spacing=28)
        split = cast(QHBoxLayout, both.layout())
        split.setStretch(0, 45)
        split.setStretch(1, 55)
        return both

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.sessions_loaded.connect(self._show_sessions)
        self.model.created.connect(self._created)
        self.model.found.connect(self._show_matches)
        self.list.current_changed.connect(self._select)
        self.today.chosen.connect(self._open_chosen)
        self.roster.left.connect(self._back)
        self._services.changes.changed.connect(self._reload)

    def _may(self, permission: Permission) -> bool:
        return allowed(self._role, permission)

    # What the window asks

    def title(self) -> str:
        return _("Activities")

    def activated(self) -> None:
        self.model.load()
        if self._on_roster():
            self.roster.model.reload()
            self.roster.take_keyboard()
        else:
            self.list.setFocus()

    def opened_with(self, argument: str) -> None:
        """Of a session its roster; with `activity:` before the id of an activity that one in the list."""
        activity = argument.removeprefix(_ACTIVITY)
        if activity == argument:
            self.open_session(argument)
            return
        self._wanted = activity
        self._back()

    def keys(self) -> tuple[KeyEntry, ...]:
        if self._on_roster():
            return self.roster.keys()
        return (KeyEntry("Ctrl+N", _("New activity")), KeyEntry("Enter", _("Open the chosen session")))

    def place(self) -> str:
        return self.roster.model.session_id if self._on_roster() else ""

    def restore_place(self, place: str) -> None:
        self.open_session(place)

    def card_scanned(self, text: str) -> bool:
        if not self._on_roster():
            return False
        self.roster.model.scan(text)
        return True

    def draft_texts(self) -> dict[str, str]:
        of_roster = {f"{_ROSTER}{key}": text for key, text in self.roster.area.draft_texts().items()}
        return {**of_roster, **self.right.draft_texts()}

    def restore_draft(self, texts: dict[str, str]) -> None:
        of_roster = {key.removeprefix(_ROSTER): it for key, it in texts.items() if key.startswith(_ROSTER)}
        if of_roster:
            self.pages.setCurrentWidget(self.roster)
            self.roster.restore_draft(of_roster)
        texts = {key: it for key, it in texts.items() if not key.startswith(_ROSTER)}
        form, activity_id = self.right.keep_drafts(texts) or ("", "")
        self._wanted, self._reopened = activity_id, form
        if form == "activity_form":
            self.model.open_facts(activity_id)
        elif form == "session_panel":
            # What it is about is a session, not an activity.
            self._wanted, session_id = "", activity_id
            self.forms.change_session(session_id)
        self.model.load()

    def _on_roster(self) -> bool:
        return self.pages.currentWidget() is self.roster

    # The list

    @Slot(object)
    def _show(self, overview: Overview) -> None:
        self._activities = {it.activity_id: it for it in overview.activities}
        self.today.set_rows([session_row(session, with_title=True) for session in overview.today])
        self.today.setVisible(bool(overview.today))
        self.today_title.set_text(
            ngettext("{count} session today", "{count} sessions today", len(overview.today)).format(
                count=len(overview.today)
            )
        )
        self.list.set_rows([self._row(it) for it in overview.activities], select_first=True)
        if self._wanted:
            self.list.select(self._wanted)
            self._wanted = ""
        if not overview.activities and not self.right.is_filling_in():
            self.right.setCurrentWidget(self.empty)
        self._select(self.list.current_id())
        form, self._reopened = self._reopened, ""
        openings = {"sessions_form": self._add_sessions, "cancel_activity_form": self._cancel_current}
        if form in openings:
            openings[form]()

    def _row(self, activity: ActivityRow) -> ListRow:
        when = activity.next_day or activity.last_day
        return ListRow(
            activity.activity_id,
            activity.title,
            join_facts(
                code_label("activity_kind", activity.kind),
                code_label("activity_state", activity.state) if activity.state != OPEN else "",
                ngettext("{count} session", "{count} sessions", activity.sessions).format(
                    count=activity.sessions
                ),
            ),
            icon="calendar-event",
            trailing=format_date(when, "short") if when else "",
        )

    @Slot(str)
    def _select(self, activity_id: str) -> None:
        activity = self._activities.get(activity_id)
        if activity is not None:
            self.panel.show_activity(activity)
            self.model.load_sessions(activity_id)
            if not self.right.is_filling_in():
                self.right.setCurrentWidget(self.panel)

    @Slot(str, object)
    def _show_sessions(self, activity_id: str, sessions: list[SessionRow]) -> None:
        if activity_id == self.list.current_id():
            self.panel.show_sessions(sessions, self._services.today())

    @Slot(str, object)
    def _show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        self.panel.show_matches(query, matches)

    def _enrol(self, person_id: str, name: str) -> None:
        self.model.enrol(self.list.current_id(), person_id, name)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if not changed.touches(*_SHOWN) or not self.isVisible():
            return
        if self._on_roster():
            # The list is read again on the way back to it.
            self.roster.model.reload()
        else:
            self.model.load()

    # Forms

    @Slot()
    def _new(self) -> None:
        self.forms.edit("")

    @Slot()
    def _add_sessions(self) -> None:
        self.forms.add_sessions(self.list.current_id())

    def _cancel(self, activity_id: str) -> None:
        activity = self._activities.get(activity_id)
        if activity is not None:
            self.forms.cancel(activity_id, activity.title)

    def _cancel_current(self) -> None:
        self._cancel(self.list.current_id())

    @Slot(str)
    def _created(self, activity_id: str) -> None:
        self._wanted = activity_id
        self._put_away()
        self.model.load()

    @Slot()
    def _put_away(self) -> None:
        self.right.put_away(self.panel if self._activities else self.empty)

    def _open_calendar(self) -> None:
        self._services.navigator.open_screen("calendar")

    # The roster

    @Slot(str)
    def _open_chosen(self, session_id: str) -> None:
        if self._may(Permission.MARK_ATTENDANCE):
            self.open_session(session_id)

    def open_session(self, session_id: str) -> None:
        """Show the roster of a session."""
        self.pages.setCurrentWidget(self.roster)
        self.roster.open(session_id)

    @Slot()
    def _back(self) -> None:
        self.pages.setCurrentIndex(0)
        self.model.load()
        self.list.setFocus()
