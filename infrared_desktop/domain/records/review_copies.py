"""Copies of patients that a clinician takes along, and the remarks that come back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from infrared_desktop.domain.errors import KnownError


class CopyScope(StrEnum):
    """Whom a review copy holds."""

    CHOSEN = "chosen"
    TOMORROW = "tomorrow"
    ALL = "all"


@dataclass(frozen=True)
class ReviewCopy:
    """A copy that left the clinic; `until` is the last day on which it opens without leave."""

    copy_id: str
    made_at: datetime
    until: date
    scope: CopyScope
    patients: tuple[int, ...]
    holder_id: int
    with_photographs: bool = True
    note: str = ""


@dataclass(frozen=True)
class CopyWish:
    """What is asked before a copy is made; `patients` are the numbers as somebody wrote them."""

    scope: CopyScope = CopyScope.CHOSEN
    patients: str = ""
    until: date | None = None
    with_photographs: bool = True

    def numbers(self) -> tuple[int, ...]:
        """Return the chosen numbers; raise KnownError for anything that is none."""
        words = _words(self.patients)
        if not all(map(_is_number, words)):
            raise KnownError(
                "Write the patients' numbers with commas between them, such as 12, 40."
            )
        return tuple(int(word) for word in words)

    def readable(self) -> tuple[int, ...]:
        """Return those numbers that can be read as yet, each once."""
        return tuple(dict.fromkeys(int(word) for word in _words(self.patients) if _is_number(word)))

    def with_one(self, number: int) -> str:
        """Return the numbers as written, with one more."""
        if number in self.readable():
            return self.patients
        return ", ".join([*_words(self.patients), str(number)])

    def without(self, number: int) -> str:
        """Return the numbers as written, without one."""
        others = (w for w in _words(self.patients) if not _is_number(w) or int(w) != number)
        return ", ".join(others)


def _words(written: str) -> list[str]:
    return written.replace(",", " ").replace(";", " ").split()


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 16


class RemarkStatus(StrEnum):
    """What became of a remark at the clinic; until somebody decides it is a draft."""

    DRAFT = "draft"
    TAKEN_UP = "taken_up"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Remark:
    """What somebody wrote on a review copy about a patient, or about one of the records.

    `remark_id` is given where it is written, so that it comes back once however often it is read.
    """

    patient_id: int
    remark_id: str
    copy_id: str
    written_at: datetime
    written_by_id: int
    text: str
    about_kind: str = ""
    about_id: int | None = None
    status: RemarkStatus = RemarkStatus.DRAFT


USUAL_DAYS = 14
MOST_DAYS = 90


def check_until(until: date, today: date) -> None:
    """Raise KnownError for a last day that lies behind, or further ahead than a copy may live."""
    if until < today:
        raise KnownError("The last day of a review copy can't lie in the past. Choose another one.")
    if until > today + timedelta(days=MOST_DAYS):
        raise KnownError(
            "A review copy lives for {days} days at most. Choose an earlier last day; the clinic "
            "can give leave for longer.",
            days=MOST_DAYS,
        )
