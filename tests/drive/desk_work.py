"""What staff do in the open window, key by key: used by the demo, the screenshots and the benchmarks."""

from collections.abc import Callable, Mapping
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


def record_service(desktop: DrivenDesktop, quantity: str, note: str = "") -> None:
    """Record the centre's first favourite for the person on the screen."""
    desktop.click("service")
    desktop.expect(name="favourite_1")
    desktop.click("favourite_1")
    desktop.enter(quantity, into="quantity")
    if note:
        desktop.enter(note, into="note")
    desktop.click("save_button")


def list_activities(desktop: DrivenDesktop) -> None:
    """The list of activities, also where a roster was left open."""
    go_to(desktop, "activities")
    if desktop.do("there", name="all_present_button")["there"]:
        desktop.click("back_button")


def create_activity(desktop: DrivenDesktop, title: str, *, weeks: int) -> None:
    """Create an activity with a session today and one a week."""
    list_activities(desktop)
    desktop.click("new_activity")
    desktop.enter(title, into="activity_title")
    desktop.do("focus", name="repeats")
    desktop.press("Down")
    desktop.enter("14:00", into="starts_at")
    desktop.enter("16:00", into="ends_at")
    desktop.enter(str(weeks), into="session_count")
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
    desktop.click("sheet_button")
    desktop.expect(name="print_sheet")
    save_as(desktop, "save_sheet", path)


def import_register(desktop: DrivenDesktop, file: Path, picture: Callable[[str], None]) -> None:
    """Import a register in the window, with the columns as they were proposed."""
    go_to(desktop, "people")
    desktop.click("import_button")
    desktop.expect(screen="people_import")
    desktop.click("choose_button")
    desktop.expect(name="fileNameEdit")
    desktop.enter(str(file), into="fileNameEdit")
    desktop.press("Enter")
    desktop.expect(name="check_rows")
    picture("import-columns")
    desktop.click("check_rows")
    desktop.expect(name="write", patience=60)
    picture("import-checked")
    desktop.click("write")
    desktop.expect(screen="people", patience=60)
    picture("imported")


def add_walk_in(desktop: DrivenDesktop, name: str) -> None:
    """Somebody registered who is not on the list comes in."""
    desktop.enter(name, into="walk_in")
    desktop.press("Enter")


def add_staff(desktop: DrivenDesktop, name: str, role: str, passphrase: str) -> None:
    """A new member of the staff with a start passphrase."""
    desktop.click("add_button")
    desktop.expect(name="staff_form")
    desktop.enter(name, into="staff_name")
    desktop.enter(role, into="staff_role")
    desktop.enter(passphrase, into="start_passphrase")
    desktop.click("save_staff")
    desktop.expect(absent="staff_form")


def give_access(desktop: DrivenDesktop, name: str, passphrase: str) -> None:
    """A start passphrase for somebody who has none on this computer."""
    desktop.expect(text=name)
    desktop.click(f"give_access_{name}")
    desktop.expect(name="staff_form")
    desktop.enter(passphrase, into="start_passphrase")
    desktop.click("save_staff")
    desktop.expect(absent="staff_form")


def pair(desktop: DrivenDesktop, url: str, code: str) -> None:
    """Join a hub that runs on this computer."""
    desktop.expect(name="pairing_form")
    desktop.enter(url, into="address")
    desktop.enter(code, into="code")
    desktop.click("pair_button")
    desktop.expect(absent="pairing_form", patience=30)


def join(desktop: DrivenDesktop, url: str, code: str, passphrase: str, sheet: Path) -> None:
    """First run on a second computer, up to the recovery sheet."""
    desktop.click("join_button")
    desktop.enter(url, into="address")
    desktop.enter(code, into="code")
    desktop.enter(passphrase, into="first")
    desktop.enter(passphrase, into="second")
    desktop.click("next_button")
    desktop.expect(name="names", patience=60)
    desktop.click("next_button")
    desktop.expect(name="save_button", patience=60)
    save_as(desktop, "save_button", sheet)
    desktop.expect(name="saved")
    last_line = desktop.do("read", name="second_line")["text"]
    desktop.enter(last_line.rsplit("-", 1)[-1], into="last_group")
    desktop.click("next_button")


def open_as(desktop: DrivenDesktop, name: str, start_passphrase: str, own_passphrase: str) -> None:
    """Open the store for the first time with a start passphrase, and choose one's own."""
    desktop.expect(name="open_button")
    desktop.do("choose", name="names", text=name)
    desktop.enter(start_passphrase, into="passphrase")
    desktop.press("Enter")
    desktop.expect(name="first", patience=30)
    desktop.enter(own_passphrase, into="first")
    desktop.enter(own_passphrase, into="second")
    desktop.click("next_button")


def edit_file(desktop: DrivenDesktop, query: str, values: Mapping[str, str]) -> None:
    """Find somebody, open the file, change fields and save."""
    go_to(desktop, "people")
    find(desktop, query)
    desktop.do("settle", name="list", count=1)
    desktop.press("Enter")
    desktop.expect(name="edit")
    desktop.click("edit")
    desktop.expect(name="file_form")
    for name, value in values.items():
        desktop.enter(value, into=name)
    desktop.click("save_button")
    desktop.expect(absent="file_form")


def open_session_again(desktop: DrivenDesktop) -> None:
    """Open the session of today from the list."""
    go_to(desktop, "activities")
    if desktop.do("there", name="all_present_button")["there"]:
        return
    desktop.do("settle", name="sessions_today", count=1)
    desktop.do("focus", name="sessions_today")
    desktop.press("Down")
    desktop.press("Enter")
    desktop.expect(name="sheet_button")
    desktop.do("settle", name="table", count=1, more=True)


def open_session_of_today(desktop: DrivenDesktop, *, among: int) -> None:
    """Open the first of so many sessions of today, whichever is open now."""
    list_activities(desktop)
    desktop.do("settle", name="sessions_today", count=among)
    desktop.do("focus", name="sessions_today")
    desktop.press("Home Enter")
    desktop.expect(name="sheet_button")
