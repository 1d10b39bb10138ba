"""The rows of whom the owner decides about: who is back, who asked, and whose time is over."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.gathered.keeping_list import PastTime, open_wishes
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rights.erasing_words import kept_words, state_words
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


def rows_to_decide(workplace: Workplace, past: Iterable[PastTime]) -> list[Row]:
    """Return each patient once, for the first of the three reasons."""
    rows: dict[object, Row] = {}
    for row in (*_back(workplace), *_wishes(workplace), *_past(workplace, past)):
        rows.setdefault(row.key, row)
    return list(rows.values())


def _back(workplace: Workplace) -> Iterator[Row]:
    note = _words("A restore brought them back. Enter leads to erasing them once more.")
    chip = Chip(Meaning.STOP, _words("erased before, back by a restore"))
    for number in workplace.clinic.rights.back_again():
        yield _row(workplace, workplace.clinic.people.get(number), chip, note)


def _wishes(workplace: Workplace) -> Iterator[Row]:
    clinic = workplace.clinic
    for wish in open_wishes(clinic, workplace.today()):
        number = clinic.people.kept(wish.record.patient_id)
        yield _row(workplace, clinic.people.get(number), _state(wish.record), _why(workplace, wish))


def _past(workplace: Workplace, past: Iterable[PastTime]) -> Iterator[Row]:
    chip, today = Chip(Meaning.INFORMATION, _words("kept long enough")), workplace.today()
    for each in past:
        yield _row(workplace, each.patient, chip, kept_words(each.keeping, today))


def _row(workplace: Workplace, stored: Stored[Patient], chip: Chip, note: str) -> Row:
    line = patient_line(stored, workplace.today())
    title = f"{stored.record.display_name} · {line}"
    return Row(key=stored.id, title=title, chip=chip, note=note)


def _state(wish: Erasure) -> Chip:
    if wish.decision is ErasureDecision.ASKED:
        return Chip(Meaning.DUE, _words("asked to be erased"))
    return Chip(Meaning.DUE, state_words(wish))


def _why(workplace: Workplace, wish: Stored[Erasure]) -> str:
    text = _words("Asked on {day}, noted by {who}: {reason}")
    who = workplace.clinic.staff.get(wish.by).record.name
    day = say_day(wish.record.asked_on)
    return text.format(day=day, who=who, reason=wish.record.reason)


def _words(text: str) -> str:
    return QCoreApplication.translate("KeepingRows", text)
