"""Starts the desktop; on a machine without a screen says so and runs the demo instead."""

from __future__ import annotations

import os
import subprocess
import sys

from tools.system_libraries import ensure_libraries, has_screen, say


def main(arguments: list[str]) -> int:
    """Run the desktop in place of this process, or the demo."""
    if not has_screen():
        say("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.")
        say("Running the demo instead: its pictures, papers and log will be in build/demo.")
        return subprocess.run([os.environ.get("MAKE", "make"), "demo"], check=False).returncode
    if not ensure_libraries():
        return 1
    command = [sys.executable, "-m", "integrhabitat_desktop", *arguments]
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(sys.executable, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
