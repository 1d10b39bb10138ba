"""Whoever asks for a time learns why it does not lie on the best day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.booking.slot_reasons import why_not_best
from infrared_desktop.domain.booking.slots import Wanted
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.schedule.desk_rules import DeskRules

BEST = date(2026, 12, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("America/Toronto"))
AGENDA = Agenda(DeskRules(), Settings("Clinic", "CA", "America/Toronto"), NOW)


def wanted(best: date = BEST, **known: object) -> Wanted:
    visit = Appointment(1, AppointmentKind.REVIEW, best, time(9), 20)
    fields = {"not_before": NOW.replace(tzinfo=None), "last": best + timedelta(9)} | known
    return Wanted(visit, BEST - timedelta(2), best=best, **fields)  # type: ignore[arg-type]


def test_nothing_is_said_where_the_best_day_has_a_time_or_there_is_no_day() -> None:
    assert why_not_best(wanted(), [Slot(BEST, time(9))], AGENDA) is None
    assert why_not_best(wanted(last=BEST - timedelta(9)), [], AGENDA) is None


def test_the_reason_is_what_comes_before_a_closed_day_or_a_full_one() -> None:
    later = [Slot(BEST + timedelta(1), time(9))]
    soon = datetime.combine(BEST + timedelta(1), time(8))
    assert "Not before 2026-12-24 at 08:00" in str(
        why_not_best(wanted(not_before=soon), later, AGENDA)
    )
    saturday = BEST + timedelta(3)
    told = str(why_not_best(wanted(saturday), later, AGENDA))
    assert told == "On 2026-12-26 the clinic is not open."
    assert str(why_not_best(wanted(), later, AGENDA)) == "On 2026-12-23 no time is left."
