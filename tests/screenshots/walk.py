"""A walk through every screen, as a person would come to it; `look` is called on each with the name of its picture."""

from collections.abc import Callable
from pathlib import Path

from integrhabitat_desktop.launch.demo_centre import PASSPHRASE
from tests.drive import desk_work as work
from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.start import open_store

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "registro-desordenado.csv"
Look = Callable[[DrivenDesktop, str], None]


def walk_start(home: Path, log: Path, look: Look) -> None:
    """The screens before there is a store; `home` is empty."""
    with DrivenDesktop(home, log=log) as desktop:
        desktop.expect(name="set_up_button")
        look(desktop, "01-welcome")
        desktop.click("join_button")
        desktop.expect(name="address")
        look(desktop, "02-join")


def walk_work(home: Path, log: Path, look: Look) -> None:
    """Every screen of the filled demo centre in `home`."""
    with DrivenDesktop(home, log=log) as desktop:
        desktop.expect(name="open_button")
        desktop.do("settle", name="names", count=1)
        look(desktop, "03-lock")
        open_store(desktop, PASSPHRASE)
        desktop.expect(screen="reception")
        desktop.do("settle", name="here", count=14)
        look(desktop, "04-reception")
        work.find(desktop, "gomez")
        desktop.expect(name="check_in")
        look(desktop, "05-reception-found")
        work.find(desktop, "elena muñoz")
        desktop.expect(name="together_1")
        desktop.click("together_1")
        look(desktop, "17-household-at-the-desk")
        work.find(desktop, "gomez")
        desktop.expect(name="check_in")
        desktop.press("Ctrl+S")
        desktop.expect(name="favourite_1")
        look(desktop, "06-service")
        desktop.press("Esc")
        desktop.expect(name="check_in")
        desktop.press("Ctrl+N")
        desktop.expect(name="registration")
        desktop.enter("Yuleisi Gomes", into="name")
        desktop.do("pause", seconds=0.6)
        look(desktop, "07-registration")
        desktop.click("cancel_button")
        _people(desktop, look)
        _activities(desktop, look)
        _referrals(desktop, look)
        work.go_to(desktop, "sync")
        desktop.expect(name="rounds")
        desktop.do("pause", seconds=0.5)
        look(desktop, "14-sync")
        work.go_to(desktop, "settings")
        desktop.expect(name="add_button")
        desktop.do("pause", seconds=0.3)
        look(desktop, "15-settings")
        _kiosk(desktop, look)
        desktop.quit()


def _people(desktop: DrivenDesktop, look: Look) -> None:
    work.go_to(desktop, "people")
    desktop.do("settle", name="list", count=100)
    desktop.press("Down Enter")
    desktop.expect(name="edit")
    look(desktop, "08-people")
    desktop.press("Ctrl+E")
    desktop.expect(name="file_form")
    look(desktop, "09-file-form")
    desktop.click("cancel_button")
    desktop.click("household")
    desktop.expect(name="finder")
    look(desktop, "16-household")
    desktop.press("Esc")
    desktop.click("pairs_button")
    desktop.expect(screen="pairs")
    desktop.do("pause", seconds=0.6)
    desktop.press("Down")
    desktop.expect(name="compare")
    look(desktop, "23-possible-duplicates")
    work.go_to(desktop, "people")
    desktop.do("settle", name="list", count=100)
    desktop.click("import_button")
    desktop.expect(screen="people_import")
    desktop.click("choose_button")
    desktop.expect(name="fileNameEdit")
    desktop.enter(str(SAMPLE), into="fileNameEdit")
    desktop.press("Enter")
    desktop.expect(name="check_rows")
    look(desktop, "10-import-columns")
    desktop.click("check_rows")
    desktop.expect(name="write", patience=60)
    look(desktop, "11-import-checked")


def _activities(desktop: DrivenDesktop, look: Look) -> None:
    work.go_to(desktop, "activities")
    desktop.do("settle", name="sessions_today", count=1)
    desktop.do("pause", seconds=0.3)
    look(desktop, "12-activities")
    work.open_session_again(desktop)
    desktop.do("pause", seconds=0.3)
    desktop.press("Ctrl+Return")
    desktop.press("Down 2 Down 3 Down Down 4")
    desktop.do("pause", seconds=0.3)
    look(desktop, "13-roster")


def _referrals(desktop: DrivenDesktop, look: Look) -> None:
    work.go_to(desktop, "referrals")
    desktop.do("pause", seconds=0.4)
    desktop.press("Down")
    desktop.expect(name="step")
    look(desktop, "18-referrals")
    desktop.press("Ctrl+E")
    desktop.expect(name="step_form")
    look(desktop, "19-referral-step")
    desktop.press("Esc")
    desktop.click("task")
    desktop.expect(name="task_form")
    look(desktop, "20-referral-task")
    desktop.press("Esc")
    work.go_to(desktop, "reception")
    work.find(desktop, "gomez")
    desktop.expect(name="check_in")
    desktop.press("Ctrl+R")
    desktop.expect(name="referral_form")
    desktop.do("pause", seconds=0.3)
    look(desktop, "21-referral-form")
    desktop.click("directory_button")
    desktop.expect(screen="institutions")
    desktop.do("pause", seconds=0.3)
    desktop.press("Down Enter")
    desktop.expect(name="institution_form")
    look(desktop, "22-institutions")
    desktop.press("Esc")
    desktop.click("back_to_referrals")
    desktop.expect(name="referral_form")
    desktop.press("Esc")
    desktop.expect(absent="referral_form")


def _kiosk(desktop: DrivenDesktop, look: Look) -> None:
    desktop.click("staff_menu")
    desktop.press("Down Down Down Enter")
    desktop.expect(screen="kiosk")
    desktop.enter("gomez", into="kiosk_finder")
    desktop.do("pause", seconds=0.6)
    look(desktop, "24-door")
    desktop.press("Down Enter")
    desktop.do("pause", seconds=0.5)
    look(desktop, "25-door-checked-in")
    desktop.press("Ctrl+Z")
    desktop.do("pause", seconds=0.4)
