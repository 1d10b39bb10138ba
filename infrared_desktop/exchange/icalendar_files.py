"""Visits as an iCalendar file that other calendars read, at the clinic's own wall clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from infrared_desktop.domain.messages.calendar_visits import CalendarVisit
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.exchange.icalendar_zones import vtimezone

_YEAR = timedelta(days=366)


def as_icalendar(visits: Iterable[CalendarVisit], zone: ZoneInfo, clinic_mark: str) -> bytes:
    """Return the bytes of a file with all visits; one that takes no place stands as cancelled.

    A visit keeps its UID in every file of a clinic, and its SEQUENCE grows with each change, so
    that a calendar which knows it already moves it instead of showing it twice.
    """
    shown = sorted(visits, key=lambda each: (_begins(each.visit.record), each.visit.id))
    calendar = Calendar()
    calendar.add("prodid", "-//Infrared Desktop//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if shown and zone.key != "UTC":
        first, last = _begins(shown[0].visit.record), _begins(shown[-1].visit.record)
        calendar.add_component(vtimezone(zone, first - _YEAR, last + _YEAR))
    for each in shown:
        calendar.add_component(_event(each, zone, clinic_mark))
    return bytes(calendar.to_ical())


def _event(shown: CalendarVisit, zone: ZoneInfo, clinic_mark: str) -> Event:
    stored, visit = shown.visit, shown.visit.record
    begins = _begins(visit)
    event = Event()
    event.add("uid", f"visit-{stored.id}@{clinic_mark}")
    event.add("sequence", stored.version - 1)
    event.add("dtstamp", stored.at)
    event.add("last-modified", stored.at)
    event.add("dtstart", begins.replace(tzinfo=zone))
    event.add("dtend", (begins + timedelta(minutes=visit.minutes)).replace(tzinfo=zone))
    event.add("summary", shown.title)
    event.add("status", "CONFIRMED" if shown.takes_place else "CANCELLED")
    event.add("transp", "OPAQUE" if shown.takes_place else "TRANSPARENT")
    event.add("class", "PRIVATE")
    for key, words in (("location", shown.place), ("description", shown.details)):
        if words:
            event.add(key, words)
    return event


def _begins(visit: Appointment) -> datetime:
    return datetime.combine(visit.day, visit.starts)
