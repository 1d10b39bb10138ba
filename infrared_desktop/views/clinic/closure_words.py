"""How a closing is written, and which visits lie within it."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.desk_rules import Closure
from infrared_desktop.domain.schedule.opening import closed_spans, closes, is_whole, span_of
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.wording import say_day


def closure_row(stored: Stored[Closure], clinic: Clinic) -> Row:
    """Return the row of a closing: the days, why, and who or what is not there."""
    closure = stored.record
    parts = (_hours(closure), closure.why, _whom(closure, clinic))
    return Row(key=stored.id, title=_days(closure), note=" · ".join(p for p in parts if p))


def visits_within(clinic: Clinic, closure: Closure) -> list[Stored[Appointment]]:
    """Return the visits still to come that lie in a closing, by start."""
    booked = clinic.diary.between(closure.first, closure.last)
    return [each for each in booked if each.record.is_open and _meets(closure, each.record)]


def _meets(closure: Closure, visit: Appointment) -> bool:
    concerned = is_whole(closure) or closes(closure, visit) is not None
    return concerned and any(
        span.meets(span_of(visit)) for span in closed_spans(visit.day, [closure])
    )


def _days(closure: Closure) -> str:
    first, last = (say_day(day, "ddd d MMM yyyy") for day in (closure.first, closure.last))
    return first if first == last else f"{first} – {last}"


def _hours(closure: Closure) -> str:
    if closure.starts is None and closure.ends is None:
        return ""
    (span,) = closed_spans(closure.first, [closure])
    return str(span)


def _whom(closure: Closure, clinic: Clinic) -> str:
    if is_whole(closure):
        return QCoreApplication.translate("ClosureWords", "the whole clinic")
    diary = clinic.diary
    names = (
        [each.record.name for each in clinic.staff.all() if each.id == closure.clinician_id],
        [each.record.name for each in diary.rooms() if each.id == closure.room_id],
        [each.record.name for each in diary.devices() if each.id == closure.device_id],
    )
    return ", ".join(name for found in names for name in found)
