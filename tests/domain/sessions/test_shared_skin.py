"""Skin that was treated under another area's name is not taken for untreated."""

from dataclasses import replace
from datetime import timedelta

from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.sessions.gates import Gate, Severity
from infrared_desktop.domain.sessions.shared_skin import SkinPast, shared_skin_gates
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


def past(chart: Chart) -> SkinPast:
    return SkinPast(TODAY, chart.sessions, chart.adverse_events)


def gates(chart: Chart, site: Site, fluence: float | None = None) -> list[Gate]:
    row = AreaSettings(site.area, site.side, fluence_j_cm2=fluence)
    return list(shared_skin_gates((row, row), past(chart), 10))


def words(chart: Chart, site: Site) -> list[str]:
    return [str(gate.sentence) for gate in gates(chart, site)]


def rise(chart: Chart, fluence: float, site: Site = JAW) -> list[str]:
    found = gates(chart, site, fluence)
    return [str(gate.sentence) for gate in found if gate.code == "shared-rise"]


def test_the_full_face_counts_for_the_jaw_and_the_jaw_for_the_full_face() -> None:
    (told,) = words(given((FACE, 30)), JAW)
    assert "as FACE_FULL, with 40 J/cm²; size and pulses are not compared here." in told
    (told,) = words(given((JAW, 30)), FACE)
    assert "as JOWL_JAWLINE:both, with" in told
    found = gates(given((FACE, 30)), JAW, 44.0)
    assert [(gate.code, gate.severity) for gate in found] == [("same-skin", Severity.WARN)]


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
    assert told.endswith("as FACE_FULL; size and pulses are not compared here.")
    assert rise(replace(chart, sessions=(replace(held, record=bare),)), 99) == []


def test_over_ten_per_cent_more_than_another_name_had_is_a_hint_that_names_it() -> None:
    face = given((FACE, 30))
    assert rise(face, 44.0) == []  # 40 + 10 % is 44
    (told,) = rise(face, 44.1)
    assert told.startswith(f"{JAW}: 10.2 % more fluence than this skin had on ")
    assert told.endswith(" as FACE_FULL; over 10 % asks for a second look.")
    assert rise(given((FACE, 30), (JAW, 5)), 60) == []  # its own dose is compared instead


def test_after_a_reaction_under_another_name_what_was_tolerated_is_not_passed_silently() -> None:
    blister = AdverseEvent(
        JAW.area, JAW.side, patient_id=1, noted_on=TODAY, reaction=Reaction.BLISTER
    )
    chart = given((FACE, 60), (FACE, 30))
    old, last = chart.sessions
    fine = replace(old.record.areas[0], fluence_j_cm2=34.0, no_adverse_event=True)
    chart = replace(
        chart,
        sessions=(replace(old, record=replace(old.record, areas=(fine,))), last),
        adverse_events=(stored(replace(blister, session_id=last.id)),),
    )
    assert "with 40 J/cm², and a reaction followed;" in words(chart, JAW)[0]
    assert rise(chart, 34.0) == []
    (told,) = rise(chart, 34.5)
    assert told.startswith(f"{JAW}: 1.5 % more fluence than this skin had on ")
    assert told.endswith(" as FACE_FULL, which was tolerated.")


def test_of_several_areas_in_one_session_the_mildest_is_compared() -> None:
    chart = given((JAW, 30))
    (held,) = chart.sessions
    rows = (
        AreaSettings(Area.FOREHEAD_BROW),
        AreaSettings(Area.FOREHEAD_BROW, fluence_j_cm2=30.0),
        *held.record.areas,
    )
    both = replace(chart, sessions=(replace(held, record=replace(held.record, areas=rows)),))
    (told,) = rise(both, 36.0, FACE)
    assert "20 % more" in told and "as FOREHEAD_BROW;" in told
