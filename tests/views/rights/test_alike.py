"""The list of who may be registered twice: joined from there, or told apart and asked no more."""

from datetime import date

import pytest

from infrared_desktop.storage.gathered.alike_pairs import told_apart
from infrared_desktop.views.everywhere import ways
from infrared_desktop.views.rights import alike
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient
from tests.views.desk import Desk

BORN = date(1971, 3, 14)


@pytest.fixture
def three(desk: Desk) -> list[int]:
    register = desk.clinic.people.register
    names = ("Ōkubo", "Okubo", "Okubo")
    return [register(patient(each, birth_date=BORN), RECEPTION, NOW).id for each in names]


def keys(desk: Desk) -> list[object]:
    rows = desk.screen.list.rows()
    return [rows.row(index).key for index in range(rows.rowCount())]


def until(desk: Desk, *pairs: tuple[int, int]) -> None:
    desk.qtbot.waitUntil(lambda: not desk.screen.look.is_on and keys(desk) == [*pairs])


def test_nobody_is_alike_and_it_says_what_was_compared(desk: Desk) -> None:
    desk.go("clinic").list.select_key("alike")
    desk.press("Return")
    desk.qtbot.waitUntil(lambda: "No two patients look like one person." in desk.words())
    assert "no more than a family's phone is not listed" in desk.words()
    desk.press("N")
    assert "No pair is chosen." in desk.words()
    desk.press("T")
    assert "Nobody was told apart." in desk.words()


def test_enter_compares_the_two_on_the_page_that_joins(desk: Desk, three: list[int]) -> None:
    one, two, other = three
    desk.go("alike")
    until(desk, (one, two), (one, other), (two, other))
    row = desk.screen.list.rows().row(0)
    assert f"no. {one:04}" in row.title and f"no. {two:04}" in row.subtitle
    assert row.chip2.text == "the same" and row.note
    desk.press("Down")
    desk.press("Return")
    here = desk.screen
    assert type(here).__name__ == "JoinScreen"
    assert {here.choices.kept(), here.choices.other()} == {one, other}
    here.reason.setText("registered twice")
    desk.press("Ctrl+S")
    desk.go("alike")
    until(desk, (one, two))
    desk.press("Escape")
    assert type(desk.screen).__name__ == "PatientScreen"


def test_two_are_told_apart_by_a_key_undone_by_another_and_taken_back_later(
    desk: Desk, three: list[int]
) -> None:
    one, two, other = three
    desk.go("alike")
    until(desk, (one, two), (one, other), (two, other))
    desk.press("N")
    assert "are two people; they are asked about no more" in desk.words()
    until(desk, (one, other), (two, other))
    desk.frame.undo.trigger()
    until(desk, (one, two), (one, other), (two, other))
    desk.screen.list.select_key((two, other))
    desk.screen.apart.click()
    until(desk, (one, two), (one, other))
    desk.press("T")
    until(desk, (two, other))
    assert "Told apart on" in desk.screen.list.rows().row(0).note
    desk.press("N")
    assert "may be one person again" in desk.words()
    until(desk)
    assert told_apart(desk.clinic) == []
    desk.press("T")
    until(desk, (one, two), (one, other), (two, other))


def test_why_they_are_two_is_said_by_keys_and_stands_in_the_list_of_those_told_apart(
    desk: Desk, three: list[int]
) -> None:
    one, two, other = three
    screen = desk.go("alike")
    until(desk, (one, two), (one, other), (two, other))
    assert f"Why are no. {one:04} and {two:04} two people?" in screen.why.accessibleName()
    screen.why.setFocus()  # Alt+W, which offscreen no label hears
    desk.type("twins, says the mother.")
    desk.press("Return")
    until(desk, (one, other), (two, other))
    assert screen.list.hasFocus() and not screen.why.text()
    assert f"no. {one:04} and {other:04}" in screen.why.accessibleName()
    desk.press("T")
    assert not screen.why.isVisible() and not screen.why_caption.isVisible()
    told = screen.list.rows().row(0).note
    assert told == "Told apart on 23 Nov 2026 by Dr. Åsa Lindqvist: twins, says the mother."
    desk.press("N")
    desk.press("Ctrl+Z")
    until(desk, (one, two))
    assert "twins, says the mother" in screen.list.rows().row(0).note, "as it was"
    assert "twins" in desk.go("join", one, about=two).cautions.text()


def test_what_was_typed_of_one_pair_is_said_of_no_other(desk: Desk, three: list[int]) -> None:
    one, two, other = three
    screen = desk.go("alike")
    until(desk, (one, two), (one, other), (two, other))
    screen.why.setFocus()
    desk.type("twins")
    screen.reload()
    until(desk, (one, two), (one, other), (two, other))
    assert screen.why.text() == "twins", "a look anew takes nothing away"
    screen.list.select_key((two, other))
    assert not screen.why.text()


def test_what_is_typed_at_a_lock_is_of_the_same_pair_afterwards(
    desk: Desk, three: list[int]
) -> None:
    one, two, other = three
    screen = desk.go("alike")
    until(desk, (one, two), (one, other), (two, other))
    screen.list.select_key((one, other))
    screen.why.setFocus()
    desk.type("twins")
    kept = desk.frame.unsaved()
    assert kept is not None
    desk.get_up()
    desk.sit_down()
    assert desk.frame.take_up(kept)
    until(desk, (one, two), (one, other), (two, other))
    assert desk.screen.list.current_key() == (one, other)
    assert desk.screen.why.text() == "twins"


def test_a_reason_that_names_one_of_them_is_refused_and_stays(desk: Desk, three: list[int]) -> None:
    one, two, _ = three
    screen = desk.go("alike")
    desk.qtbot.waitUntil(lambda: (one, two) in keys(desk))
    screen.why.setFocus()
    desk.type("Okubo is her sister")
    desk.press("Return")
    assert "may not say who this was" in screen.banner.text()
    assert screen.why.text() == "Okubo is her sister" and screen.why.hasFocus()
    assert told_apart(desk.clinic) == []
    desk.press("Escape")
    assert desk.screen is screen and "the reason you typed" in screen.banner.text()


def test_of_very_many_the_rest_is_counted(
    desk: Desk, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "_AT_ONCE", 1)
    desk.go("alike")
    until(desk, (three[0], three[1]))
    assert "1 of 3 pairs, likeliest first" in desk.words()


def test_it_is_found_by_what_people_call_it_and_not_offered_to_reception(desk: Desk) -> None:
    assert {"alike"} == {way.place for way in ways() if "duplicates" in way.also.split()}
    desk.get_up()
    desk.sit_down(RECEPTION)
    desk.go("alike")
    assert "A clinician joins two numbers" in desk.told()
