"""The views that belong to a set of photographs, and what a visit's set lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from infrared_desktop.domain.records.areas import Area, Region, region_of
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo, PhotoView, Timepoint


class SetKind(StrEnum):
    """Areas that are photographed together."""

    HEAD = "head"
    CHEST = "chest"
    ARMS = "arms"
    ABDOMEN = "abdomen"
    TRUNK = "trunk"
    LEGS = "legs"


_ROUND = (
    PhotoView.FRONT,
    PhotoView.OBLIQUE_LEFT,
    PhotoView.OBLIQUE_RIGHT,
    PhotoView.LATERAL_LEFT,
    PhotoView.LATERAL_RIGHT,
)
_CHIN = (PhotoView.CHIN_DOWN, PhotoView.CHIN_UP)
# The views of a set (clinical reference 2.7): the face's are S45–S47, the body's the clinic's own.
VIEWS: dict[SetKind, tuple[PhotoView, ...]] = {
    SetKind.HEAD: _ROUND,
    SetKind.CHEST: _ROUND[:3],
    SetKind.ARMS: (PhotoView.ARMS_OUT,),
    SetKind.ABDOMEN: (*_ROUND, PhotoView.SEATED),
    SetKind.TRUNK: (*_ROUND, PhotoView.BACK),
    SetKind.LEGS: (PhotoView.FRONT, PhotoView.BACK),
}
# With these areas the chin is photographed down and up as well.
_JAW_AND_NECK = {Area.JOWL_JAWLINE, Area.SUBMENTAL, Area.NECK_FRONT, Area.NECK_SIDE}
_ABDOMEN = {Area.ABDOMEN_UPPER, Area.ABDOMEN_LOWER}
_TRUNK = {Area.FLANK, Area.BUTTOCK}


def set_of(area: Area) -> SetKind:
    """Return the set that an area is photographed with."""
    if area is Area.DECOLLETE:
        return SetKind.CHEST
    region = region_of(area)
    if region in (Region.FACE, Region.NECK):
        return SetKind.HEAD
    if region is Region.ARM:
        return SetKind.ARMS
    if area in _ABDOMEN:
        return SetKind.ABDOMEN
    return SetKind.TRUNK if area in _TRUNK else SetKind.LEGS


def views_asked(areas: Iterable[Area]) -> dict[SetKind, tuple[PhotoView, ...]]:
    """Return the views that areas ask for, by the sets that they are photographed with."""
    wanted = set(areas)
    kinds = {set_of(area) for area in wanted}
    asked = {kind: VIEWS[kind] for kind in SetKind if kind in kinds}
    if wanted & _JAW_AND_NECK:
        asked[SetKind.HEAD] += _CHIN
    return asked


@dataclass(frozen=True)
class Slot:
    """The place of a view in a set: the photograph, or that the baseline has it and this has not.

    Without either the view is not asked for here; its place stays free, so that views line up.
    """

    view: PhotoView
    photo: Stored[Photo] | None = None
    is_missing: bool = False


@dataclass(frozen=True)
class PhotoSet:
    """One set of one day: its views in order, then whatever else was taken of these areas."""

    kind: SetKind
    is_baseline: bool
    slots: tuple[Slot, ...]
    more: tuple[Stored[Photo], ...] = ()

    @property
    def missing(self) -> tuple[PhotoView, ...]:
        """The views that are missing."""
        return tuple(slot.view for slot in self.slots if slot.is_missing)


@dataclass(frozen=True)
class PhotoDay:
    """The photographs of one day and one visit; `loose` are those of which no area is known."""

    day: date
    appointment_id: int | None
    sets: tuple[PhotoSet, ...]
    loose: tuple[Stored[Photo], ...] = ()

    @property
    def photos(self) -> tuple[Stored[Photo], ...]:
        """All photographs of the day, in the order in which they are shown."""
        shown = list(self.loose)
        for each in self.sets:
            shown += [slot.photo for slot in each.slots if slot.photo]
            shown += each.more
        return tuple(shown)


def photo_days(photos: Sequence[Stored[Photo]], areas: Iterable[Area] = ()) -> tuple[PhotoDay, ...]:
    """Return a patient's photographs by day and visit, the newest first.

    A set's first day is its baseline, unless a later one says that it is; it lacks what the areas
    of its photographs and the planned `areas` ask for. Each later day lacks what the baseline has.
    """
    every = [photo for photo in photos if photo.record.area]
    pictured = {photo.record.area for photo in every if photo.record.area}
    asked = views_asked(pictured | set(areas))
    baselines = {kind: _baseline(kind, every) for kind in asked}

    def key(stored: Stored[Photo]) -> tuple[date, int]:
        return stored.record.taken_on, stored.record.appointment_id or 0

    days = []
    for (day, visit), group in groupby(sorted(photos, key=key, reverse=True), key):
        these = sorted(group, key=lambda stored: stored.id)
        sets = [_set(kind, views, baselines[kind], day, these) for kind, views in asked.items()]
        loose = tuple(photo for photo in these if photo.record.area is None)
        shown = tuple(each for each in sets if each is not None)
        days.append(PhotoDay(day, visit or None, shown, loose))
    return tuple(days)


def _baseline(kind: SetKind, photos: Sequence[Stored[Photo]]) -> tuple[date, frozenset[PhotoView]]:
    """Return the day of a set's baseline and the views that it has."""
    own = [each.record for each in photos if each.record.area and set_of(each.record.area) is kind]
    said = [each for each in own if each.timepoint is Timepoint.BASELINE]
    first = min((each.taken_on for each in said or own), default=date.min)
    return first, frozenset(p.view for p in own if p.taken_on == first and p.view)


def _set(
    kind: SetKind,
    views: tuple[PhotoView, ...],
    baseline: tuple[date, frozenset[PhotoView]],
    day: date,
    photos: Sequence[Stored[Photo]],
) -> PhotoSet | None:
    own = [each for each in photos if each.record.area and set_of(each.record.area) is kind]
    if not own:
        return None
    first, had = baseline
    wanted = frozenset(views) if day == first else had
    by_view: dict[PhotoView, Stored[Photo]] = {}
    for each in own:
        if each.record.view in views:
            by_view.setdefault(each.record.view, each)
    slots = tuple(Slot(v, by_view.get(v), v in wanted and v not in by_view) for v in views)
    placed = {each.id for each in by_view.values()}
    more = tuple(each for each in own if each.id not in placed)
    return PhotoSet(kind, day == first, slots, more)
