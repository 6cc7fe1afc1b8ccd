"""`make bench`: the figures of speed and size on generated data; one JSON line each in build/bench.jsonl."""

import argparse
from pathlib import Path

from benchmarks import certificates, duplicates, exchange, growth, people_import, program, window
from benchmarks.big_store import big_store
from benchmarks.figures import RESULTS, write_to

FOLDER = Path("build") / "bench"
ALL = ("P01", "P02", "P03", "P04", "P05", "P06", "P09", "P11", "P12", "P13", "P14", "I01", "Q01", "C01")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default=",".join(ALL), help="figures, parted by commas (default: all)")
    parser.add_argument(
        "--people", type=int, default=200_000, help="size of the centre (default: %(default)s)"
    )
    parser.add_argument(
        "--results", type=Path, default=RESULTS, help="file of the lines (default: %(default)s)"
    )
    options = parser.parse_args()
    wanted = set(options.only.split(","))
    smaller = FOLDER / "smaller.jsonl"
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_to(options.results)
    if "P13" in wanted:
        print("First with a tenth of the people:", flush=True)
        growth.measure_smaller(options.people, smaller)
        if not wanted & growth.GROWING.keys():
            wanted |= growth.GROWING.keys()
    print(f"{'id':<5}{'what':<52}{'value':>9} {'unit':<6}{'target':<16}", flush=True)
    if wanted & {"P01", "P02", "P03", "P04", "P05", "P06", "P12", "P14"}:
        home = big_store(FOLDER.absolute(), options.people)
        if wanted & {"P01", "P02", "P12"}:
            program.measure(home, wanted)
        if wanted & {"P03", "P04", "P05", "P06", "P14"}:
            window.measure(home, options.people, wanted)
    if "P13" in wanted:
        growth.measure(options.people, smaller, options.results, wanted)
    if wanted & {"P09", "P11"}:
        exchange.measure(FOLDER.absolute(), wanted)
    if "I01" in wanted:
        people_import.measure(FOLDER.absolute())
    if "Q01" in wanted:
        duplicates.measure()
    if "C01" in wanted:
        certificates.measure(FOLDER.absolute())


if __name__ == "__main__":
    main()
