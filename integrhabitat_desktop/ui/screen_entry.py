"""What the window is told about a screen: its place in the menu and how to build it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """A screen for the menu. `title` is a text marked with N_ and translated when it is shown.

    `permission` None shows it to every role; `at_bottom` puts it beside Lock; with `in_menu` off only another
    screen leads to it.
    """

    key: str
    title: str
    icon: str
    permission: Enum | None
    factory: Callable[[ScreenServices], Screen]
    at_bottom: bool = False
    in_menu: bool = True


def visible_entries(entries: Iterable[ScreenEntry], may: Callable[[Enum], bool]) -> tuple[ScreenEntry, ...]:
    """The entries that somebody with these permissions sees."""
    return tuple(entry for entry in entries if entry.permission is None or may(entry.permission))


def first_screen(role: str) -> str:
    """Where somebody of a role begins: with the queue, or with what the day holds."""
    return "reception" if role in ("RECEPTION", "COORDINATOR") else "today"
