"""The menu behind the name in the top bar: switch user, lock, text size, theme, language, keys."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import LANGUAGES, N_, _
from integrhabitat_desktop.ui import key_sheet
from integrhabitat_desktop.ui.appearance_settings import AppearanceSettings
from integrhabitat_desktop.ui.theme import ThemeName
from integrhabitat_desktop.ui.widgets.menus import KitMenu

THEME_WORDS = {
    ThemeName.LIGHT: N_("Light"),
    ThemeName.DARK: N_("Dark"),
    ThemeName.HIGH_CONTRAST: N_("High contrast"),
}


@dataclass(frozen=True, slots=True)
class StaffMenuCommands:
    """What the menu asks of the window."""

    lock: Callable[[], None]
    switch_user: Callable[[], None]
    show_keys: Callable[[], None]
    kiosk: Callable[[], None] | None = None


def _change(settings: AppearanceSettings, **changes: Any) -> None:
    settings.change(replace(settings.appearance, **changes))


def build_staff_menu(parent: QWidget, settings: AppearanceSettings, commands: StaffMenuCommands) -> KitMenu:
    """The menu in the active language."""
    menu = KitMenu(parent)
    menu.setAccessibleName(_("Menu"))
    menu.add(_("Switch user"), commands.switch_user, icon_name="users")
    menu.add(_("Lock"), commands.lock, icon_name="lock", keys=key_sheet.LOCK)
    if commands.kiosk is not None:
        menu.add(_("Door screen: check-in only"), commands.kiosk, icon_name="door-enter")
    menu.addSeparator()
    menu.add(_("Larger text"), lambda: settings.zoom_by(1), icon_name="plus", keys=key_sheet.LARGER)
    menu.add(_("Smaller text"), lambda: settings.zoom_by(-1), icon_name="minus", keys=key_sheet.SMALLER)
    menu.addSeparator()
    for name, words in THEME_WORDS.items():
        menu.add(
            _(words),
            partial(_change, settings, theme=name),
            checked=settings.appearance.theme is name,
        )
    menu.addSeparator()
    for code, words in LANGUAGES.items():
        menu.add(
            words,
            partial(_change, settings, language=code),
            checked=settings.appearance.language == code,
        )
    menu.addSeparator()
    menu.add(_("Keys"), commands.show_keys, icon_name="keyboard", keys=key_sheet.HELP)
    return menu
