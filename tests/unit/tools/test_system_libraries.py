"""Missing system libraries are found by loading them and named with their packages."""

import sys

import pytest

from tools import system_libraries


def test_a_library_that_does_not_load_is_missing() -> None:
    wanted = {"libnobody-has-this.so.9": "libnobody9"}
    assert system_libraries.missing_libraries(wanted) == wanted


@pytest.mark.parametrize(
    ("variable", "library"),
    [("DISPLAY", "libxcb-cursor.so.0"), ("WAYLAND_DISPLAY", "libwayland-client.so.0")],
)
def test_libraries_of_a_display_are_wanted_only_with_that_display(
    monkeypatch: pytest.MonkeyPatch, variable: str, library: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not system_libraries.has_screen()
    assert library not in system_libraries.wanted_libraries()
    monkeypatch.setenv(variable, ":0")
    assert system_libraries.has_screen()
    assert library in system_libraries.wanted_libraries()
    assert "libEGL.so.1" in system_libraries.wanted_libraries()


def test_other_systems_bring_what_qt_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system_libraries.has_screen()
    assert system_libraries.wanted_libraries() == {}


def test_what_is_missing_is_named_with_the_command_where_it_cannot_be_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        system_libraries, "wanted_libraries", lambda: {"libnobody-has-this.so.9": "libnobody9"}
    )
    monkeypatch.setattr(system_libraries, "apt_install", lambda packages: False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert not system_libraries.ensure_libraries()
    told = capsys.readouterr().err
    assert "libnobody-has-this.so.9" in told
    assert "sudo apt-get install -y libnobody9" in told


def test_without_apt_the_files_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        system_libraries, "wanted_libraries", lambda: {"libnobody-has-this.so.9": "libnobody9"}
    )
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert not system_libraries.ensure_libraries()
    assert "package manager" in capsys.readouterr().err
