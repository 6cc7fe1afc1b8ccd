"""The short registration: only what is asked at the door, with look-alikes beside it while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot

from integrhabitat_desktop.i18n import _, active_language, code_choices, join_facts
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.person_texts import age_of, facts_of, likelihood_words, likeness_reasons
from integrhabitat_desktop.ui.screens.consent.notice_dialog import NoticeDialog
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    BadgeText,
    Banner,
    BirthField,
    CodeField,
    CountryField,
    FormGrid,
    ListRow,
    RowList,
    SegmentedField,
    TextField,
    check_required,
    column,
    heading,
    link_button,
    muted_label,
    primary_button,
    row,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.ui.widgets.writing_panel import WritingPanel
from integrhabitat_desktop.use_cases.find_look_alikes import FoundLookAlike, Likelihood
from integrhabitat_desktop.use_cases.register_person import Registration, looks_unusual
from integrhabitat_protocol.errors import ExpectedError

_PAUSE_MS = 250
_NEIGHBOURS = ("VE", "CO", "EC", "PE", "HT")


class RegistrationForm(WritingPanel):
    """`save` is given a Registration; `cancel` puts the form away. `typed` asks for look-alikes.

    A `discreet` form tells of look-alikes the name and the age alone: whoever stands in the queue reads along.
    `save_words` say what saving does where it is not a check-in.
    """

    typed = Signal(object)
    same_person = Signal(str)

    def __init__(
        self,
        services: ScreenServices,
        save: Callable[[Registration], None],
        cancel: Callable[[], None],
        *,
        discreet: bool = False,
        save_words: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("registration")
        self._services, self._save = services, save
        self._facts_of = age_of if discreet else facts_of
        self._offered = ""  # the name that was typed into the search
        self._country = services.settings.appearance.country or ""
        self.name = TextField(_("Name, as the person says it"), required=True, max_length=200)
        self.preferred_name = TextField(_("Also known as"), max_length=200)
        self.birth = BirthField(_("Birth date or age"), services.today)
        self.sex = SegmentedField(
            _("Sex"), [(code, label.split(" (")[0]) for code, label in code_choices("sex")]
        )
        first = tuple(dict.fromkeys([self._country, *_NEIGHBOURS])) if self._country else _NEIGHBOURS
        self.nationality = CountryField(_("Nationality"), first=first, special=True)
        self.mobility_profile = CodeField(_("Mobility profile"), "mobility_profile")
        self.document_type = CodeField(_("Type of document"), "document_type")
        self.document_number = TextField(_("Document number"), max_length=60)
        self.phone = TextField(_("Phone"), max_length=60)
        self.neighbourhood = TextField(_("Neighbourhood"), max_length=120)
        self.notice_button = link_button(_("Read the notice aloud"), self._read_notice, icon="file-text")
        self.consent = SegmentedField(
            _("May the centre keep this record?"),
            [("GIVEN", _("Yes")), ("REFUSED", _("No")), ("NOT_ASKED", _("Not asked yet"))],
            value="NOT_ASKED",
        )
        self.consent_method = CodeField(_("How it was given"), "consent_method")
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.alike_title = section_label(_("Is it one of these?"))
        self.look_alikes = RowList(_("Look-alikes"))
        self.save_button = primary_button(
            save_words or _("Register and check in"), self._submit, icon="user-plus", keys="Ctrl+Enter"
        )
        self.cancel_button = link_button(_("Cancel"), cancel, icon="x")
        grid = FormGrid()
        grid.add(self.name, wide=True)
        for field in (self.birth, self.nationality, self.mobility_profile, self.neighbourhood):
            grid.add(field)
        grid.add(self.sex, wide=True)
        for field in (self.document_type, self.document_number, self.phone, self.preferred_name):
            grid.add(field)
        grid.add(row(self.notice_button, STRETCH), wide=True)
        grid.add(self.consent, wide=True)
        grid.add(self.consent_method)
        title = _("Short registration")
        self.show_content(
            heading(title),
            muted_label(
                _("Only the name is needed. Leave out what the person does not want to say."), wrapped=True
            ),
            self.alike_title,
            self.look_alikes,
            grid,
            foot=column(self.problem, row(self.cancel_button, STRETCH, self.save_button, spacing=12)),
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell_typed)
        for field in (self.name, self.birth, self.document_type, self.document_number):
            field.changed.connect(self._pause.start)
        self.document_number.line.editingFinished.connect(self._look_at_number)
        self.consent.changed.connect(self._show_method)
        self.look_alikes.chosen.connect(self.same_person)
        self._show_method()
        self._today = services.today
        self.show_look_alikes([])
        name_parts(self)
        self.watch_typing(title)

    def begin(self, name: str) -> None:
        """Start with what was typed into the search."""
        self._offered = name
        self.name.set_value(name)
        self.name.setFocus()
        self.name.line.end(False)
        self._tell_typed()

    def registration(self) -> Registration:
        """What stands in the form."""
        entry = self.birth.entry()
        consent, phone = self.consent.value(), self.phone.value()
        return Registration(
            name=self.name.value() or "",
            preferred_name=self.preferred_name.value(),
            birth_date=entry.iso if entry else None,
            birth_precision=entry.precision if entry else None,
            sex=self.sex.value(),
            nationality=self.nationality.value(),
            neighbourhood=self.neighbourhood.value(),
            mobility_profile=self.mobility_profile.value(),
            document_type=self.document_type.value(),
            document_number=self.document_number.value(),
            phones=(phone,) if phone else (),
            consent=consent,
            consent_method=self.consent_method.value() if consent == "GIVEN" else None,
        )

    def show_look_alikes(self, found: list[FoundLookAlike]) -> None:
        """Offer the registered people who may be the same one."""
        rows = [
            ListRow(
                it.person.id,
                it.person.name,
                self._facts_of(it.person, self._today()),
                avatar=it.person.name,
                badges=(
                    BadgeText(
                        join_facts(likelihood_words(it.likeness), likeness_reasons(it.likeness.reasons)),
                        Tone.WARNING if it.likeness.likelihood is Likelihood.LIKELY else Tone.NEUTRAL,
                    ),
                ),
            )
            for it in found[:3]
        ]
        self.look_alikes.set_rows(rows)
        self.look_alikes.setVisible(bool(rows))
        self.alike_title.setVisible(bool(rows))

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not saved; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self.save_button.setEnabled(True)

    def is_typed_in(self) -> bool:
        return self.draft_texts() not in ({}, {"name": self._offered})

    def restore_draft(self, texts: dict[str, str]) -> None:
        super().restore_draft(texts)
        self._show_method()
        self._tell_typed()

    @Slot()
    def _submit(self) -> None:
        if not check_required([self.name]):
            return
        if not self.birth.is_readable():
            self.birth.setFocus()
            return
        self.problem.hide()
        self.save_button.setEnabled(False)
        self._save(self.registration())

    @Slot()
    def _tell_typed(self) -> None:
        registration = self.registration()
        if registration.name or registration.document_number:
            self.typed.emit(registration)
        else:
            self.show_look_alikes([])

    def _read_notice(self) -> None:
        NoticeDialog(self._services, self, active_language()).begin()

    @Slot()
    def _show_method(self) -> None:
        self.consent_method.setVisible(self.consent.value() == "GIVEN")

    @Slot()
    def _look_at_number(self) -> None:
        kind, number = self.document_type.value(), self.document_number.value()
        unusual = bool(kind and number and looks_unusual(kind, number))
        self.document_number.set_help(
            _("This number looks unusual for that document. It is saved as it stands.") if unusual else ""
        )
