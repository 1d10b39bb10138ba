"""The clinic writes its own texts, sees them filled in, and is told what can't be filled."""

from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.views.inputs.field_errors import error_of
from tests.views.desk import Desk


def type_text(desk: Desk, text: str) -> None:
    field = desk.screen.binder.input("text")
    field.setFocus()
    field.selectAll()
    field.insertPlainText(text)


def test_an_own_text_is_saved_shown_filled_and_taken_back(desk: Desk) -> None:
    desk.go("message_text")
    assert "Hello Alex Example, it is time to arrange your next visit." in desk.words()
    type_text(desk, "Good day {name}, ring us.")
    assert "Good day Alex Example, ring us." in desk.words()
    desk.press("Ctrl+S")
    (own,) = desk.clinic.messages.texts()
    assert (own.record.kind, own.record.attempt, own.record.channel) == ("T8", 1, Channel.SMS)
    assert desk.screen.header.chip.chip().text == "the clinic's own"
    desk.go("clinic")
    desk.press("Ctrl+Z")
    desk.go("message_text")
    assert "Hello Alex Example" in desk.words()


def test_a_gap_that_nobody_fills_is_named(desk: Desk) -> None:
    desk.go("message_text")
    type_text(desk, "Good day {surname}.")
    field = desk.screen.binder.input("text")
    assert "{surname}" in error_of(field)
    desk.press("Ctrl+S")
    assert not desk.clinic.messages.texts() and "{surname}" in error_of(field)
    type_text(desk, "Good day {name.")
    assert "brace" in error_of(field)


def test_the_programs_own_text_can_be_taken_again(desk: Desk) -> None:
    desk.go("message_text")
    type_text(desk, "Ring us.")
    desk.press("Ctrl+S")
    desk.press("Ctrl+R")
    assert "Hello Alex Example" in desk.words()
    assert "The program's own text holds again." in desk.words()


def test_another_text_is_not_shown_over_one_that_is_not_saved(desk: Desk) -> None:
    desk.go("message_text")
    type_text(desk, "Ring us.")
    desk.screen.form.attempt.setFocus()
    desk.press("Right")
    assert "Save this text first" in desk.words()
    values = desk.screen.binder.values()
    assert (values["attempt"], values["text"]) == (1, "Ring us.")


def test_the_language_of_a_text_is_told(desk: Desk) -> None:
    desk.go("message_text")
    language = desk.screen.form.language
    language.setCurrentIndex(language.findData("de"))
    language.changed.emit()
    assert "Guten Tag Alex Example" in desk.words()
    desk.screen.form.kind.setFocus()
    assert desk.screen.header.chip.chip().text == "as the program brings it"
