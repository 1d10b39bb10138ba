"""Every form loads, fits its record, can be reached by keyboard and read by a screen reader."""

import dataclasses
from datetime import UTC, date, datetime, time
from enum import Enum
from importlib import import_module
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.assets import UI
from infrared_desktop.views.forms.binder import Binder, inputs_of
from infrared_desktop.views.forms.form_catalogue import CATALOGUE
from infrared_desktop.views.forms.form_entry import FormEntry
from infrared_desktop.views.forms.forms import FormError, load_form
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.lists.patient_fields import label_of
from tests.views.conftest import FormMaker

every_form = pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)


def load(entry: FormEntry, qtbot: QtBot) -> QWidget:
    if entry.owner:
        import_module(entry.owner)
    widget = QWidget()
    qtbot.addWidget(widget)
    load_form(widget, entry.name)
    return widget


def full_value(hint: Any) -> Any:
    """Return a value that is not the empty one, for any type that a record uses."""
    kinds = [each for each in get_args(hint) if each is not NoneType]
    if get_origin(hint) is tuple:
        return (full_value(kinds[0]),)
    if kinds:
        return full_value(kinds[0])
    if dataclasses.is_dataclass(hint):
        return full_record(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[-1]
    plain = {bool: True, int: 3, float: 2.5, str: "Ña", date: date(2001, 2, 3), time: time(9, 30)}
    return (plain | {datetime: datetime(2001, 2, 3, tzinfo=UTC)})[hint]


def full_record(kind: Any) -> Any:
    return kind(**{name: full_value(hint) for name, hint in get_type_hints(kind).items()})


def empty_record(kind: Any) -> Any:
    hints = get_type_hints(kind)
    needed = [f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING]
    return kind(**{name: full_value(hints[name]) for name in needed})


def test_every_form_is_in_the_catalogue() -> None:
    shown_only = {entry.name for entry in CATALOGUE}
    with_fields = {
        form.stem for form in UI.glob("*.ui") if 'name="field"' in form.read_text(encoding="utf-8")
    }
    assert sorted(with_fields ^ shown_only) == []


@every_form
def test_every_record_field_has_exactly_one_input_or_is_left_out_on_purpose(
    entry: FormEntry, qtbot: QtBot
) -> None:
    widget = load(entry, qtbot)
    fields = [each.property("field") for each in inputs_of(widget)]
    assert len(fields) == len(set(fields))
    named = {field.name for field in dataclasses.fields(entry.record)}
    assert set(fields) | set(entry.not_on_form) == named
    assert not set(fields) & set(entry.not_on_form)


@every_form
def test_every_input_has_a_label_and_an_accessible_name(entry: FormEntry, qtbot: QtBot) -> None:
    widget = load(entry, qtbot)
    buddies = {label.buddy() for label in widget.findChildren(QLabel)}
    for each in inputs_of(widget):
        if not isinstance(each, RowsEditor):
            labelled = each in buddies or (isinstance(each, QCheckBox) and each.text())
            assert labelled, f"{each.objectName()} has no label"
        assert each.accessibleName(), f"{each.objectName()} has no accessible name"


@every_form
def test_no_two_labels_share_a_mnemonic(entry: FormEntry, qtbot: QtBot) -> None:
    widget = load(entry, qtbot)
    texts = [label.text() for label in widget.findChildren(QLabel) if label.buddy()]
    texts += [box.text() for box in widget.findChildren(QCheckBox)]
    keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert sorted(keys) == sorted(set(keys))


@every_form
def test_every_form_gives_back_an_empty_and_a_full_record(entry: FormEntry, qtbot: QtBot) -> None:
    widget = load(entry, qtbot)
    binder: Binder[Any] = Binder(widget, entry.record)
    full, empty = full_record(entry.record), empty_record(entry.record)
    binder.show(full)
    assert binder.record(full) == full
    assert {k: getattr(full, k) for k in binder.values()} == binder.values()
    binder.show(empty)
    assert binder.record(full) == dataclasses.replace(
        empty, **{name: getattr(full, name) for name in entry.not_on_form}
    )


@every_form
def test_tab_walks_through_every_input_in_the_order_of_the_form(
    entry: FormEntry, qtbot: QtBot
) -> None:
    widget = load(entry, qtbot)
    inputs = inputs_of(widget)
    chain, at = [], widget.nextInFocusChain()
    while at is not widget:
        chain.append(at)
        at = at.nextInFocusChain()
    places = [chain.index(each) for each in inputs]
    assert places == sorted(places)


def test_an_unknown_widget_class_is_an_error_and_not_a_gap(
    make_form: FormMaker, qtbot: QtBot
) -> None:
    name = make_form("odd", '<widget class="NoSuchField" name="x"/>')
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(FormError, match="odd: unknown widget class NoSuchField"):
        load_form(widget, name)


def test_a_form_that_is_missing_is_an_error(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(FormError, match="no-such-form"):
        load_form(widget, "no-such-form")


def test_a_form_is_loaded_into_the_widget_that_owns_it(qtbot: QtBot) -> None:
    class Owner(QWidget):
        surname: QLineEdit
        sex: ChoiceField

    owner = Owner()
    qtbot.addWidget(owner)
    load_form(owner, "patient")
    assert owner.surname.window() is owner
    assert owner.sex.labels() == ["not asked", "female", "male", "other"]
    assert owner.layout().count() > 0


class Shouting(QTranslator):
    """Turns the texts of one form into capitals."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return text.upper() if context == "PatientForm" else text

    def isEmpty(self) -> bool:
        return False


def test_a_form_is_translated_in_the_context_of_its_class(qtbot: QtBot) -> None:
    translator = Shouting()
    QCoreApplication.installTranslator(translator)
    try:
        widget = QWidget()
        qtbot.addWidget(widget)
        load_form(widget, "patient")
    finally:
        QCoreApplication.removeTranslator(translator)
    surname = widget.findChild(QWidget, "surname")
    assert widget.findChild(QLabel, "surname_label").text() == "&SURNAME"
    assert surname.property("field") == "surname"


def test_the_form_of_a_patient_calls_each_field_as_paper_and_lists_do(qtbot: QtBot) -> None:
    (entry,) = (each for each in CATALOGUE if each.name == "patient")
    form = load(entry, qtbot)
    fields = {str(each.property("field")): each for each in inputs_of(form)}
    called = {name: field.accessibleName() for name, field in fields.items()}
    assert called == {name: label_of(name) for name in fields}
    labels = {label.buddy(): label for label in form.findChildren(QLabel) if label.buddy()}
    for name, field in fields.items():
        shown = field if isinstance(field, QCheckBox) else labels[field]
        assert shown.text().replace("&", "") == label_of(name)
