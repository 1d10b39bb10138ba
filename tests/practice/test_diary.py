"""The diary gives each place away once, and never one on a day off."""

from datetime import date, time, timedelta
from random import Random

import pytest

from infrared_desktop.practice.diary import Diary, Place

ON = date(2026, 11, 25)
BROKEN_FROM = date(2026, 11, 23)
WANTED = date(2026, 11, 19)


def _overlap(one: Place, other: Place) -> bool:
    def ends(place: Place) -> int:
        return place.starts.hour * 60 + place.starts.minute + place.minutes

    first, second = sorted((one, other), key=lambda place: place.starts)
    return ends(first) > second.starts.hour * 60 + second.starts.minute


def test_a_full_diary_has_no_overlaps() -> None:
    diary, rng = Diary(ON, BROKEN_FROM), Random(1)
    minutes = (15, 30, 45, 60)
    places = [diary.find(rng, WANTED, minutes[n % 4], treats=bool(n % 3)) for n in range(150)]
    for number, place in enumerate(places):
        for other in places[:number]:
            if place.day == other.day and place.column == other.column:
                assert not _overlap(place, other)
    assert all(time(9) <= place.starts for place in places)


def test_it_keeps_weekends_and_today_free() -> None:
    diary, rng = Diary(ON, BROKEN_FROM), Random(1)
    days = {diary.find(rng, WANTED, 60, treats=False).day for _ in range(100)}
    assert {WANTED, WANTED + timedelta(days=1), BROKEN_FROM} <= days
    assert ON not in days
    assert all(day.weekday() < 5 for day in days)


def test_the_broken_device_treats_nobody() -> None:
    diary, rng = Diary(ON, BROKEN_FROM), Random(1)
    places = [diary.find(rng, WANTED, 60, treats=True) for _ in range(60)]
    assert {place.column for place in places if place.day < BROKEN_FROM} == {0, 1}
    assert {place.column for place in places if place.day >= BROKEN_FROM} == {0}


def test_a_certain_place_is_given_away_once() -> None:
    diary = Diary(ON, BROKEN_FROM)
    diary.fix(ON, time(10), 60, 0)
    with pytest.raises(ValueError, match="taken"):
        diary.fix(ON, time(10, 45), 30, 0)
