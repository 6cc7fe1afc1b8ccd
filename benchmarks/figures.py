"""One measured figure: its values, the number to reach, and the line it makes."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

RESULTS = Path("build") / "bench.jsonl"
_results = [RESULTS]


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`, to be at most `target` (None: told only); `detail` says what else was seen."""

    id: str
    what: str
    value: float
    unit: str
    target: float | None
    detail: str = ""

    @property
    def reached(self) -> bool:
        """Whether the number is reached."""
        return self.target is None or self.value <= self.target

    def line(self) -> str:
        """One line for a person."""
        verdict = "" if self.target is None else ("reached" if self.reached else "SHORT")
        target = "" if self.target is None else f"≤ {self.target:g} {self.unit}"
        return f"{self.id:<5}{self.what:<52}{self.value:>9.4g} {self.unit:<6}{target:<16}{verdict:<9}{self.detail}"


def write_to(results: Path) -> None:
    """Begin the results anew in this file."""
    _results[:] = [results]
    results.parent.mkdir(parents=True, exist_ok=True)
    results.unlink(missing_ok=True)


def read_figures(results: Path) -> dict[str, Figure]:
    """The figures of a run by their id, the last of each."""
    lines = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    names = [field.name for field in fields(Figure)]
    return {line["id"]: Figure(**{name: line[name] for name in names}) for line in lines}


def tell(figure: Figure) -> None:
    """Print a figure and add it to the results."""
    print(figure.line(), flush=True)
    with _results[0].open("a", encoding="utf-8") as file:
        file.write(json.dumps({**asdict(figure), "reached": figure.reached}, ensure_ascii=False) + "\n")


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def in_ms(seconds: Sequence[float]) -> str:
    """Median and largest for the detail."""
    return (
        f"p50 {statistics.median(seconds) * 1000:.1f} ms, max {max(seconds) * 1000:.1f} ms, n={len(seconds)}"
    )
