"""What the activities screen does, without a widget: list, create, add sessions, enrol."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, ngettext
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import enrol_person, keep_activity, plan_activity, plan_series
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import Enrolled
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.keep_activity import ActivitySaved
from integrhabitat_desktop.use_cases.plan_activity import ActivityRow, NewActivity, SessionRow
from integrhabitat_desktop.use_cases.plan_series import AddedSessions, SessionTimes
from integrhabitat_protocol.record_type import Values


@dataclass(frozen=True, slots=True)
class Overview:
    """The activities of the centre, and what takes place today."""

    activities: tuple[ActivityRow, ...]
    today: tuple[SessionRow, ...]


class ActivitiesViewModel(QObject):
    """Signals carry what the use cases give."""

    loaded = Signal(object)  # an Overview
    sessions_loaded = Signal(str, object)  # the activity's id, a list of SessionRow
    facts_loaded = Signal(object)  # the ActivityFacts for the form
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

    def open_facts(self, activity_id: str) -> None:
        """Read what stands in the form of an activity; "" for a new one."""
        self._runner.run(
            lambda desk: keep_activity.activity_facts(desk, activity_id),
            self.facts_loaded.emit,
            key="activity-facts",
        )

    def create(self, new: NewActivity, times: SessionTimes | None, failed: Failed) -> None:
        """Create an activity."""
        run_undoable(
            self._services,
            lambda desk: plan_activity.create_activity(desk, new, times),
            _("“{title}” is created.").format(title=new.title),
            keep_activity.undo_creating,
            then=self.created.emit,
            failed=failed,
        )

    def save(
        self,
        activity_id: str,
        values: Values,
        together: Sequence[str] | None,
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Save what was changed of an activity."""
        self._change(
            lambda desk: keep_activity.save_activity(desk, activity_id, values, together),
            _("The activity is saved."),
            done,
            failed,
        )

    def close(self, activity_id: str) -> None:
        """The activity has come to its end."""
        self._change(
            lambda desk: keep_activity.close_activity(desk, activity_id), _("The activity is closed.")
        )

    def reopen(self, activity_id: str) -> None:
        """The activity goes on."""
        self._change(
            lambda desk: keep_activity.reopen_activity(desk, activity_id), _("The activity is open again.")
        )

    def cancel(self, activity_id: str, reason: str, done: Callable[[], None], failed: Failed) -> None:
        """The activity takes place no more."""
        self._change(
            lambda desk: keep_activity.cancel_activity(desk, activity_id, reason),
            _("The activity is cancelled, with the sessions still to come."),
            done,
            failed,
        )

    def _change(
        self,
        work: Callable[[Desk], ActivitySaved],
        words: str,
        done: Callable[[], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        def then(_saved: ActivitySaved) -> None:
            if done is not None:
                done()

        run_undoable(self._services, work, words, keep_activity.undo_saving, then=then, failed=failed)

    def add_sessions(
        self, activity_id: str, times: SessionTimes, done: Callable[[], None], failed: Failed
    ) -> None:
        """Add sessions to an activity."""

        def added(made: AddedSessions) -> None:
            count = len(made.session_ids)
            self._services.notices.show(
                ngettext("{count} session added.", "{count} sessions added.", count).format(count=count),
                undo=partial(self._take_back, made),
            )
            done()

        self._runner.run(lambda desk: plan_series.add_sessions(desk, activity_id, times), added, failed)

    def _take_back(self, made: AddedSessions) -> None:
        self._runner.run(
            lambda desk: plan_series.take_back_sessions(desk, made.changes),
            lambda _nothing: self._services.notices.show(_("Taken back.")),
        )

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
