"""What a person does before the store is open: set up a centre, open it."""

from dataclasses import dataclass
from pathlib import Path

from tests.drive.driven_desktop import DrivenDesktop


@dataclass(frozen=True, slots=True)
class SetUp:
    """A centre to be, with its first coordinator. `country` as it is typed into the list of countries."""

    centre: str
    country: str
    coordinator: str
    passphrase: str


def set_up_centre(desktop: DrivenDesktop, wanted: SetUp, sheet: Path, pictures: Path | None = None) -> None:
    """First run: the wizard to the end, the recovery sheet saved as a PDF."""

    def picture(name: str) -> None:
        if pictures is not None:
            desktop.shot(pictures / f"{name}.png")

    desktop.expect(name="set_up_button")
    picture("welcome")
    desktop.click("set_up_button")
    desktop.enter(wanted.centre, into="name")
    desktop.enter(wanted.country, into="country")
    desktop.press("Tab")
    picture("new-centre")
    desktop.click("next_button")
    desktop.expect(name="passphrase")
    desktop.enter(wanted.coordinator, into="name")
    desktop.enter(wanted.passphrase, into="first")
    desktop.enter(wanted.passphrase, into="second")
    picture("first-coordinator")
    desktop.click("next_button")
    desktop.expect(name="save_button", patience=30)
    picture("recovery-sheet")
    save_as(desktop, "save_button", sheet)
    desktop.expect(name="saved")
    last_line = desktop.do("read", name="second_line")["text"]
    desktop.enter(last_line.rsplit("-", 1)[-1], into="last_group")
    desktop.click("next_button")


def save_as(desktop: DrivenDesktop, button: str, path: Path) -> None:
    """Press a button that asks for a file name, and give it."""
    desktop.click(button)
    desktop.expect(name="fileNameEdit")
    desktop.enter(str(path), into="fileNameEdit")
    desktop.press("Enter")
    desktop.do("expect", absent="fileNameEdit")


def open_store(desktop: DrivenDesktop, passphrase: str) -> None:
    """Type the passphrase at the lock screen; the first account is chosen."""
    desktop.expect(name="open_button")
    desktop.enter(passphrase, into="passphrase")
    desktop.press("Enter")
