"""The form of a new activity with its first sessions."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.screens.activities.sessions_form_view import SessionFields
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CodeField,
    Field,
    FormGrid,
    NumberField,
    SidePanel,
    TextField,
    check_required,
    column,
    heading,
    link_button,
    muted_label,
    primary_button,
    row,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes
from integrhabitat_protocol.errors import ExpectedError


class _Form(SidePanel):
    """A title, fields, a problem, Cancel and the primary action."""

    def __init__(
        self, title: str, text: str, grid: FormGrid, action: str, cancel: Callable[[], None]
    ) -> None:
        super().__init__()
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_button = primary_button(action, self._submit, icon="check", keys="Ctrl+Enter")
        self.cancel_button = link_button(_("Cancel"), cancel, icon="x")
        self.show_content(
            heading(title),
            muted_label(text, wrapped=True),
            grid,
            foot=column(self.problem, row(self.cancel_button, STRETCH, self.save_button, spacing=12)),
        )

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not saved; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self.save_button.setEnabled(True)

    def _submit(self) -> None:
        raise NotImplementedError


class ActivityForm(_Form):
    """`save` is given the new activity and its first sessions."""

    def __init__(
        self,
        services: ScreenServices,
        save: Callable[[NewActivity, SessionTimes | None], None],
        cancel: Callable[[], None],
    ) -> None:
        self._save = save
        self._staff = services.staff.id
        self.activity_title = TextField(_("Title"), required=True, max_length=200)
        self.kind = CodeField(_("Kind"), "activity_kind", required=True, value="WORKSHOP")
        self.service = CodeField(_("Service"), "service")
        self.topic = CodeField(_("Topic"), "training_topic")
        self.modality = CodeField(_("Modality"), "modality", value="IN_PERSON")
        self.place = TextField(_("Place"), max_length=120)
        self.neighbourhood = TextField(_("Neighbourhood"), max_length=200)
        self.capacity = NumberField(_("Places"))
        self.times = SessionFields(services)
        grid = FormGrid()
        grid.add(self.activity_title, wide=True)
        for field in (self.kind, self.modality, self.place, self.capacity):
            grid.add(field)
        grid.add_section(_("When"))
        for time_field in self.times.all():
            grid.add(time_field)
        grid.add_section(_("For the reports"))
        for field in (self.service, self.topic, self.neighbourhood):
            grid.add(field)
        super().__init__(
            _("New activity"),
            _("Title, kind and day are enough; the rest can follow."),
            grid,
            _("Create"),
            cancel,
        )
        self.setObjectName("activity_form")
        for name, time_field in zip(
            ("first_day", "weeks", "starts_at", "ends_at"), self.times.all(), strict=True
        ):
            time_field.setObjectName(name)
        name_parts(self)

    def _submit(self) -> None:
        if not check_required([self.activity_title, self.kind]) or not self.times.are_readable():
            return
        self.problem.hide()
        self.save_button.setEnabled(False)
        capacity = self.capacity.value()
        new = NewActivity(
            title=self.activity_title.value() or "",
            kind=self.kind.value() or "",
            service=self.service.value(),
            topic=self.topic.value(),
            modality=self.modality.value(),
            place=self.place.value(),
            neighbourhood=self.neighbourhood.value(),
            capacity=int(capacity) if capacity else None,
            facilitator=self._staff,
        )
        self._save(new, self.times.value())

    def _fields(self) -> dict[str, Field]:
        first_day, weeks, starts_at, ends_at = self.times.all()
        return {
            "title": self.activity_title,
            "kind": self.kind,
            "service": self.service,
            "topic": self.topic,
            "modality": self.modality,
            "place": self.place,
            "neighbourhood": self.neighbourhood,
            "capacity": self.capacity,
            "first_day": first_day,
            "weeks": weeks,
            "starts_at": starts_at,
            "ends_at": ends_at,
        }

    def draft_texts(self) -> dict[str, str]:
        """What is typed, by field; {} before there is a title."""
        texts = {name: value for name, field in self._fields().items() if (value := field.value())}
        return texts if "title" in texts else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back what was typed before a lock."""
        for name, field in self._fields().items():
            field.set_value(texts.get(name))
