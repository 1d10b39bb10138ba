"""Visits that overlap are found, each pair once, whatever order they come in."""

from datetime import date, time
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.overlaps import overlaps
from infrared_desktop.domain.schedule.schedule import Resource, clashes
from tests.domain.strategies import stored

ids = st.sampled_from([None, 1, 2])
visits = st.builds(
    Appointment,
    st.integers(1, 3),
    st.just(AppointmentKind.SESSION),
    st.sampled_from([date(2026, 11, 23), date(2026, 11, 24)]),
    st.builds(time, st.integers(8, 10), st.sampled_from([0, 30])),
    st.sampled_from([20, 60, 120]),
    ids,
    ids,
    status=st.sampled_from([AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED]),
)


@given(st.lists(visits, max_size=6), st.randoms())
def test_every_overlapping_pair_is_found_once(found: list[Appointment], rng: object) -> None:
    known = [stored(visit, id=n) for n, visit in enumerate(found, start=1)]
    expected = {
        frozenset((one.id, other.id))
        for one, other in combinations(known, 2)
        if clashes(one.record, [other])
    }
    rng.shuffle(known)  # type: ignore[attr-defined]
    pairs = [frozenset((each.first.id, each.second.id)) for each in overlaps(known)]
    assert set(pairs) == expected and len(pairs) == len(expected)


def test_visits_that_leave_no_time_for_their_buffers_overlap_but_for_the_patient() -> None:
    kind, day = AppointmentKind.SESSION, date(2026, 11, 23)
    first = stored(Appointment(1, kind, day, time(9), 60, room_id=1), id=1)
    near = stored(Appointment(1, kind, day, time(10), 60, room_id=1), id=2)
    assert overlaps([first, near]) == ()
    (found,) = overlaps([near, first], {kind: (0, 10)})
    assert (found.first, found.second, found.what) == (first, near, (Resource.ROOM,))
