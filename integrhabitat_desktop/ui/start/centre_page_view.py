"""Asks for the centre: its name, country and time zone."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.i18n.time_zones import zones_of_country
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.widgets import (
    ChoiceField,
    CountryField,
    TextField,
    check_required,
    link_button,
    primary_button,
)
from integrhabitat_desktop.use_cases.store_door import NewCentre

# Where the network works, so these countries stand on top of the list.
NETWORK_COUNTRIES = ("CO", "CR", "DO", "EC", "MX", "PA", "PE", "TT")


class CentrePage(StartPage):
    """`done` gets the centre as it was typed."""

    def __init__(self, done: Callable[[NewCentre], None], back: Callable[[], None]) -> None:
        super().__init__(_("Your centre"), _("This can be changed later, except the time zone of past days."))
        self._done = done
        self.name = TextField(_("Name of the centre"), required=True, max_length=200)
        self.country = CountryField(_("Country"), first=NETWORK_COUNTRIES, required=True)
        self.time_zone = ChoiceField(
            _("Time zone"),
            (),
            empty="",
            required=True,
            help_text=_("The town whose clock the centre follows."),
        )
        self.time_zone.hide()
        self.country.changed.connect(self._offer_zones)
        self.next_button = primary_button(_("Continue"), self._next, icon="arrow-right")
        self.add(self.name, self.country, self.time_zone)
        self.add_buttons([link_button(_("Back"), back)], [self.next_button])
        self.name.line.returnPressed.connect(self._next)

    def shown(self) -> None:
        self.name.setFocus()

    def _offer_zones(self) -> None:
        """A country with one zone needs no question."""
        zones = zones_of_country(self.country.value() or "")
        self.time_zone.set_choices(zones)
        self.time_zone.set_value(zones[0][0] if zones else None)
        self.time_zone.setVisible(len(zones) > 1)

    def _next(self) -> None:
        if not check_required([self.name, self.country]):
            return
        name, country = self.name.value(), self.country.value()
        zone = self.time_zone.value() or "UTC"
        if name and country:
            self._done(NewCentre(name, country, zone))
