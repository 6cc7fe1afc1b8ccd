"""One activity beside the list: its sessions, enrolling people, adding sessions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Slot

from integrhabitat_desktop.i18n import _, code_label, format_date, format_time, join_facts, ngettext
from integrhabitat_desktop.ui.person_texts import facts_of
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    ListRow,
    RowList,
    SidePanel,
    TextField,
    flow_row,
    heading,
    muted_label,
    primary_button,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.plan_activity import ActivityRow, SessionRow

_SEARCH_MS = 200
_STATE_TONES = {"HELD": Tone.POSITIVE, "NOT_HELD": Tone.WARNING, "CANCELLED": Tone.WARNING}


@dataclass(frozen=True, slots=True)
class PanelCommands:
    """What the panel offers; None leaves out what the role may not do."""

    open_session: Callable[[str], None] | None
    add_sessions: Callable[[], None] | None
    search: Callable[[str], None] | None
    enrol: Callable[[str, str], None]


class ActivityPanel(SidePanel):
    """Shows one activity; a session is opened with Enter."""

    def __init__(self, services: ScreenServices, commands: PanelCommands) -> None:
        super().__init__()
        self._services, self._commands = services, commands
        self.name = heading("")
        self.facts = muted_label("", wrapped=True)
        self.open_button = primary_button(_("Mark attendance"), self._open_next, icon="checks")
        self.add_button = secondary_button(_("Add sessions"), commands.add_sessions, icon="calendar-plus")
        self.sessions = RowList(_("Sessions"), cards=False)
        self.enrol = TextField(_("Enrol somebody"), max_length=200)
        self.enrol.line.setPlaceholderText(_("Name or document, then Enter"))
        self.matches = RowList(_("Participants who match"), cards=False)
        self._next_id = ""
        self.add_button.setVisible(commands.add_sessions is not None)
        self.enrol.setVisible(commands.search is not None)
        self.matches.hide()
        self.show_content(
            self.name,
            self.facts,
            flow_row(self.open_button, self.add_button),
            self.enrol,
            self.matches,
            section_label(_("Sessions")),
            self.sessions,
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_MS)
        self._pause.timeout.connect(self._search)
        self._wanted = ""
        self.enrol.changed.connect(self._pause.start)
        self.enrol.line.returnPressed.connect(self._take)
        self.matches.chosen.connect(self._enrol)
        self.sessions.chosen.connect(self._open)
        name_parts(self)

    def show_activity(self, activity: ActivityRow) -> None:
        """Show the facts of an activity; its sessions follow."""
        self.name.set_text(activity.title)
        enrolled = ngettext("{count} enrolled", "{count} enrolled", activity.enrolled).format(
            count=activity.enrolled
        )
        self.facts.set_text(join_facts(code_label("activity_kind", activity.kind), activity.place, enrolled))

    def show_sessions(self, sessions: list[SessionRow], today: date) -> None:
        """Show the sessions; the next one to mark is a key away."""
        self.sessions.set_rows([session_row(session) for session in sessions])
        waiting = [it for it in sessions if it.state == "PLANNED" and it.day <= today.isoformat()]
        coming = [it for it in sessions if it.day >= today.isoformat() and it.state in ("PLANNED", "HELD")]
        chosen = (waiting or coming or sessions)[:1]
        self._next_id = chosen[0].session_id if chosen else ""
        self.open_button.setVisible(bool(chosen) and self._commands.open_session is not None)
        if chosen:
            self.open_button.set_label(_("Mark {day}").format(day=format_date(chosen[0].day, "weekday")))

    def show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        """Offer people to enrol."""
        if query != self.enrol.value():
            return
        today = self._services.today()
        self.matches.set_rows(
            [
                ListRow(it.person.id, it.person.name, facts_of(it.person, today), icon="user")
                for it in matches
            ],
            select_first=True,
        )
        self.matches.setVisible(bool(matches))
        if not matches:
            self.enrol.set_help(_("Nobody matches. Register them at the reception, or as a walk-in."))
        if self._wanted == query and matches:
            self._enrol(self.matches.current_id())
        self._wanted = ""

    @Slot()
    def _search(self) -> None:
        query = self.enrol.value()
        self.enrol.set_help("")
        if query and self._commands.search is not None:
            self._commands.search(query)
        else:
            self.matches.hide()

    @Slot()
    def _take(self) -> None:
        query = self.enrol.value()
        if not query:
            return
        if self._pause.isActive() or not self.matches.isVisible():
            self._wanted = query
            self._pause.stop()
            self._search()
        else:
            self._enrol(self.matches.current_id())

    @Slot(str)
    def _enrol(self, person_id: str) -> None:
        name = next((it.title for it in self.matches.rows() if it.id == person_id), "")
        if person_id:
            self._commands.enrol(person_id, name)
            self.enrol.set_value(None)
            self.matches.hide()
            self.enrol.setFocus()

    @Slot(str)
    def _open(self, session_id: str) -> None:
        if self._commands.open_session is not None:
            self._commands.open_session(session_id)

    def _open_next(self) -> None:
        if self._next_id:
            self._open(self._next_id)


def session_row(session: SessionRow, *, with_title: bool = False) -> ListRow:
    """A session as a row: day and time, how it went."""
    times = ""
    if session.starts_at:
        times = format_time(session.starts_at)
        if session.ends_at:
            times = _("{start} to {end}").format(start=times, end=format_time(session.ends_at))
    marked = session.attended + session.absent
    went = (
        _("{present} of {marked} present").format(present=session.attended, marked=marked) if marked else ""
    )
    when = join_facts(format_date(session.day, "weekday"), times)
    badge = BadgeText(
        code_label("session_state", session.state), _STATE_TONES.get(session.state, Tone.NEUTRAL)
    )
    return ListRow(
        session.session_id,
        session.title if with_title else when,
        join_facts(times, session.place) if with_title else "",
        icon="calendar-event",
        badges=(badge,),
        trailing=went,
    )
