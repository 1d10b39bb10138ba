"""The register of what left, put together by day, patient, purpose or recipient, and searched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.photographs.exports import did_leave, number_of
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import PhotoExport, Purpose

Entries = Sequence[Stored[PhotoExport]]
Key = date | int | str | Purpose


class RegisterBy(StrEnum):
    """By what the register is put together."""

    DAY = "day"
    PATIENT = "patient"
    PURPOSE = "purpose"
    RECIPIENT = "recipient"


@dataclass(frozen=True)
class Group:
    """The entries that share a day, a patient, a purpose or a recipient, newest first."""

    key: Key
    entries: tuple[Stored[PhotoExport], ...]

    @property
    def left(self) -> int:
        """How many copies of them left."""
        return sum(map(did_leave, self.entries))


def grouped(
    entries: Iterable[Stored[PhotoExport]],
    by: RegisterBy,
    day_of: Callable[[Stored[PhotoExport]], date],
) -> tuple[Group, ...]:
    """Return the groups, that of the newest entry first."""
    found: dict[str, tuple[Key, list[Stored[PhotoExport]]]] = {}
    for entry in newest_first(entries):
        key = _key(entry, by, day_of)
        said = fold(key) if by is RegisterBy.RECIPIENT and isinstance(key, str) else str(key)
        found.setdefault(said, (key, []))[1].append(entry)
    return tuple(Group(key, tuple(each)) for key, each in found.values())


def searched(
    entries: Iterable[Stored[PhotoExport]], words: str, names: Mapping[int, str]
) -> list[Stored[PhotoExport]]:
    """Return the entries that hold all words, in a patient's name, a recipient or a number."""
    wanted = fold(words).split()
    return [each for each in entries if _holds(each, wanted, names)]


def newest_first(entries: Iterable[Stored[PhotoExport]]) -> list[Stored[PhotoExport]]:
    """Return entries by when they left, the last one first."""
    return sorted(entries, key=lambda each: (each.record.exported_at, each.id), reverse=True)


def _key(
    entry: Stored[PhotoExport], by: RegisterBy, day_of: Callable[[Stored[PhotoExport]], date]
) -> Key:
    if by is RegisterBy.DAY:
        return day_of(entry)
    if by is RegisterBy.PATIENT:
        return entry.record.patient_id
    return entry.record.purpose if by is RegisterBy.PURPOSE else entry.record.recipient


def _holds(entry: Stored[PhotoExport], wanted: Iterable[str], names: Mapping[int, str]) -> bool:
    export = entry.record
    name, number = names.get(export.patient_id, ""), f"{export.patient_id:04}"
    text = fold(" ".join((name, number, export.recipient, number_of(entry))))
    return all(word in text for word in wanted)
