"""The form of one activity: short at first, everything that a record holds behind "More details"."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.activity_kinds import (
    asks_for_care_space,
    asks_for_certificate,
    asks_for_places,
    asks_for_topic,
)
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.record_form import RecordForm
from integrhabitat_desktop.ui.screens.activities.sessions_form_view import SessionFields
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    ChoiceField,
    TicksField,
    check_required,
    column,
    link_button,
    muted_label,
    primary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.keep_activity import ActivityFacts
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes
from integrhabitat_protocol.record_type import Value, Values

_TYPE = "activity"
_FIRST = ("title", "kind", "place")
_HOW = ("modality", "delivery_mode", "neighbourhood", "partner")
_FOR_WHOM = ("capacity", "fee_type", "least_age", "most_age", "has_care_space")
_CERTIFICATE = ("certificate_share", "certificate_hours")
_REPORTS = ("service", "topic", "principles")
# What a new activity begins with.
_USUAL: Values = {"kind": "WORKSHOP", "modality": "IN_PERSON", "delivery_mode": "DIRECT_CENTRE"}


class ActivityForm(FormPanel):
    """A new activity is given to `create`, with when it takes place; of one that stands `save` gets the changes.

    The co-facilitators go with the changes, or None where they stay.
    """

    def __init__(
        self,
        services: ScreenServices,
        facts: ActivityFacts,
        cancel: Callable[[], None],
        *,
        create: Callable[[NewActivity, SessionTimes | None], None],
        save: Callable[[Values, Sequence[str] | None], None],
    ) -> None:
        super().__init__("activity_form", cancel, back_words=_("Cancel"), subject=facts.activity_id)
        self.activity_id = facts.activity_id
        self._create, self._save, self._facts = create, save, facts
        self._is_new = not facts.activity_id
        values = {**_USUAL, **facts.values} if self._is_new else facts.values
        self.forms = tuple(
            RecordForm(services, _TYPE, names, values)
            for names in (_FIRST, _HOW, _FOR_WHOM, _CERTIFICATE, _REPORTS)
        )
        first, how, for_whom, self._certificates, reports = self.forms
        self.fields = {name: field for form in self.forms for name, field in form.fields.items()}
        self.facilitator = ChoiceField(
            field_label(_TYPE, "facilitator"), facts.staff, value=_text(values.get("facilitator"))
        )
        self.facilitator.setObjectName("activity_facilitator")
        first.add(self.facilitator)
        self.together = TicksField(
            _("Leading it together"), facts.staff, value=" ".join(facts.co_facilitators) or None
        )
        self.together.setObjectName("activity_together")
        self.times = SessionFields(services) if self._is_new else None
        self.details = column(
            section_label(_("How it is held")),
            how,
            section_label(_("For whom")),
            for_whom,
            self.together,
            section_label(_("For the reports")),
            reports,
            self._certificate_part(),
            spacing=12,
        )
        self.details_button = link_button("", self._toggle_details, icon="chevron-down")
        self.details_button.setObjectName("more_details")
        self.show_form(
            _("New activity") if self._is_new else str(values.get("title") or ""),
            *self._first_parts(first),
            self.details_button,
            self.details,
            save=primary_button(
                _("Create") if self._is_new else _("Save"), self._submit, icon="check", keys="Ctrl+Enter"
            ),
            first=self.fields["title"],
        )
        self.fields["kind"].changed.connect(self._fit_to_kind)
        self._fit_to_kind()
        self._show_details(False)

    def _first_parts(self, first: QWidget) -> list[QWidget]:
        if self.times is None:
            return [first]
        words = _("Title, kind and day are enough; the rest can follow.")
        return [muted_label(words, wrapped=True), first, section_label(_("When")), self.times]

    def _certificate_part(self) -> QWidget:
        words = _("Who reaches both earns a certificate; an empty field asks for nothing.")
        self.certificate = column(
            section_label(_("Certificate")), muted_label(words, wrapped=True), self._certificates
        )
        return self.certificate

    # What is shown

    @Slot()
    def _fit_to_kind(self) -> None:
        """What is not asked for this kind is out of sight; whatever was typed there stays, and in sight."""
        kind = self.fields["kind"].value() or ""
        asked = {
            "topic": asks_for_topic(kind),
            "has_care_space": asks_for_care_space(kind),
            **dict.fromkeys(("capacity", "least_age", "most_age"), asks_for_places(kind)),
        }
        for name, is_asked in asked.items():
            self.fields[name].setVisible(is_asked or self._holds(name))
        self.certificate.setVisible(asks_for_certificate(kind) or any(map(self._holds, _CERTIFICATE)))

    def _holds(self, name: str) -> bool:
        return self.fields[name].value() not in (None, "0")

    def _toggle_details(self) -> None:
        self._show_details(self.details.isHidden())
        if not self.details.isHidden():
            self.fields[_HOW[0]].setFocus()

    def _show_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.details_button.set_label(_("Fewer details") if shown else _("More details"))

    def restore_draft(self, texts: dict[str, str]) -> None:
        super().restore_draft(texts)
        self._fit_to_kind()
        in_sight = {field.objectName() for name, field in self.fields.items() if name in _FIRST}
        in_sight |= {"activity_facilitator"}
        if self.times is not None:
            self.times.fit()
            in_sight |= self.times.fields().keys()
        self._show_details(bool(texts.keys() - in_sight))

    # What is saved

    def _submit(self) -> None:
        self.problem.hide()
        if not check_required([self.fields["title"], self.fields["kind"]]):
            return
        if self.times is not None:
            if self.times.are_readable():
                self.save_button.setEnabled(False)
                self._create(self._new_activity(), self.times.value())
            return
        self._save(self._changes(), self._leading())

    def _values(self) -> Values:
        found = {name: value for form in self.forms for name, value in form.values().items()}
        return {**found, "facilitator": self.facilitator.value()}

    def _changes(self) -> Values:
        changed = {name: value for form in self.forms for name, value in form.changes().items()}
        facilitator = self.facilitator.value()
        if facilitator != self._facts.values.get("facilitator"):
            changed["facilitator"] = facilitator
        return changed

    def _leading(self) -> tuple[str, ...] | None:
        """Who leads it beside the one who is responsible; None where that stays as it was."""
        wanted = tuple(it for it in (self.together.value() or "").split() if it != self.facilitator.value())
        return None if set(wanted) == set(self._facts.co_facilitators) else wanted

    def _new_activity(self) -> NewActivity:
        values = self._values()

        def text(name: str) -> str | None:
            return _text(values[name])

        def number(name: str) -> int | None:
            value = values[name]
            return value if isinstance(value, int) else None

        return NewActivity(
            title=text("title") or "",
            kind=text("kind") or "",
            service=text("service"),
            topic=text("topic"),
            modality=text("modality"),
            delivery_mode=text("delivery_mode"),
            place=text("place"),
            neighbourhood=text("neighbourhood"),
            capacity=number("capacity"),
            facilitator=text("facilitator"),
            fee_type=text("fee_type"),
            partner=text("partner"),
            principles=text("principles"),
            least_age=number("least_age"),
            most_age=number("most_age"),
            has_care_space=number("has_care_space"),
            certificate_share=number("certificate_share"),
            certificate_hours=number("certificate_hours"),
            co_facilitators=self._leading() or (),
        )


def _text(value: Value) -> str | None:
    return str(value) if value is not None else None
