"""The last settings of each site stand on a patient's page, and those that were tolerated last."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.timeline.build import Ref, build
from infrared_desktop.views.people.last_doses import last_doses
from infrared_desktop.views.people.timeline_detail import TimelineDetail
from tests.views.timeline.test_timeline import TODAY, stored

SPRING, SUMMER, AUTUMN = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 7)


def treated(number: int, day: date, fluence: float, **fields: Any) -> Any:
    row = AreaSettings(Area.FACE_FULL, fluence_j_cm2=fluence, no_adverse_event=True)
    rows = (replace(row, **fields),)
    return stored(Session(1, day, 1, areas=rows), number)


def chart(*events: AdverseEvent) -> Chart:
    left = {"area": Area.UPPER_ARM, "side": Side.LEFT, "no_adverse_event": None}
    return Chart(
        stored(Patient("Fictional"), 1),
        sessions=(
            treated(3, AUTUMN, 40),
            treated(1, SPRING, 34),
            treated(2, SUMMER, 30, **left),
        ),
        adverse_events=tuple(stored(event, n) for n, event in enumerate(events, 1)),
    )


def test_each_site_tells_its_newest_dose_and_how_it_was_borne(qapp: QApplication) -> None:
    assert last_doses(chart()) == (
        "Face, full: last 7 Sep 2026 · 40 J/cm², tolerated",
        "Upper arm, left: last 1 Jun 2026 · 30 J/cm², how it was borne is not noted",
    )


def test_after_a_reaction_the_settings_that_were_tolerated_are_told(qapp: QApplication) -> None:
    event = AdverseEvent(
        Area.FACE_FULL,
        patient_id=1,
        noted_on=AUTUMN,
        session_id=3,
        reaction=Reaction.BLISTER,
        severity=2,
    )
    told = last_doses(chart(event))
    assert told[0].startswith("Face, full: last 7 Sep 2026 · 40 J/cm², ")
    assert "tolerated" not in told[0]
    assert told[1] == "Face, full: last tolerated 2 Mar 2026 · 34 J/cm²"


def test_the_detail_tells_them_before_anything_is_selected_and_of_its_own_site_after(
    qapp: QApplication,
) -> None:
    held, detail = chart(), TimelineDetail()
    detail.show_item(None, TODAY, chart=held)
    assert "Upper arm, left: last 1 Jun 2026" in detail.text() and "Arrow keys" in detail.text()
    marks = build(held, (), (), TODAY).marks
    (first,) = (mark for mark in marks if mark.ref == Ref("session", 1))
    detail.show_item(first, TODAY, chart=held)
    assert "At this site last 7 Sep 2026 · 40 J/cm², tolerated" in detail.text()
    assert "1 Jun 2026" not in detail.text()
