"""Run all benchmarks: python -m tests.benchmarks [--json FILE] [--short]."""

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from infrared_desktop.practice import long_history
from infrared_desktop.views import garbage
from infrared_desktop.views.look.theme import apply_theme
from tests.benchmarks.backups import backups
from tests.benchmarks.clinics import (
    DAY,
    FULL,
    SHORT,
    busy_clinic,
    crowded_clinic,
    reopened,
    scratch,
)
from tests.benchmarks.comparing import comparing
from tests.benchmarks.diaries import diary
from tests.benchmarks.forms import forms
from tests.benchmarks.measure import Result, write_rows
from tests.benchmarks.papers import papers
from tests.benchmarks.pauses import pauses
from tests.benchmarks.photo_wall import photo_wall
from tests.benchmarks.photographs import photographs
from tests.benchmarks.reading_all import reading_all
from tests.benchmarks.starts import settled_memory, start_to_unlock
from tests.benchmarks.switching import switching
from tests.benchmarks.timelines import EVENTS, page, timeline
from tests.benchmarks.turning import turning
from tests.benchmarks.work import (
    due_of_many,
    due_today,
    long_list,
    search,
    signing,
    signing_for,
    usable_today,
)
from tests.offscreen import leave_out_its_words


def main() -> int:
    """Print a table of all figures; a full run exits 1 if one is over its budget."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--json", type=Path, help="write the rows to this file as well")
    parser.add_argument("--short", action="store_true", help="small clinics and few rounds")
    asked = parser.parse_args()
    leave_out_its_words()
    folder = scratch()
    try:
        results = list(_all(folder, asked.short))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if asked.json:
        write_rows(asked.json, results)
    over = [result.name for result in results if not result.ok]
    # Small clinics on a shared machine prove that the benchmarks run, not that budgets are kept.
    return 0 if asked.short or not over else 1


def _all(folder: Path, short: bool) -> Iterator[Result]:
    sizes = SHORT if short else FULL
    print(f"{'':42}{'value':>9}{'baseline':>10}{'ratio':>8}{'budget':>9}")
    clinic = busy_clinic(folder, sizes)
    clinic.close()
    yield from _told(start_to_unlock(folder / "busy", short))
    yield from _told(settled_memory(folder / "busy"))
    yield from _told(switching(folder, short))
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    garbage.begin(app)
    apply_theme(app)
    yield from _busy(folder, app, short)
    crowd = crowded_clinic(folder, sizes)
    gc.collect()
    for benchmark in (search, long_list):
        yield from _told(benchmark(crowd, app, short))
    crowd.close()


def _busy(folder: Path, app: QApplication, short: bool) -> Iterator[Result]:
    clinic = reopened(folder / "busy")
    for benchmark in (signing, due_today, due_of_many, usable_today, diary):
        yield from _told(benchmark(clinic, app, short))
    number = long_history(clinic, EVENTS, 1, DAY)
    for long_benchmark in (timeline, page, signing_for):
        yield from _told(long_benchmark(clinic, app, short, number))
    yield from _told(forms(clinic, app, short))
    yield from _told(turning(clinic, app, short))
    yield from _told(pauses(clinic, app, folder / "busy"))
    yield from _told(reading_all(clinic, app, folder / "busy"))
    yield from _told(papers(clinic, app, short))
    yield from _told(photographs(clinic, app, folder, short))
    yield from _told(photo_wall(clinic, app, short))
    yield from _told(comparing(clinic, app, short))
    clinic.close()
    yield from _told(backups(app, folder, short))


def _told(results: Iterator[Result]) -> Iterator[Result]:
    for result in results:
        mark = "" if result.ok else "  OVER"
        print(
            f"{result.name:42}{result.value:9.2f}{result.baseline:10.2f}{result.ratio:8.2f}"
            f"{result.budget:9.2f} {result.unit}{mark}",
            flush=True,
        )
        yield result


if __name__ == "__main__":
    sys.exit(main())
