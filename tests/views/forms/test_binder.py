"""The binder moves every kind of value both ways and never takes nothing for something."""

from dataclasses import dataclass, replace
from datetime import date, time

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import Answer, Expectation, SkinCondition
from infrared_desktop.views.forms.binder import Binder, BindingError
from infrared_desktop.views.inputs.choice_field import ChoiceField, MultiChoiceField
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.inputs.fields import CheckField, ComboField
from infrared_desktop.views.inputs.number_field import DecimalField, IntField, TimeField
from infrared_desktop.views.inputs.text_field import TextField


@dataclass(frozen=True)
class Sample:
    """A record with one field of every kind."""

    name: str
    seen_on: date
    note: str = ""
    born: date | None = None
    starts: time | None = None
    pain: int | None = None
    grade: float | None = None
    skin_type: int | None = None
    staff_id: int | None = None
    hope: Expectation | None = None
    tattoo: Answer | None = None
    conditions: tuple[SkinCondition, ...] | None = None
    blocked: bool = False


INPUTS: dict[str, tuple[type, str]] = {
    "name": (TextField, ""),
    "seen_on": (DateField, ""),
    "note": (TextField, ""),
    "born": (DateField, ""),
    "starts": (TimeField, ""),
    "pain": (IntField, ""),
    "grade": (DecimalField, ""),
    "skin_type": (ChoiceField, "Fitzpatrick"),
    "staff_id": (ComboField, ""),
    "hope": (ChoiceField, "Expectation"),
    "tattoo": (ChoiceField, "Answer"),
    "conditions": (MultiChoiceField, "SkinCondition"),
    "blocked": (CheckField, ""),
}
EMPTY = Sample("Ng", date(2026, 11, 22))
FULL = Sample(
    "Đặng",
    date(2026, 11, 22),
    "ok",
    date(1979, 3, 4),
    time(9, 30),
    0,
    2.5,
    4,
    3,
    Expectation.SUBTLE,
    Answer.NO,
    (SkinCondition.ACNE, SkinCondition.RASH),
    True,
)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Return a page with an input for each field."""
    page = QWidget()
    box = QVBoxLayout(page)
    for name, (kind, choices) in INPUTS.items():
        widget = kind(page)
        widget.setObjectName(name)
        widget.setProperty("field", name)
        if choices:
            widget.setProperty("choices", choices)
        box.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize("record", [EMPTY, FULL, replace(FULL, conditions=())])
def test_a_record_comes_back_as_it_was_shown(record: Sample, page: QWidget) -> None:
    binder = Binder(page, Sample)
    binder.show(record)
    assert binder.record(EMPTY) == record
    assert [type(v) for v in binder.values().values()] == [
        type(getattr(record, name)) for name in INPUTS
    ]


def test_an_empty_page_holds_nothing_and_not_zero(page: QWidget) -> None:
    binder = Binder(page, Sample)
    binder.show(None)
    empty = dict.fromkeys(INPUTS) | {"name": "", "note": "", "blocked": False}
    assert binder.values() == empty


def test_showing_is_not_a_change_and_typing_is(page: QWidget, qtbot: QtBot) -> None:
    binder = Binder(page, Sample)
    heard: list[str] = []
    binder.changed.connect(heard.append)
    binder.show(FULL)
    assert heard == []
    qtbot.keyClicks(binder.input("pain"), "7")
    qtbot.keyClicks(binder.input("hope"), "m")
    assert heard == ["pain", "hope"]


def test_a_refused_value_is_an_error_and_not_silence(page: QWidget) -> None:
    widget = DateOnly(page)
    widget.setProperty("field", "seen_on")
    page.findChild(DateField, "seen_on").setProperty("field", None)
    with pytest.raises(BindingError, match="seen_on refused str"):
        Binder(page, Sample).show(replace(EMPTY, seen_on="not a day"))  # type: ignore[arg-type]


def test_a_field_that_the_record_lacks_is_an_error(page: QWidget) -> None:
    page.findChild(TextField, "note").setProperty("field", "nota")
    with pytest.raises(BindingError, match="Sample has no field nota"):
        Binder(page, Sample)


def test_an_input_without_change_notice_is_an_error(page: QWidget) -> None:
    QLabel(page).setProperty("field", "note")
    with pytest.raises(BindingError, match="QLabel"):
        Binder(page, Sample)


def test_what_is_needed_and_what_cannot_be_read_is_said_beside_the_field(
    page: QWidget, qtbot: QtBot
) -> None:
    binder = Binder(page, Sample)
    binder.show(None)
    qtbot.keyClicks(binder.input("born"), "31.02.1980")
    assert not binder.check()
    assert set(binder.problems()) == {"name", "seen_on", "born"}
    assert error_of(binder.input("name")) == "This is needed."
    assert "not a day" in error_of(binder.input("born"))
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert words.count("This is needed.") == 2


def test_a_change_takes_its_error_away_and_the_input_keeps_the_focus(
    page: QWidget, qtbot: QtBot
) -> None:
    binder = Binder(page, Sample)
    binder.show(None)
    name = binder.input("name")
    name.setFocus()
    binder.set_error("name", "Too short.")
    assert name.parentWidget() is page
    qtbot.keyClicks(name, "N")
    assert error_of(name) == ""


def test_a_needed_value_left_empty_stays_as_it_was(page: QWidget) -> None:
    binder = Binder(page, Sample)
    binder.show(None)
    assert binder.record(EMPTY).seen_on == EMPTY.seen_on


def test_inputs_of_a_nested_editor_belong_to_it(page: QWidget) -> None:
    inner = TextField(page.findChild(MultiChoiceField, "conditions"))
    inner.setProperty("field", "not of the record")
    assert set(Binder(page, Sample).values()) == set(INPUTS)


def test_a_signed_record_can_be_read_but_not_changed(page: QWidget, qtbot: QtBot) -> None:
    binder = Binder(page, Sample)
    binder.show(FULL)
    binder.set_read_only(True)
    for name in INPUTS:
        qtbot.keyClicks(binder.input(name), "1")
    assert binder.record(EMPTY) == FULL


class DateOnly(DateField):
    """A date input whose property takes only Qt's own type."""

    from PySide6.QtCore import Property as _Property
    from PySide6.QtCore import QDate as _QDate

    when = _Property(_QDate, lambda s: DateOnly._QDate(), lambda s, v: None, user=True)
