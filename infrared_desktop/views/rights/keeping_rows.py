"""The rows of what is to be decided: who is back, who asked for what, and whose time is over."""

from collections.abc import Iterable, Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.people.answering import answer_by
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, ErasureDecision
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.keeping_list import PastTime, open_wishes
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rights.due_words import with_due
from infrared_desktop.views.rights.erasing_words import kept_words, state_words
from infrared_desktop.views.rights.wishes import asked_words
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace


def rows_to_decide(workplace: Workplace, past: Iterable[PastTime]) -> list[Row]:
    """Return each place to decide at once, for the first of the three reasons."""
    rows: dict[object, Row] = {}
    back = _back(workplace) if workplace.may(Right.ERASE) else ()
    for row in (*back, *_wishes(workplace), *_past(workplace, past)):
        rows.setdefault(row.key, row)
    return list(rows.values())


def _back(workplace: Workplace) -> Iterator[Row]:
    note = _words("A restore brought them back. Enter leads to erasing them once more.")
    chip = Chip(Meaning.STOP, _words("erased before, back by a restore"))
    for number in workplace.clinic.rights.back_again():
        yield _row(workplace, workplace.clinic.people.get(number), chip, note)


def _wishes(workplace: Workplace) -> Iterator[Row]:
    clinic = workplace.clinic
    today = workplace.today()
    for wish in sorted(open_wishes(clinic, today, workplace.by), key=_day_of):
        number = clinic.people.kept(wish.record.patient_id)
        chip = with_due(_state(clinic, wish.record), wish.record, today)
        note, stored = asked_words(workplace, wish), clinic.people.get(number)
        yield _row(workplace, stored, chip, note, wish.record.asked_for)


def _day_of(wish: Stored[Erasure]) -> date:
    """Return by which day it is to be answered, or on which what was put off came back."""
    return wish.record.earliest_on or answer_by(wish.record.asked_on)


def _past(workplace: Workplace, past: Iterable[PastTime]) -> Iterator[Row]:
    chip, today = Chip(Meaning.INFORMATION, _words("kept long enough")), workplace.today()
    for each in past:
        yield _row(workplace, each.patient, chip, kept_words(each.keeping, today))


def _row(
    workplace: Workplace,
    stored: Stored[Patient],
    chip: Chip,
    note: str,
    asked_for: AskedFor = AskedFor.ERASURE,
) -> Row:
    line = patient_line(stored, workplace.today())
    title = f"{stored.record.display_name} · {line}"
    place = Place("erasure", stored.id)
    if asked_for is not AskedFor.ERASURE:
        place = Place("rights_wish", stored.id, about=asked_for)
    return Row(key=place, title=title, chip=chip, note=note)


def _state(clinic: Clinic, wish: Erasure) -> Chip:
    if wish.asked_for is AskedFor.COPY:
        return Chip(Meaning.DUE, _words("asked for everything"))
    if wish.asked_for is AskedFor.JOINING:
        return Chip(Meaning.DUE, _words("asked to be joined"))
    if wish.asked_for is AskedFor.RESTRICTION:
        is_closed = clinic.ledger.reading.is_restricted(wish.patient_id)
        lifting, closing = _words("asked to lift it"), _words("asked for a closed chart")
        return Chip(Meaning.DUE, lifting if is_closed else closing)
    if wish.decision is ErasureDecision.ASKED:
        return Chip(Meaning.DUE, _words("asked to be erased"))
    return Chip(Meaning.DUE, state_words(wish))


def _words(text: str) -> str:
    return QCoreApplication.translate("KeepingRows", text)
