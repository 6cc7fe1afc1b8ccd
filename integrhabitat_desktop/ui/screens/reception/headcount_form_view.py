"""Count people who are not registered, by what can be seen."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _, ngettext
from integrhabitat_desktop.i18n.record_words import field_label
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.widgets import (
    FormGrid,
    NumberField,
    TextField,
    muted_label,
    plain_label,
    primary_button,
)
from integrhabitat_desktop.use_cases.count_people import Counted

_KINDS = ("girls", "boys", "women", "men", "others")


class HeadcountForm(FormPanel):
    """`save` is given what was counted."""

    def __init__(self, save: Callable[[Counted], None], back: Callable[[], None]) -> None:
        super().__init__("headcount_form", back)
        self._save = save
        self.numbers = {kind: NumberField(field_label("headcount", kind)) for kind in _KINDS}
        self.occasion = TextField(_("Occasion"), max_length=120)
        self.so_far = muted_label("")
        grid = FormGrid(*self.numbers.values())
        grid.add(self.occasion, wide=True)
        self.show_form(
            _("Count without registering"),
            plain_label(
                _("For somebody who does not want to be on record, or a crowd. Nothing leads to anybody."),
                wrapped=True,
            ),
            grid,
            self.so_far,
            save=primary_button(_("Count them"), self._submit, icon="users", keys="Ctrl+Enter"),
            first=self.numbers["girls"],
        )

    def show_so_far(self, count: int) -> None:
        """How many were counted today already."""
        words = ngettext("{count} person was counted today.", "{count} people were counted today.", count)
        self.so_far.set_text(words.format(count=count))

    def cleared(self) -> None:
        """Ready for the next count."""
        for field in (*self.numbers.values(), self.occasion):
            field.set_value(None)
        self.problem.hide()
        self.begin()

    def _submit(self) -> None:
        self.problem.hide()
        numbers = {kind: int(field.value() or 0) for kind, field in self.numbers.items()}
        self._save(Counted(**numbers, occasion=self.occasion.value()))
