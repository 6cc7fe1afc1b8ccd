"""The main window with the sample screens of the gallery."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QApplication

from integrhabitat_desktop.i18n import code_label
from integrhabitat_desktop.ui.main_window import MainWindow, WindowCommands, WindowFacts
from integrhabitat_desktop.ui.screen_entry import ScreenEntry
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import Screen, TextField
from tests.unit.desktop.ui.gallery import FormSample, ReceptionSample, RestSample, RosterSample


class Sampled(Enum):
    """Permissions of the sample screens."""

    LEAD = "lead"


class Remembering(Screen):
    """A screen that notes what the window asks of it."""

    def __init__(self, name: str, *, searches: bool = False) -> None:
        super().__init__(name)
        self.calls: list[str] = []
        self._searches = searches
        self.field = TextField("Nota")
        self.body.addWidget(self.field)
        self.body.addStretch(1)

    def activated(self) -> None:
        self.calls.append("activated")

    def deactivated(self) -> None:
        self.calls.append("deactivated")

    def opened_with(self, argument: str) -> None:
        self.calls.append(f"opened_with {argument}")

    def handles_search(self) -> bool:
        return self._searches

    def search_changed(self, text: str) -> None:
        self.calls.append(f"searched {text}")

    def search_submitted(self, text: str) -> None:
        self.calls.append(f"submitted {text}")

    def search_moved(self, step: int) -> None:
        self.calls.append(f"moved {step}")

    def place(self) -> str:
        return "a place"

    def restore_place(self, place: str) -> None:
        self.calls.append(f"at {place}")

    def draft_texts(self) -> dict[str, str]:
        text = self.field.value()
        return {"note": text} if text else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        self.field.set_value(texts["note"])


def _entry(
    key: str,
    title: str,
    icon: str,
    make: Callable[[], Screen],
    *,
    at_bottom: bool = False,
    permission: Enum | None = None,
) -> ScreenEntry:
    return ScreenEntry(key, title, icon, permission, lambda _services: make(), at_bottom)


def sample_entries() -> tuple[ScreenEntry, ...]:
    """Screens that look like those of the pictures."""
    return (
        _entry("reception", "Recepción", "door", ReceptionSample),
        _entry("people", "Personas", "users", FormSample),
        _entry("activities", "Actividades", "calendar-event", RosterSample),
        _entry("sync", "Sincronización", "refresh", RestSample),
        _entry("settings", "Ajustes", "settings", FormSample, at_bottom=True),
    )


def remembering_entries() -> tuple[ScreenEntry, ...]:
    """Screens that note what the window asks of them."""
    return (
        _entry("today", "Today", "sun", lambda: Remembering("Today")),
        _entry("people", "People", "users", lambda: Remembering("People", searches=True)),
        _entry("staff", "Staff", "id", lambda: Remembering("Staff"), permission=Sampled.LEAD, at_bottom=True),
    )


def open_window(
    application: QApplication,
    services: ScreenServices,
    entries: tuple[ScreenEntry, ...],
    commands: WindowCommands | None = None,
) -> MainWindow:
    """The window with these screens, shown."""
    facts = WindowFacts("La Esperanza", "Ana Lucía", lambda: code_label("staff_role", "RECEPTION"))
    nothing = WindowCommands(lambda: None, lambda: None)
    window = MainWindow(application, entries, services, facts, commands or nothing)
    window.show()
    window.activateWindow()
    return window
