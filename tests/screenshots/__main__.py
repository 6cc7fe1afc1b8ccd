"""`make screenshots`: every screen in Spanish and English, three themes, 100 and 150 per cent, 1366x768.

Each picture is inspected too: a control without a name, a text that is cut or a part that nobody can reach fails.
"""

import shutil
import sys
from functools import partial
from pathlib import Path

from integrhabitat_desktop.launch.demo_centre import DemoCentre
from integrhabitat_desktop.launch.preferences import Preferences, save_preferences
from tests.drive.driven_desktop import DrivenDesktop
from tests.screenshots.walk import walk_start, walk_work

FOLDER = Path("build") / "screenshots"
# Both languages in the usual theme and in that for weak eyes; the others once.
LOOKS = (
    ("es", "light", 100),
    ("es", "high_contrast", 100),
    ("en", "light", 100),
    ("en", "high_contrast", 100),
    ("es", "dark", 100),
    ("es", "light", 150),
    ("en", "high_contrast", 150),
)


def main() -> int:
    """Take the pictures with the filled demo centre; 1 where something is wrong with one of them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    faults: list[str] = []
    with DemoCentre((FOLDER / "centre").absolute(), sys.stdout) as demo:
        for language, theme, zoom in LOOKS:
            chosen = Preferences(language=language, theme=theme, zoom=zoom, country="CO")
            pictures = FOLDER.absolute() / language / (theme if zoom == 100 else f"{theme}_{zoom}")
            look = partial(_look, pictures, faults)
            log = FOLDER.absolute() / "centre" / "log.txt"
            empty = (FOLDER / "centre" / "empty").absolute()
            shutil.rmtree(empty, ignore_errors=True)
            empty.mkdir(parents=True)
            save_preferences(empty, chosen)
            walk_start(empty, log, look)
            save_preferences(demo.home, chosen)
            walk_work(demo.home, log, look)
    shutil.rmtree(FOLDER / "centre")
    print(f"{len(list(FOLDER.rglob('*.png')))} pictures are in {FOLDER}.")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _look(pictures: Path, faults: list[str], desktop: DrivenDesktop, name: str) -> None:
    desktop.shot(pictures / f"{name}.png")
    place = f"{pictures.parent.name}/{pictures.name}/{name}"
    faults += [f"{place}: {fault}" for fault in desktop.do("inspect")["faults"]]


if __name__ == "__main__":
    sys.exit(main())
