"""What clinicians took along, and two remarks that came back."""

from datetime import date, timedelta

from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.review_copies import USUAL_DAYS, CopyScope, Remark, ReviewCopy
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.screen import Place

_FIRST, _EVERYBODY = "1" * 32, "2" * 32


def review_places(clinic: Clinic, treated: Chart, today: date, by: int) -> dict[str, Place]:
    """Show the register with remarks to decide about, and what is asked for a copy."""
    if not clinic.review_copies.all():
        _leave_copies(clinic, treated, today, by)
        _leave_remarks(clinic, treated, by)
    return {"": Place("review_copies"), "new": Place("review_copies", treated.patient.id)}


def _leave_copies(clinic: Clinic, treated: Chart, today: date, by: int) -> None:
    desk, now = clinic.review_copies, clinic.staff.settings().at
    until, number = today + timedelta(days=USUAL_DAYS), treated.patient.id
    numbers = tuple(range(1, clinic.people.count() + 1))
    for copy in (
        ReviewCopy(_FIRST, now, until, CopyScope.CHOSEN, (number,), by),
        ReviewCopy(_EVERYBODY, now, until, CopyScope.ALL, numbers, by),
    ):
        desk.note_made(copy, bytes(32), by, now)


def _leave_remarks(clinic: Clinic, treated: Chart, by: int) -> None:
    now, number = clinic.staff.settings().at, treated.patient.id
    seen = "Fewer lines in the lower left; keep the fluence and add a pass."
    asked = "Ask at the next call whether the tenderness is gone."
    session = treated.sessions[-1].id
    remarks = (
        Remark(number, "3" * 32, _FIRST, now, by, seen, "session", session),
        Remark(number, "4" * 32, _FIRST, now, by, asked),
    )
    clinic.review_copies.take_in(remarks, by, now)
