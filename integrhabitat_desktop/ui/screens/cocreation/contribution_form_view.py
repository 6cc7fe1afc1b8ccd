"""One contribution in full: words, what it belongs to, votes; of a solution who is responsible and how far it is."""

from collections.abc import Callable, Sequence

from integrhabitat_desktop.domain.cocreation_rules import SOLUTION, Contribution, needs_reason
from integrhabitat_desktop.domain.personal_traces import KnownNames, Trace, new_traces
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.record_form import RecordForm
from integrhabitat_desktop.ui.screens.cocreation.trace_words import trace_words
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Banner,
    ChoiceField,
    caption,
    check_required,
    clear_layout,
    column,
    muted_label,
    primary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.keep_cocreation import StatusVersion
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_type import Value, Values

_TEXTS = ("words", "responsible", "status_reason")
_LONG = ("words", "status_reason")
_LONGEST = 300
_FIELD_OF = {
    "solution_needs_responsible": "responsible",
    "solution_needs_reason": "status_reason",
    "status_day_to_come": "status_on",
}
_OF_ALL = ("words", "votes")
_OF_SOLUTIONS = ("responsible", "status", "status_on", "status_reason")


class ContributionForm(FormPanel):
    """`save` is given the changed values and whether they name nobody although they look as if they did."""

    def __init__(
        self,
        services: ScreenServices,
        item: Contribution,
        parents: Sequence[tuple[str, str]],
        names: KnownNames,
        save: Callable[[Values, bool], None],
        cancel: Callable[[], None],
    ) -> None:
        super().__init__("contribution_form", cancel, subject=item.id)
        self.item_id, self._item, self._names, self._save = item.id, item, names, save
        self._services = services
        fields = (*_OF_ALL, *(_OF_SOLUTIONS if item.element == SOLUTION else ()))
        self.form = RecordForm(
            services, "cocreation_item", fields, {name: getattr(item, name) for name in fields}, long=_LONG
        )
        self.parent_field = ChoiceField(
            field_label("cocreation_item", "parent"), parents, empty=_("Nothing"), value=item.parent
        )
        self.parent_field.setObjectName("contribution_parent")
        self.warning = Banner(
            "", Tone.WARNING, action=_("Keep: it names nobody"), clicked=self._keep, icon="shield-check"
        )
        self.warning.setObjectName("form_traces")
        self.warning.hide()
        self.history = column()
        self.history_title = section_label(_("How it went on"))
        for part in (self.history, self.history_title):
            part.setVisible(False)
        votes_note = caption(
            _(
                "One computer keeps the count. Different numbers from two computers become a decision to take."
            ),
            wrapped=True,
        )
        self.show_form(
            code_label("cocreation_element", item.element),
            self.warning,
            self.form,
            self.parent_field,
            votes_note,
            self.history_title,
            self.history,
            save=primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.form.fields["status" if item.element == SOLUTION else "words"],
        )
        self.form.edited.connect(self._edited)
        if item.element == SOLUTION:
            self.form.fields["status"].changed.connect(self._status_changed)

    def show_problem(self, error: ExpectedError) -> None:
        """What concerns one field is said there, everything else beside the button."""
        field = self.form.fields.get(_FIELD_OF.get(error.code, ""))
        if field is None:
            super().show_problem(error)
            return
        self.save_button.setEnabled(True)
        field.set_error(sentence_for(error))
        field.setFocus()

    def show_history(self, versions: Sequence[StatusVersion]) -> None:
        """Show how the solution went on."""
        layout = self.history.layout()
        if layout is None:
            return
        clear_layout(layout)
        for it in versions:
            since = _("since {day}").format(day=format_date(it.status_on)) if it.status_on else ""
            who = it.staff_name or _("noted on another computer")
            words = join_facts(code_label("solution_status", it.status), since, it.reason, who)
            layout.addWidget(muted_label(words, wrapped=True))
        self.history.setVisible(bool(versions))
        self.history_title.setVisible(bool(versions))

    def take_meanwhile(self, item: Contribution) -> None:
        """Another computer changed it: what is not touched here follows."""
        if self.parent_field.value() == self._item.parent:
            self.parent_field.set_value(item.parent)
        self.form.take_meanwhile({name: getattr(item, name) for name in self.form.fields})
        self._item = item

    def _status_changed(self) -> None:
        """Another state has a day and a reason of its own."""
        status, day, reason = (self.form.fields[name] for name in ("status", "status_on", "status_reason"))
        if status.value() != self._item.status:
            if day.value() == self._item.status_on:
                day.set_value(self._services.today().isoformat())
            if reason.value() == self._item.status_reason:
                reason.set_value(None)
        asked = _("They are told this when they meet again.") if needs_reason(status.value() or "") else ""
        reason.set_help(asked)

    def _traces(self) -> tuple[Trace, ...]:
        fields = self.form.fields
        return tuple(
            trace
            for name in _TEXTS
            if name in fields
            for trace in new_traces(fields[name].value() or "", getattr(self._item, name) or "", self._names)
        )

    def _edited(self) -> None:
        traces = self._traces()
        self.warning.setVisible(bool(traces))
        self.warning.set_tone(Tone.WARNING)
        if traces:
            self.warning.set_text(trace_words(traces))

    def _is_too_long(self) -> bool:
        long = [
            it for name in _LONG if (it := self.form.fields.get(name)) and len(it.value() or "") > _LONGEST
        ]
        for field in long:
            field.set_error(_("This is too long. Say it in at most {most} letters.").format(most=_LONGEST))
            field.setFocus()
        return bool(long)

    def _keep(self) -> None:
        self._submit(names_nobody=True)

    def _submit(self, *, names_nobody: bool = False) -> None:
        self.problem.hide()
        if not check_required(self.form.fields.values()) or not self.form.are_readable():
            return
        for name in _FIELD_OF.values():
            if name in self.form.fields:
                self.form.fields[name].set_error(None)
        if self._is_too_long():
            return
        if self._traces() and not names_nobody:
            self.warning.set_tone(Tone.DANGER)
            self.form.fields["words"].setFocus()
            return
        values = {name: _one_line(value) for name, value in self.form.changes().items()}
        if self.parent_field.value() != self._item.parent:
            values["parent"] = self.parent_field.value()
        self._save(values, names_nobody)


def _one_line(value: Value) -> Value:
    return " ".join(value.split()) if isinstance(value, str) else value
