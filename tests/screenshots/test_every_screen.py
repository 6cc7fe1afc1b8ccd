"""Every screen of the real program: names for screen readers, text that is whole, everything reached by Tab."""

import io
from pathlib import Path

import pytest

from integrhabitat_desktop.launch.demo_centre import DemoCentre
from integrhabitat_desktop.launch.preferences import Preferences, save_preferences
from tests.drive.driven_desktop import DrivenDesktop
from tests.screenshots.walk import walk_start, walk_work

SCREENS = 59


@pytest.mark.parametrize(("language", "theme", "zoom"), [("es", "light", 150), ("en", "high_contrast", 100)])
def test_nothing_is_nameless_cut_out_of_reach_contested_or_restless(
    tmp_path: Path, language: str, theme: str, zoom: int
) -> None:
    seen: list[str] = []
    faults: list[str] = []

    def look(desktop: DrivenDesktop, name: str) -> None:
        seen.append(name)
        faults.extend(f"{name}: {fault}" for fault in desktop.do("inspect")["faults"])

    chosen = Preferences(language=language, theme=theme, zoom=zoom, country="CO")
    empty = tmp_path / "empty"
    empty.mkdir()
    save_preferences(empty, chosen)
    walk_start(empty, tmp_path / "log.txt", look)
    with DemoCentre(tmp_path / "centre", io.StringIO()) as demo:
        save_preferences(demo.home, chosen)
        walk_work(demo.home, tmp_path / "log.txt", look)
    assert faults == []
    assert len(set(seen)) == SCREENS
