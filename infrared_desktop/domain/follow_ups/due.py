"""What is due for a patient: what should happen, joined with what people did about it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, tzinfo
from itertools import count

from infrared_desktop.domain.follow_ups.aftercare import Settled, adverse_events, after_sessions
from infrared_desktop.domain.follow_ups.agreed import with_agreed
from infrared_desktop.domain.follow_ups.bookings import (
    plans_to_make,
    plans_to_settle,
    sessions_to_book,
)
from infrared_desktop.domain.follow_ups.deeds import People
from infrared_desktop.domain.follow_ups.facts import Facts, Task, facts_of
from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    FollowUpKind,
    FollowUpSchedule,
    FollowUpState,
    HiddenReason,
    Standing,
)
from infrared_desktop.domain.follow_ups.links import with_links
from infrared_desktop.domain.follow_ups.missed import with_missed
from infrared_desktop.domain.follow_ups.reviews import Series, finished_series, recall, reviews
from infrared_desktop.domain.follow_ups.standing import hidden_reason, standing
from infrared_desktop.domain.follow_ups.test_spots import test_spots
from infrared_desktop.domain.follow_ups.visits import next_steps, no_shows, visit_outcomes
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.schedule.schedule import SessionWindows

__all__ = [
    "FollowUp",
    "FollowUpKind",
    "FollowUpSchedule",
    "FollowUpState",
    "HiddenReason",
    "Standing",
    "derive",
    "hidden_reason",
    "standing",
]

# What carries an open plan on; while one of them is alive, the plan needs no settling.
_CARRIES_PLAN = {
    FollowUpKind.BOOK_SESSION,
    FollowUpKind.REVIEW_1,
    FollowUpKind.REVIEW_3,
    FollowUpKind.REVIEW_6,
    FollowUpKind.MAINTENANCE,
    FollowUpKind.NEXT_STEP,
    FollowUpKind.VISIT_OUTCOME,
}
_ALIVE = (None, HiddenReason.BOOKED)


def derive(
    chart: Chart,
    schedule: FollowUpSchedule,
    windows: SessionWindows,
    zone: tzinfo = UTC,
    settled: Settled | None = None,
    most_a_week: int = 0,
) -> tuple[FollowUp, ...]:
    """Derive all follow-ups of a patient, hidden ones too, by due day; keys are unique.

    No "today" goes in: the same chart always gives the same rows. An attempt never takes a row
    away. `zone` is the clinic's, in which the moments of attempts become days. `settled` is kept
    from one time to the next of the same patient; it saves time and changes nothing. Who was
    contacted `most_a_week` times within seven days has a rest, but not from what is of safety.
    """
    facts = facts_of(chart, schedule, windows, most_a_week)
    people = People(facts, zone)

    def asking(other: Chart) -> list[FollowUp]:
        return _asking(facts_of(other, schedule, windows, most_a_week), zone)

    rows = [*after_sessions(facts, people, {} if settled is None else settled)]
    rows += with_missed(chart, _asking(facts, zone), asking)
    rows = [*with_agreed(rows, people, next_steps(facts))]
    plans = _settled(rows, map(people.join, plans_to_settle(facts)))
    return tuple(sorted((*rows, *plans), key=lambda row: (row.due, row.key)))


def _asking(facts: Facts, zone: tzinfo) -> list[FollowUp]:
    """Return what is to be asked of a patient or decided, but for what follows each session."""
    people, finished = People(facts, zone), tuple(finished_series(facts))
    facts = with_links(facts, finished)
    rows = [people.join(task) for task in (*_tasks(facts, finished), *test_spots(facts, zone))]
    return rows + [row for series in finished for row in _recalls(facts, people, series)]


def _tasks(facts: Facts, finished: Iterable[Series]) -> Iterator[Task]:
    yield from adverse_events(facts)
    yield from sessions_to_book(facts)
    for series in finished:
        yield from reviews(facts, series)
    yield from no_shows(facts)
    yield from visit_outcomes(facts)
    yield from plans_to_make(facts)


def _recalls(facts: Facts, people: People, series: Series) -> Iterator[FollowUp]:
    """Give the recalls of a series: the next one comes once anything was done about this one."""
    for number in count(1):
        row = people.join(recall(facts, series, number))
        yield row
        touched = people.answered(row.key) or row.state is FollowUpState.KEPT
        ended = row.state is FollowUpState.DECLINED or row.hidden is HiddenReason.SUPERSEDED
        if ended or not touched:
            return


def _settled(rows: Iterable[FollowUp], plans: Iterable[FollowUp]) -> Iterator[FollowUp]:
    alive = {r.plan_id for r in rows if (r.kind in _CARRIES_PLAN or r.also) and r.hidden in _ALIVE}
    for row in plans:
        if row.plan_id in alive and row.hidden is None:
            row = replace(row, state=FollowUpState.NOT_NEEDED, hidden=HiddenReason.SUPERSEDED)
        yield row
