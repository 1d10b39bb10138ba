"""Skin type and arms are read again before each session, each of them once."""

from dataclasses import replace

import pytest

from infrared_desktop.domain.areas import Area, Side, Site
from infrared_desktop.domain.chart import Chart, State
from infrared_desktop.domain.skin_cautions import skin_cautions, skin_type
from tests.domain.consultations import PATIENT, TITAN, TODAY, consultation
from tests.domain.strategies import stored

NECK = Site(Area.NECK_FRONT)
ARMS = (Site(Area.UPPER_ARM, Side.LEFT), Site(Area.UNDERARM, Side.RIGHT))


def chart(skin: int | None, state: State = State.SIGNED) -> Chart:
    seen = stored(consultation(fitzpatrick_type=skin), state=state)
    return Chart(stored(PATIENT), consultations=(seen,))


@pytest.mark.parametrize(
    ("skin", "sites", "expected"),
    [
        (3, (NECK,), []),
        (4, (NECK,), ["R-TYPE"]),
        (6, ARMS, ["R-TYPE", "R-AREA-ARM"]),
        (2, ARMS, ["R-AREA-ARM"]),
        (None, (NECK,), []),
    ],
)
def test_skin_type_and_arms_are_pointed_out(
    skin: int | None, sites: tuple[Site, ...], expected: list[str]
) -> None:
    found = skin_cautions(chart(skin), sites, TITAN, TODAY)
    assert [gate.code for gate in found] == expected
    assert all(gate.title is not None for gate in found)


def test_the_test_spot_is_named() -> None:
    (gate,) = skin_cautions(chart(5), (NECK,), TITAN, TODAY)
    assert "test spot" in str(gate.sentence).lower()


def test_only_a_signed_consultation_counts_and_the_newest_leads() -> None:
    draft = chart(5, State.CURRENT)
    assert (skin_type(draft), skin_cautions(draft, (NECK,), TITAN, TODAY)) == (None, ())
    (old,) = chart(2).consultations
    newer = replace(old, id=9, record=consultation(fitzpatrick_type=4))
    assert skin_type(replace(draft, consultations=(newer, old))) == 4
