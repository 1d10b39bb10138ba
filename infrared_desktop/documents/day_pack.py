"""The day pack: one page for a day to come, with its visits, what they lack, and what is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.markup import plain, table
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.clinic_facts import head_of
from infrared_desktop.domain.records.people import Settings

_MOST_DUE = 8  # follow-ups that are named; how many others there are is said


@dataclass(frozen=True)
class RunLine:
    """One visit of the run sheet, in words; `lacks` is what to know or to do before it."""

    time: str
    whom: str
    what: str
    where: str
    lacks: str = ""
    lacks_consent: bool = False


@dataclass(frozen=True)
class DayPack:
    """A day in words: its visits in order, and the follow-ups that are due on it."""

    day: str
    runs: Sequence[RunLine]
    due: Sequence[str]
    due_in_all: int
    made: str = ""
    closed: str = ""


def day_pack_paper(pack: DayPack, settings: Settings) -> Paper:
    """Return the paper; up to about 25 visits it is one page, and each page says how many."""
    head = [_words(word) for word in ("Time", "Patient", "Visit", "Where", "Before it")]
    rows = [(run.time, run.whom, run.what, run.where, run.lacks) for run in pack.runs]
    lines = [f"# {pack.day}"]
    lines += [plain(pack.closed)] if pack.closed else []
    lines += table(head, rows) or [_words("No visit is booked.")]
    lines += [*_consents(pack), *_due(pack)]
    return Paper(
        _words("Day pack"),
        tuple(lines),
        clinic=head_of(settings),
        whom=_words("Names patients: keep it where only staff sees it, and shred it afterwards."),
        made=pack.made,
        country=settings.country,
        page=_words("Page {number} of {count}"),
    )


def _consents(pack: DayPack) -> list[str]:
    lacking = [run.time for run in pack.runs if run.lacks_consent]
    if not lacking:
        return []
    return [f"### {_words('Consent to get before the treatment')}", plain(" · ".join(lacking))]


def _due(pack: DayPack) -> list[str]:
    title = _words("Follow-ups due: {count}").format(count=pack.due_in_all)
    named = list(pack.due[:_MOST_DUE])
    if pack.due_in_all > len(named):
        more = _words("and {count} more in the list").format(count=pack.due_in_all - len(named))
        named.append(more)
    body = plain(" · ".join(named)) if pack.due_in_all else _words("Nothing is due.")
    return [f"### {title}", body]


def _words(text: str) -> str:
    return QCoreApplication.translate("DayPack", text)
