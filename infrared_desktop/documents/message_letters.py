"""Letters to patients, one page after the other in one paper, each with its own address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from infrared_desktop.documents.letter_days import letter_day
from infrared_desktop.documents.markup import Form, plain
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.clinic_facts import head_of
from infrared_desktop.domain.messages.manners import one_line
from infrared_desktop.domain.people.name_order import written_name
from infrared_desktop.domain.records.people import Patient, Settings


@dataclass(frozen=True)
class Letter:
    """One letter: to whom, and its words in the language that they are written in."""

    patient: Patient
    address: str
    subject: str
    text: str
    language: str


def letters_paper(letters: Sequence[Letter], settings: Settings, today: date) -> Paper:
    """Return all letters as one paper; nothing on a page tells of another patient."""
    lines: list[str] = []
    for number, letter in enumerate(letters):
        lines += [Form.PAGE.value] if number else []
        lines += _lines(letter, settings, today)
    # No title and no page numbers: each letter is a paper of its own to who gets it.
    return Paper("", tuple(lines), clinic=head_of(settings), country=settings.country, page="")


def _lines(letter: Letter, settings: Settings, today: date) -> list[str]:
    patient = letter.patient
    parts = [part.strip() for part in letter.address.replace("\n", ",").split(",")]
    return [
        "",
        plain(written_name(patient)),
        *(plain(part) for part in parts if part),
        "",
        letter_day(today, letter.language, settings.date_order),
        f"## {one_line(letter.subject)}",
        *(plain(part) for part in letter.text.split("\n\n") if part.strip()),
    ]
