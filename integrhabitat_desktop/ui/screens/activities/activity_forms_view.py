"""The forms beside the list of activities: each opened for one activity, and put away when it is done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.screens.activities.activities_view_model import ActivitiesViewModel
from integrhabitat_desktop.ui.screens.activities.activity_form_view import ActivityForm
from integrhabitat_desktop.ui.screens.activities.cancel_form_view import CancelForm
from integrhabitat_desktop.ui.screens.activities.session_panel_view import SessionPanel
from integrhabitat_desktop.ui.screens.activities.session_panel_view_model import SessionPanelViewModel
from integrhabitat_desktop.ui.screens.activities.sessions_form_view import SessionsForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import PanelStack
from integrhabitat_desktop.use_cases.change_series import SessionView
from integrhabitat_desktop.use_cases.keep_activity import ActivityFacts
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes
from integrhabitat_protocol.record_type import Values


class ActivityForms(QObject):
    """Opens forms in the `right` side of the screen; `put_away` shows again what stands there.

    `mark` opens the roster of a session, None where the role may not.
    """

    def __init__(
        self,
        services: ScreenServices,
        model: ActivitiesViewModel,
        right: PanelStack,
        put_away: Callable[[], None],
        mark: Callable[[str], None] | None,
    ) -> None:
        super().__init__()
        self._services, self._model, self._right = services, model, right
        self._put_away, self._mark = put_away, mark
        self._session_model = SessionPanelViewModel(services)
        self._session_model.loaded.connect(self._show_session)
        model.facts_loaded.connect(self._show_facts)

    def edit(self, activity_id: str) -> None:
        """The facts of an activity; "" for a new one."""
        if self._may_leave():
            self._model.open_facts(activity_id)

    def add_sessions(self, activity_id: str) -> None:
        """When more sessions of an activity take place."""
        if not activity_id or not self._may_leave():
            return

        def save(times: SessionTimes) -> None:
            self._model.add_sessions(activity_id, times, self._put_away, form.show_problem)

        form = SessionsForm(self._services, save, self._put_away, subject=activity_id)
        self._open(form)

    def change_session(self, session_id: str) -> None:
        """What becomes of one session."""
        if self._may_leave():
            self._session_model.load(session_id)

    def cancel(self, activity_id: str, title: str) -> None:
        """Why an activity takes place no more."""
        if not self._may_leave():
            return

        def save(reason: str) -> None:
            self._model.cancel(activity_id, reason, self._put_away, form.show_problem)

        form = CancelForm(activity_id, title, save, self._put_away)
        self._open(form)

    @Slot(object)
    def _show_facts(self, facts: ActivityFacts) -> None:
        if not self._right.is_typed_in():
            self._open(
                ActivityForm(self._services, facts, self._put_away, create=self._create, save=self._save)
            )

    def _create(self, new: NewActivity, times: SessionTimes | None) -> None:
        form = self._right.opened(ActivityForm)
        if form is not None:
            self._model.create(new, times, form.show_problem)

    def _save(self, values: Values, together: Sequence[str] | None) -> None:
        form = self._right.opened(ActivityForm)
        if form is None:
            return
        if not values and together is None:
            self._put_away()
            return
        self._model.save(form.activity_id, values, together, self._put_away, form.show_problem)

    @Slot(object)
    def _show_session(self, view: SessionView) -> None:
        if not self._right.is_typed_in():
            self._open(
                SessionPanel(
                    self._services,
                    self._session_model,
                    view,
                    self._put_away,
                    done=self._put_away,
                    mark=self._mark,
                )
            )

    def _open(self, form: FormPanel) -> None:
        self._right.open(form)
        self._right.bring_back()
        form.begin()

    def _may_leave(self) -> bool:
        return self._right.may_be_left(self._services.notices)
