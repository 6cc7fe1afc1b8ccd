"""Fields for a day and for a birth date, typed in the local form, as ISO, as a year or as an age."""

from collections.abc import Callable
from datetime import date

from integrhabitat_desktop.domain.date_entry import DateEntry, parse_birth, parse_date
from integrhabitat_desktop.i18n import _, age_on, age_text, code_label, format_date, join_facts
from integrhabitat_desktop.ui.widgets.text_fields import TextField


class DateField(TextField):
    """A full day. The value is ISO text; what was typed is written out when the field is left."""

    def __init__(
        self,
        label: str,
        today: Callable[[], date],
        *,
        help_text: str = "",
        required: bool = False,
        value: str | None = None,
    ) -> None:
        self._today = today
        super().__init__(
            label, placeholder=_("day/month/year"), help_text=help_text, required=required, value=value
        )
        self.line.editingFinished.connect(self._tidy)

    def is_readable(self) -> bool:
        """Whether what stands there is empty or a date."""
        return not self.line.text().strip() or self.value() is not None

    def value(self) -> str | None:
        return parse_date(self.line.text(), self._today())

    def set_value(self, value: str | None) -> None:
        super().set_value(format_date(value, "numeric") if value else None)

    def _tidy(self) -> None:
        if self.is_readable():
            self.set_value(self.value())
        else:
            self.set_error(_("This is not a date. Write it like 17/11/1989."))


class BirthField(TextField):
    """A birth date as precise as the person knows it, or an age; under it stands what was understood."""

    def __init__(
        self,
        label: str,
        today: Callable[[], date],
        *,
        required: bool = False,
        value: DateEntry | None = None,
    ) -> None:
        self._today = today
        super().__init__(
            label,
            placeholder=_("day/month/year, or an age"),
            required=required,
            help_text=_("A year, a month and year, or an age is enough."),
        )
        self._hint = self._help.text()
        self.line.textEdited.connect(self._explain)
        self.line.editingFinished.connect(self._tidy)
        self.set_entry(value)

    def entry(self) -> DateEntry | None:
        """The date and its precision, or None."""
        return parse_birth(self.line.text(), self._today())

    def set_entry(self, entry: DateEntry | None) -> None:
        """Show a birth date as it is known."""
        self.set_value(_typed_form(entry, self._today()) if entry is not None else None)
        self._explain()

    def value(self) -> str | None:
        found = self.entry()
        return found.iso if found is not None else None

    def is_readable(self) -> bool:
        """Whether what stands there is empty or can be understood."""
        return not self.line.text().strip() or self.entry() is not None

    def _explain(self) -> None:
        found = self.entry()
        if found is None:
            self.set_help(self._hint)
            return
        years, months = age_on(found.iso, self._today())
        self.set_help(join_facts(age_text(years, months), code_label("birth_precision", found.precision)))

    def _tidy(self) -> None:
        if not self.is_readable():
            self.set_error(_("This is not a birth date or an age. Write it like 17/11/1989, 1989 or 35."))


def _typed_form(entry: DateEntry, today: date) -> str:
    if entry.precision == "YEAR":
        return entry.iso[:4]
    if entry.precision == "MONTH":
        return f"{entry.iso[5:7]}/{entry.iso[:4]}"
    if entry.precision == "ESTIMATED":
        return str(age_on(entry.iso, today)[0])
    return format_date(entry.iso, "numeric")
