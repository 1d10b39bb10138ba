"""Photographs of one place set beside each other: what was done between them, and what differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.areas import LaxityScale, overlaps
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import Photo, Timepoint
from infrared_desktop.domain.results.course import GradePoint, course_of
from infrared_desktop.domain.schedule.schedule import sites_of, touches
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.doses import energy_j, spot_cm2

MOST = 6
_AFTER = (Timepoint.AFTER, Timepoint.REACTION)
_DISTANCE = 0.1  # of the distance; less is within what hands and tripods do


@dataclass(frozen=True)
class Standing:
    """Where a photograph stands in the course: sessions before it, and days since the last."""

    sessions: int
    last_session: date | None
    days_since: int | None


@dataclass(frozen=True)
class Given:
    """What a place received between two photographs; None is a sum of which a part is unknown."""

    sessions: int
    first: date | None
    last: date | None
    pulses: int | None
    energy_j: float | None
    fluence_low: float | None
    fluence_high: float | None


@dataclass(frozen=True)
class GradeChange:
    """The grades by which two photographs stand; `gained` is above zero where it is better."""

    before: GradePoint
    after: GradePoint

    @property
    def scale(self) -> LaxityScale:
        """The scale that both were graded on."""
        return self.after.scale

    @property
    def gained(self) -> float:
        """By how much the grade fell, which is the gain."""
        return self.before.grade - self.after.grade


def in_order(photos: Iterable[Stored[Photo]]) -> list[Stored[Photo]]:
    """Return photographs in the order in which they were taken, as far as anybody knows."""

    def taken(stored: Stored[Photo]) -> tuple[date, bool, str, int]:
        photo = stored.record
        at = photo.taken_at.isoformat() if photo.taken_at else ""
        return photo.taken_on, photo.timepoint in _AFTER, at, stored.id

    return sorted(photos, key=taken)


def counterparts(photos: Iterable[Stored[Photo]], like: Photo) -> list[Stored[Photo]]:
    """Return the photographs that show the same place from the same view, oldest first."""
    return in_order(p for p in photos if _subject(p.record) == _subject(like))


def standing_of(chart: Chart, photo: Photo) -> Standing:
    """Return where a photograph stands in the course of its place.

    One of a session's own day was taken before it, as is asked of clinics (clinical reference
    2.7), unless it is said to be of right after.
    """
    days = [session.performed_on for session in _sessions(chart, photo) if _is_past(session, photo)]
    last = max(days, default=None)
    return Standing(len(days), last, (photo.taken_on - last).days if last else None)


def given_between(chart: Chart, before: Photo, after: Photo) -> Given:
    """Return what was given to the later photograph's skin since the earlier one.

    The full face and each area of it share their skin.
    """
    sessions = [
        session
        for session in _sessions(chart, after)
        if _is_past(session, after) and not _is_past(session, before)
    ]
    rows = [row for session in sessions for row in _rows(session, after)]
    days = [session.performed_on for session in sessions]
    fluences = [row.fluence_j_cm2 for row in rows if row.fluence_j_cm2 is not None]
    pulses = [row.pulses_total for row in rows]
    energies = [energy_j(row, spot_cm2(row)) for row in rows]
    return Given(
        len(sessions),
        min(days, default=None),
        max(days, default=None),
        None if None in pulses else sum(p for p in pulses if p is not None),
        None if None in energies else sum(e for e in energies if e is not None),
        min(fluences, default=None),
        max(fluences, default=None),
    )


def grade_change(chart: Chart, before: Photo, after: Photo) -> GradeChange | None:
    """Return the grades of the days of two photographs, where both are on one scale.

    A grade counts from the day when it was found until the next session at the place or the next
    grade; None where there is none of its time for one of the photographs.
    """
    if after.site is None:
        return None
    course = course_of(chart, after.site, after.taken_on)
    first = _grade_for(course.grades, course.sessions, before)
    last = _grade_for(course.grades, course.sessions, after)
    if first is None or last is None or first.scale is not last.scale or first.day == last.day:
        return None
    return GradeChange(first, last)


def differences(before: Photo, after: Photo) -> tuple[Sentence, ...]:
    """Return what makes two photographs hard to compare, each as a sentence."""
    return tuple(_differences(before, after))


def _differences(before: Photo, after: Photo) -> Iterator[Sentence]:
    if before.site and after.site and not touches(before.site, after.site):
        yield sentence("They show different areas.")
    if before.view and after.view and before.view is not after.view:
        yield sentence(
            "The views differ: {before}, then {after}.",
            before=sentence(plain_label(before.view)),
            after=sentence(plain_label(after.view)),
        )
    near, far = sorted((before.distance_cm or 0, after.distance_cm or 0))
    if near and far - near > _DISTANCE * far:
        yield sentence(
            "The distances differ: {before} cm, then {after} cm.",
            before=before.distance_cm or 0,
            after=after.distance_cm or 0,
        )
    if before.light_setup and after.light_setup and before.light_setup != after.light_setup:
        yield sentence(
            "The light differs: {before}, then {after}.",
            before=before.light_setup,
            after=after.light_setup,
        )
    for field, text in (
        ("make_up_free", "Only one of them is without make-up."),
        ("neutral_expression", "Only on one of them the expression is neutral."),
    ):
        told = {getattr(photo, field) for photo in (before, after)}
        if None not in told and len(told) > 1:
            yield sentence(text)


def _subject(photo: Photo) -> tuple[object, ...]:
    return photo.area, photo.side, photo.view


def _sessions(chart: Chart, photo: Photo) -> list[Session]:
    site = photo.site
    return [
        stored.record
        for stored in chart.sessions
        if site is None or any(overlaps(site, other) for other in sites_of(stored.record))
    ]


def _rows(session: Session, photo: Photo) -> list[AreaSettings]:
    site = photo.site
    return [row for row in session.areas if site is None or overlaps(site, row.site)]


def _is_past(session: Session, photo: Photo) -> bool:
    on = session.performed_on
    return on < photo.taken_on or (on == photo.taken_on and photo.timepoint in _AFTER)


def _grade_for(
    grades: Sequence[GradePoint], sessions: Sequence[date], photo: Photo
) -> GradePoint | None:
    found = [point for point in grades if point.day <= photo.taken_on]
    if not found:
        return None
    newest = max(found, key=lambda point: point.day)
    treated_since = any(newest.day < day < photo.taken_on for day in sessions)
    return None if treated_since else newest
