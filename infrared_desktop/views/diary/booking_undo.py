"""Bookings as steps that Ctrl+Z takes back: booked, moved, given to the right person."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.visits.rows import visit_words
from infrared_desktop.views.workplace import Workplace


def keep_booking(
    workplace: Workplace, stored: Stored[Appointment] | None, visit: Appointment
) -> Stored[Appointment]:
    """Book a visit, or move the stored one; raise KnownError if anything it needs is taken."""
    diary = workplace.clinic.diary
    if stored is None:
        kept = diary.book(visit, workplace.by, workplace.now())
    else:
        kept = diary.move(stored, visit, workplace.by, workplace.now())

    def take_back() -> None:
        newest, by, now = diary.get(kept.id), workplace.by, workplace.now()
        if stored is None:
            diary.step(newest, AppointmentStatus.ENTERED_IN_ERROR, by, now)
        else:
            diary.take_back(newest, stored.record, by, now)

    workplace.can_take_back(_words(workplace, visit), take_back)
    return kept


def keep_series(workplace: Workplace, visits: Sequence[Appointment]) -> list[Stored[Appointment]]:
    """Book several visits in one act; one undo takes all of them back."""
    diary = workplace.clinic.diary
    kept = diary.book_all(visits, workplace.by, workplace.now())

    def take_back() -> None:
        newest = [diary.get(each.id) for each in kept]
        diary.take_back_all(newest, workplace.by, workplace.now())

    text = QCoreApplication.translate("BookingUndo", "{first}, and {more} more")
    words = _words(workplace, visits[0])
    if len(kept) > 1:
        words = text.format(first=words, more=len(kept) - 1)
    workplace.can_take_back(words, take_back)
    return kept


def hand_over(
    workplace: Workplace, wrong: Stored[Appointment], right: Appointment
) -> Stored[Appointment]:
    """Book a visit for the right person instead; one undo puts both back."""
    diary = workplace.clinic.diary
    kept = diary.hand_over(wrong, right, workplace.by, workplace.now())

    def take_back() -> None:
        by, now = workplace.by, workplace.now()
        diary.hand_back(diary.get(wrong.id), diary.get(kept.id), wrong.record, by, now)

    workplace.can_take_back(_words(workplace, right), take_back)
    return kept


def _words(workplace: Workplace, visit: Appointment) -> str:
    name = workplace.clinic.people.get(visit.patient_id).record.display_name
    return f"{name}: {visit_words(visit)}"
