"""Bookings that name no plan: one that fits several is for none until a person says for which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from infrared_desktop.domain.follow_ups.bookings import fits_window
from infrared_desktop.domain.follow_ups.facts import Facts, facts_of
from infrared_desktop.domain.follow_ups.kinds import FollowUpSchedule
from infrared_desktop.domain.follow_ups.reviews import (
    RECALL_VISITS,
    Series,
    finished_series,
    is_open,
)
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import SessionWindows

_REVIEWS = (AppointmentKind.REVIEW, *RECALL_VISITS)
_NEVER = datetime.min.replace(tzinfo=UTC)
Plans = frozenset[int | None]


def with_links(facts: Facts, finished: Iterable[Series]) -> Facts:
    """Return the facts without the links of bookings that fit more than one plan."""
    unsure = frozenset(unsure_bookings(facts, tuple(finished)))
    return replace(facts, unsure=unsure) if unsure else facts


def unsure_bookings(facts: Facts, finished: tuple[Series, ...]) -> Mapping[int, Plans]:
    """Return the bookings that fit several plans, each with those; None is a series of no plan."""
    unnamed = (visit for visit in facts.booked() if visit.record.plan_id is None)
    fitting = {visit.id: frozenset(_fitting(facts, visit, finished)) for visit in unnamed}
    return {number: plans for number, plans in fitting.items() if len(plans) > 1}


def plans_that_fit(
    visit: Appointment,
    chart: Chart,
    schedule: FollowUpSchedule,
    windows: SessionWindows,
    stored_id: int = 0,
) -> Plans:
    """Return the plans that a booking could be for as it is typed; none where it names its plan."""
    if visit.plan_id is not None:
        return frozenset()
    facts = facts_of(chart, schedule, windows)
    typed = Stored(stored_id, 0, State.CURRENT, 0, _NEVER, "", visit)
    return frozenset(_fitting(facts, typed, tuple(finished_series(facts))))


def _fitting(
    facts: Facts, visit: Stored[Appointment], finished: tuple[Series, ...]
) -> Iterator[int | None]:
    for plan in facts.chart.plans:
        if any(fits_window(facts, visit, plan, window) for window in facts.windows_of[plan.id]):
            yield plan.id
    for series in finished:
        later = visit.record.day > series.anchor
        if visit.record.kind in _REVIEWS and later and is_open(series):
            yield series.plan_id
