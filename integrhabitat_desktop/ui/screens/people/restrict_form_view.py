"""Block a person's record: what they asked for, and what that means."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CodeField,
    NoteField,
    SidePanel,
    check_required,
    column,
    heading,
    link_button,
    plain_label,
    primary_button,
    row,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.restrict_records import REASONS
from integrhabitat_protocol.errors import ExpectedError


class RestrictForm(SidePanel):
    """`save` is given the request and the note; `back` puts the form away."""

    def __init__(self, name: str, save: Callable[[str, str | None], None], back: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("restrict_form")
        self._save = save
        self.reason = CodeField(
            _("What the person asked for"), "data_request_type", only=REASONS, empty="", required=True
        )
        self.note = NoteField(_("How they asked"), placeholder=_("In person, by letter, by whom"))
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_button = primary_button(_("Block the record"), self._submit, icon="lock", keys="Ctrl+Enter")
        self.show_content(
            heading(_("Block the record of {name}").format(name=name)),
            plain_label(
                _(
                    "Nobody finds or opens it any more, on no computer, and its card leads nowhere. Counts of "
                    "visits and services stay. A coordinator can lift this again."
                ),
                wrapped=True,
            ),
            self.reason,
            self.note,
            foot=column(
                self.problem,
                row(link_button(_("Back"), back, icon="arrow-left", keys="Esc"), STRETCH, self.save_button),
            ),
        )
        name_parts(self)

    def begin(self) -> None:
        """Put the keyboard into the first field; once the form is in sight."""
        self.reason.setFocus()

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not blocked; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def _submit(self) -> None:
        self.problem.hide()
        if check_required([self.reason]):
            self._save(self.reason.value() or "", self.note.value())
