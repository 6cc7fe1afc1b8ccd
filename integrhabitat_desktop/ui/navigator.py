"""The way from one screen to another, without screens knowing each other or the window."""

from PySide6.QtCore import QObject, Signal

PEOPLE = "people"


class Navigator(QObject):
    """Screens ask here; the window listens."""

    screen_wanted = Signal(str, str)  # key of the screen, argument for it ("" for none)
    person_wanted = Signal(str)

    def open_screen(self, key: str, argument: str = "") -> None:
        """Show the screen `key`; `argument` (an id, a search text) reaches its `opened_with`."""
        self.screen_wanted.emit(key, argument)

    def open_person(self, person_id: str) -> None:
        """Show a person: beside the list of the current screen where it can, else on the people screen."""
        self.person_wanted.emit(person_id)
