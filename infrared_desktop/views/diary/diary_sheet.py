"""What the diary shows: a day or a week of visits in columns, read from the clinic."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.schedule.opening import minutes_of
from infrared_desktop.domain.schedule.overlaps import Overlap, overlaps
from infrared_desktop.views.diary.day_cursor import Day
from infrared_desktop.views.diary.day_layout import Column, Key, place_visits
from infrared_desktop.views.diary.diary_columns import Grouping, columns, key_of, week_columns
from infrared_desktop.views.diary.diary_shade import shaded, shown_hours
from infrared_desktop.views.diary.visit_block import Blocks
from infrared_desktop.views.workplace import Workplace

DAYS_A_WEEK = 7
_SATURDAY = 5


@dataclass(frozen=True)
class Look:
    """Which part of the diary is looked at; a week can be narrowed to one clinician or thing."""

    day: date
    is_week: bool = False
    grouping: Grouping = Grouping.CLINICIAN
    only: int | None = None

    @property
    def first(self) -> date:
        """The first day that is shown."""
        return self.day - timedelta(self.day.weekday()) if self.is_week else self.day

    @property
    def days(self) -> tuple[date, ...]:
        """All days that are shown."""
        count = DAYS_A_WEEK if self.is_week else 1
        return tuple(self.first + timedelta(number) for number in range(count))

    def shows(self, visit: Appointment) -> bool:
        """Say whether a visit belongs to what is looked at."""
        return not self.is_week or self.only in (None, key_of(visit, self.grouping))

    def key_of(self, visit: Appointment) -> Key:
        """Return the column that a visit belongs to."""
        return visit.day if self.is_week else key_of(visit, self.grouping)

    def day_of(self, column: Column) -> date:
        """Return the day of a column."""
        return column.key if isinstance(column.key, date) else self.day

    def thing_of(self, column: Column) -> int | None:
        """Return the clinician, room or device that a column stands for; None leaves it open."""
        return self.only if self.is_week else column.key if isinstance(column.key, int) else None


@dataclass(frozen=True)
class Sheet:
    """A look with all that it shows; `wrong` counts what was entered in error and is left out.

    `pairs` are the visits that overlap; one of a pair may lie outside a look at one thing.
    """

    look: Look
    agenda: Agenda
    visits: tuple[Stored[Appointment], ...]
    wrong: int
    pairs: tuple[Overlap, ...]
    day: Day


class SheetReader:
    """Reads sheets, and dresses one anew as the clock goes on."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def read(self, look: Look) -> Sheet:
        """Return what a look shows."""
        place, days = self._workplace, look.days
        agenda = place.clinic.diary.agenda(days[0], days[-1], place.now())
        every = [stored for stored in agenda.visits if look.shows(stored.record)]
        every.sort(key=lambda stored: (stored.record.day, stored.record.starts))
        wrong = AppointmentStatus.ENTERED_IN_ERROR
        visits = tuple(stored for stored in every if stored.record.status is not wrong)
        shown = {stored.id for stored in visits}
        found = overlaps(agenda.visits, agenda.rules.buffers)
        pairs = tuple(pair for pair in found if shown & {pair.first.id, pair.second.id})
        day = self._day(look, agenda, visits, pairs)
        return Sheet(look, agenda, visits, len(every) - len(visits), pairs, day)

    def dressed_anew(self, sheet: Sheet) -> Sheet:
        """Return the sheet with the minutes of waiting and the line of the present moved on."""
        day = self._day(sheet.look, sheet.agenda, sheet.visits, sheet.pairs)
        return replace(sheet, day=day)

    def _day(
        self,
        look: Look,
        agenda: Agenda,
        visits: tuple[Stored[Appointment], ...],
        pairs: tuple[Overlap, ...],
    ) -> Day:
        shown = self._columns(look, agenda, visits)
        now = self._workplace.now()
        wall = now.astimezone(ZoneInfo(self._workplace.settings.timezone))
        patients = self._workplace.clinic.people.many(each.record.patient_id for each in visits)
        is_now = wall.date() in look.days
        return Day(
            day=look.first,
            hours=shown_hours(agenda, look.days),
            columns=shown,
            placed=tuple(place_visits(visits, shown, look.key_of)),
            blocks=Blocks(visits, patients, now, self._workplace.settings.timezone, pairs),
            minute_now=minutes_of(wall.time()) if is_now else None,
            column_now=_place_of(shown, lambda column: column.key == wall.date()),
            is_week=look.is_week,
        )

    def _columns(
        self, look: Look, agenda: Agenda, visits: tuple[Stored[Appointment], ...]
    ) -> tuple[Column, ...]:
        if look.is_week:
            busy = {stored.record.day for stored in visits}
            found = week_columns(day for day in look.days if _is_shown(day, agenda, busy))
        else:
            found = columns(self._workplace.clinic, visits, look.grouping)
        return tuple(
            shaded(each, agenda, look.day_of(each), look.grouping, look.thing_of(each))
            for each in found
        )


def _is_shown(day: date, agenda: Agenda, busy: set[date]) -> bool:
    """Leave out a Saturday or Sunday on which the clinic never opens and nobody comes."""
    return day.weekday() < _SATURDAY or day in busy or bool(agenda.hours(day))


def _place_of(columns: tuple[Column, ...], fits: Callable[[Column], bool]) -> int | None:
    return next((number for number, column in enumerate(columns) if fits(column)), None)
