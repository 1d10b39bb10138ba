"""A timeline on paper holds every event once, numbered as it is drawn, and no two words overlap."""

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents import timeline_drawing
from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.timeline_drawing import LaneDrawing, paper_font
from infrared_desktop.documents.timeline_files import to_pdf, to_svg
from infrared_desktop.documents.timeline_sheet import LETTERS, TimelineSheet, sheet_of
from infrared_desktop.domain.records.areas import Area, LaxityScale
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.timeline.build import as_lines, build
from infrared_desktop.domain.timeline.model import MarkKind
from tests.documents.reading import flat
from tests.domain.timeline.test_build import (
    TODAY,
    charts,
    follow_up_lists,
    numbered,
    session,
    window_lists,
)

PAPER = Paper("Timeline", (), "Clinic by the Lake", "Côté, Ottilie · no. 0001", "Made today")
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart, follow_ups: Any = (), windows: Any = (), by_year: bool = False) -> Any:
    timeline = build(chart, follow_ups, windows, TODAY)
    return timeline, sheet_of(timeline, str, date.isoformat, by_year)


def words_of(svg: bytes) -> list[str]:
    found = ET.fromstring(svg.decode()).iter(f"{SVG}text")
    return [" ".join("".join(text.itertext()).split()) for text in found]


def joined(text: str) -> str:
    """Leave the blanks out: a picture parts a text where a letter comes from another font."""
    return flat(text).replace(" ", "")


@FEW
@given(charts(), follow_up_lists(), window_lists())
def test_a_picture_tells_every_event_once_as_text_and_holds_no_raster(
    qapp: QApplication, chart: Chart, follow_ups: Any, windows: Any
) -> None:
    timeline, sheet = drawn(chart, follow_ups, windows)
    svg = to_svg(PAPER, sheet)
    assert b"<image" not in svg
    texts = words_of(svg)
    told = joined(" ".join(texts))
    for number, line in enumerate(as_lines(timeline), start=1):
        begins = flat(f"{number}. {line.day.isoformat()}")
        assert sum(text.startswith(f"{begins} ") for text in texts) == 1
        assert all(joined(str(words)) in told for words in line.words)


@FEW
@given(charts(), follow_up_lists(), window_lists(), st.booleans())
def test_a_pdf_tells_every_event_and_runs_the_patient_along_each_page(
    qapp: QApplication, chart: Chart, follow_ups: Any, windows: Any, by_year: bool
) -> None:
    timeline, sheet = drawn(chart, follow_ups, windows, by_year)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(PAPER, sheet))).pages]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in flat(page)
        assert flat(PAPER.whom) in flat(page)
    told = flat(" ".join(pages))
    assert all(flat(f"{n}. {line.day}") in told for n, line in enumerate(as_lines(timeline), 1))


@FEW
@given(charts(), follow_up_lists(), window_lists(), st.booleans())
def test_no_two_words_of_a_chart_overlap(
    qapp: QApplication, chart: Chart, follow_ups: Any, windows: Any, by_year: bool
) -> None:
    _, sheet = drawn(chart, follow_ups, windows, by_year)
    charts_drawn: list[list[tuple[QRectF, str]]] = []
    written, measure = LaneDrawing._text, QFontMetricsF(paper_font(9))
    axis = LaneDrawing.axis

    def note_axis(self: LaneDrawing, *place: Any) -> None:
        charts_drawn.append([])
        axis(self, *place)

    def note(self: LaneDrawing, box: QRectF, text: str, ink: QColor, centred: bool = False) -> None:
        width = measure.horizontalAdvance(text)
        left = box.center().x() - width / 2 if centred else box.left()
        charts_drawn[-1].append((QRectF(left, box.top(), width, box.height()), text))
        written(self, box, text, ink, centred)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timeline_drawing.LaneDrawing, "_text", note)
        patch.setattr(timeline_drawing.LaneDrawing, "axis", note_axis)
        to_svg(PAPER, sheet)
    for words in charts_drawn:
        for at, (one, said) in enumerate(words):
            for other, too in words[at + 1 :]:
                assert not one.intersects(other), f"{said!r} {one} overlaps {too!r} {other}"


@FEW
@given(charts(), follow_up_lists(), window_lists(), st.booleans())
def test_a_sheet_goes_through_a_pipe_as_it_is(
    chart: Chart, follow_ups: Any, windows: Any, by_year: bool
) -> None:
    _, sheet = drawn(chart, follow_ups, windows, by_year)
    assert TimelineSheet.from_json(sheet.to_json()) == sheet


@FEW
@given(charts(), follow_up_lists(), window_lists())
def test_by_years_every_sign_stands_on_exactly_one_chart(
    chart: Chart, follow_ups: Any, windows: Any
) -> None:
    timeline, sheet = drawn(chart, follow_ups, windows, by_year=True)
    shown = [
        sign.number
        for first, last in sheet.pages
        for lane in sheet.lanes
        for sign in lane.within(first, last).signs
    ]
    assert sorted(shown) == sorted(sign.number for lane in sheet.lanes for sign in lane.signs)
    assert len(shown) == len(timeline.marks)


def test_every_kind_of_event_has_letters_of_its_own() -> None:
    letters = [letters for letters, _ in LETTERS.values()]
    assert LETTERS.keys() == set(MarkKind)
    assert len(set(letters)) == len(letters)


def test_what_was_left_out_by_choice_is_told_on_paper(qapp: QApplication) -> None:
    sessions = numbered([session(TODAY - timedelta(days)) for days in (0, 40)])
    chart = Chart(patient=numbered([None])[0], sessions=sessions)
    timeline = replace(build(chart, (), (), TODAY), hidden=3)
    sheet = sheet_of(timeline, str, date.isoformat)
    assert "not on this paper, by choice: 3" in " ".join(words_of(to_svg(PAPER, sheet)))


def test_a_chart_names_what_its_numbers_are_and_its_medicines(qapp: QApplication) -> None:
    cream = Medicine(MedicineKind.OTHER, "Fictional cream", started_on=date(2026, 1, 5))
    (patient,) = numbered([Patient("Fictional")])
    histories = numbered([History(1, date(2026, 1, 5), medicines=(cream,))])
    chart = Chart(patient, sessions=numbered([session(TODAY, 36)]), histories=histories)
    timeline, sheet = drawn(chart)
    texts = words_of(to_svg(PAPER, sheet))
    assert "J/cm²" in texts and not any(text.endswith(" J") for text in texts)
    place = next(n for n, line in enumerate(as_lines(timeline), 1) if line.item in timeline.spans)
    assert f"{place} Fictional cream" in texts


def test_grades_of_two_scales_are_not_joined_on_paper(qapp: QApplication) -> None:
    def lines(*scales: LaxityScale) -> int:
        seen = [
            Consultation(
                1,
                TODAY - timedelta(90 - 9 * number),
                1,
                areas=(AreaFinding(Area.FACE_FULL, laxity_grade=2.0, laxity_scale=scale),),
            )
            for number, scale in enumerate(scales)
        ]
        (patient,) = numbered([Patient("Fictional")])
        chart = Chart(patient, consultations=numbered(seen))
        svg = to_svg(PAPER, drawn(chart)[1])
        runs = [each.get("points") or "" for each in ET.fromstring(svg).iter(f"{SVG}polyline")]
        return sum(len(run.split()) - 1 for run in runs)

    one, other = LaxityScale.ALEXIADES, LaxityScale.CLINIC
    assert lines(one, one, one) - lines(one, one, other) == 1
