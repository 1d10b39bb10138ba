"""The follow-up list on paper: whom to call, about what, and room for how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.markup import table
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.clinic_facts import head_of
from infrared_desktop.domain.records.people import Settings


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up in words."""

    due: str
    whom: str
    phone: str
    what: str
    why: str


def follow_up_paper(
    title: str, lines: Sequence[FollowUpLine], settings: Settings, made: str
) -> Paper:
    """Return the list as a paper."""
    head = [_words(word) for word in ("Due", "Patient", "Telephone", "What", "Why")]
    rows = [(line.due, line.whom, line.phone, line.what, line.why) for line in lines]
    return Paper(
        title,
        tuple(table(head, rows) or [_words("Nothing is on this list.")]),
        clinic=head_of(settings),
        whom=_words("Names patients: keep it where only staff sees it, and shred it afterwards."),
        made=made,
        country=settings.country,
        page=_words("Page {number} of {count}"),
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("FollowUpPaper", text)
