"""`make bench`: the figures of speed and size on generated data; one JSON line each in build/bench.jsonl."""

import argparse
from pathlib import Path

from benchmarks import duplicates, exchange, people_import, program, window
from benchmarks.big_store import big_store
from benchmarks.figures import RESULTS

FOLDER = Path("build") / "bench"
ALL = ("P01", "P02", "P03", "P04", "P05", "P06", "P09", "P11", "P12", "I01", "Q01")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default=",".join(ALL), help="figures, parted by commas (default: all)")
    parser.add_argument(
        "--people", type=int, default=200_000, help="size of the centre (default: %(default)s)"
    )
    options = parser.parse_args()
    wanted = set(options.only.split(","))
    FOLDER.mkdir(parents=True, exist_ok=True)
    RESULTS.unlink(missing_ok=True)
    print(f"{'id':<5}{'what':<52}{'value':>9} {'unit':<6}{'target':<16}")
    if wanted & {"P01", "P02", "P03", "P04", "P05", "P06", "P12"}:
        home = big_store(FOLDER.absolute(), options.people)
        if wanted & {"P01", "P02", "P12"}:
            program.measure(home, wanted)
        if wanted & {"P03", "P04", "P05", "P06"}:
            window.measure(home, options.people, wanted)
    if wanted & {"P09", "P11"}:
        exchange.measure(FOLDER.absolute(), wanted)
    if "I01" in wanted:
        people_import.measure(FOLDER.absolute())
    if "Q01" in wanted:
        duplicates.measure()


if __name__ == "__main__":
    main()
