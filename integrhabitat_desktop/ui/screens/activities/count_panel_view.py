"""Count who is at a session without naming them: a crowd, and officials and partners by sex and modality."""

from collections.abc import Callable
from dataclasses import fields

from integrhabitat_desktop.i18n import _, code_label, join_facts, ngettext
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.widgets import (
    FormGrid,
    NumberField,
    muted_label,
    plain_label,
    primary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.count_session import (
    COUNTED_MODALITIES,
    COUNTED_ROLES,
    Counted,
    Officials,
    SessionCount,
)

_CROWD = ("girls", "boys", "women", "men", "others")
_MOST_DIGITS = 5
_SEXES = tuple(it.name for it in fields(Officials))


class CountPanel(FormPanel):
    """`save` is given what stands in the fields."""

    def __init__(
        self, session_id: str, save: Callable[[SessionCount], None], back: Callable[[], None]
    ) -> None:
        super().__init__("count_panel", back, subject=session_id)
        self._save = save
        self.crowd = {kind: NumberField(field_label("headcount", kind)) for kind in _CROWD}
        self.officials = {
            (role, modality, sex): NumberField(
                join_facts(field_label("aggregate_attendance", sex), code_label("modality", modality))
            )
            for role in COUNTED_ROLES
            for modality in COUNTED_MODALITIES
            for sex in _SEXES
        }
        for field in (*self.crowd.values(), *self.officials.values()):
            field.line.setMaxLength(_MOST_DIGITS)
        self.elsewhere = muted_label("", wrapped=True)
        self.elsewhere.hide()
        parts = [
            plain_label(
                _("Counted people stand beside those on the list and are never added to them."), wrapped=True
            ),
            section_label(_("People without a name on the list")),
            FormGrid(*self.crowd.values(), columns=3),
            self.elsewhere,
        ]
        for role in COUNTED_ROLES:
            of_role = [field for key, field in self.officials.items() if key[0] == role]
            parts += [section_label(code_label("participation_role", role)), FormGrid(*of_role, columns=3)]
        self.show_form(
            _("Count without names"),
            *parts,
            save=primary_button(_("Save the count"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.crowd["girls"],
        )

    def show_count(self, count: SessionCount) -> None:
        """What was counted before; what somebody typed meanwhile stays."""
        if self.is_typed_in():
            return
        for kind, field in self.crowd.items():
            field.set_value(_shown(getattr(count.crowd, kind)))
        for (role, modality, sex), field in self.officials.items():
            officials = count.officials.get((role, modality), Officials())
            field.set_value(_shown(getattr(officials, sex)))
        words = ngettext(
            "{count} person more was counted on another computer.",
            "{count} people more were counted on another computer.",
            count.elsewhere,
        )
        self.elsewhere.set_text(words.format(count=count.elsewhere))
        self.elsewhere.setVisible(bool(count.elsewhere))
        self.typing_begins()

    def _submit(self) -> None:
        self.problem.hide()
        girls, boys, women, men, others = (int(self.crowd[kind].value() or 0) for kind in _CROWD)
        crowd = Counted(girls, boys, women, men, others)
        officials = {
            (role, modality): Officials(
                **{sex: int(self.officials[role, modality, sex].value() or 0) for sex in _SEXES}
            )
            for role in COUNTED_ROLES
            for modality in COUNTED_MODALITIES
        }
        self._save(SessionCount(crowd, officials))


def _shown(number: int) -> str | None:
    return str(number) if number else None
