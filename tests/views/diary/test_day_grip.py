"""What is carried in the diary never leaves its day or its columns, however it is pushed."""

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.domain.schedule.opening import DAY_MINUTES
from infrared_desktop.views.diary.day_grip import FINE_MINUTES, Deed, Grip, snapped

COLUMNS = 3
pushes = st.lists(
    st.one_of(
        st.tuples(st.just("moved"), st.sampled_from([-1, 1])),
        st.tuples(st.just("aside"), st.sampled_from([-1, 1])),
        st.tuples(st.just("lasting"), st.integers(-100, 2000)),
        st.tuples(st.just("until"), st.integers(-500, 3000)),
        st.tuples(st.just("at"), st.integers(-3000, 3000)),
    ),
    max_size=40,
)


def pushed(grip: Grip, name: str, by: int) -> Grip:
    """Push what is held."""
    extra = {"aside": (COLUMNS,), "at": (1,)}.get(name, ())
    result: Grip = getattr(grip, name)(by, *extra)
    return result


@given(st.integers(0, DAY_MINUTES - 60), st.integers(5, 60), pushes)
def test_it_stays_within_its_day_and_the_columns(
    starts: int, minutes: int, way: list[tuple[str, int]]
) -> None:
    grip = Grip(Deed.MOVE, 0, starts, minutes)
    for name, by in way:
        grip = pushed(grip, name, by)
        assert 0 <= grip.starts < grip.ends <= DAY_MINUTES
        assert grip.minutes >= FINE_MINUTES
        assert 0 <= grip.column < COLUMNS


@given(st.integers(0, DAY_MINUTES - 60))
def test_a_step_always_goes_its_way_and_lands_on_the_grid(starts: int) -> None:
    grip = Grip(Deed.MOVE, 0, starts, 30)
    later, sooner = grip.moved(1), grip.moved(-1)
    assert later.starts > starts or later.ends == DAY_MINUTES
    assert sooner.starts < starts or starts == 0
    assert sooner.starts % STEP_MINUTES == 0
    assert abs(later.starts - starts) <= STEP_MINUTES >= abs(sooner.starts - starts)


def test_the_mouse_goes_by_five_minutes() -> None:
    assert [snapped(minute) for minute in (600, 602.4, 602.6, 607)] == [600, 600, 605, 605]
