"""A set's views line up, and what a later day lacks is told by the baseline."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.photographs.sets import (
    VIEWS,
    SetKind,
    photo_days,
    set_of,
    views_asked,
)
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.photographs import DatedBy, Photo, PhotoView, Timepoint

FIRST, LATER = date(2026, 1, 5), date(2026, 3, 2)
AT = datetime(2026, 3, 2, tzinfo=UTC)


def shot(number: int, view: PhotoView | None, day: date = FIRST, **fields: Any) -> Stored[Photo]:
    known = {"area": Area.MIDFACE_CHEEK} | fields
    photo = Photo(1, f"{number:064x}", day, DatedBy.CAMERA, "image/jpeg", 9, 40, 30, view=view)
    return Stored(number, 1, State.CURRENT, 1, AT, "", replace(photo, **known))


def test_the_face_asks_for_five_views_and_the_neck_for_the_chin_as_well() -> None:
    assert len(views_asked([Area.FACE_FULL])[SetKind.HEAD]) == 5
    assert views_asked([Area.NECK_FRONT])[SetKind.HEAD][5:] == (
        PhotoView.CHIN_DOWN,
        PhotoView.CHIN_UP,
    )
    assert PhotoView.SEATED in views_asked([Area.ABDOMEN_LOWER])[SetKind.ABDOMEN]
    assert views_asked([Area.KNEE]) == {SetKind.LEGS: (PhotoView.FRONT, PhotoView.BACK)}


def test_a_later_day_lacks_what_the_baseline_has_and_nothing_else() -> None:
    front, left = PhotoView.FRONT, PhotoView.OBLIQUE_LEFT
    newest, oldest = photo_days([shot(1, front), shot(2, left), shot(3, front, LATER)])
    (base,), (after,) = oldest.sets, newest.sets
    assert base.is_baseline and not after.is_baseline
    assert base.missing == VIEWS[SetKind.HEAD][2:]
    assert after.missing == (left,)
    assert [slot.view for slot in after.slots] == [slot.view for slot in base.slots]


def test_a_day_that_is_said_to_be_before_treatment_is_the_baseline() -> None:
    said = shot(2, PhotoView.FRONT, LATER, timepoint=Timepoint.BASELINE)
    newest, oldest = photo_days([shot(1, PhotoView.LATERAL_LEFT), said])
    assert newest.sets[0].is_baseline
    assert oldest.sets[0].missing == (PhotoView.FRONT,)


def test_a_second_picture_of_a_view_stands_after_the_set() -> None:
    (day,) = photo_days([shot(1, PhotoView.FRONT), shot(2, PhotoView.FRONT), shot(3, None)])
    assert [each.id for each in day.sets[0].more] == [2, 3]


def test_visits_of_one_day_are_told_apart() -> None:
    days = photo_days([shot(1, None, appointment_id=4), shot(2, None, appointment_id=5)])
    assert [day.appointment_id for day in days] == [5, 4]


@given(
    st.lists(
        st.tuples(
            st.none() | st.sampled_from(Area),
            st.none() | st.sampled_from(PhotoView),
            st.dates(FIRST, LATER),
        )
    )
)
def test_every_photograph_is_shown_once(told: list[tuple[Any, Any, date]]) -> None:
    photos = [shot(n, view, day, area=area) for n, (area, view, day) in enumerate(told, start=1)]
    days = photo_days(photos)
    shown = sorted(each.id for day in days for each in day.photos)
    assert shown == [each.id for each in photos]
    assert [day.day for day in days] == sorted({p.record.taken_on for p in photos}, reverse=True)
    for day in days:
        for each in day.photos:
            assert each.record.area is None or set_of(each.record.area) in {
                s.kind for s in day.sets
            }
