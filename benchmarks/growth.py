"""P13: how much dearer each figure is with ten times the people; the smaller centre has a process of its own."""

import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure, read_figures, tell

# What each command for figures gives that is a cost, so that growth has a meaning.
GROWING = {
    "P03": ("P03",),
    "P04": ("P04",),
    "P05": ("P05",),
    "P06": ("P06a", "P06b"),
    "P12": ("P12",),
}
_TIMES, _TARGET = 10, 2.0


def measure_smaller(people: int, results: Path) -> None:
    """The same figures with a tenth of the people, before this process is warm; their lines go to `results`."""
    command = [sys.executable, "-m", "benchmarks", "--people", str(people // _TIMES)]
    subprocess.run([*command, "--only", ",".join(GROWING), "--results", str(results)], check=True)


def measure(people: int, smaller: Path, larger: Path, wanted: set[str]) -> None:
    """The ratio of each figure, from the lines of both runs."""
    few, many = read_figures(smaller), read_figures(larger)
    for asked, figures in GROWING.items():
        for name in figures if asked in wanted else ():
            before, after = few[name], many[name]
            tell(
                Figure(
                    "P13",
                    f"growth of {name}, {people // _TIMES:,} to {people:,} people",
                    after.value / before.value,
                    "x",
                    _TARGET,
                    f"{before.value:.4g} to {after.value:.4g} {after.unit}" + _medians(before, after),
                )
            )


def _medians(before: Figure, after: Figure) -> str:
    """The 95th percentile jumps with whatever else the machine does; the medians are told beside it."""
    both = [figure.detail.partition(",")[0] for figure in (before, after)]
    return (
        f" ({both[0]} to {both[1].removeprefix('p50 ')})" if all(it.startswith("p50") for it in both) else ""
    )
