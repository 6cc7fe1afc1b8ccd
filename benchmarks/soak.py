"""The long, sampled fault tests: the same as in the test suite, for as many minutes as asked for.

Each run prints its seed and writes one JSON line into build/soak.jsonl; `--seed` begins with a given one.
"""

import argparse
import json
import secrets
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.sync.cuts import cut_test
from tests.sync.databases import embedded_database, postgresql_database
from tests.sync.jobs import Workers
from tests.sync.kills import kill_a_serving_hub, kill_a_writing_desktop
from tests.sync.machine import DESKTOPS
from tests.sync.machine_runs import run_machine
from tests.sync.served_hub import ServedHub, chance
from tests.sync.world import make_beginning

RESULTS = Path("build/soak.jsonl")
# Section, its share of the time, and what one run of it does: (folder, seed) -> what happened.
Run = Callable[[Path, int], dict[str, int]]
EXAMPLES, STEPS = 300, 100
CLIENT_KILLS, HUB_KILLS = 150, 60


def properties(folder: Path, seed: int, *, postgresql: bool) -> dict[str, int]:
    """The state machine against one kind of hub."""
    database = postgresql_database if postgresql else embedded_database
    with database(folder) as engine:
        beginning = make_beginning(engine, folder, list(DESKTOPS))
        run_machine(engine, beginning, examples=EXAMPLES, steps=STEPS, seed=seed)
    return {"examples": EXAMPLES, "steps": STEPS}


def client_kills(folder: Path, seed: int) -> dict[str, int]:
    """A desktop that is killed while it writes and syncs."""
    with ExitStack() as stack:
        workers, writers = Workers(), Workers()
        stack.callback(workers.close)
        stack.callback(writers.close)
        hub = ServedHub(folder / "hub", workers)
        stack.callback(hub.close)
        saved = kill_a_writing_desktop(hub, folder, writers, chance(seed), kills=CLIENT_KILLS)
    return {"kills": CLIENT_KILLS, "acknowledged_writes": saved}


def hub_kills(folder: Path, seed: int) -> dict[str, int]:
    """A hub that is killed while two desktops sync."""
    with ExitStack() as stack:
        workers = Workers()
        stack.callback(workers.close)
        hub = ServedHub(folder / "hub", workers)
        stack.callback(hub.close)
        cut = kill_a_serving_hub(hub, folder, chance(seed), kills=HUB_KILLS)
    return {"kills": HUB_KILLS, "rounds_cut": cut}


def cuts(folder: Path, _seed: int) -> dict[str, int]:
    """The line cut at every single byte, both ways."""
    done = 0
    with cut_test(folder) as line:
        for direction, whole in line.uncut().items():
            for place in range(1, whole):
                line.cut_at(direction, place)
                done += 1
    return {"cuts": done}


SECTIONS: dict[str, tuple[float, Run]] = {
    "properties, embedded hub": (0.4, lambda folder, seed: properties(folder, seed, postgresql=False)),
    "properties, PostgreSQL": (0.2, lambda folder, seed: properties(folder, seed, postgresql=True)),
    "desktop killed": (0.2, client_kills),
    "hub killed": (0.1, hub_kills),
    "line cut": (0.1, cuts),
}


def main() -> int:
    """Run every section at least once; 0 where nothing was violated."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=50, help="how long, in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, help="the first seed of each section; the others follow from it")
    parser.add_argument("--only", choices=list(SECTIONS), help="one section alone")
    options = parser.parse_args()
    RESULTS.parent.mkdir(exist_ok=True)
    bad = 0
    for name, (share, run) in SECTIONS.items():
        if options.only in (None, name):
            seconds = options.minutes * 60 * (1.0 if options.only else share)
            bad += _run_section(name, run, seconds, _seeds(options.seed))
    return 1 if bad else 0


def _seeds(first: int | None) -> Iterator[int]:
    number = first
    while True:
        yield secrets.randbits(32) if number is None else number
        number = None if number is None else number + 1


def _run_section(name: str, run: Run, seconds: float, seeds: Iterator[int]) -> int:
    ends = time.monotonic() + seconds
    bad = 0
    while True:
        seed, began = next(seeds), time.monotonic()
        with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
            try:
                counted, violated = run(Path(folder), seed), ""
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the result, and the next run follows
                traceback.print_exc()
                counted, violated = {}, f"{type(error).__name__}: {error}"[:500]
                bad += 1
        took = round(time.monotonic() - began, 1)
        result = {"section": name, "seed": seed, "seconds": took, "violated": violated, **counted}
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result) + "\n")
        print(json.dumps(result), flush=True)
        if time.monotonic() >= ends:
            return bad


if __name__ == "__main__":
    sys.exit(main())
