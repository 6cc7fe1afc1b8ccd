"""Forms that come and go many times in one window: nothing crashes, and every key reaches whom it was meant for."""

import io
from pathlib import Path

from integrhabitat_desktop.i18n import set_language
from integrhabitat_desktop.launch.demo_centre import PASSPHRASE, DemoCentre
from integrhabitat_desktop.launch.preferences import Preferences, save_preferences
from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.start import open_store

GUESTS = 30


def test_one_registration_after_the_other(tmp_path: Path) -> None:
    set_language("es", "CO")
    with DemoCentre(tmp_path / "centre", io.StringIO()) as demo:
        save_preferences(demo.home, Preferences(language="es", theme="light", zoom=100, country="CO"))
        with DrivenDesktop(demo.home, log=tmp_path / "log.txt") as desktop:
            desktop.expect(name="open_button")
            open_store(desktop, PASSPHRASE)
            desktop.expect(screen="reception")
            for number in range(GUESTS):
                name = f"Valentina Prieto {chr(ord('A') + number % 26) * 3}"
                desktop.press("F2")
                desktop.do("type", text=name)
                desktop.press("Ctrl+N")
                desktop.do("expect", name="registration", every=2)
                desktop.do("tab_to", name="birth")
                desktop.do("type", text="64")
                desktop.do("tab_to", name="sex")
                desktop.press("Space")
                desktop.press("Ctrl+Enter")
                desktop.do("expect", absent="registration", every=2)
                desktop.press("F2")
                desktop.do("type", text="ramon sambrano")
                assert desktop.do("read", name="search")["text"] == "ramon sambrano", number
                desktop.press("Esc")
            desktop.quit()
