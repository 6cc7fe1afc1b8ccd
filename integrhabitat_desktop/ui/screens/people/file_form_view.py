"""Edit a file: the person and everything that belongs to them in one form, saved together."""

from collections.abc import Callable
from functools import partial
from itertools import count

from integrhabitat_desktop.domain.need_rules import enterable
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, join_facts
from integrhabitat_desktop.i18n.record_words import field_label, type_label, value_text
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.record_form import RecordForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    BirthField,
    DateField,
    KitButton,
    check_required,
    column,
    flow_row,
    heading,
    link_button,
    primary_button,
    row,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.ui.widgets.typed_fields import put_text, text_of
from integrhabitat_desktop.ui.widgets.writing_panel import WritingPanel
from integrhabitat_desktop.use_cases.person_file import PersonFile, RecordEdit
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_type import Values

# Consent has a panel of its own: it is answered scope by scope, never in passing.
_FIELDS = {
    "person": (
        "name",
        "preferred_name",
        "birth_date",
        "nationality",
        "sex",
        "gender_identity",
        "neighbourhood",
        "languages",
    ),
    "identity_document": ("document_type", "number", "issuing_country", "validity", "evidence"),
    "contact": ("channel", "value", "leave_messages", "safe_hours"),
    "mobility_profile": ("valid_from", "profile", "stay_intention"),
    "person_profile": (
        "education",
        "occupation",
        "legal_status",
        "ethnic_group",
        "seeing",
        "hearing",
        "walking",
        "remembering",
        "self_care",
        "communicating",
        "groups",
    ),
    "person_note": ("day", "restricted", "text"),
    "need": ("need", "noted_on", "source", "status"),
}
# What roles see that may not see what is sensitive.
_OPEN_TO_ALL = {
    "person": tuple(name for name in _FIELDS["person"] if name != "gender_identity"),
    "person_profile": ("education", "occupation"),
    "person_note": ("day", "text"),
}
_ONE_OF_EACH = frozenset(["person_profile"])
# Beginnings of a new record, so that the usual case needs no typing.
_NEW: dict[str, Values] = {
    "contact": {"channel": "PHONE"},
    "need": {"status": "OPEN"},
}
_SEPARATOR = "/"
_NEW_RECORD = "new-"  # and a number: stands in a draft where a record has no id yet


class FileForm(WritingPanel):
    """`save` is given the edits; `cancel` puts the form away."""

    def __init__(
        self,
        services: ScreenServices,
        opened: PersonFile,
        save: Callable[[list[RecordEdit]], None],
        cancel: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("file_form")
        self._services, self._save = services, save
        self.person_id = self.subject = opened.person.record_id
        self.work_title = str(opened.person.values.get("name") or "")
        self._forms: list[tuple[str, RecordForm]] = []
        self._begun: dict[RecordForm, Values] = {}  # new records as they were offered
        self.meanwhile = Banner("", Tone.WARNING)
        self.meanwhile.hide()
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_button = primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter")
        self.cancel_button = link_button(_("Cancel"), cancel, icon="x")
        self._holder = column(spacing=12)
        for record in (opened.person, *opened.parts):
            if record.record_type in _FIELDS:
                self._add(record.record_type, record.record_id, record.values)
        self.show_content(
            heading(self.work_title),
            self.meanwhile,
            self._holder,
            flow_row(*self._new_buttons()),
            foot=column(self.problem, row(self.cancel_button, STRETCH, self.save_button, spacing=12)),
        )
        name_parts(self)

    def _new_buttons(self) -> list[KitButton]:
        buttons = []
        there = {form.record_type for _id, form in self._forms}
        kinds = [
            ("identity_document", _("Another document")),
            ("contact", _("Another contact")),
            ("mobility_profile", _("New mobility profile")),
            ("person_profile", _("Situation")),
            ("person_note", _("Note")),
        ]
        if self._may(Permission.VIEW_SENSITIVE):
            kinds.append(("need", _("Need")))
        for record_type, words in kinds:
            if record_type in _ONE_OF_EACH and record_type in there:
                continue
            button = link_button(words, partial(self._begin_new, record_type), icon="plus")
            button.setObjectName(f"new_{record_type}")
            buttons.append(button)
        return buttons

    def _begin_new(self, record_type: str) -> RecordForm:
        today = self._services.today().isoformat()
        dated = {
            "mobility_profile": {"valid_from": today},
            "person_note": {"day": today},
            "need": {"noted_on": today},
        }
        form = self._add(record_type, "", {})
        for name, value in {**_NEW.get(record_type, {}), **dated.get(record_type, {})}.items():
            form.fields[name].set_value(str(value))
        self._begun[form] = form.values()
        next(iter(form.fields.values())).setFocus()
        return form

    def _add(self, record_type: str, record_id: str, values: Values) -> RecordForm:
        names = _FIELDS[record_type]
        if not self._may(Permission.VIEW_SENSITIVE):
            names = _OPEN_TO_ALL.get(record_type, names)
        only = {"need": enterable(protection=self._may(Permission.VIEW_PROTECTION))}
        form = RecordForm(self._services, record_type, names, values, only=only)
        for name in _fixed(record_type) if record_id else ():
            form.fields[name].setEnabled(False)
        layout = self._holder.layout()
        assert layout is not None
        if record_type != "person":
            layout.addWidget(section_label(type_label(record_type)))
        layout.addWidget(form)
        self._forms.append((record_id, form))
        return form

    def _may(self, permission: Permission) -> bool:
        return allowed(self._services.staff.role, permission)

    def take_meanwhile(self, opened: PersonFile) -> None:
        """The file changed while it was being edited: what was typed stays, the rest follows, and it is said."""
        there = {(it.record_type, it.record_id): it.values for it in (opened.person, *opened.parts)}
        clashes = []
        self._adopt(opened)
        for record_id, form in self._forms:
            values = there.get((form.record_type, record_id))
            if values is None:
                continue
            for name in form.take_meanwhile(values):
                text = value_text(form.record_type, name, values.get(name), self._services.time_zone)
                clashes.append(f"{field_label(form.record_type, name)}: {text}")
        if clashes:
            self.meanwhile.set_text(
                _("Somebody else changed this in the meantime. There it now says: {values}").format(
                    values=join_facts(*clashes)
                )
            )
            self.meanwhile.show()

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not saved; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self.save_button.setEnabled(True)

    def _adopt(self, opened: PersonFile) -> None:
        """Of some kinds a person has one record: where another computer made it first, this form goes on with it."""
        made = {it.record_type: it.record_id for it in opened.parts if it.record_type in _ONE_OF_EACH}
        self._forms = [(record_id or made.get(form.record_type, ""), form) for record_id, form in self._forms]
        for record_id, form in self._forms:
            if record_id:
                self._begun.pop(form, None)

    def draft_texts(self) -> dict[str, str]:
        """What was typed, by record and field; {} where nothing was."""
        return {
            _SEPARATOR.join((form.record_type, key, name)): text_of(form.fields[name])
            for key, form in self._keyed().items()
            for name in self._typed_names(form)
        }

    def is_typed_in(self) -> bool:
        """Whether a record was changed or begun with anything."""
        return bool(self.draft_texts())

    def restore_draft(self, texts: dict[str, str]) -> None:
        """Put back what was typed before a lock; new records that were begun are begun again."""
        forms = {(form.record_type, key): form for key, form in self._keyed().items()}
        for place, text in texts.items():
            record_type, key, name = [*place.split(_SEPARATOR, 2), "", ""][:3]
            form = forms.get((record_type, key)) or self._only_one(record_type)
            # A record that went in the meantime becomes a new one: what was typed into it is not lost.
            if form is None and record_type in _FIELDS and record_type != "person":
                form = self._begin_new(record_type)
            if form is None:
                continue
            forms[record_type, key] = form
            if name in form.fields:
                put_text(form.fields[name], text)

    def _keyed(self) -> dict[str, RecordForm]:
        """Every form by the id of its record, or by its number where the record is new."""
        numbers = count(1)
        return {record_id or f"{_NEW_RECORD}{next(numbers)}": form for record_id, form in self._forms}

    def _typed_names(self, form: RecordForm) -> list[str]:
        """The fields somebody typed in; of a new record all, once there is anything."""
        if form in self._begun and form.values() != self._begun[form]:
            return list(form.fields)
        changed = {} if form in self._begun else form.changes()
        return [
            name
            for name, field in form.fields.items()
            if name in changed
            or (isinstance(field, BirthField) and "birth_precision" in changed)
            or (isinstance(field, BirthField | DateField) and not field.is_readable())
        ]

    def _only_one(self, record_type: str) -> RecordForm | None:
        if record_type not in _ONE_OF_EACH:
            return None
        return next((form for _id, form in self._forms if form.record_type == record_type), None)

    def _submit(self) -> None:
        for _record_id, form in self._forms:
            if not form.are_readable() or (form.changes() and not check_required(form.fields.values())):
                return
        edits = [
            RecordEdit(form.record_type, record_id, values)
            for record_id, form in self._forms
            if (values := form.values() if not record_id else form.changes())
        ]
        self.problem.hide()
        self.save_button.setEnabled(False)
        self._save(edits)


def _fixed(record_type: str) -> tuple[str, ...]:
    """Fields that name the record and so never change."""
    return {"mobility_profile": ("valid_from",)}.get(record_type, ())
