"""The course of a result over time: grades of a site, its sessions, how content the patient is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import Area, LaxityScale, Site
from infrared_desktop.domain.records.care import AreaFinding, AreaOutcome, Review
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.schedule.schedule import sites_of, touches


@dataclass(frozen=True)
class GradePoint:
    """A grade as it was found on a day; `is_draft` while its review is not signed."""

    day: date
    grade: float
    scale: LaxityScale
    by_review: bool = False
    is_draft: bool = False


@dataclass(frozen=True)
class ContentPoint:
    """How content the patient was at a review."""

    day: date
    satisfaction: Satisfaction
    is_draft: bool = False


@dataclass(frozen=True)
class Course:
    """One site from its first grade to its last, each part in the order of its days."""

    site: Site
    grades: tuple[GradePoint, ...] = ()
    sessions: tuple[date, ...] = ()
    contents: tuple[ContentPoint, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """All days on which anything is shown, each once."""
        found = (*(p.day for p in self.grades), *self.sessions, *(p.day for p in self.contents))
        return tuple(sorted(set(found)))

    def runs(self) -> tuple[tuple[GradePoint, ...], ...]:
        """Return the grades that may be joined by a line: those in a row on one scale."""
        groups = groupby(self.grades, key=lambda point: point.scale)
        return tuple(tuple(points) for _, points in groups)


def course_of(chart: Chart, site: Site, until: date, draft: Review | None = None) -> Course:
    """Return what led to the result at a site up to a day, with a review not signed yet if given.

    A grade counts for all skin that it touches; where a record grades the very same site, that one.
    """
    reviews = [(r.record, False) for r in chart.reviews if r.record.reviewed_on <= until]
    if draft is not None and draft.reviewed_on <= until:
        reviews.append((draft, True))
    reviews.sort(key=lambda pair: pair[0].reviewed_on)
    here = [pair for pair in reviews if any(touches(site, row.site) for row in pair[0].areas)]
    grades = [*_found(chart, site, until), *_reviewed(here, site)]
    return Course(
        site,
        tuple(sorted(grades, key=lambda point: point.day)),
        _sessions(chart, site, until),
        tuple(
            ContentPoint(review.reviewed_on, review.satisfaction, is_draft)
            for review, is_draft in here
            if review.satisfaction is not None
        ),
    )


def courses_sites(chart: Chart, until: date) -> tuple[Site, ...]:
    """Return the sites that have been graded up to a day, down the body."""
    seen = [c.record for c in chart.consultations if c.record.consulted_on <= until]
    reviewed = [r.record for r in chart.reviews if r.record.reviewed_on <= until]
    rows: list[AreaFinding | AreaOutcome] = [row for record in seen for row in record.areas]
    rows += [row for record in reviewed for row in record.areas]
    order = list(Area)
    sites = {row.site for row in rows if row.laxity_grade is not None}
    return tuple(sorted(sites, key=lambda site: (order.index(site.area), str(site.side))))


def _found(chart: Chart, site: Site, until: date) -> Iterator[GradePoint]:
    for stored in chart.consultations:
        seen = stored.record
        if stored.state is State.SIGNED and seen.consulted_on <= until:
            for grade, scale in graded(seen.areas, site):
                yield GradePoint(seen.consulted_on, grade, scale)


def _reviewed(reviews: Iterable[tuple[Review, bool]], site: Site) -> Iterator[GradePoint]:
    for review, is_draft in reviews:
        for grade, scale in graded(review.areas, site):
            yield GradePoint(review.reviewed_on, grade, scale, True, is_draft)


def graded(
    rows: Iterable[AreaFinding | AreaOutcome], site: Site
) -> Iterator[tuple[float, LaxityScale]]:
    """Give the one grade that a record has for a site: of the very site before one beside it."""
    near = [row for row in rows if row.laxity_grade is not None and touches(site, row.site)]
    near.sort(key=lambda row: row.site != site)
    for row in near[:1]:
        if row.laxity_grade is not None:
            yield row.laxity_grade, row.laxity_scale


def _sessions(chart: Chart, site: Site, until: date) -> tuple[date, ...]:
    days = {
        stored.record.performed_on
        for stored in chart.sessions
        if stored.record.performed_on <= until
        and any(touches(site, other) for other in sites_of(stored.record))
    }
    return tuple(sorted(days))
