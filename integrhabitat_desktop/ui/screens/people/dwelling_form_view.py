"""How a household lives: the neighbourhood for everybody, address and housing for those who may see such."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.record_form import RecordForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    column,
    muted_label,
    row,
    rule,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.typed_fields import put_text, text_of
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_type import Values

_FOR_ALL = ("neighbourhood",)
_FOR_FEW = ("neighbourhood", "address", "housing", "eviction_risk")


class DwellingForm(QWidget):
    """`save` is given what was changed."""

    def __init__(self, services: ScreenServices, save: Callable[[Values], None]) -> None:
        super().__init__()
        self._save = save
        may_see = allowed(services.staff.role, Permission.VIEW_SENSITIVE)
        self.form = RecordForm(services, "household", _FOR_FEW if may_see else _FOR_ALL, {})
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_button = secondary_button(_("Save the dwelling"), self._submit, icon="check")
        self.save_button.setObjectName("save_dwelling")
        self.hint = muted_label(
            _("Address and housing are noted only with the person’s consent."), wrapped=True
        )
        self.hint.setVisible(may_see)
        inside = column(
            rule(),
            section_label(_("Dwelling")),
            self.hint,
            self.form,
            self.problem,
            row(self.save_button, STRETCH),
            spacing=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        self.form.edited.connect(self._follow)
        self._follow()

    def show_values(self, values: Values) -> None:
        """What is noted; what was typed before is gone."""
        for field in self.form.fields.values():
            field.set_value(None)
        self.form.take_meanwhile({})
        self.form.take_meanwhile(values)
        self.problem.hide()
        self._follow()

    def follow(self, values: Values) -> None:
        """The same household changed elsewhere: fields that somebody types in stay as they are."""
        self.form.take_meanwhile(values)
        self._follow()

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not saved; what was typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def typed(self) -> dict[str, str]:
        """What was changed, by field."""
        changes = self.form.changes()
        return {name: text_of(field) for name, field in self.form.fields.items() if name in changes}

    def restore(self, texts: dict[str, str]) -> None:
        """Put back what `typed` gave."""
        for name, text in texts.items():
            if name in self.form.fields:
                put_text(self.form.fields[name], text)
        self._follow()

    def _follow(self) -> None:
        self.save_button.setEnabled(bool(self.form.changes()))

    def _submit(self) -> None:
        self.problem.hide()
        self._save(self.form.changes())
