"""`make screenshots`: every screen in Spanish and English, light and high contrast, 1366x768."""

import shutil
import sys
from pathlib import Path

from integrhabitat_desktop.launch.demo_centre import PASSPHRASE, DemoCentre
from integrhabitat_desktop.launch.preferences import Preferences, save_preferences
from tests.drive import desk_work as work
from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.start import open_store

FOLDER = Path("build") / "screenshots"
SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "registro-desordenado.csv"


def main() -> int:
    """Take the pictures of each language and theme with the filled demo centre."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    with DemoCentre((FOLDER / "centre").absolute(), sys.stdout) as demo:
        for language in ("es", "en"):
            for theme in ("light", "high_contrast"):
                _start_screens(language, theme)
                save_preferences(demo.home, Preferences(language=language, theme=theme, country="CO"))
                _work_screens(demo.home, FOLDER.absolute() / language / theme)
    shutil.rmtree(FOLDER / "centre")
    print(f"{len(list(FOLDER.rglob('*.png')))} pictures are in {FOLDER}.")
    return 0


def _start_screens(language: str, theme: str) -> None:
    """The screens before there is a store."""
    home = (FOLDER / "centre" / "empty").absolute()
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    save_preferences(home, Preferences(language=language, theme=theme))
    pictures = FOLDER.absolute() / language / theme
    with DrivenDesktop(home, log=FOLDER.absolute() / "centre" / "log.txt") as desktop:
        desktop.expect(name="set_up_button")
        desktop.shot(pictures / "01-welcome.png")
        desktop.click("join_button")
        desktop.expect(name="address")
        desktop.shot(pictures / "02-join.png")


def _work_screens(home: Path, pictures: Path) -> None:
    with DrivenDesktop(home, log=FOLDER.absolute() / "centre" / "log.txt") as desktop:
        desktop.expect(name="open_button")
        desktop.do("settle", name="names", count=1)
        desktop.shot(pictures / "03-lock.png")
        open_store(desktop, PASSPHRASE)
        desktop.expect(screen="reception")
        desktop.do("settle", name="here", count=14)
        desktop.shot(pictures / "04-reception.png")
        work.find(desktop, "gomez")
        desktop.expect(name="check_in")
        desktop.shot(pictures / "05-reception-found.png")
        work.find(desktop, "elena muñoz")
        desktop.expect(name="together_1")
        desktop.click("together_1")
        desktop.shot(pictures / "17-household-at-the-desk.png")
        work.find(desktop, "gomez")
        desktop.expect(name="check_in")
        desktop.click("service")
        desktop.expect(name="favourite_1")
        desktop.shot(pictures / "06-service.png")
        desktop.press("Esc")
        desktop.click("register")
        desktop.expect(name="registration")
        desktop.enter("Yuleisi Gomes", into="name")
        desktop.do("pause", seconds=0.6)
        desktop.shot(pictures / "07-registration.png")
        desktop.click("cancel_button")
        _people(desktop, pictures)
        _activities(desktop, pictures)
        work.go_to(desktop, "sync")
        desktop.expect(name="rounds")
        desktop.do("pause", seconds=0.5)
        desktop.shot(pictures / "14-sync.png")
        work.go_to(desktop, "settings")
        desktop.expect(name="add_button")
        desktop.do("pause", seconds=0.3)
        desktop.shot(pictures / "15-settings.png")
        desktop.quit()


def _people(desktop: DrivenDesktop, pictures: Path) -> None:
    work.go_to(desktop, "people")
    desktop.do("settle", name="list", count=100)
    desktop.press("Down Enter")
    desktop.expect(name="edit")
    desktop.shot(pictures / "08-people.png")
    desktop.click("edit")
    desktop.expect(name="file_form")
    desktop.shot(pictures / "09-file-form.png")
    desktop.click("cancel_button")
    desktop.click("household")
    desktop.expect(name="finder")
    desktop.shot(pictures / "16-household.png")
    desktop.press("Esc")
    desktop.click("import_button")
    desktop.expect(screen="people_import")
    desktop.click("choose_button")
    desktop.expect(name="fileNameEdit")
    desktop.enter(str(SAMPLE), into="fileNameEdit")
    desktop.press("Enter")
    desktop.expect(name="check_rows")
    desktop.shot(pictures / "10-import-columns.png")
    desktop.click("check_rows")
    desktop.expect(name="write", patience=60)
    desktop.shot(pictures / "11-import-checked.png")


def _activities(desktop: DrivenDesktop, pictures: Path) -> None:
    work.go_to(desktop, "activities")
    desktop.do("settle", name="sessions_today", count=1)
    desktop.do("pause", seconds=0.3)
    desktop.shot(pictures / "12-activities.png")
    work.open_session_again(desktop)
    desktop.do("pause", seconds=0.3)
    desktop.press("Ctrl+Return")
    desktop.press("Down 2 Down 3 Down Down 4")
    desktop.do("pause", seconds=0.3)
    desktop.shot(pictures / "13-roster.png")


if __name__ == "__main__":
    sys.exit(main())
