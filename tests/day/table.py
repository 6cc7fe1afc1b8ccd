"""The figures of the day: by kind of job the key presses and the time of the program, as a table and as JSON."""

import statistics
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from tests.day.guests import Way
from tests.day.reception import Measured
from tests.demo.summary import Summary

# Seconds for a key and for one look at the screen, of an average typist, as keystroke-level models reckon.
KEY_SECONDS, LOOK_SECONDS = 0.28, 1.35
_ARRIVALS = frozenset(way.value for way in Way)
_HEAD = (
    f"{'what':<34}{'times':>6}{'keys':>6}{'most':>6}{'scans':>6}"
    f"{'median':>9}{'p95':>9}{'slowest':>9}{'reckoned':>10}"
)


def write_table(measured: list[Measured], folder: Path, summary: Summary) -> str:
    """Write `table.txt` and put the figures into the summary; gives the line that matters most."""
    kinds: dict[str, list[Measured]] = defaultdict(list)
    for job in measured:
        kinds[job.kind].append(job)
    order = [*(way.value for way in Way), *(kind for kind in kinds if kind not in _ARRIVALS)]
    lines = [_HEAD, *(_line(kind, kinds[kind]) for kind in order if kind in kinds)]
    guests: dict[int, list[Measured]] = defaultdict(list)
    for job in measured:
        guests[job.guest].append(job)
    whole = [_whole(number, jobs) for number, jobs in guests.items()]
    lines.append(_line("each guest, from arrival to served", whole))
    first = [job.place for job in measured if job.place]
    lines.append(f"Hits found first in the list: {sum(place == 1 for place in first)} of {len(first)}.")
    lines.append(
        f"Keys: median, most. Times: milliseconds of the program. Reckoned: seconds with a person's hands and eyes "
        f"({KEY_SECONDS} s a key, {LOOK_SECONDS} s a look)."
    )
    text = "\n".join(lines) + "\n"
    (folder / "table.txt").write_text(text, encoding="utf-8")
    print(text, end="", flush=True)
    summary.content["kinds"] = {kind: _figures(jobs) for kind, jobs in kinds.items()}
    summary.content["each guest"] = _figures(whole)
    summary.content["jobs"] = [asdict(job) for job in measured]
    every = _figures(whole)
    return f"{every['keys']:g} keys, {every['seconds'] * 1000:.0f} ms of the program a guest (median)"


def _whole(number: int, jobs: list[Measured]) -> Measured:
    """Everything done for one guest."""
    return Measured(
        "whole",
        number,
        sum(job.keys for job in jobs),
        sum(job.scans for job in jobs),
        sum(job.seconds for job in jobs),
        len(jobs),
    )


def _figures(jobs: list[Measured]) -> dict[str, float]:
    seconds = sorted(job.seconds for job in jobs)
    keys = [job.keys for job in jobs]
    return {
        "times": len(jobs),
        "keys": statistics.median(keys),
        "most_keys": max(keys),
        "scans": statistics.median(job.scans for job in jobs),
        "seconds": statistics.median(seconds),
        "p95_seconds": seconds[min(len(seconds) - 1, round(0.95 * len(seconds)))],
        "slowest_seconds": seconds[-1],
        "reckoned_seconds": statistics.median(
            job.keys * KEY_SECONDS + LOOK_SECONDS + job.seconds for job in jobs
        ),
    }


def _line(kind: str, jobs: list[Measured]) -> str:
    it = _figures(jobs)
    times = "".join(f"{it[name] * 1000:>9.0f}" for name in ("seconds", "p95_seconds", "slowest_seconds"))
    return (
        f"{kind:<34}{it['times']:>6}{it['keys']:>6.4g}{it['most_keys']:>6}{it['scans']:>6.4g}{times}"
        f"{it['reckoned_seconds']:>10.1f}"
    )
