"""`make demo`: the whole main job with real windows, two desktops and a hub as real processes."""

import shutil
import sys
import time
from pathlib import Path

from tests.demo.story import Story
from tests.demo.summary import Summary

FOLDER = Path("build") / "demo"


def main() -> int:
    """Tell the story; exit status 1 if a step fails."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    summary = Summary(FOLDER)
    story = Story(FOLDER.absolute(), summary)
    started = time.monotonic()
    try:
        for name, step in story.steps():
            summary.run(name, step)
    finally:
        story.close()
    summary.figures["seconds"] = round(time.monotonic() - started, 1)
    summary.write()
    print(f"Pictures, papers, log and summary are in {FOLDER}.")
    return 0 if summary.all_ok else 1


if __name__ == "__main__":
    sys.exit(main())
