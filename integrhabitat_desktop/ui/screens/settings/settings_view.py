"""Settings: how the window looks and speaks, one's passphrase; for coordinators the centre and its staff."""

from dataclasses import replace

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import LANGUAGES, _
from integrhabitat_desktop.i18n.time_zones import zones_of_country
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.main_window_staff_menu import THEME_WORDS
from integrhabitat_desktop.ui.screens.settings.settings_view_model import SettingsTools, SettingsViewModel
from integrhabitat_desktop.ui.screens.settings.staff_panel_view import StaffPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import ZOOM_STEPS, Density, ThemeName, Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    ChoiceField,
    CountryField,
    FormGrid,
    PassphraseField,
    Screen,
    SegmentedField,
    TextField,
    check_required,
    choose_new_file,
    column,
    primary_button,
    row,
    scrolling,
    secondary_button,
    subheading,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.view_centre import CentreFacts
from integrhabitat_protocol.errors import ExpectedError


class SettingsView(Screen):
    """One column of cards."""

    def __init__(self, services: ScreenServices, tools: SettingsTools) -> None:
        super().__init__(_("Settings"))
        self.setObjectName("settings")
        self._services = services
        role = services.staff.role
        self._may_centre = allowed(role, Permission.EDIT_CENTRE)
        self._may_staff = allowed(role, Permission.MANAGE_STAFF)
        self.model = SettingsViewModel(services, tools)
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        cards = [self._appearance_card(), self._passphrase_card()]
        if self._may_centre:
            cards.insert(0, self._centre_card())
        if self._may_staff:
            cards.insert(1, StaffPanel(self.model, services.staff.id))
        self.body.addWidget(scrolling(column(self.problem, *cards, STRETCH, spacing=12)), 1)
        self.model.centre_loaded.connect(self._show_centre)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    def activated(self) -> None:
        self.model.load(with_staff=self._may_staff)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and changed.touches("centre", "staff_account"):
            self.activated()

    # The centre

    def _centre_card(self) -> CardPanel:
        self.centre_name = TextField(_("Name of the centre"), required=True, max_length=200)
        self.country = CountryField(_("Country"), required=True)
        self.time_zone = ChoiceField(_("Time zone"), [], empty="")
        self.country.changed.connect(self._offer_zones)
        self.save_centre_button = primary_button(_("Save"), self._save_centre, icon="check")
        return CardPanel(
            subheading(_("Centre")),
            FormGrid(self.centre_name, self.country, self.time_zone),
            row(STRETCH, self.save_centre_button),
            spacing=12,
        )

    @Slot(object)
    def _show_centre(self, facts: CentreFacts) -> None:
        if not self._may_centre:
            return
        self.centre_name.set_value(facts.name)
        self.country.set_value(facts.country)
        self._offer_zones()
        self.time_zone.set_value(facts.time_zone)

    @Slot()
    def _offer_zones(self) -> None:
        country = self.country.value()
        if country:
            self.time_zone.set_choices(zones_of_country(country))

    def _save_centre(self) -> None:
        if check_required([self.centre_name, self.country]):
            self.model.save_centre(
                self.centre_name.value() or "",
                self.country.value() or "",
                self.time_zone.value() or "",
                self._show_problem,
            )

    # Appearance

    def _appearance_card(self) -> CardPanel:
        now = self._services.settings.appearance
        self.language = SegmentedField(_("Language"), tuple(LANGUAGES.items()), value=now.language)
        self.theme = SegmentedField(
            _("Colours"),
            [(name.value, _(words)) for name, words in THEME_WORDS.items()],
            value=now.theme.value,
        )
        self.zoom = SegmentedField(
            _("Text size"), [(str(step), f"{step} %") for step in ZOOM_STEPS[:5]], value=str(now.zoom)
        )
        self.density = SegmentedField(
            _("Rows"),
            [(Density.COMFORTABLE.value, _("Comfortable")), (Density.COMPACT.value, _("Close together"))],
            value=now.density.value,
        )
        for field in (self.language, self.theme, self.zoom, self.density):
            field.changed.connect(self._change_appearance)
        return CardPanel(
            subheading(_("This computer")), self.language, self.theme, self.zoom, self.density, spacing=12
        )

    @Slot()
    def _change_appearance(self) -> None:
        settings = self._services.settings
        now = settings.appearance
        settings.change(
            replace(
                now,
                language=self.language.value() or now.language,
                theme=ThemeName(self.theme.value() or now.theme),
                zoom=int(self.zoom.value() or now.zoom),
                density=Density(self.density.value() or now.density),
            )
        )

    # Passphrases

    def _passphrase_card(self) -> CardPanel:
        self.old_passphrase = PassphraseField(_("Passphrase until now"), required=True)
        self.new_passphrase = PassphraseField(
            _("New passphrase"), required=True, help_text=_("At least 12 characters.")
        )
        self.passphrase_button = primary_button(_("Change"), self._change_passphrase, icon="key")
        self.sheet_button = secondary_button(_("New recovery sheet"), self._renew_sheet, icon="printer")
        self.sheet_button.setVisible(self._may_staff)
        return CardPanel(
            subheading(_("Your passphrase")),
            FormGrid(self.old_passphrase, self.new_passphrase),
            row(self.sheet_button, STRETCH, self.passphrase_button),
            spacing=12,
        )

    def _change_passphrase(self) -> None:
        self.problem.hide()
        if check_required([self.old_passphrase, self.new_passphrase]):
            self.model.change_passphrase(
                self.old_passphrase.value() or "",
                self.new_passphrase.value() or "",
                self._passphrase_changed,
                self._show_problem,
            )

    def _passphrase_changed(self) -> None:
        for field in (self.old_passphrase, self.new_passphrase):
            field.set_value(None)

    def _renew_sheet(self) -> None:
        target = choose_new_file(
            self, _("Save the recovery sheet"), "integrhabitat-recovery-sheet.pdf", "*.pdf"
        )
        if target is not None:
            self.model.renew_sheet(target, self._show_problem)

    def _show_problem(self, error: ExpectedError) -> None:
        self.problem.set_text(sentence_for(error))
        self.problem.show()
