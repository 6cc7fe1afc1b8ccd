"""One activity beside the list: its sessions, enrolling people, adding sessions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.cocreation_rules import collects_contributions
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.domain.session_states import next_to_mark
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
from integrhabitat_desktop.ui.day_words import times_words
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.session_badge import session_badge
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Finder,
    KitMenu,
    ListRow,
    RowList,
    SidePanel,
    flow_row,
    heading,
    link_button,
    muted_label,
    primary_button,
    row,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.keep_activity import OPEN
from integrhabitat_desktop.use_cases.plan_activity import ActivityRow, SessionRow

# What stands in the menu "More": its words, what it does, and who may.
MenuEntry = tuple[str, Callable[[], object], Permission]


@dataclass(frozen=True, slots=True)
class PanelCommands:
    """What the panel offers; None leaves out what the role may not do."""

    open_session: Callable[[str], None] | None
    add_sessions: Callable[[], None] | None
    change_session: Callable[[str], None] | None
    search: Callable[[str], None] | None
    enrol: Callable[[str, str], None]
    people: Callable[[str], None]
    edit: Callable[[str], None]
    close: Callable[[str], None]
    reopen: Callable[[str], None]
    cancel: Callable[[str], None]


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
        self.finder = Finder(
            _("Enrol somebody"), _("Name or document, then Enter"), _("Participants who match")
        )
        self.enrol = self.finder.field
        self.people_button = secondary_button(_("Participants"), self._open_people, icon="users")
        self.people_button.setObjectName("people_of_activity")
        self.more_button = secondary_button(_("More"), self._open_menu, icon="dots")
        self.more_button.setObjectName("more_activity")
        self.change_button = link_button(_("Change this session"), self._change, icon="pencil", keys="F4")
        self.change_button.setObjectName("change_session")
        self._activity_id = self._next_id = ""
        self._state, self._kind = OPEN, ""
        self.add_button.setVisible(commands.add_sessions is not None)
        self.finder.setVisible(commands.search is not None)
        self.show_content(
            self.name,
            self.facts,
            flow_row(self.open_button, self.people_button, self.add_button, self.more_button),
            self.finder,
            row(section_label(_("Sessions")), STRETCH, self.change_button),
            self.sessions,
        )
        if commands.search is not None:
            self.finder.searched.connect(commands.search)
        self.finder.chosen.connect(self._enrol)
        self.sessions.chosen.connect(self._open)
        name_parts(self)

    def _entries(self) -> tuple[MenuEntry, ...]:
        """Everything else that can be done with the activity that is shown (`self._activity_id`).

        A screen is opened by `self._screen("its key", self._activity_id)`; `self._next_id` is the session to mark next.
        """
        manage = Permission.MANAGE_ACTIVITIES
        commands, activity = self._commands, self._activity_id
        if self._state == OPEN:
            ending: tuple[MenuEntry, ...] = (
                (_("Close the activity"), lambda: commands.close(activity), manage),
                (_("Cancel the activity"), lambda: commands.cancel(activity), manage),
            )
        else:
            ending = ((_("Open it again"), lambda: commands.reopen(activity), manage),)
        gathered: tuple[MenuEntry, ...] = (
            (
                _("Attendance month by month"),
                self._screen("attendance_matrix", activity),
                Permission.VIEW_ACTIVITIES,
            ),
            (_("Import attendance"), self._screen("attendance_import", activity), manage),
            (_("Enter a sheet"), self._screen("sheet_entry", ""), Permission.MARK_ATTENDANCE),
            (_("Certificates"), self._screen("certificates", activity), manage),
            (_("Check a certificate"), self._screen("certificate_check", ""), Permission.VIEW_ACTIVITIES),
        )
        if collects_contributions(self._kind):
            contributions = (
                _("Contributions, problem tree and matrix"),
                self._screen("cocreation", activity),
                Permission.VIEW_ACTIVITIES,
            )
            gathered = (contributions, *gathered)
        return ((_("Edit the activity"), lambda: commands.edit(activity), manage), *gathered, *ending)

    def _change(self) -> None:
        session_id = self.sessions.current_id()
        if session_id and self._commands.change_session is not None:
            self._commands.change_session(session_id)

    def _open_people(self) -> None:
        self._commands.people(self._activity_id)

    def _screen(self, key: str, argument: str) -> Callable[[], object]:
        return lambda: self._services.navigator.open_screen(key, argument)

    def _allowed_entries(self) -> tuple[MenuEntry, ...]:
        return tuple(it for it in self._entries() if allowed(self._services.staff.role, it[2]))

    def _open_menu(self) -> None:
        menu = KitMenu(self)
        menu.setAccessibleName(_("More"))
        for words, command, _permission in self._allowed_entries():
            menu.add(words, command)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def show_activity(self, activity: ActivityRow) -> None:
        """Show the facts of an activity; its sessions follow."""
        self._activity_id, self._state, self._kind = activity.activity_id, activity.state, activity.kind
        self.more_button.setVisible(bool(self._allowed_entries()))
        self.name.set_text(activity.title)
        self.facts.set_text(
            join_facts(
                code_label("activity_state", activity.state) if activity.state != OPEN else "",
                code_label("activity_kind", activity.kind),
                activity.place,
                *_counts(activity),
            )
        )

    def show_sessions(self, sessions: list[SessionRow], today: date) -> None:
        """Show the sessions; the next one to mark is a key away."""
        kept = self.sessions.current_id()
        self.sessions.set_rows([session_row(session) for session in sessions])
        following = next_to_mark(sessions, today.isoformat())
        self._next_id = following.session_id if following else ""
        # What was chosen stays chosen; else work goes on with the next one.
        self.sessions.select(kept if kept in {it.session_id for it in sessions} else self._next_id)
        self.change_button.setVisible(following is not None and self._commands.change_session is not None)
        self.open_button.setVisible(following is not None and self._commands.open_session is not None)
        if following is not None:
            is_on = following.day <= today.isoformat()
            words = _("Mark {day}") if is_on else _("List of {day}")
            self.open_button.set_label(words.format(day=format_date(following.day, "weekday")))

    def show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        """Offer people to enrol."""
        today = self._services.today()
        self.finder.show_rows(
            query,
            [found_row(it, today) for it in matches],
            if_none=_("Nobody matches. Register them at the reception, or as a walk-in."),
        )

    @Slot(str, str)
    def _enrol(self, person_id: str, name: str) -> None:
        self._commands.enrol(person_id, name)
        self.finder.put_away()
        self.finder.field.setFocus()

    @Slot(str)
    def _open(self, session_id: str) -> None:
        if self._commands.open_session is not None:
            self._commands.open_session(session_id)

    def _open_next(self) -> None:
        if self._next_id:
            self._open(self._next_id)


def _counts(activity: ActivityRow) -> tuple[str, ...]:
    """How many are enrolled, how many places there are, how many wait."""
    enrolled = ngettext("{count} enrolled", "{count} enrolled", activity.enrolled)
    places = ngettext("{count} place", "{count} places", activity.capacity or 0)
    waiting = ngettext("{count} waiting", "{count} waiting", activity.waiting)
    return (
        enrolled.format(count=activity.enrolled),
        places.format(count=activity.capacity) if activity.capacity else "",
        waiting.format(count=activity.waiting) if activity.waiting else "",
    )


def session_row(session: SessionRow, *, with_title: bool = False) -> ListRow:
    """A session as a row: day and time, how it went."""
    times = times_words(session.starts_at, session.ends_at)
    marked = session.attended + session.absent
    went = (
        _("{present} of {marked} present").format(present=session.attended, marked=marked) if marked else ""
    )
    when = join_facts(format_date(session.day, "weekday"), times)
    return ListRow(
        session.session_id,
        session.title if with_title else when,
        join_facts(times, session.place) if with_title else "",
        icon="calendar-event",
        badges=(session_badge(session.state),),
        trailing=went,
    )
