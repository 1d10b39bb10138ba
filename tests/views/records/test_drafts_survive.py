"""No bad input loses a draft: what was typed is there again, and nothing of it was signed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from infrared_desktop.views.forms.binder import inputs_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import consultation, patient
from tests.views.desk import Desk

BAD = st.one_of(
    st.sampled_from(
        [
            "31.02.2027",
            "+9999y",
            "1e999",
            "-7",
            "999999999",
            "nan",
            "½",
            "12:75",
            "2999-01-01",
            "%s",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
)
KEPT = "The neck looks tired"
KINDS = {"consultation": "main_concern", "session": "note", "review": "note"}


def lines(page: QWidget, apart: str) -> list[QLineEdit]:
    found = [each for each in inputs_of(page) if isinstance(each, QLineEdit)]
    return [each for each in found if each.property("field") != apart]


@pytest.mark.parametrize("kind", KINDS)
def test_bad_input_loses_no_draft_and_is_never_signed(desk: Desk, kind: str) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    before_today = replace(consultation(number), consulted_on=NOW.date() - timedelta(days=1))
    desk.clinic.care.sign(before_today, CLINICIAN, NOW - timedelta(days=1))
    field = KINDS[kind]

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def walk(data: st.DataObject) -> None:
        screen: Any = desk.go(kind, number)
        screen.page.rows.add()
        before = len(signed_ones(desk, number, kind))
        kept = screen.page.binder.input(field)
        kept.set_value(KEPT)
        kept.changed.emit()
        inputs = [*lines(screen.page.fields, field), *lines(screen.page.rows.detail, field)]
        bad = data.draw(st.sampled_from(inputs))
        bad.setFocus()
        bad.setText(data.draw(BAD))
        bad.textEdited.emit(bad.text())
        bad.editingFinished.emit()
        desk.press("Ctrl+Return", times=2)
        assert len(signed_ones(desk, number, kind)) == before
        desk.go("today")
        again: Any = desk.go(kind, number)
        assert again.page.binder.input(field).get_value() == KEPT
        for draft in desk.clinic.care.drafts(CLINICIAN):
            desk.clinic.care.discard_draft(draft, CLINICIAN, NOW)
        again.keeper.begin()

    walk()
    QApplication.processEvents()


def signed_ones(desk: Desk, number: int, kind: str) -> tuple[Any, ...]:
    chart = desk.clinic.people.chart(number)
    return {
        "consultation": chart.consultations,
        "session": chart.sessions,
        "review": chart.reviews,
    }[kind]
