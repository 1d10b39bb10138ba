"""The register of photographs on paper, and the words by which copies are called back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.markup import plain, table
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.clinic_facts import head_of, phone_of
from infrared_desktop.domain.records.people import Settings


@dataclass(frozen=True)
class RegisterLine:
    """An entry of the register in words."""

    number: str
    left: str
    whom: str
    purpose: str
    recipient: str
    stamp: str
    consent: str
    answer: str = ""  # what the recipient said when it was called back


HEAD = ("Number", "Left", "Patient", "For", "To", "Stamp", "Under consent", "Called back")


def head_words() -> tuple[str, ...]:
    """Return the heads of the columns."""
    return tuple(_words(word) for word in HEAD)


def register_paper(
    title: str, lines: Sequence[RegisterLine], settings: Settings, made: str
) -> Paper:
    """Return entries of the register as a paper."""
    number, left, whom, purpose, to, _, consent, _ = head_words()
    head = (number, left, whom, purpose, to, consent)
    rows = [
        (line.number, line.left, line.whom, line.purpose, _holder(line), line.consent)
        for line in lines
    ]
    return _paper(title, table(head, rows) or [_words("Nothing left.")], settings, made)


def call_back_paper(
    to: Mapping[str, Sequence[RegisterLine]], settings: Settings, made: str
) -> Paper:
    """Return a page to each recipient; it names the copies by their numbers, and no patient."""
    lines: list[str] = []
    for recipient, copies in to.items():
        lines += ["\f"] if lines else []
        lines += [f"# {_words('Please delete these photographs')}", plain(recipient), ""]
        lines += [_words(_ASKS), ""]
        lines += table([_words(word) for word in ("Number", "Left", "For")], _told(copies))
        lines += [_words(_ALSO), "", _words("Thank you."), "", plain(settings.clinic_name)]
        lines += [phone_of(settings)]
    title = _words("Photographs called back")
    paper = _paper(title, lines, settings, made)
    return Paper(title, paper.lines, paper.clinic, "", made, country=paper.country, page=paper.page)


def _holder(line: RegisterLine) -> str:
    """Say who has the copy, and what was answered when it was called back."""
    if not line.answer:
        return line.recipient
    called_back = _words("called back: {answer}").format(answer=line.answer)
    return f"{line.recipient} – {called_back}"


def _told(copies: Sequence[RegisterLine]) -> list[tuple[str, str, str]]:
    return [(each.number, each.left, each.purpose) for each in copies]


def _paper(title: str, lines: Sequence[str], settings: Settings, made: str) -> Paper:
    return Paper(
        title,
        tuple(lines),
        clinic=head_of(settings),
        whom=_words("Names patients: keep it where only staff sees it, and shred it afterwards."),
        made=made,
        country=settings.country,
        page=_words("Page {number} of {count}"),
    )


_ASKS = (
    "We handed you copies of photographs of a patient of ours. The patient has taken back the "
    "consent to their use. From now on please do not use them, show them or pass them on, and "
    "delete every copy, also in presentations, on web pages, in backups that you can reach, and "
    "with whomever you gave them to."
)
_ALSO = (
    "The number of each copy stands in the strip under the picture and in the name of its file. "
    "Please tell us in writing once they are deleted, or which of them you can't delete and why."
)


def _words(text: str) -> str:
    return QCoreApplication.translate("PhotoRegisterPaper", text)
