"""One scope asked for itself: the question to read aloud, what stands, what can be answered, what it said before."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.consent_rules import may_carry
from integrhabitat_desktop.i18n import _, code_choices, code_label
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.screens.consent.consent_texts import (
    past_line,
    past_writer,
    since,
    state_icon,
    state_tone,
    until,
)
from integrhabitat_desktop.ui.screens.consent.consent_view_model import ConsentViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Badge,
    Banner,
    CardPanel,
    CodeField,
    DateField,
    Field,
    ListRow,
    RowList,
    SidePanel,
    TextField,
    check_required,
    clear_layout,
    column,
    flow_row,
    heading,
    link_button,
    muted_label,
    plain_label,
    primary_button,
    row,
    secondary_button,
    section_label,
    subheading,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.ui.widgets.typed_fields import TypedFields
from integrhabitat_desktop.use_cases.keep_consents import ScopeAnswer, Yes
from integrhabitat_protocol.errors import ExpectedError


class _Step(Enum):
    """What is being written down."""

    YES = "yes"
    WITHDRAWAL = "withdrawal"
    LAST_DAY = "last_day"


_STEP = "step"


class ScopePanel(SidePanel):
    """`back` returns to the list of scopes. `show_answer` brings the state up to date; what is typed stays."""

    def __init__(
        self,
        services: ScreenServices,
        model: ConsentViewModel,
        answer: ScopeAnswer,
        question: str,
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("scope_panel")
        self._services, self._model, self._answer = services, model, answer
        self.scope = answer.scope
        self._step: _Step | None = None
        self.state = column(spacing=6)
        self.buttons = column()
        self.form = CardPanel(inset=True)
        self.form.setObjectName("answer_form")
        self._make_fields(answer.scope)
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.history_title = section_label(_("What it said before, on this computer"))
        self.history = RowList(_("What it said before, on this computer"), cards=False)
        self.save_button = primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter")
        self.back_button = link_button(_("Back"), partial(self._go_back, back), icon="arrow-left", keys="Esc")
        hint = [muted_label(_("Ask anew every time: with whom, and what for."), wrapped=True)]
        self.show_content(
            heading(code_label("consent_scope", answer.scope), wrapped=True),
            section_label(_("To read aloud")),
            subheading(question, wrapped=True),
            *(hint if answer.per_event else []),
            self.form,
            self.state,
            self.buttons,
            self.history_title,
            self.history,
            foot=column(self.problem, row(self.back_button, STRETCH, self.save_button, spacing=12)),
        )
        self.show_answer(answer)
        self._choose(None)
        model.answered.connect(self._answered)
        model.refused.connect(self._refused)
        name_parts(self)

    def _make_fields(self, scope: str) -> None:
        methods = [code for code, _label in code_choices("consent_method") if may_carry(scope, code)]
        bases = [code for code, _label in code_choices("legal_basis") if may_carry(scope, code)]
        self.method = CodeField(_("How it was given"), "consent_method", only=methods, required=True)
        self.evidence = TextField(
            _("Folio or witness"), max_length=120, help_text=_("The number of the paper, or who was there.")
        )
        self.expires_on = DateField(_("Last day, if it ends"), self._services.today)
        self.basis = CodeField(_("Legal basis"), "legal_basis", only=bases, empty="", value="CONSENT")
        self.effective_on = DateField(
            _("From which day it no longer counts"),
            self._services.today,
            required=True,
            value=self._services.today().isoformat(),
        )
        self.how = TextField(_("How it was said, or the folio"), max_length=120)
        self.last_day = DateField(
            _("Last day on which it counts"), self._services.today, help_text=_("Empty: it does not end.")
        )
        self._fields: dict[_Step, tuple[Field, ...]] = {
            _Step.YES: (self.method, self.evidence, self.expires_on, self.basis),
            _Step.WITHDRAWAL: (self.effective_on, self.how),
            _Step.LAST_DAY: (self.last_day,),
        }
        for fields in self._fields.values():
            for field in fields:
                self.form.body.addWidget(field)
        self._typed = {step: TypedFields(fields) for step, fields in self._fields.items()}

    def draft_texts(self) -> dict[str, str]:
        """What is typed, with what it is about; {} where nothing is."""
        texts = self._typed[self._step].typed() if self._step is not None else {}
        return {**texts, _STEP: self._step.value} if texts and self._step is not None else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back what was typed before a lock, where the person can still answer that."""
        step = _Step(texts[_STEP])
        if step is _Step.YES or self._answer.counts:
            self._choose(step)
            self._typed[step].restore(texts)

    def begin(self) -> None:
        """Put the keyboard on the first answer; once the panel is in sight."""
        for button in self.buttons.findChildren(QWidget):
            if button.isEnabled() and button.objectName():
                button.setFocus()
                return

    def show_answer(self, answer: ScopeAnswer) -> None:
        """The state and what can be done now."""
        keyboard = self.window().focusWidget()
        had_keyboard = keyboard is not None and self.buttons.isAncestorOf(keyboard)
        self._answer = answer
        today = self._services.today()
        self._fill(
            self.state,
            flow_row(
                Badge(
                    code_label("consent_state", answer.state),
                    state_tone(answer.state),
                    state_icon(answer.state),
                )
            ),
            *self._facts(answer),
        )
        self._fill(self.buttons, flow_row(*self._answers(answer)))
        self.history.set_rows(
            [
                ListRow(
                    str(number),
                    past_line(it, today),
                    past_writer(it, self._services.time_zone),
                    icon=state_icon(it.state),
                    icon_tone=state_tone(it.state),
                )
                for number, it in enumerate(answer.history)
            ]
        )
        for part in (self.history_title, self.history):
            part.setVisible(bool(answer.history))
        if had_keyboard:
            self.begin()

    def _facts(self, answer: ScopeAnswer) -> list[QWidget]:
        facts = [
            (_("Since"), since(answer.state, answer.answered_on, self._services.today())),
            (_("How it was given"), code_label("consent_method", answer.method)),
            (_("Folio or witness"), answer.evidence),
            (_("Legal basis"), code_label("legal_basis", answer.basis)),
            (_("Notice version"), answer.notice_version),
            (_("Asked by"), answer.asked_by),
            (_("Ends"), until(answer.expires_on)),
        ]
        return [
            row(muted_label(label), plain_label(text, wrapped=True), spacing=12)
            for label, text in facts
            if text
        ]

    def _answers(self, answer: ScopeAnswer) -> list[QWidget]:
        stands = answer.counts
        make = secondary_button if stands else primary_button
        buttons = [
            (
                "say_yes",
                make(
                    _("Agrees again") if stands else _("Agrees"),
                    partial(self._choose, _Step.YES),
                    icon="check",
                ),
            )
        ]
        if stands:
            withdraw = partial(self._choose, _Step.WITHDRAWAL)
            buttons.append(("withdraw", secondary_button(_("Withdraws it"), withdraw, icon="arrow-back-up")))
            last_day = partial(self._choose, _Step.LAST_DAY)
            buttons.append(
                ("set_expiry", secondary_button(_("Set the last day"), last_day, icon="calendar-x"))
            )
        else:
            buttons.append(("say_no", secondary_button(_("Does not agree"), self._say_no, icon="x")))
        for name, button in buttons:
            button.setObjectName(name)
        return [button for _name, button in buttons]

    def _fill(self, holder: QWidget, *parts: QWidget) -> None:
        layout = holder.layout()
        if layout is not None:
            clear_layout(layout)
            for part in parts:
                layout.addWidget(part)

    def _choose(self, step: _Step | None) -> None:
        self._step = step
        self.problem.hide()
        if step is _Step.LAST_DAY:
            self.last_day.set_value(self._answer.expires_on)
            self._typed[step].begin()
        for kind, fields in self._fields.items():
            for field in fields:
                field.setVisible(kind is step)
        # What is written down stands where the answers were: on a small screen nothing lies below.
        self.form.setVisible(step is not None)
        for part in (self.state, self.buttons):
            part.setVisible(step is None)
        self.save_button.setVisible(step is not None)
        if step is not None:
            self._fields[step][0].setFocus()

    def _go_back(self, back: Callable[[], None]) -> None:
        if self._step is None:
            back()
        else:
            self._choose(None)
            self.begin()

    def _say_no(self) -> None:
        self._choose(None)
        self._model.say_no(self._answer.scope)

    def _submit(self) -> None:
        self.problem.hide()
        scope = self._answer.scope
        fields = self._fields.get(self._step, ()) if self._step is not None else ()
        dates = [field for field in fields if isinstance(field, DateField)]
        if not all(field.is_readable() for field in dates) or not check_required(fields):
            return
        match self._step:
            case _Step.YES:
                yes = Yes(
                    self.method.value(),
                    self.evidence.value(),
                    self.basis.value() or "CONSENT",
                    self.expires_on.value(),
                )
                self._model.say_yes(scope, yes)
            case _Step.WITHDRAWAL:
                day = self.effective_on.value() or self._services.today().isoformat()
                self._model.withdraw(scope, day, self.how.value())
            case _Step.LAST_DAY:
                self._model.set_expiry(scope, self.last_day.value())

    @Slot(str)
    def _answered(self, scope: str) -> None:
        if scope == self._answer.scope:
            for typed in self._typed.values():
                typed.clear()
            self._choose(None)
            self.begin()

    @Slot(object)
    def _refused(self, error: ExpectedError) -> None:
        self.problem.set_text(sentence_for(error))
        self.problem.show()
