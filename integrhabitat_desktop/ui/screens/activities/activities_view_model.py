"""What the activities screen does, without a widget: list, create, add sessions, enrol."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, ngettext
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases import enrol_person, plan_activity
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import Enrolled
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.plan_activity import ActivityRow, NewActivity, SessionRow, SessionTimes


@dataclass(frozen=True, slots=True)
class Overview:
    """The activities of the centre, and what takes place today."""

    activities: tuple[ActivityRow, ...]
    today: tuple[SessionRow, ...]


class ActivitiesViewModel(QObject):
    """Signals carry what the use cases give."""

    loaded = Signal(object)  # an Overview
    sessions_loaded = Signal(str, object)  # the activity's id, a list of SessionRow
    created = Signal(str)  # the id of the new activity
    found = Signal(str, object)  # the query, a list of PersonMatch

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner

    def load(self) -> None:
        """Read the activities and today's sessions."""

        def work(desk: Desk) -> Overview:
            return Overview(
                tuple(plan_activity.list_activities(desk)), tuple(plan_activity.todays_sessions(desk))
            )

        self._runner.run(work, self.loaded.emit, key="activities")

    def load_sessions(self, activity_id: str) -> None:
        """Read the sessions of one activity."""
        self._runner.run(
            lambda desk: plan_activity.list_sessions(desk, activity_id),
            lambda sessions: self.sessions_loaded.emit(activity_id, sessions),
            key="sessions",
        )

    def create(self, new: NewActivity, times: SessionTimes | None, failed: Failed) -> None:
        """Create an activity."""

        def done(activity_id: str) -> None:
            self._services.notices.show(_("“{title}” is created.").format(title=new.title))
            self.created.emit(activity_id)

        self._runner.run(lambda desk: plan_activity.create_activity(desk, new, times), done, failed)

    def add_sessions(
        self, activity_id: str, times: SessionTimes, done: Callable[[], None], failed: Failed
    ) -> None:
        """Add sessions to an activity."""

        def added(sessions: list[str]) -> None:
            self._services.notices.show(
                ngettext("{count} session added.", "{count} sessions added.", len(sessions)).format(
                    count=len(sessions)
                ),
                undo=partial(self._remove, tuple(sessions)),
            )
            done()

        self._runner.run(lambda desk: plan_activity.add_sessions(desk, activity_id, times), added, failed)

    def _remove(self, sessions: tuple[str, ...]) -> None:
        def work(desk: Desk) -> None:
            for session in sessions:
                plan_activity.remove_session(desk, session)

        self._runner.run(work, lambda _nothing: self._services.notices.show(_("Taken back.")))

    def search(self, query: str) -> None:
        """Look for somebody to enrol."""
        self._runner.run(
            lambda desk: find_people(desk, query, 6),
            lambda matches: self.found.emit(query, matches),
            key="enrol-search",
        )

    def enrol(self, activity_id: str, person_id: str, name: str) -> None:
        """Enrol a person from today on."""

        def done(enrolled: Enrolled) -> None:
            words = _("{name} is enrolled.")
            if enrolled.already:
                words = _("{name} is enrolled already.")
            elif enrolled.waiting:
                words = _("Every place is taken: {name} is on the waiting list.")
            undo = partial(self._undo_enrolment, enrolled) if enrolled.before else None
            self._services.notices.show(words.format(name=name), undo=undo)

        self._runner.run(lambda desk: enrol_person.enrol_people(desk, activity_id, [person_id]), done)

    def _undo_enrolment(self, enrolled: Enrolled) -> None:
        self._runner.run(
            lambda desk: enrol_person.undo_changes(desk, enrolled.before),
            lambda _nothing: self._services.notices.show(_("Taken back.")),
        )
