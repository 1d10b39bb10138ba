"""The reading of a test spot: due when its wait is over, until somebody has looked at it."""

from collections.abc import Iterator
from datetime import date, tzinfo

from infrared_desktop.domain.follow_ups.facts import Facts, Task, after, named
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind, HiddenReason
from infrared_desktop.domain.records.care import TestSpot
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.schedule.schedule import touches
from infrared_desktop.domain.sentences import sentence


def test_spots(facts: Facts, zone: tzinfo) -> Iterator[Task]:
    """Ask for the reading of each test spot (clinical reference 7.2); days are the clinic's own."""
    for stored in facts.chart.test_spots:
        spot = stored.record
        due = spot.read_due_at.astimezone(zone).date()
        overdue = after(due, 1)
        yield Task(
            f"{FollowUpKind.TEST_SPOT}:{stored.id}",
            FollowUpKind.TEST_SPOT,
            due,
            overdue,
            sentence(
                "Test spot at {sites} of {done}: to be read before the area is treated.",
                sites=named([spot.site]),
                done=spot.done_at.astimezone(zone).date(),
            ),
            escalates_on=overdue,
            sites=(spot.site,),
            fact=_fact(facts, stored, due),
            mandatory=True,
        )


def _fact(facts: Facts, stored: Stored[TestSpot], due: date) -> HiddenReason | None:
    if stored.record.read_at is not None:
        return HiddenReason.KEPT
    made = (stored.record.done_at, stored.id)
    newer = (
        (other.record.done_at, other.id) > made and touches(stored.record.site, other.record.site)
        for other in facts.chart.test_spots
    )
    treated = any(
        session.record.performed_on > due and touches(stored.record.site, site)
        for site, session in facts.latest.items()
    )
    return HiddenReason.SUPERSEDED if any(newer) or treated else None
