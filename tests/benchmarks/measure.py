"""Timing in rounds, and the row that each benchmark gives."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Result:
    """One figure beside its baseline; `budget` is in the figure's own unit."""

    name: str
    value: float
    unit: str
    baseline: float
    budget: float

    @property
    def ratio(self) -> float:
        """How many times the baseline the figure is."""
        return self.value / self.baseline if self.baseline else 0.0

    @property
    def ok(self) -> bool:
        """Whether the figure keeps to its budget."""
        return self.value <= self.budget

    def as_json(self) -> dict[str, Any]:
        """Return the row as it is written to a file."""
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "baseline": round(self.baseline, 3),
            "ratio": round(self.ratio, 3),
            "budget": round(self.budget, 3),
            "ok": self.ok,
        }


def write_rows(path: Path, results: Sequence[Result]) -> None:
    """Write the rows to a file, as a list."""
    rows = [result.as_json() for result in results]
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes by the wall clock."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def rounds(count: int, *works: Callable[[], object]) -> list[list[float]]:
    """Time several works in turns, so that a drifting machine is fair to all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(count):
        for place, work in enumerate(works):
            times[place].append(milliseconds(work))
    return times


def median(times: Sequence[float]) -> float:
    """Return the middle one."""
    return statistics.median(times)


def p99(times: Sequence[float]) -> float:
    """Return the time that 99 of 100 stay within."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]
