"""What people type and tick becomes a value, and what cannot be read is said in words."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QObject, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDateEdit, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.labels.codes import LABELS
from infrared_desktop.views.inputs import date_field
from infrared_desktop.views.inputs.choice_field import ChoiceField, MultiChoiceField
from infrared_desktop.views.inputs.date_field import DateField, distance_words
from infrared_desktop.views.inputs.fields import CheckField, ComboField, NoteField
from infrared_desktop.views.inputs.number_field import DecimalField, IntField, TimeField
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.sessions.settings_fields import EndpointField

TODAY = date(2026, 11, 22)
ALL = (
    CheckField,
    ChoiceField,
    ComboField,
    DateField,
    DecimalField,
    IntField,
    MultiChoiceField,
    NoteField,
    TextField,
    TimeField,
)


def make(kind: type, qtbot: QtBot, **properties: object) -> QWidget:
    widget = kind()
    for name, value in properties.items():
        assert widget.setProperty(name, value)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def user_value(widget: QObject) -> object:
    return widget.metaObject().userProperty().read(widget)


@pytest.fixture(autouse=True)
def _on_a_known_day() -> None:
    date_field.configure(DateOrder.DMY, lambda: TODAY)


@pytest.mark.parametrize("kind", ALL)
def test_every_input_keeps_its_value_in_the_user_property_and_shows_without_a_change(
    kind: type, qtbot: QtBot
) -> None:
    widget = make(kind, qtbot)
    heard: list[int] = []
    widget.changed.connect(lambda: heard.append(1))  # type: ignore[attr-defined]
    assert widget.metaObject().userProperty().name() == "value"
    assert widget.metaObject().userProperty().write(widget, None)
    assert user_value(widget) in (None, "", False)
    assert heard == []


def test_qt_refuses_a_python_date_where_its_own_is_declared(qtbot: QtBot) -> None:
    widget = make(QDateEdit, qtbot)
    assert not widget.metaObject().userProperty().write(widget, "no day at all")
    assert user_value(make(QDateEdit, qtbot)) == QDate(2000, 1, 1)


def test_nothing_is_not_zero(qtbot: QtBot) -> None:
    number = make(IntField, qtbot, minimum=0.0, maximum=10.0)
    assert user_value(number) is None
    qtbot.keyClicks(number, "0")
    assert user_value(number) == 0
    number.clear()
    assert user_value(number) is None


@pytest.mark.parametrize(
    ("typed", "value"), [("2,5", 2.5), ("2.5", 2.5), ("-1", None), ("2.5.1", None), ("٣", None)]
)
def test_decimals_are_read_with_point_or_comma(typed: str, value: object, qtbot: QtBot) -> None:
    number = make(DecimalField, qtbot, minimum=0.0)
    number.setText(typed)
    assert user_value(number) == value
    assert bool(number.problem()) == (value is None)


@pytest.mark.parametrize("number", [0.0, 2.25, 36.0, 1234567.5, 999999999.0])
def test_a_number_is_shown_as_it_is(number: float, qtbot: QtBot) -> None:
    field = make(DecimalField, qtbot)
    field.set_value(number)
    assert user_value(field) == number


def test_a_number_outside_its_range_says_the_range(qtbot: QtBot) -> None:
    number = make(IntField, qtbot, minimum=1.0, maximum=10.0)
    qtbot.keyClicks(number, "11")
    assert user_value(number) is None
    assert number.problem() == "From 1 to 10."


def test_up_and_down_step_a_number_inside_its_range(qtbot: QtBot) -> None:
    number = make(IntField, qtbot, minimum=1.0, maximum=2.0)
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        with qtbot.waitSignal(number.changed):
            qtbot.keyClick(number, key)
        seen.append(user_value(number))
    assert seen == [1, 2, 2, 1]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14.3.1971", date(1971, 3, 14)),
        ("2026-12-01", date(2026, 12, 1)),
        ("+2w", date(2026, 12, 6)),
        ("t", TODAY),
        ("m", date(2026, 11, 23)),
        ("31.02.1980", None),
    ],
)
def test_days_are_read_as_typed(typed: str, day: date | None, qtbot: QtBot) -> None:
    field = make(DateField, qtbot)
    qtbot.keyClicks(field, typed)
    assert user_value(field) == day
    assert bool(field.problem()) == (day is None)


def test_a_day_says_how_far_it_is(qtbot: QtBot) -> None:
    field = make(DateField, qtbot)
    assert field.metaObject().userProperty().write(field, date(2027, 2, 12))
    assert (field.text(), field.hint()) == ("12.02.2027", "in 82 days")
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert user_value(field) == date(2027, 3, 12)
    assert distance_words(date(2026, 11, 8), TODAY) == "14 days ago"


def test_a_birth_date_says_the_age(qtbot: QtBot) -> None:
    field = make(DateField, qtbot, birth=True)
    field.set_value(date(1990, 9, 2))
    assert field.hint() == "36 years old"


@pytest.mark.parametrize(
    ("rough", "typed", "day"),
    [
        ("first", "3.2024", date(2024, 3, 1)),
        ("last", "3.2024", date(2024, 3, 31)),
        ("last", "11.2026", TODAY),
        ("last", "2026", TODAY),
        ("last", "12.2026", date(2026, 12, 1)),
        ("first", "14.3.2024", date(2024, 3, 14)),
        ("", "3.2024", None),
    ],
)
def test_a_month_will_do_where_the_field_says_so(
    rough: str, typed: str, day: date | None, qtbot: QtBot
) -> None:
    field = make(DateField, qtbot, rough=rough)
    qtbot.keyClicks(field, typed)
    assert user_value(field) == day
    assert bool(field.problem()) == (day is None)


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ({"ahead": True}, "24.11.2026"),
        ({}, "24.11.2025"),
        ({"rough": "first"}, "24.11.2025"),
        ({"birth": True}, "24.11."),
    ],
)
def test_a_day_and_a_month_will_do_and_are_shown_in_full(
    properties: dict[str, object], shown: str, qtbot: QtBot
) -> None:
    field = make(DateField, qtbot, **properties)
    qtbot.keyClicks(field, "24.11.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == shown
    assert bool(field.problem()) == ("birth" in properties)


def test_a_day_past_the_last_one_leaves_the_field_alive(qtbot: QtBot) -> None:
    field = make(DateField, qtbot)
    last = date(2199, 12, 31)
    field.set_value(last)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert user_value(field) == last


@pytest.mark.parametrize(
    ("typed", "value"), [("9", "09:00"), ("930", "09:30"), ("9.05", "09:05"), ("24:00", None)]
)
def test_times_are_read_as_typed(typed: str, value: str | None, qtbot: QtBot) -> None:
    field = make(TimeField, qtbot)
    qtbot.keyClicks(field, typed)
    assert user_value(field) == value


def test_segments_are_picked_by_arrow_digit_letter_and_cleared(qtbot: QtBot) -> None:
    field = make(ChoiceField, qtbot, choices="Expectation")
    assert field.labels() == ["not asked", "subtle", "moderate", "like surgery"]
    steps = [
        (Qt.Key.Key_Right, "subtle"),
        (Qt.Key.Key_Right, "moderate"),
        (Qt.Key.Key_Left, "subtle"),
        (Qt.Key.Key_4, "dramatic"),
        (Qt.Key.Key_M, "moderate"),
        (Qt.Key.Key_Delete, None),
    ]
    for key, value in steps:
        with qtbot.waitSignal(field.changed):
            qtbot.keyClick(field, key)
        assert user_value(field) == value
    assert field.button(None).isChecked()


@pytest.mark.parametrize(
    ("choices", "none_text", "typed", "picked"),
    [
        ("Answer", "not asked", "1234", [None, "yes", "no", "unknown"]),
        ("Answer", "", "1234", ["yes", "no", "unknown", "unknown"]),
        ("Answer", "", "20", ["no", None]),
        ("Fitzpatrick", "not asked", "307", ["3", None, None]),
        ("Severity", "not asked", "14", ["1", "4"]),
        ("Gais", "", "5", ["5"]),
        ("Timepoint", "", "36", ["month_3", "month_6"]),
    ],
)
def test_a_digit_is_the_number_that_is_written_else_the_place_as_it_is_seen(
    choices: str, none_text: str, typed: str, picked: list[str | None], qtbot: QtBot
) -> None:
    field = make(ChoiceField, qtbot, none_text=none_text, choices=choices)
    seen = []
    for digit in typed:
        qtbot.keyClicks(field, digit)
        seen.append(user_value(field))
    assert seen == picked


def test_segments_without_a_none_start_empty_and_take_clicks(qtbot: QtBot) -> None:
    field = make(ChoiceField, qtbot, none_text="", choices="Fitzpatrick")
    assert field.labels() == ["I", "II", "III", "IV", "V", "VI"]
    qtbot.mouseClick(field.button("4"), Qt.MouseButton.LeftButton)
    assert user_value(field) == "4"
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert user_value(field) == "5"
    qtbot.mouseClick(field.button("5"), Qt.MouseButton.LeftButton)
    assert user_value(field) is None


def test_a_form_that_offers_no_none_makes_the_other_segments_once(qapp: object) -> None:
    field = ChoiceField()
    field.setProperty("choices", "Answer")
    before = {code: field.button(code) for code in ("yes", "no", "unknown")}
    field.setProperty("none_text", "")
    assert field.labels() == [button.text() for button in before.values()]
    assert all(field.button(code) is button for code, button in before.items())
    assert [button.property("place") for button in before.values()] == ["first", "middle", "last"]


def test_none_ticked_is_not_the_same_as_not_asked(qtbot: QtBot) -> None:
    field = make(MultiChoiceField, qtbot, choices="SkinCondition")
    assert user_value(field) is None
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert user_value(field) == []
    qtbot.keyClick(field, Qt.Key.Key_9)
    qtbot.keyClick(field, Qt.Key.Key_4)
    assert user_value(field) == ["infection", "acne"]
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert user_value(field) is None


@pytest.mark.parametrize(
    ("had", "typed", "picked"),
    [
        (None, "bl", ["blanching"]),
        (None, "bli", ["blister"]),
        (["warm"], "bli", ["warm", "blister"]),
        (["warm", "blanching"], "bli", ["warm", "blanching", "blister"]),
        (None, "bb", ["blanching", "blister"]),  # the same letter again goes on to the next
        (None, "bw", ["warm", "blanching"]),  # another word at once
        (None, "vi", ["visible_contraction"]),
        ([], "non", None),
    ],
)
def test_more_letters_of_a_word_correct_what_the_first_ones_picked(
    had: list[str] | None, typed: str, picked: list[str] | None, qtbot: QtBot
) -> None:
    field = make(EndpointField, qtbot, choices="Endpoint")
    field.set_value(had)
    field.setFocus()
    qtbot.keyClicks(field, typed)
    assert user_value(field) == picked


def test_a_word_that_was_broken_off_takes_nothing_back(qtbot: QtBot) -> None:
    field = make(EndpointField, qtbot, choices="Endpoint")
    qtbot.keyClicks(field, "b")
    qtbot.mouseClick(field.button("warm"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "li")
    assert user_value(field) == ["warm", "blanching"]


@pytest.mark.parametrize(
    ("choices", "had", "typed", "picked"),
    [
        ("Severity", None, "mo", "2"),
        ("Severity", "2", "mo", "2"),
        ("Severity", "2", "mi", "1"),
        ("Answer", None, "yes", "yes"),
        ("Answer", None, "ye", "yes"),
    ],
)
def test_segments_take_whole_words_too(
    choices: str, had: str | None, typed: str, picked: str, qtbot: QtBot
) -> None:
    field = make(ChoiceField, qtbot, choices=choices)
    field.set_value(had)
    qtbot.keyClicks(field, typed)
    assert user_value(field) == picked


def test_a_reaction_is_reached_by_more_letters_in_its_list(qtbot: QtBot) -> None:
    combo = make(ComboField, qtbot, choices="Reaction")
    qtbot.keyClicks(combo, "bl")
    assert combo.currentText() == "blanching"
    qtbot.keyClicks(combo, "i")
    assert combo.currentText() == "blister"


def test_a_read_only_choice_cannot_be_changed(qtbot: QtBot) -> None:
    field = make(ChoiceField, qtbot, choices="Sex")
    field.set_value("female")
    field.setReadOnly(True)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.mouseClick(field.button("male"), Qt.MouseButton.LeftButton)
    assert user_value(field) == "female"
    assert field.button("female").isChecked()


def test_a_combo_holds_the_code_and_keeps_one_it_does_not_know(qtbot: QtBot) -> None:
    combo = make(ComboField, qtbot, choices="Area")
    combo.set_value("NECK_ANT")
    assert (combo.currentText(), user_value(combo)) == ("Neck, front", "NECK_ANT")
    combo.set_value("AREA_OF_TOMORROW")
    assert user_value(combo) == "AREA_OF_TOMORROW"
    combo.set_options([("3", "Dr Ito"), ("4", "Dr Sow")])
    combo.set_value(4)
    assert (combo.currentText(), user_value(combo)) == ("Dr Sow", "4")


def test_text_loses_the_blanks_at_its_ends(qtbot: QtBot) -> None:
    field = make(TextField, qtbot)
    qtbot.keyClicks(field, "  Ng ")
    assert user_value(field) == "Ng"


def test_every_code_of_every_enum_has_words() -> None:
    missing = [
        f"{kind.__name__}.{code}"
        for kind, labels in LABELS.items()
        for code in {member.value for member in kind} ^ set(labels)
    ]
    assert missing == []


def test_every_enum_of_the_forms_has_choices() -> None:
    from enum import StrEnum

    from infrared_desktop.domain.records import answers, areas

    kinds = [
        each
        for module in (answers, areas)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    ]
    assert [each.__name__ for each in kinds if each not in LABELS] == []


def test_the_calendar_gives_its_day_to_the_field_and_closes(qtbot: QtBot) -> None:
    field = make(DateField, qtbot)
    field.set_value(TODAY)
    popup = date_field._CalendarPopup(field)
    qtbot.addWidget(popup)
    calendar = popup.findChild(QCalendarWidget)
    with qtbot.waitSignal(field.changed):
        calendar.clicked.emit(QDate(2026, 12, 24))
    assert user_value(field) == date(2026, 12, 24)


def test_words_beside_a_day_never_push_its_first_digits_out(
    dressed: QApplication, qtbot: QtBot
) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.set_value(date(2020, 10, 22))
    field.show()
    hinted = 0
    for width in range(150, 320, 3):
        field.resize(width, 32)
        field.home(False)
        start = field.cursorRect().center().x()
        field.end(False)
        field.grab()
        moved = field.cursorRect().center().x() - start
        hinted += field.shows_hint()
        if field.shows_hint():
            assert moved >= field.fontMetrics().horizontalAdvance(field.text()) - 1, width
    assert hinted
