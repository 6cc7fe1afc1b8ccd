"""Starting: folders, preferences, and starting again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from integrhabitat_desktop.launch.preferences import (
    FILE_NAME,
    Preferences,
    load_preferences,
    save_preferences,
)
from integrhabitat_desktop.launch.relaunch import relaunch_command, wait_for_end
from integrhabitat_desktop.launch.store_folder import default_store_folder


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("win32", {"LOCALAPPDATA": "D:/Local"}, "D:/Local/IntegrHabitat"),
        ("darwin", {}, "home/Library/Application Support/IntegrHabitat"),
        ("linux", {}, "home/.local/share/integrhabitat"),
        ("linux", {"XDG_DATA_HOME": "data"}, "data/integrhabitat"),
    ],
)
def test_each_system_has_its_own_place(platform: str, environment: dict[str, str], expected: str) -> None:
    assert default_store_folder(environment, platform, Path("home")) == Path(expected)


def test_preferences_come_back(tmp_path: Path) -> None:
    chosen = Preferences(language="en", theme="high_contrast", zoom=150, country="TT")
    save_preferences(tmp_path, chosen)
    assert load_preferences(tmp_path) == chosen


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", json.dumps({"language": "xx", "theme": 3, "zoom": 9000, "country": "<b>"}), "\x00"],
)
def test_preferences_that_make_no_sense_are_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    assert load_preferences(tmp_path) == Preferences()


def test_missing_preferences_are_the_defaults(tmp_path: Path) -> None:
    assert load_preferences(tmp_path) == Preferences()


def test_waiting_ends_with_the_process() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    wait_for_end(process.pid, seconds=0.05)
    assert process.poll() is None
    process.communicate(b"\n")
    wait_for_end(process.pid, seconds=5)
    assert process.returncode == 0


def test_the_new_process_opens_the_same_store(tmp_path: Path) -> None:
    assert relaunch_command(tmp_path)[-2:] == ["--store", str(tmp_path)]
