"""The first page on a new computer: language, and whether a centre is set up or joined."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import LANGUAGES, _, active_language
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.widgets import SegmentedField, primary_button, secondary_button


class WelcomePage(StartPage):
    """Asks for the language at once, because nothing else can be read without it."""

    def __init__(
        self, set_up: Callable[[], None], join: Callable[[], None], speak: Callable[[str], None]
    ) -> None:
        super().__init__(
            _("Welcome to IntegrHabitat"),
            _(
                "This program keeps the records of your centre encrypted on this computer. "
                "It works without internet and sends the changes when there is a connection."
            ),
        )
        self.language = SegmentedField(_("Language"), tuple(LANGUAGES.items()), value=active_language())
        self.language.changed.connect(lambda: speak(self.language.value() or active_language()))
        self.set_up_button = primary_button(_("Set up a new centre"), set_up, icon="building-community")
        self.add(self.language)
        self.join_button = secondary_button(_("Join a centre"), join, icon="link")
        self.add_buttons([], [self.join_button, self.set_up_button])

    def shown(self) -> None:
        self.set_up_button.setFocus()
