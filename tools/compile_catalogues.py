"""Compiles each translation catalogue (.po) to the form that gettext reads (.mo)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path("integrhabitat_desktop/i18n/locale")


def compile_all(locale: Path = LOCALE) -> int:
    """Compile what lies below `locale`; the number of catalogues done."""
    done = 0
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        target = source.with_suffix(".mo")
        fresh = target.with_suffix(f".mo.{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, catalogue, use_fuzzy=False)
        fresh.replace(target)
        done += 1
    return done


if __name__ == "__main__":
    compile_all()
    sys.exit(0)
