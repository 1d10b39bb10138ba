"""Whose, when and by which way: what a person decides about follow-ups, by keys."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.follow_ups.due import FollowUp, HiddenReason, hidden_reason
from infrared_desktop.domain.records.answers import (
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    Role,
)
from infrared_desktop.domain.records.contacts import ContactAttempt
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.desk import Desk
from tests.views.follow_ups.test_follow_ups import at_list, attempts, decisions, key_now, tabs

__all__ = ["at_list"]


def row_of(desk: Desk, key: tuple[int, str]) -> FollowUp:
    return next(r for r in desk.clinic.follow_ups.of_patient(key[0]) if r.key == key[1])


def claims(desk: Desk) -> list[int]:
    bar = desk.screen.list.claims
    return [int(bar.tabText(number).split()[-1]) for number in range(bar.count())]


def consent(desk: Desk, number: int, *ways: Channel) -> None:
    known = desk.clinic.people.get(number)
    desk.clinic.people.edit(known, replace(known.record, may_contact_by=ways), RECEPTION, NOW)
    desk.screen.reload()


def test_the_due_day_is_moved_and_both_days_are_told(at_list: Desk) -> None:
    key = key_now(at_list)
    by_rule = row_of(at_list, key).due
    at_list.press("M")
    at_list.type("+3w")
    at_list.press("Tab")
    at_list.type("after her holidays")
    at_list.press("Return")
    moved = row_of(at_list, key)
    assert moved.due == moved.show_on == at_list.now.date() + timedelta(21)
    assert moved.moved_from == by_rule
    at_list.screen.list.go_to(key)
    words = at_list.words(at_list.screen.detail)
    assert "somebody chose that day, the rule says" in words
    assert "due day moved to" in words and "after her holidays" in words
    at_list.press("Ctrl+Z")
    assert row_of(at_list, key).due == by_rule


def test_a_day_that_is_past_is_refused(at_list: Desk) -> None:
    at_list.press("M")
    at_list.type((at_list.now.date() - timedelta(1)).isoformat())
    at_list.press("Tab")
    at_list.type("so")
    at_list.press("Return")
    assert decisions(at_list) == []
    assert "Choose a day from today on" in at_list.words()


def test_it_is_given_to_a_role_and_the_list_counts_whose_it_is(at_list: Desk) -> None:
    key, before = key_now(at_list), claims(at_list)
    assert before[0] == int(tabs(at_list)[0].split()[-1])
    at_list.press("G")
    at_list.screen.detail.answers.decision_form.taker.set_value(f"staff:{CLINICIAN}")
    at_list.press("Return")
    (stored,) = decisions(at_list)
    assert (stored.kind, stored.staff_id) == (FollowUpDecisionKind.ASSIGNED, CLINICIAN)
    assert claims(at_list)[2] == before[2] + 1
    at_list.press("W", 2)
    assert key_now(at_list) == key
    assert tabs(at_list)[0] == "Due 1"
    assert "Given to" in at_list.words(at_list.screen.detail)
    at_list.press("Ctrl+Z")
    assert row_of(at_list, key).staff_id is None


def test_the_history_names_to_whom_it_was_given(at_list: Desk) -> None:
    key, form = key_now(at_list), at_list.screen.detail.answers.decision_form
    name = at_list.clinic.staff.get(CLINICIAN).record.name
    at_list.press("G")
    at_list.press("Return")
    assert decisions(at_list) == []  # nobody's it is already
    form.taker.set_value(f"staff:{CLINICIAN}")
    at_list.press("Return")
    assert decisions(at_list)[0].reason == name
    assert f"given to {name}." in at_list.told()
    at_list.screen.list.go_to(key)
    assert f"· given to {name}\n" in at_list.words(at_list.screen.detail) + "\n"
    at_list.press("G")
    form.taker.set_value("role:reception")
    form.reason.set_value("she knows him")
    at_list.press("Return")
    at_list.screen.list.go_to(key)
    assert "given to reception: she knows him" in at_list.words(at_list.screen.detail)


def test_a_wrong_number_is_told_of_until_that_number_is_another(at_list: Desk) -> None:
    key, clinic = key_now(at_list), at_list.clinic
    call = ContactAttempt(*key, NOW, Channel.PHONE, ContactOutcome.WRONG_NUMBER)
    clinic.follow_ups.attempt(call, RECEPTION, NOW)
    for number, change in enumerate(({"address": "7 New Quay"}, {"phone": "+14165550999"})):
        known, later = clinic.people.get(key[0]), NOW + timedelta(minutes=5 + number)
        clinic.people.edit(known, replace(known.record, **change), RECEPTION, later)
        is_wrong = "was wrong: correct it" in str(row_of(at_list, key).why)
        assert is_wrong is ("address" in change)


def test_only_agreed_ways_are_offered_and_the_others_are_told(at_list: Desk) -> None:
    number = key_now(at_list)[0]
    consent(at_list, number, Channel.EMAIL)
    words = at_list.words(at_list.screen.detail)
    assert "Not agreed to, so not offered: phone" in words.replace("Phone", "phone")
    at_list.press("L")
    form = at_list.screen.detail.answers.attempt_form
    assert len(form.channel.labels()) == 1
    at_list.press("R")
    at_list.press("Down")
    at_list.press("Return")
    assert attempts(at_list)[0].channel is Channel.EMAIL


def test_who_agreed_to_no_way_is_not_called(at_list: Desk) -> None:
    key = key_now(at_list)
    consent(at_list, key[0])
    assert row_of(at_list, key).hidden is HiddenReason.DO_NOT_CONTACT
    at_list.screen.list.go_to(key)
    at_list.press("L")
    assert "agreed to no way" in at_list.told()
    assert not at_list.screen.detail.answers.is_asking


def test_quiet_hours_are_told(at_list: Desk) -> None:
    at_list.now = at_list.now.replace(hour=23, minute=30) + timedelta(hours=5)
    at_list.screen.reload()
    assert "Nobody is contacted between" in at_list.words(at_list.screen.detail)


def test_one_call_does_for_all_that_is_due_and_u_takes_it_back(at_list: Desk) -> None:
    at_list.now = NOW + timedelta(days=16)
    at_list.go("follow_ups")
    key = key_now(at_list)
    before = at_list.clinic.follow_ups.of_patient(key[0])
    at_list.press("L")
    answers = at_list.screen.detail.answers
    assert answers.attempt_form.for_all.isVisible()
    answers.attempt_binder.input("outcome").set_value(ContactOutcome.NO_ANSWER.value)
    answers.attempt_form.for_all.setChecked(True)
    at_list.press("Return")
    noted = attempts(at_list)
    assert len(noted) > 1 and len({one.batch for one in noted}) == 1 and noted[0].batch
    assert f"{len(noted)} entries that were noted together on" in at_list.told()
    at_list.press("U")
    assert f"{len(noted)} entries" in at_list.words(at_list.screen.detail)
    at_list.type("it was another patient")
    at_list.press("Return")
    assert at_list.clinic.people.chart(key[0]).attempts == ()
    assert at_list.clinic.follow_ups.of_patient(key[0]) == before
    assert "Taken back" in at_list.told()
    at_list.press("U")
    assert "Nothing was noted for several" in at_list.told()
    assert QApplication.focusWidget() is at_list.screen.list.rows


def test_a_full_week_is_hidden_until_its_day(at_list: Desk) -> None:
    number = key_now(at_list)[0]
    rules = at_list.clinic.front_desk.rules()
    once = replace(rules, most_contacts_a_week=1)
    at_list.clinic.front_desk.change_rules(once, CLINICIAN, at_list.now)
    due = [r for r in at_list.clinic.follow_ups.open_of_patient(number) if r.kind != "T1"]
    called = ContactAttempt(number, "T1:1", at_list.now, Channel.PHONE, ContactOutcome.NO_ANSWER)
    at_list.clinic.follow_ups.attempt(called, RECEPTION, at_list.now)
    today = at_list.now.date()
    resting = [
        r for r in due if hidden_reason(row_of(at_list, (number, r.key)), today) == "resting"
    ]
    assert resting
    at_list.screen.list.go_to((number, resting[0].key))
    assert "Contacted often this week: it comes back on" in at_list.words(at_list.screen.detail)
    assert "contacted often this week:" in at_list.words(at_list.screen.list)
    assert sum(int(text.split()[-1]) for text in tabs(at_list)) == at_list.clinic.follow_ups.total()


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.CLINICIAN, Role.OWNER])
def test_what_is_given_to_a_role_is_its_own(at_list: Desk, role: Role) -> None:
    key = key_now(at_list)
    at_list.press("G")
    at_list.screen.detail.answers.decision_form.taker.set_value(f"role:{role}")
    at_list.press("Return")
    assert row_of(at_list, key).role is role
    mine = role is not Role.RECEPTION
    at_list.press("W")
    assert int(tabs(at_list)[0].split()[-1]) == mine
