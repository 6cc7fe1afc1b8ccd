"""Language, theme and text size of this computer; needed before the store is open, so kept beside it in clear."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

FILE_NAME = "preferences.json"
_LARGEST_FILE = 4096


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the next start looks like. `zoom` in per cent; `country` (ISO alpha-2) shapes dates and numbers."""

    language: str = "es"
    theme: str = "light"
    zoom: int = 100
    density: str = "comfortable"
    country: str | None = None


def load_preferences(folder: Path) -> Preferences:
    """The preferences in `folder`; where the file is missing or makes no sense, the defaults."""
    path = folder / FILE_NAME
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return Preferences()
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    loaded = Preferences()
    for name, allowed in (
        ("language", ("es", "en")),
        ("theme", ("light", "dark", "high_contrast")),
        ("density", ("comfortable", "compact")),
    ):
        if found.get(name) in allowed:
            loaded = replace(loaded, **{name: found[name]})
    zoom, country = found.get("zoom"), found.get("country")
    if isinstance(zoom, int) and 100 <= zoom <= 200:
        loaded = replace(loaded, zoom=zoom)
    if isinstance(country, str) and len(country) == 2 and country.isalpha():
        loaded = replace(loaded, country=country.upper())
    return loaded


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Write the preferences; a failure to write is not worth stopping anybody's work, so OSError is for the caller."""
    temporary = folder / f"{FILE_NAME}.new"
    temporary.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
    temporary.replace(folder / FILE_NAME)
