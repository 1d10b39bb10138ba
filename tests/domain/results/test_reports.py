"""A report of a reaction knows when the same is reported already and not over yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.results.reports import open_alike, session_blamed
from tests.domain.charts import DONE as TODAY
from tests.domain.charts import treated
from tests.domain.strategies import stored

BLISTER = AdverseEvent(
    Area.UPPER_ARM, Side.LEFT, patient_id=1, noted_on=TODAY, reaction=Reaction.BLISTER
)
ARM = Site(Area.UPPER_ARM, Side.LEFT)


@pytest.mark.parametrize(
    ("site", "reaction", "found"),
    [
        (ARM, Reaction.BLISTER, True),
        (Site(Area.UPPER_ARM, Side.BOTH), Reaction.BLISTER, True),
        (Site(Area.UPPER_ARM), Reaction.BLISTER, True),  # which side was not said yet
        (Site(Area.UPPER_ARM, Side.RIGHT), Reaction.BLISTER, False),
        (Site(Area.KNEE, Side.LEFT), Reaction.BLISTER, False),
        (ARM, Reaction.BURN, False),
    ],
)
def test_area_side_and_kind_make_it_the_same(site: Site, reaction: Reaction, found: bool) -> None:
    known = replace(treated(), adverse_events=(stored(BLISTER),))
    assert (open_alike(known, site, reaction) is not None) is found


@pytest.mark.parametrize(
    ("noted", "wanted", "found"),
    [
        (Area.FACE_FULL, Area.JOWL_JAWLINE, True),
        (Area.JOWL_JAWLINE, Area.FACE_FULL, True),
        (Area.FACE_FULL, Area.NECK_FRONT, False),
    ],
)
def test_the_full_face_and_the_jaw_are_the_same_skin(
    noted: Area, wanted: Area, found: bool
) -> None:
    known = replace(treated(), adverse_events=(stored(replace(BLISTER, area=noted, side=None)),))
    assert (open_alike(known, Site(wanted), Reaction.BLISTER) is not None) is found


def test_one_that_is_over_is_not_the_same_again() -> None:
    over = replace(BLISTER, closed_on=TODAY - timedelta(1))
    assert (
        open_alike(replace(treated(), adverse_events=(stored(over),)), ARM, Reaction.BLISTER)
        is None
    )


def test_the_newest_of_several_is_offered() -> None:
    both = (stored(BLISTER), stored(BLISTER, 2))
    assert open_alike(replace(treated(), adverse_events=both), ARM, Reaction.BLISTER) == both[1]


def test_a_reaction_is_laid_to_the_session_of_its_own_skin_and_not_to_the_last_of_all() -> None:
    """Two areas in turns: the arm came after the face, and the face blistered."""
    face, arm = AreaSettings(Area.FACE_FULL), AreaSettings(Area.UPPER_ARM, Side.LEFT)
    days = (TODAY - timedelta(40), TODAY - timedelta(9), TODAY - timedelta(2), TODAY + timedelta(1))
    rows = ((face,), (face,), (arm,), (face,))
    held = tuple(
        stored(Session(1, day, 1, areas=row), number)
        for number, (day, row) in enumerate(zip(days, rows, strict=True), 1)
    )
    known = replace(treated(), sessions=held)
    blister = replace(BLISTER, area=Area.JOWL_JAWLINE)
    assert session_blamed(known, blister) == 2
    assert session_blamed(known, BLISTER) == 3
    assert session_blamed(known, replace(BLISTER, area=Area.KNEE)) is None
