"""Finds the system libraries that Qt needs on Linux and names or installs what is missing."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
ON_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def has_screen() -> bool:
    """Whether a window can be shown: always outside Linux, there only with a display server."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def wanted_libraries() -> dict[str, str]:
    """Library file -> Debian package, for this machine and its display server."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = dict(ALWAYS)
    if os.environ.get("DISPLAY"):
        wanted |= ON_X11
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted |= ON_WAYLAND
    return wanted


def missing_libraries(wanted: dict[str, str]) -> dict[str, str]:
    """Those of the wanted libraries that the system cannot load."""
    return {library: package for library, package in wanted.items() if not _loads(library)}


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages when this is possible without asking: as root, where apt-get exists."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    say(f"Installing {', '.join(packages)} ...")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        outcome = subprocess.run(
            ["apt-get", "-qq", *command], env=environment, capture_output=True, text=True, check=False
        )
        if outcome.returncode != 0 and command[0] == "install":
            say("\n".join((outcome.stdout + outcome.stderr).strip().splitlines()[-5:]))
            return False
    return True


def ensure_libraries() -> bool:
    """Install or name what is missing; False when the window cannot work yet."""
    missing = missing_libraries(wanted_libraries())
    if not missing:
        return True
    packages = sorted(set(missing.values()))
    if apt_install(packages):
        missing = missing_libraries(missing)
        if not missing:
            return True
    say(f"The window toolkit (Qt) misses system libraries: {', '.join(sorted(missing))}.")
    if shutil.which("apt-get"):
        say(f"Install them with:\n\n    sudo apt-get install -y {' '.join(packages)}\n")
    else:
        say("Install the packages that hold these files with this system's package manager.")
        say(f"(On Debian and Ubuntu they are called: {' '.join(packages)}.)")
    say("Then give the same make command again.")
    return False


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
