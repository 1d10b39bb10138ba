"""The follow-up list is worked by keyboard; every row says why, and nothing done is ever lost."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    ContactOutcome,
    FollowUpDecisionKind,
    Reaction,
)
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.storage.desks import worklist
from infrared_desktop.views.lists.row_list import RowList
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient, treated_patient, visit
from tests.views.desk import Desk

LATER = 5
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def at_list(desk: Desk) -> Desk:
    """Return a desk some days after three sessions, with the list open."""
    for hour, name in enumerate(("Achterberg", "Brückner", "Çelik")):
        treated_patient(desk.clinic, name, NOW.replace(hour=9 + hour * 2).time())
    desk.now = NOW + timedelta(days=LATER)
    desk.go("follow_ups")
    return desk


def spoken(rows: RowList) -> list[str]:
    model = rows.rows()
    return [str(model.index(n, 0).data(SPOKEN)) for n in range(model.rowCount())]


def names(desk: Desk) -> list[str]:
    return [words.split(",")[0] for words in spoken(desk.screen.list.rows)]


def tabs(desk: Desk) -> list[str]:
    bar = desk.screen.list.tabs
    return [bar.tabText(number) for number in range(bar.count())]


def key_now(desk: Desk) -> tuple[int, str]:
    key = desk.screen.list.rows.current_key()
    assert isinstance(key, tuple)
    return key


def attempts(desk: Desk) -> list[ContactAttempt]:
    return [stored.record for stored in desk.clinic.ledger.books.all(ContactAttempt)]


def decisions(desk: Desk) -> list[FollowUpDecision]:
    return [stored.record for stored in desk.clinic.ledger.books.all(FollowUpDecision)]


def report(desk: Desk, number: int, severity: int) -> None:
    event = AdverseEvent(
        Area.NECK_FRONT,
        patient_id=number,
        noted_on=desk.now.date(),
        reaction=Reaction.BLISTER,
        severity=severity,
    )
    desk.clinic.care.report(event, CLINICIAN, desk.now)


def test_a_call_is_logged_by_keys_and_the_list_moves_to_the_next_row(at_list: Desk) -> None:
    first, second = key_now(at_list), at_list.screen.list.rows.rows().row(1).key
    at_list.press("L")
    at_list.press("R")
    at_list.press("Down")
    at_list.press("Tab")
    at_list.type("Mailbox is full")
    at_list.press("Return")
    (stored,) = attempts(at_list)
    assert (stored.patient_id, stored.follow_up_key) == first
    assert (stored.outcome, stored.note) == (ContactOutcome.REACHED, "Mailbox is full")
    assert stored.attempted_at == at_list.now
    assert "Noted about Achterberg, Ottilie: reached." in at_list.told()
    assert key_now(at_list) == second
    assert QApplication.focusWidget() is at_list.screen.list.rows


def test_a_row_that_stays_is_left_for_the_next_one(at_list: Desk) -> None:
    report(at_list, 1, severity=1)
    at_list.press("Home")
    first, second = key_now(at_list), at_list.screen.list.rows.rows().row(1).key
    at_list.press("L")
    at_list.press("N")
    at_list.press("Return")
    assert attempts(at_list)[0].follow_up_key == first[1]
    assert spoken(at_list.screen.list.rows)[0].startswith("Achterberg")
    assert key_now(at_list) == second


def test_letters_typed_into_a_form_are_not_keys_of_the_list(at_list: Desk) -> None:
    at_list.press("L")
    combo = QApplication.focusWidget()
    for letter in "NZLBEO":
        at_list.press(letter)
    assert QApplication.focusWidget() is combo
    assert at_list.screen.detail.answers.attempt_form.isVisible()
    at_list.press("Escape")
    assert not at_list.screen.detail.answers.is_asking
    assert attempts(at_list) == []


def test_ctrl_z_in_an_open_form_is_the_forms_own(at_list: Desk) -> None:
    at_list.press("Z")
    at_list.type("+2w")
    at_list.press("Tab")
    at_list.type("on a journey")
    at_list.press("Return")
    at_list.press("L")
    outcome = at_list.screen.detail.answers.attempt_form.outcome
    at_list.press("R")
    at_list.press("Ctrl+Z")
    assert outcome.get_value() is None
    at_list.press("Ctrl+Z")
    assert "There is no step in this form to take back." in at_list.told()
    assert at_list.screen.detail.answers.is_asking
    assert len(decisions(at_list)) == 1
    at_list.press("Escape")
    at_list.press("Ctrl+Z")
    assert "Taken back: put off" in at_list.told()


def test_it_is_put_off_by_two_weeks_and_taken_back(at_list: Desk) -> None:
    key = key_now(at_list)
    at_list.press("Z")
    at_list.type("+2w")
    at_list.press("Tab")
    at_list.type("on a journey")
    at_list.press("Return")
    (stored,) = decisions(at_list)
    assert stored.until == at_list.now.date() + timedelta(days=14)
    assert (stored.kind, stored.reason) == (FollowUpDecisionKind.SNOOZED, "on a journey")
    assert key not in [row.key for row in at_list.screen.list.rows.rows()._pages[0]]
    at_list.press("Ctrl+Z")
    assert decisions(at_list)[-1].kind is FollowUpDecisionKind.REOPENED
    assert "on a journey" in decisions(at_list)[-1].reason
    assert key_now(at_list) == key
    assert "Taken back: put off" in at_list.told()


def test_what_is_put_off_is_under_hidden_with_its_day_and_reason(at_list: Desk) -> None:
    at_list.press("Z")
    at_list.type("+2w")
    at_list.press("Tab")
    at_list.type("on a journey")
    at_list.press("Return")
    at_list.press("3")
    rows = spoken(at_list.screen.list.rows)
    assert "Put off: it comes back on 12 Dec 2026." in rows[0]
    assert "on a journey" in at_list.words(at_list.screen.detail)
    assert "put off: 1" in at_list.words(at_list.screen.list)


def test_a_day_and_a_reason_are_asked_for_beside_the_fields(at_list: Desk) -> None:
    at_list.press("Z")
    at_list.type("yesterday or so")
    at_list.press("Return")
    assert "not a day" in at_list.words() or "Choose a day after today" in at_list.words()
    assert "This is needed." in at_list.words()
    assert decisions(at_list) == []


def test_a_decision_that_would_change_nothing_is_not_asked_for(at_list: Desk) -> None:
    report(at_list, 2, severity=2)
    at_list.screen.list.rows.select_row(0)
    at_list.press("N")
    assert "This would change nothing. It stays until the reaction is closed." in at_list.told()
    assert not at_list.screen.detail.answers.is_asking


def test_not_needed_and_open_again(at_list: Desk) -> None:
    key = key_now(at_list)
    at_list.press("N")
    at_list.type("treated elsewhere")
    at_list.press("Return")
    assert decisions(at_list)[-1].kind is FollowUpDecisionKind.NOT_NEEDED
    at_list.screen.list.go_to(key)
    assert tabs(at_list)[2].startswith("Hidden") and at_list.screen.list.tabs.currentIndex() == 2
    assert "somebody decided that it is not needed" in at_list.words(at_list.screen.detail)
    at_list.now += timedelta(minutes=1)
    at_list.press("O")
    at_list.type("she came back")
    at_list.press("Return")
    assert decisions(at_list)[-1].kind is FollowUpDecisionKind.REOPENED
    at_list.screen.list.go_to(key)
    assert at_list.screen.list.tabs.currentIndex() == 0


def test_a_wrong_number_is_not_corrected_by_saving_it_unchanged(at_list: Desk) -> None:
    at_list.press("L")
    at_list.press("W")
    at_list.press("Return")
    at_list.now += timedelta(minutes=1)
    at_list.press("E")
    at_list.press("Ctrl+S")
    assert at_list.told() == "Nothing was changed."
    assert "was wrong: correct it" in at_list.words(at_list.screen.detail)
    at_list.press("E")
    at_list.fill("phone", "+1 416 555 0100")
    at_list.press("Ctrl+S")
    assert at_list.told().startswith("Saved: ")
    assert "was wrong: correct it" not in at_list.words(at_list.screen.detail)


def test_a_corrected_contact_leads_back_to_the_row_it_was_asked_for(at_list: Desk) -> None:
    at_list.press("Down")
    key = key_now(at_list)
    at_list.press("E")
    at_list.fill("phone", "+1 416 555 0100")
    at_list.press("Ctrl+S")
    assert type(at_list.screen).__name__ == "FollowUpsScreen"
    assert key_now(at_list) == key
    assert "0100" in at_list.screen.detail.phone.text()
    at_list.press("L")
    assert at_list.screen.detail.answers.is_asking


def test_a_logged_call_is_not_erased_by_undo_but_explained(at_list: Desk) -> None:
    key = key_now(at_list)
    at_list.press("L")
    at_list.press("N")
    at_list.press("Return")
    at_list.go("people")
    at_list.press("Ctrl+Z")
    assert len(attempts(at_list)) == 1
    assert "stays on record" in at_list.told()
    assert key_now(at_list) == key


def test_a_wrong_number_leads_to_the_contact(at_list: Desk) -> None:
    key = key_now(at_list)
    at_list.press("L")
    at_list.press("W")
    at_list.press("Return")
    assert attempts(at_list)[0].outcome is ContactOutcome.WRONG_NUMBER
    assert "Press E to correct the number." in at_list.told()
    assert key_now(at_list) == key
    assert "was wrong: correct it, then try again" in at_list.words(at_list.screen.detail)
    at_list.press("E")
    assert type(at_list.screen).__name__ == "PatientFormScreen"


def test_shown_and_hidden_make_the_total_that_stands_there(at_list: Desk) -> None:
    total = at_list.clinic.follow_ups.total()
    counts = [int(text.split()[-1]) for text in tabs(at_list)]
    assert sum(counts) == total
    due, rest = counts[0], total - counts[0]
    expected = f"{due} due + {rest} upcoming or hidden = {total} in all"
    assert expected in at_list.words()


@pytest.mark.parametrize("part", [0, 1, 2])
def test_every_row_of_every_part_says_why_it_is_there(at_list: Desk, part: int) -> None:
    at_list.press(str(part + 1))
    rows = at_list.screen.list.rows
    assert len(spoken(rows)) == int(tabs(at_list)[part].split()[-1]) > 0
    for number in range(len(spoken(rows))):
        rows.select_row(number)
        words = at_list.words(at_list.screen.detail)
        assert "Rule " in words
        assert "Due " in words
        assert "It is done" in words or "It stays" in words
        assert part == 0 or "Hidden:" in words or "comes" in words


def test_reactions_come_first_and_the_clinicians_are_marked(at_list: Desk) -> None:
    report(at_list, 3, severity=2)
    at_list.screen.reload()
    first = spoken(at_list.screen.list.rows)[0]
    assert first.startswith("Çelik")
    assert "reaction · clinician" in first


def test_a_name_is_found_in_the_list_and_the_tabs_say_where_else(at_list: Desk) -> None:
    at_list.press("Slash")
    at_list.qtbot.keyClicks(QApplication.focusWidget(), "celik")
    assert set(names(at_list)) == {"Çelik"}
    counts = sum(int(text.split()[-1]) for text in tabs(at_list))
    assert counts == len(at_list.clinic.follow_ups.of_patient(3))
    at_list.press("Return")
    assert QApplication.focusWidget() is at_list.screen.list.rows
    at_list.press("Slash")
    at_list.press("Escape")
    assert {"Achterberg", "Brückner", "Çelik"} <= set(names(at_list))


def test_a_name_that_is_not_here_is_told(at_list: Desk) -> None:
    at_list.press("Slash")
    at_list.qtbot.keyClicks(QApplication.focusWidget(), "nobody")
    assert "Nobody by that name stands here." in at_list.words()


def test_enter_opens_the_patient_and_the_way_back_leads_to_the_same_row(at_list: Desk) -> None:
    at_list.press("Down")
    key = key_now(at_list)
    at_list.press("Return")
    assert type(at_list.screen).__name__ == "PatientScreen"
    at_list.press("Alt+Left")
    assert key_now(at_list) == key


def test_each_kind_leads_to_what_settles_it(at_list: Desk) -> None:
    booked = at_list.clinic.diary.book(visit(1, at_list.now.date()), RECEPTION, NOW)
    report(at_list, 2, severity=1)
    at_list.now += timedelta(days=3)
    at_list.go("follow_ups", about=(1, f"visit_outcome:{booked.id}"))
    assert "Go to the visit" in at_list.screen._settle_button.text()
    at_list.press("B")
    assert type(at_list.screen).__name__ == "DiaryScreen"
    assert at_list.screen.day == booked.record.day
    at_list.go("follow_ups", about=(2, "adverse_event:1"))
    at_list.press("B")
    assert type(at_list.screen).__name__ == "ReactionScreen"


def test_a_form_that_is_open_keeps_the_screen(at_list: Desk) -> None:
    at_list.press("L")
    at_list.press("Ctrl+2")
    assert type(at_list.screen).__name__ == "FollowUpsScreen"
    assert "not saved yet" in at_list.told()
    at_list.press("Escape", 2)
    at_list.press("Ctrl+2")
    assert type(at_list.screen).__name__ == "PeopleScreen"


def test_midnight_brings_the_next_day(at_list: Desk) -> None:
    before = tabs(at_list)[0]
    at_list.now += timedelta(days=400)
    at_list.frame._clock.timeout.emit()
    assert tabs(at_list)[0] != before


def test_nothing_due_says_what_to_do(desk: Desk) -> None:
    desk.clinic.people.register(patient(), RECEPTION, NOW)
    desk.go("follow_ups")
    assert "Nothing is due." in desk.words()
    desk.press("2")
    assert "There is nothing here." in desk.words()


def test_only_the_rows_that_are_seen_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for hour in range(24):
        number = desk.clinic.people.register(patient(f"P{hour}"), RECEPTION, NOW).id
        for day in range(10):
            booked = visit(number, TODAY + timedelta(days=day), NOW.replace(hour=hour).time())
            booked = type(booked)(**{**vars(booked), "minutes": 10})
            desk.clinic.diary.book(booked, RECEPTION, NOW)
    read: list[int] = []
    page = worklist.page

    def counted(*args: Any) -> Any:
        found = list(page(*args))
        read.append(len(found))
        return iter(found)

    monkeypatch.setattr(worklist, "page", counted)
    desk.now += timedelta(days=20)
    desk.go("follow_ups")
    assert tabs(desk)[0] == "Due 240"
    assert sum(read) < 60
    desk.press("End")
    assert desk.screen.list.rows.currentIndex().row() == 239
    assert sum(read) < 120


def test_a_closed_visit_takes_its_row_away_at_once(at_list: Desk) -> None:
    booked = at_list.clinic.diary.book(visit(1, at_list.now.date()), RECEPTION, NOW)
    at_list.now += timedelta(days=1)
    at_list.go("follow_ups", about=(1, f"visit_outcome:{booked.id}"))
    before = int(tabs(at_list)[0].split()[-1])
    at_list.clinic.diary.step(booked, AppointmentStatus.ENTERED_IN_ERROR, RECEPTION, at_list.now)
    assert int(tabs(at_list)[0].split()[-1]) != before


def test_a_refused_leave_holds_the_keys_until_the_form_is_taken_up_again(at_list: Desk) -> None:
    at_list.press("L")
    at_list.press("Tab")
    at_list.press("Ctrl+2")
    for letter in "ABC":
        at_list.press(letter)
    at_list.press("Escape")
    assert at_list.screen.detail.answers.is_asking
    assert at_list.screen.detail.answers.attempt_binder.values()["note"] == ""


def test_enter_on_cancel_cancels(at_list: Desk) -> None:
    at_list.press("L")
    at_list.screen.detail.answers.cancel_button.setFocus()
    at_list.press("Return")
    assert not at_list.screen.detail.answers.is_asking
    assert attempts(at_list) == []


def test_enter_without_an_outcome_asks_for_it_and_notes_nothing(at_list: Desk) -> None:
    at_list.press("L")
    at_list.press("Return")
    assert attempts(at_list) == []
    assert "How did it end?" in at_list.words()
    at_list.press("N")
    at_list.press("Return")
    assert attempts(at_list)[0].outcome is ContactOutcome.NO_ANSWER


def test_a_call_that_ends_in_a_booking_leads_there_and_back_to_what_is_due(at_list: Desk) -> None:
    number = key_now(at_list)[0]
    at_list.press("L")
    at_list.screen.detail.answers.attempt_binder.input("outcome").set_value("reached_booked")
    at_list.press("Return")
    assert type(at_list.screen).__name__ == "BookingScreen"
    assert at_list.clinic.people.get(number).record.display_name in at_list.words()
    at_list.press("Alt+Left")
    assert type(at_list.screen).__name__ == "FollowUpsScreen"
    assert at_list.screen.list.tabs.currentIndex() == 0


def test_undo_names_whom_it_is_about(at_list: Desk) -> None:
    at_list.press("N")
    at_list.type("moved away")
    at_list.press("Return")
    at_list.press("Ctrl+Z")
    assert "Taken back: not needed – Achterberg, Ottilie" in at_list.told()


def test_enter_after_a_name_goes_to_the_part_that_has_the_person(at_list: Desk) -> None:
    newcomer = at_list.clinic.people.register(patient("Xu"), RECEPTION, NOW).id
    booked = visit(newcomer, day=at_list.now.date() + timedelta(days=40))
    at_list.clinic.diary.book(booked, RECEPTION, at_list.now)
    at_list.press("Slash")
    at_list.qtbot.keyClicks(QApplication.focusWidget(), "xu")
    counts = [int(text.split()[-1]) for text in tabs(at_list)]
    assert counts[0] == 0 and any(counts[1:])
    at_list.press("Return")
    assert names(at_list)[0] == "Xu"
    assert QApplication.focusWidget() is at_list.screen.list.rows


def note_mistaken_call(at_list: Desk) -> tuple[int, str]:
    """Note a call about the wrong person; return the follow-up that it took off the list."""
    key = key_now(at_list)
    at_list.press("L")
    at_list.press("R")
    at_list.press("Down")
    at_list.press("Return")
    at_list.screen.list.go_to(key)
    return key


def test_a_mistaken_call_is_struck_through_by_keys_and_the_row_comes_back(at_list: Desk) -> None:
    key = note_mistaken_call(at_list)
    assert at_list.screen.list.tabs.currentIndex() == 2
    before = at_list.clinic.follow_ups.of_patient(key[0])
    at_list.press("X")
    assert "no longer counts" in at_list.words(at_list.screen.detail)
    at_list.press("Return")
    assert "This is needed." in at_list.words(at_list.screen.detail)
    at_list.type("It was another patient")
    at_list.press("Return")
    assert at_list.clinic.people.chart(key[0]).attempts == ()
    assert "struck through and no longer counts" in at_list.told()
    assert "struck through: It was another patient" in at_list.words(at_list.screen.detail)
    assert key_now(at_list) == key and at_list.screen.list.tabs.currentIndex() == 0
    at_list.press("Ctrl+Z")
    assert at_list.clinic.follow_ups.of_patient(key[0]) == before


def test_without_a_call_there_is_nothing_to_strike(at_list: Desk) -> None:
    at_list.press("X")
    assert "No call stands here" in at_list.told()
    assert not at_list.screen.detail.answers.is_asking


def test_escape_leaves_the_call_as_it_is(at_list: Desk) -> None:
    note_mistaken_call(at_list)
    at_list.press("X")
    at_list.press("Escape")
    assert not at_list.screen.detail.answers.is_asking
    assert len(attempts(at_list)) == 1
    assert QApplication.focusWidget() is at_list.screen.list.rows
