"""Two medical histories of one patient, brought together so that nothing of either is lost."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import Any

from infrared_desktop.domain.history.words import TITLES
from infrared_desktop.domain.records.chart import Stored, newest_history
from infrared_desktop.domain.records.history import History


def together(counts: History, other: History) -> tuple[History, tuple[str, ...]]:
    """Add to a history what only the other says; return it with the fields in which they differ.

    Where both answer, the one that counts stands; of rows and notes both are kept.
    """
    values = {name: _of_both(name, counts, other) for name in TITLES}
    differ = tuple(name for name in TITLES if _is_contested(name, counts, other))
    return replace(counts, **values), differ


def in_sight(histories: Iterable[Stored[History]]) -> History | None:
    """Return what is to be in sight of a patient: of two histories that wait, what either says."""
    heads = {stored.id: stored for stored in histories}
    if not heads:
        return None
    counts = newest_history(heads.values())
    others = (stored.record for stored in heads.values() if stored.id != counts.id)
    return reduce(lambda told, other: together(told, other)[0], others, counts.record)


def _of_both(name: str, counts: History, other: History) -> Any:
    mine, theirs = getattr(counts, name), getattr(other, name)
    if not _is_said(mine) or not _is_said(theirs):
        return mine if _is_said(mine) else theirs
    if isinstance(mine, tuple):
        return (*mine, *(row for row in theirs if row not in mine))
    if name == "note":
        lines = mine.split("\n")
        return "\n".join([*lines, *(each for each in theirs.split("\n") if each not in lines)])
    return mine


def _is_contested(name: str, counts: History, other: History) -> bool:
    mine, theirs = getattr(counts, name), getattr(other, name)
    return _is_said(mine) and _is_said(theirs) and mine != theirs and name != "note"


def _is_said(value: Any) -> bool:
    return value is not None and value != ""
