"""`make day`: 150 people served at one reception window, with the keyboard and a card scanner alone."""

import shutil
import sys
import time
from pathlib import Path

from tests.day.day import Day
from tests.demo.summary import Summary

FOLDER = Path("build") / "day"


def main() -> int:
    """Work through the day; exit status 1 if a step fails or the store is not as it was meant."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    summary = Summary(FOLDER)
    day = Day(FOLDER.absolute(), summary)
    started = time.monotonic()
    try:
        for name, step in day.steps():
            summary.run(name, step)
    finally:
        day.close()
    summary.figures["seconds"] = round(time.monotonic() - started, 1)
    summary.write()
    print(f"Table, log and summary are in {FOLDER}.")
    return 0 if summary.all_ok else 1


if __name__ == "__main__":
    sys.exit(main())
