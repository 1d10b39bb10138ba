"""A session says all that it lacks, and a whole one lacks nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import (
    Answer,
    Endpoint,
    Reaction,
)
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.sessions.gaps import session_gaps

TODAY = date(2026, 11, 22)
ROW = AreaSettings(
    Area.NECK_FRONT,
    fluence_j_cm2=36.0,
    endpoints=(Endpoint.CONTRACTION,),
    pain_nrs=0,
    no_adverse_event=True,
)
SESSION = Session(
    7,
    TODAY,
    1,
    skin_clean=Answer.YES,
    tan_checked=Answer.YES,
    eye_protection=True,
    areas=(ROW,),
)


def lacks(session: Session, blocked: bool = False) -> list[tuple[str, int | None]]:
    return [(gap.field, gap.row) for gap in session_gaps(session, blocked, TODAY)]


def test_a_whole_session_lacks_nothing() -> None:
    assert lacks(SESSION) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"fluence_j_cm2": None}, "fluence_j_cm2"),
        ({"endpoints": None}, "endpoints"),
        ({"pain_nrs": None}, "pain_nrs"),
        ({"no_adverse_event": False}, "no_adverse_event"),
        ({"no_adverse_event": False, "reaction": Reaction.BLISTER}, "severity"),
        ({"area": Area.KNEE}, "side"),
    ],
)
def test_each_answer_of_an_area_is_needed(change: dict[str, Any], field: str) -> None:
    first = replace(ROW, area=Area.SUBMENTAL)
    assert lacks(replace(SESSION, areas=(first, replace(ROW, **change)))) == [(field, 1)]


def test_no_endpoint_seen_is_an_answer() -> None:
    assert lacks(replace(SESSION, areas=(replace(ROW, endpoints=()),))) == []


@pytest.mark.parametrize("sign", [Endpoint.BLISTER, Endpoint.GREY_WHITE, Endpoint.BLANCHING])
def test_a_sign_of_too_much_is_named_as_a_reaction_or_explained(sign: Endpoint) -> None:
    seen = replace(SESSION, areas=(replace(ROW, endpoints=(Endpoint.WARM, sign)),))
    assert lacks(seen) == [("reaction", 0)]
    assert lacks(replace(seen, override_reason="gone within a minute")) == []
    named = replace(seen.areas[0], no_adverse_event=False, reaction=Reaction.BLISTER, severity=1)
    assert lacks(replace(seen, areas=(named,))) == []


def test_an_area_is_listed_once_for_each_side() -> None:
    left = replace(ROW, area=Area.KNEE, side=Side.LEFT)
    right = replace(left, side=Side.RIGHT)
    assert lacks(replace(SESSION, areas=(left, right))) == []
    assert lacks(replace(SESSION, areas=(left, right, left))) == [("area", 2)]


def test_a_session_needs_an_area_and_a_day_that_has_come() -> None:
    empty = replace(SESSION, areas=(), performed_on=TODAY + timedelta(1))
    assert lacks(empty) == [("performed_on", None), ("areas", None)]


def test_the_re_check_must_be_asked() -> None:
    (one,) = session_gaps(SESSION, False, TODAY, unasked=1)
    (many,) = session_gaps(SESSION, False, TODAY, unasked=14)
    assert (one.field, str(one.words)[:10]) == ("day_check", "1 question")
    assert str(many.words).startswith("14 questions must still be asked")


def test_eyes_are_shielded_or_it_is_said_why_not() -> None:
    bare = replace(SESSION, eye_protection=False)
    assert lacks(bare) == [("eye_protection", None)]
    assert lacks(replace(bare, override_reason="a knee; all wore goggles")) == []


def test_a_gate_that_blocks_asks_for_a_reason() -> None:
    assert lacks(SESSION, blocked=True) == [("override_reason", None)]
    assert lacks(replace(SESSION, override_reason=" "), blocked=True) == [("override_reason", None)]
    assert lacks(replace(SESSION, override_reason="leaves the country"), blocked=True) == []
