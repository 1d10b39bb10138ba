"""Skin that was treated under another area's name is not taken for untreated."""

from dataclasses import replace
from datetime import timedelta

from infrared_desktop.domain.areas import Area, Side, Site
from infrared_desktop.domain.care import AreaSettings, Session
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.gates import Severity
from infrared_desktop.domain.shared_skin import shared_skin_gates
from tests.domain.charts import DONE as TODAY
from tests.domain.charts import treated
from tests.domain.strategies import stored

FACE, JAW = Site(Area.FACE_FULL), Site(Area.JOWL_JAWLINE, Side.BOTH)


def given(*sites_and_days: tuple[Site, int]) -> Chart:
    """Return a chart with a session for each site, so many days ago, of 40 J/cm²."""
    held = tuple(
        stored(
            Session(
                1,
                TODAY - timedelta(days),
                1,
                areas=(AreaSettings(site.area, site.side, fluence_j_cm2=40.0),),
            ),
            number,
        )
        for number, (site, days) in enumerate(sites_and_days, 1)
    )
    return replace(treated(), sessions=held)


def words(chart: Chart, site: Site) -> list[str]:
    return [str(gate.sentence) for gate in shared_skin_gates(chart, (site, site), TODAY)]


def test_the_full_face_counts_for_the_jaw_and_the_jaw_for_the_full_face() -> None:
    (told,) = words(given((FACE, 30)), JAW)
    assert "as FACE_FULL, with 40 J/cm²; that dose is not compared here." in told
    (told,) = words(given((JAW, 30)), FACE)
    assert "as JOWL_JAWLINE:both, with" in told
    gates = list(shared_skin_gates(given((FACE, 30)), (JAW,), TODAY))
    assert [(gate.code, gate.severity) for gate in gates] == [("same-skin", Severity.WARN)]


def test_it_is_silent_where_the_last_dose_was_the_areas_own_or_lies_ahead_or_elsewhere() -> None:
    assert words(given((FACE, 60), (JAW, 30)), JAW) == []
    assert words(given((FACE, 30), (JAW, 60)), JAW) != []
    assert words(given((FACE, -1)), JAW) == []
    assert words(given((Site(Area.NECK_FRONT), 30)), JAW) == []
    left, right = Site(JAW.area, Side.LEFT), Site(JAW.area, Side.RIGHT)
    assert words(given((left, 30)), right) == []


def test_a_dose_that_nobody_wrote_down_is_told_without_one() -> None:
    chart = given((FACE, 30))
    (held,) = chart.sessions
    bare = replace(held.record, areas=(AreaSettings(Area.FACE_FULL),))
    (told,) = words(replace(chart, sessions=(replace(held, record=bare),)), JAW)
    assert told.endswith("as FACE_FULL; that dose is not compared here.")
