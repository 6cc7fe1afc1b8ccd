"""One session beside the list: move it, cancel it, note that it was not held, or change how its series goes on."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.domain.session_states import NOT_HELD, takes_place
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.ui.day_words import times_words
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.recurrence_words import recurrence_words
from integrhabitat_desktop.ui.screens.activities.move_outlook_view import MoveOutlookNote
from integrhabitat_desktop.ui.screens.activities.session_panel_view_model import SessionPanelViewModel
from integrhabitat_desktop.ui.screens.activities.sessions_form_view import SessionFields
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Banner,
    CodeField,
    DateField,
    FormGrid,
    NoteField,
    SegmentedField,
    TextField,
    TimeField,
    check_required,
    column,
    muted_label,
    primary_button,
    secondary_button,
)
from integrhabitat_desktop.use_cases.change_series import Reach, SessionMove, SessionView

MOVE, CANCEL, REPEAT = "MOVE", "CANCEL", "REPEAT"
_LOOKING = frozenset({"session_change", "session_reach", "session_rule_reach", "first_day"})


class SessionPanel(FormPanel):
    """`done` is called after a change, `back` puts the panel away, `mark` opens the roster (None: not allowed)."""

    def __init__(
        self,
        services: ScreenServices,
        model: SessionPanelViewModel,
        view: SessionView,
        back: Callable[[], None],
        *,
        done: Callable[[], None],
        mark: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__("session_panel", back, subject=view.session.session_id)
        self._services, self._model, self._view, self._done = services, model, view, done
        self.session_id = view.session.session_id
        session = view.session
        role = services.staff.role
        self._may_plan = allowed(role, Permission.MANAGE_ACTIVITIES)
        self._may_mark = allowed(role, Permission.MARK_ATTENDANCE)
        self.day = DateField(_("Day"), services.today, required=True, value=session.day)
        self.starts_at = TimeField(_("From"), value=session.starts_at)
        self.ends_at = TimeField(_("To"), value=session.ends_at)
        self.place = TextField(_("Place"), max_length=120, value=session.place or view.activity_place)
        self.reason = CodeField(_("Reason"), "session_state_reason", required=True)
        self.note = NoteField(_("Note"), lines=2)
        for name in ("day", "starts_at", "ends_at", "place", "reason", "note"):
            getattr(self, name).setObjectName(f"session_{name}")
        self.what = SegmentedField(_("What changes"), self._actions() or [(MOVE, _("Move it"))])
        self.what.setObjectName("session_change")
        self.outlook = MoveOutlookNote(services, self.session_id, self._wanted)
        self.moved = FormGrid(self.day, self.place, self.starts_at, self.ends_at)
        self.why = column(self.reason, self.note, spacing=12)
        self.rule = self._rule_fields()
        reaches = self._reaches()
        self.reach = SegmentedField(_("For which sessions"), reaches, value=Reach.THIS_ONE.value)
        self.rule_reach = SegmentedField(_("For which sessions"), reaches[1:], value=Reach.FROM_HERE.value)
        self.reach.setObjectName("session_reach")
        self.rule_reach.setObjectName("session_rule_reach")
        self.stays = muted_label(_("What is past, held or marked stays as it is."), wrapped=True)
        self._show(mark)

    # What is shown

    def _actions(self) -> list[tuple[str, str]]:
        is_over = self._view.session.day <= self._services.today().isoformat()
        has_record = self._view.session.has_record
        offered = [
            (MOVE, _("Move it"), self._may_plan),
            (CANCEL, _("Cancel it"), self._may_plan and not has_record),
            (NOT_HELD, _("Did not take place"), self._may_mark and is_over and not has_record),
            (REPEAT, _("How it repeats"), self._may_plan and self._view.series is not None),
        ]
        return [(code, words) for code, words, may in offered if may]

    def _reaches(self) -> list[tuple[str, str]]:
        return [
            (Reach.THIS_ONE.value, _("This one")),
            (Reach.FROM_HERE.value, _("From here on ({count})").format(count=self._view.remaining)),
            (Reach.ALL.value, _("All ({count})").format(count=self._view.every_one)),
        ]

    def _rule_fields(self) -> SessionFields | None:
        series = self._view.series
        return SessionFields(self._services, series) if series is not None and self._may_plan else None

    def _show(self, mark: Callable[[str], None] | None) -> None:
        session = self._view.session
        actions = self._actions()
        is_ended = not takes_place(session.state)
        parts: list[QWidget] = [muted_label(self._facts(), wrapped=True)]
        if self._view.series is not None and self._view.series.rule is not None:
            parts.append(muted_label(recurrence_words(self._view.series.rule), wrapped=True))
        self.mark_button = secondary_button(
            _("Mark attendance"), lambda: mark(self.session_id) if mark else None, icon="checks"
        )
        self.mark_button.setVisible(mark is not None and not is_ended)
        if is_ended:
            parts.append(self._ending())
        else:
            parts.append(self.mark_button)
        if actions and not is_ended:
            # For which sessions stands before the longer fields, so that every choice is in sight at once.
            parts += [self.what, self.reach, self.rule_reach, self.stays, self.moved, self.why]
            parts += [self.rule] if self.rule is not None else []
        save = primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter")
        if is_ended:
            save = primary_button(_("It takes place after all"), self._take_back, icon="arrow-back-up")
            save.setVisible(self._may_plan or (session.state == NOT_HELD and self._may_mark))
        elif not actions:
            save.hide()
        self.what.set_value(actions[0][0] if actions else None)
        first = self.what if actions else self.back_button
        self.show_form(self._view.title, *parts, save=save, first=first, note=self.outlook)
        self.what.changed.connect(self._fit)
        for reach in (self.reach, self.rule_reach):
            reach.changed.connect(self._fit)
        for field in (self.day, self.starts_at, self.ends_at):
            field.changed.connect(self.outlook.follow)
        self._fit()

    def _facts(self) -> str:
        session = self._view.session
        return join_facts(
            format_date(session.day, "full"),
            times_words(session.starts_at, session.ends_at),
            session.place or self._view.activity_place,
            code_label("session_state", session.state),
        )

    def _ending(self) -> Banner:
        reason = self._view.state_reason
        words = join_facts(
            code_label("session_state_reason", reason) if reason else "", self._view.state_note
        )
        return Banner(words or code_label("session_state", self._view.session.state), Tone.WARNING)

    @Slot()
    def _fit(self) -> None:
        """Show the fields of what is chosen."""
        what = self.what.value()
        self.moved.setVisible(what == MOVE)
        self.outlook.follow()
        self.why.setVisible(what in (CANCEL, NOT_HELD))
        if self.rule is not None:
            self.rule.setVisible(what == REPEAT)
            if what == REPEAT and self.rule.begin_on(self._rule_begins()):
                self.rule.fit()
        in_series = self._view.series is not None
        self.reach.setVisible(in_series and what in (MOVE, CANCEL))
        self.rule_reach.setVisible(in_series and what == REPEAT)
        self.stays.setVisible(
            in_series and what != NOT_HELD and (what == REPEAT or self._reach() is not Reach.THIS_ONE)
        )

    def _rule_begins(self) -> str:
        series = self._view.series
        whole = series is not None and self.rule_reach.value() == Reach.ALL.value
        return series.first_day if series is not None and whole else self._view.session.series_day

    def is_typed_in(self) -> bool:
        """What is only chosen to look at is no work that could be lost."""
        return bool(self.draft_texts().keys() - _LOOKING)

    def restore_draft(self, texts: dict[str, str]) -> None:
        super().restore_draft(texts)
        if self.rule is not None:
            self.rule.fit()
        self._fit()

    # What is saved

    def _submit(self) -> None:
        self.problem.hide()
        match self.what.value():
            case "MOVE":
                self._move()
            case "REPEAT":
                self._change_rule()
            case _:
                self._end()

    def _reach(self) -> Reach:
        field = self.rule_reach if self.what.value() == REPEAT else self.reach
        chosen = field.value() if self._view.series is not None else None
        return Reach(chosen) if chosen else Reach.THIS_ONE

    def _move(self) -> None:
        if not check_required([self.day]):
            return
        for field in (self.day, self.starts_at, self.ends_at):
            if not field.is_readable():
                field.setFocus()
                return
        move = self._wanted()
        if move is not None:
            self._model.move(self.session_id, move, self._reach(), self._done, self.show_problem)

    def _wanted(self) -> SessionMove | None:
        day, place = self.day.value(), self.place.value()
        if day is None or self.what.value() != MOVE:
            return None
        # The place of the activity is not written down once more.
        own_place = None if place == self._view.activity_place else place
        return SessionMove(day, self.starts_at.value(), self.ends_at.value(), own_place)

    def _change_rule(self) -> None:
        if self.rule is None or not self.rule.are_readable():
            return
        times = self.rule.value()
        if times is not None:
            self._model.change_rule(self.session_id, times, self._reach(), self._done, self.show_problem)

    def _end(self) -> None:
        if not check_required([self.reason]):
            return
        reason, note = self.reason.value() or "", self.note.value()
        if self.what.value() == NOT_HELD:
            self._model.not_held(self.session_id, reason, note, self._done, self.show_problem)
        else:
            reach = self._reach()
            self._model.cancel(self.session_id, reason, note, reach, self._done, self.show_problem)

    def _take_back(self) -> None:
        self._model.take_back(self.session_id, self._view.session.day, self._done)
