"""What test spots say before an area is treated (clinical reference 4.2, R-TYPE, and 7.2)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from infrared_desktop.domain.consultation.planning import newest_signed
from infrared_desktop.domain.protocol.visit_terms import TestSpotTerms
from infrared_desktop.domain.records.answers import Answer, Tan
from infrared_desktop.domain.records.areas import Site, is_midline
from infrared_desktop.domain.records.care import TestSpot
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.records.skin_cautions import skin_type
from infrared_desktop.domain.schedule.schedule import touches
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.sessions.gates import Gate, Severity


def read_due(chart: Chart, done_at: datetime, terms: TestSpotTerms) -> datetime:
    """Return from when a test spot can be read, by skin type and by tan as last examined."""
    seen = newest_signed(chart)
    tanned = seen is not None and seen.record.current_tan not in (None, Tan.NONE)
    return done_at + timedelta(hours=terms.wait_hours(skin_type(chart), tanned))


def spot_gates(
    chart: Chart, sites: Iterable[Site], moment: datetime, terms: TestSpotTerms
) -> tuple[Gate, ...]:
    """Return what test spots, or the want of them, say against treating the sites at a moment.

    The moment bears the clinic's own time zone: days are named by it.
    """
    return tuple(gate for site in dict.fromkeys(sites) for gate in _at(chart, site, moment, terms))


def newest_at(chart: Chart, site: Site) -> Stored[TestSpot] | None:
    """Return the newest test spot that touches a site."""
    at_site = [each for each in chart.test_spots if touches(site, each.record.site)]
    return max(at_site, key=lambda each: (each.record.done_at, each.id), default=None)


def made_gaps(spot: TestSpot) -> tuple[Gap, ...]:
    """Return what a test spot lacks before it is kept."""
    return tuple(_missing(spot))


def reading_gaps(spot: TestSpot, moment: datetime) -> tuple[Gap, ...]:
    """Return what the reading of a test spot lacks, read at a moment."""
    return tuple(_unread(spot, moment))


def _at(chart: Chart, site: Site, moment: datetime, terms: TestSpotTerms) -> Iterator[Gate]:
    newest = newest_at(chart, site)
    if newest is None or newest.record.read_at is None:
        yield from _asks(chart, site, terms)
    if newest is None:
        return
    spot = newest.record
    done = spot.done_at.astimezone(moment.tzinfo).date()

    def gate(code: str, severity: Severity, words: str) -> Gate:
        return Gate(code, severity, sentence(words, site=str(site), done=done), site)

    if spot.read_at is not None:
        if spot.passed is not Answer.YES:
            words = "{site}: the test spot of {done} was not found fine."
            yield gate("test-spot-failed", Severity.BLOCK, words)
    elif spot.read_due_at <= moment:
        words = "{site}: nobody read the test spot of {done} yet. Read it now."
        yield gate("test-spot-unread", Severity.WARN, words)
    else:
        words = "{site}: the test spot of {done} has not waited long enough yet."
        yield gate("test-spot-waits", Severity.WARN, words)


def _asks(chart: Chart, site: Site, terms: TestSpotTerms) -> Iterator[Gate]:
    """Ask dark skin for a test spot, unless the place was treated before and so was tested."""
    kind = skin_type(chart)
    treated = any(
        touches(site, row.site) for session in chart.sessions for row in session.record.areas
    )
    if kind is not None and kind >= terms.dark_from_type and not treated:
        text = sentence("{site}: no test spot was read and found fine here.", site=str(site))
        yield Gate("no-test-spot", Severity.WARN, text, site)


def _missing(spot: TestSpot) -> Iterator[Gap]:
    if spot.side is None and not is_midline(spot.area):
        yield Gap("side", sentence("Say which side."))
    if spot.fluence_j_cm2 is None:
        yield Gap("fluence_j_cm2", sentence("The fluence is needed."))


def _unread(spot: TestSpot, moment: datetime) -> Iterator[Gap]:
    if spot.seen is None:
        yield Gap("seen", sentence("Say what you see on the skin, or tick none."))
    if spot.passed is None:
        yield Gap("passed", sentence("Say whether the skin bore it well."))
    elif spot.passed is Answer.YES and moment < spot.read_due_at and not spot.note.strip():
        yield Gap(
            "note", sentence("It is too early to call it fine: write down why it is read now.")
        )
