"""What changed between two versions of a medical history, and one put on top of the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from infrared_desktop.domain.history.words import (
    NONE,
    NOT_ASKED,
    TITLES,
    Item,
    Say,
    row_words,
    said,
    value_items,
)
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.sentences import Sentence, sentence


@dataclass(frozen=True)
class HistoryChange:
    """One thing that changed in a field; without a before it is new, without an after it went."""

    field: str
    before: Item
    after: Item


def changes(before: History | None, after: History) -> tuple[HistoryChange, ...]:
    """Return what changed, field by field in the order of the form; the days of asking left out."""
    base = before or History(after.patient_id, after.taken_on)
    return tuple(
        change
        for field in _differing(base, after)
        for change in _of_field(field, getattr(base, field), getattr(after, field))
    )


def _differing(before: History, after: History) -> list[str]:
    # Of a long history every two versions are compared, while its patient's page opens.
    mine, theirs = vars(before), vars(after)
    return [field for field in TITLES if mine[field] != theirs[field]]


def change_said(change: HistoryChange, say: Say = str) -> str:
    """Say a change in one line; `say` may translate each part."""
    title = say(sentence(TITLES[change.field]))
    before, after = said(change.before, say), said(change.after, say)
    if not before:
        return say(sentence("{title}: new: {after}", title=title, after=after))
    if change.before == NOT_ASKED:
        return say(sentence("{title}: {after}", title=title, after=after))
    if not after:
        return say(sentence("{title}: removed: {before}", title=title, before=before))
    words = "{title}: {after} (was: {before})"
    return say(sentence(words, title=title, after=after, before=before))


def version_said(before: History | None, after: History, say: Say = str) -> list[str]:
    """Say what a version brought: its changes, or that it was confirmed or taken as it stands."""
    found = [change_said(change, say) for change in changes(before, after)]
    if found:
        return found
    if before is not None and after.confirmed_on != before.confirmed_on:
        if after.confirmed_on is None:
            return [say(sentence("The confirmation was taken back."))]
        return [say(sentence("Asked on {day}: nothing had changed.", day=after.confirmed_on))]
    return [say(sentence("Saved as it was."))]


class HistoryStep(StrEnum):
    """What a version of a history was written for."""

    TAKEN = "taken"
    CHANGED = "changed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class HistoryVersion:
    """A version of a history by its number: what it was written for, and what it changed."""

    number: int
    step: HistoryStep
    changed: tuple[Sentence, ...] = ()


def version_steps(versions: Sequence[Stored[History]]) -> tuple[HistoryVersion, ...]:
    """Say of each version, oldest first, what it was written for."""
    earlier = [None, *versions[:-1]]
    return tuple(map(_step, earlier, versions))


def _step(before: Stored[History] | None, after: Stored[History]) -> HistoryVersion:
    record = after.record
    if after.version == 1:
        return HistoryVersion(1, HistoryStep.TAKEN)
    if before is None:
        confirmed = record.confirmed_on is not None and record.confirmed_on > record.taken_on
        step = HistoryStep.CONFIRMED if confirmed else HistoryStep.CHANGED
        return HistoryVersion(after.version, step)
    fields = dict.fromkeys(change.field for change in changes(before.record, record))
    asked_again = not fields and record.confirmed_on not in (None, before.record.confirmed_on)
    step = HistoryStep.CONFIRMED if asked_again else HistoryStep.CHANGED
    return HistoryVersion(after.version, step, tuple(sentence(TITLES[each]) for each in fields))


def rebased(
    base: History | None, mine: History, theirs: History
) -> tuple[History, tuple[str, ...]]:
    """Put what I changed since the base on top of theirs; return the fields that both changed."""
    start = base or History(mine.patient_id, mine.taken_on)
    changed = [name for name in TITLES if getattr(mine, name) != getattr(start, name)]
    both = (name for name in changed if getattr(theirs, name) != getattr(start, name))
    contested = tuple(name for name in both if getattr(theirs, name) != getattr(mine, name))
    return replace(theirs, **{name: getattr(mine, name) for name in changed}), contested


def _of_field(field: str, before: Any, after: Any) -> Iterator[HistoryChange]:
    if before and after and isinstance(before, tuple) and isinstance(after, tuple):
        yield from _of_rows(field, before, after)
    elif isinstance(after, tuple) and after and before is None:
        yield from (HistoryChange(field, (), item) for item in value_items(field, after))
    else:
        yield HistoryChange(field, _whole(field, before), _whole(field, after))


def _whole(field: str, value: Any) -> Item:
    """Say a whole value as one item."""
    if value is None or value == "":
        return NOT_ASKED
    return tuple(part for item in value_items(field, value) for part in item) or NONE


def _of_rows(field: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[HistoryChange]:
    """Pair rows of one kind in their order; what is left over came or went."""
    gone = _without(before, after)
    come = _without(after, before)
    for row in gone:
        twin = next((each for each in come if _kind(each) == _kind(row)), None)
        if twin is not None:
            come.remove(twin)
        yield HistoryChange(field, row_words(row), row_words(twin) if twin else ())
    yield from (HistoryChange(field, (), row_words(row)) for row in come)


def _without(rows: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Return the rows that the others do not have as well, each as often as it is missing."""
    left, found = list(others), []
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            found.append(row)
    return found


def _kind(row: Any) -> Any:
    return next(iter(vars(row).values()))
