"""Where the store of this computer lies when nobody says otherwise."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "IntegrHabitat"


def default_store_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """The folder for program data on this system; on Windows the local one, which does not roam over a network."""
    home = home or Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / _NAME
    if platform == "darwin":
        return home / "Library" / "Application Support" / _NAME
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / _NAME.lower()
