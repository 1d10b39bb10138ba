"""Charts as hypothesis makes them up: every record plausible on its own, together anything."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from infrared_desktop.domain.areas import Area, Side, Site
from infrared_desktop.domain.chart import State, Stored

R = TypeVar("R")

FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2026, 12, 31)
PATIENT = 7
SITES = (
    Site(Area.NECK_FRONT),
    Site(Area.FACE_FULL),
    Site(Area.UPPER_ARM, Side.LEFT),
    Site(Area.UPPER_ARM, Side.RIGHT),
    Site(Area.UPPER_ARM, Side.BOTH),
)

days = st.dates(FIRST_DAY, LAST_DAY)
sites = st.sampled_from(SITES)
some_sites = st.lists(sites, min_size=1, max_size=3, unique=True)
moments = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + timedelta(minutes=minutes),
    days,
    st.integers(0, 24 * 60 - 1),
)


def stored(
    record: R, id: int = 1, at: datetime | None = None, state: State = State.CURRENT
) -> Stored[R]:
    """Wrap a record as the storage would."""
    return Stored(id, 1, state, 1, at or datetime(2023, 1, 1, tzinfo=UTC), "", record)
