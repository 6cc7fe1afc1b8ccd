"""What staff do in the open window, key by key: used by the demo, the screenshots and the benchmarks."""

from pathlib import Path

from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.start import save_as


def go_to(desktop: DrivenDesktop, screen: str) -> None:
    """Open a screen from the menu."""
    desktop.do("screen", key=screen)
    desktop.expect(screen=screen)


def find(desktop: DrivenDesktop, text: str) -> None:
    """Type into the search field and wait for an answer that speaks of it."""
    desktop.press("F2")
    desktop.enter(text, into="search")


def register(desktop: DrivenDesktop, name: str, *, birth: str = "", phone: str = "") -> None:
    """Register somebody nobody knows and check them in."""
    go_to(desktop, "reception")
    desktop.click("register")
    desktop.expect(name="registration")
    desktop.enter(name, into="name")
    if birth:
        desktop.enter(birth, into="birth")
    if phone:
        desktop.enter(phone, into="phone")
    desktop.click("save_button")
    desktop.expect(absent="registration")
    desktop.expect(name="check_in")


def check_in(desktop: DrivenDesktop, name: str) -> None:
    """Find somebody by name and check them in with Enter."""
    go_to(desktop, "reception")
    find(desktop, name)
    desktop.press("Enter")


def record_service(desktop: DrivenDesktop, quantity: str) -> None:
    """Record the centre's first favourite for the person on the screen."""
    desktop.click("service")
    desktop.expect(name="favourite_1")
    desktop.click("favourite_1")
    desktop.enter(quantity, into="quantity")
    desktop.click("save_button")


def create_activity(desktop: DrivenDesktop, title: str, *, weeks: int) -> None:
    """Create an activity with a session today and one a week."""
    go_to(desktop, "activities")
    desktop.click("new_activity")
    desktop.enter(title, into="activity_title")
    desktop.enter(str(weeks), into="weeks")
    desktop.enter("14:00", into="starts_at")
    desktop.enter("16:00", into="ends_at")
    desktop.click("save_button")
    desktop.expect(absent="activity_form")


def enrol(desktop: DrivenDesktop, name: str) -> None:
    """Enrol somebody in the chosen activity."""
    desktop.enter(name, into="enrol")
    desktop.press("Enter")


def open_roster(desktop: DrivenDesktop) -> None:
    """Open the session that waits to be marked."""
    desktop.click("open_button")
    desktop.expect(name="all_present_button")


def print_sheet(desktop: DrivenDesktop, path: Path) -> None:
    """Save the sign-in sheet of the open session."""
    save_as(desktop, "sheet_button", path)
