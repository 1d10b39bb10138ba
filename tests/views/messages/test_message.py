"""A message is written by keyboard; what may not be sent is not offered, and the reason stands."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from infrared_desktop.domain.messages.checks import visit_key
from infrared_desktop.domain.records.answers import Channel, ContactOutcome
from infrared_desktop.domain.records.messages import MessageStatus
from infrared_desktop.views import tasks
from infrared_desktop.views.messages.qr_code import rows_of
from infrared_desktop.views.screen import Place
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.exchange.mail_server import Inbox, running
from tests.scenes import TODAY, patient, treated_patient, visit
from tests.views.desk import Desk

DAY = NOW.replace(hour=16)  # 11:00 at the clinic
NIGHT = NOW.replace(hour=4)  # 23:00 the day before


@pytest.fixture
def number(desk: Desk) -> int:
    """Return a treated patient who can be reached by every way."""
    number = treated_patient(desk.clinic, "Okafor")
    stored = desk.clinic.people.get(number)
    reached = replace(
        stored.record, phone="+14165550123", email="a@example.org", address="1 Lake Road"
    )
    desk.clinic.people.edit(stored, reached, RECEPTION, NOW)
    settings = desk.clinic.staff.settings()
    told = replace(settings.record, phone="+14165550101")
    desk.clinic.staff.change_settings(settings, told, CLINICIAN, NOW)
    desk.now = DAY
    return number


def due(desk: Desk, number: int) -> str:
    return desk.clinic.follow_ups.open_of_patient(number)[0].key


def write(desk: Desk, number: int, channel: Channel, key: str = "") -> None:
    desk.go("message", number, about=key or due(desk, number))
    assert desk.screen._occasion is not None, desk.told()
    choose(desk, channel)


def choose(desk: Desk, channel: Channel) -> None:
    desk.screen.binder.input("channel").setFocus()
    desk.press("Left", len(Channel))
    while desk.screen.binder.values()["channel"] is not channel:
        before = desk.screen.binder.values()["channel"]
        desk.press("Right")
        assert desk.screen.binder.values()["channel"] is not before


def change(desk: Desk, number: int, **fields: object) -> None:
    stored = desk.clinic.people.get(number)
    record = replace(stored.record, **fields)  # type: ignore[arg-type]
    desk.clinic.people.edit(stored, record, RECEPTION, NOW)


def test_a_text_message_is_shown_as_a_code_and_noted_when_a_person_says_so(
    desk: Desk, number: int
) -> None:
    write(desk, number, Channel.SMS)
    assert "(416) 555-0123" in desk.words() and desk.screen.way.code.isVisible()
    assert not desk.clinic.people.chart(number).attempts
    desk.press("Ctrl+Return")
    (attempt,) = desk.clinic.people.chart(number).attempts
    assert attempt.record.outcome is ContactOutcome.MESSAGE_LEFT
    (message,) = desk.clinic.people.chart(number).messages
    assert message.record.status is MessageStatus.HANDED
    assert "(416) 555-0101" in message.record.text
    assert "sent by hand" in desk.told()
    desk.press("Ctrl+Z")
    assert not desk.clinic.people.chart(number).attempts


def test_a_letter_waits_in_the_outbox(desk: Desk, number: int) -> None:
    write(desk, number, Channel.POST)
    desk.press("Ctrl+Return")
    (stored,) = desk.clinic.messages.outbox(MessageStatus.QUEUED)
    assert (stored.record.channel, stored.record.address) == (Channel.POST, "1 Lake Road")
    assert not desk.clinic.people.chart(number).attempts
    desk.press("Ctrl+Z")
    assert desk.clinic.messages.get(stored.id).record.status is MessageStatus.WITHDRAWN


def test_an_email_is_handed_to_the_clinics_own_server(desk: Desk, number: int) -> None:
    inbox = Inbox()
    with running(inbox) as server:
        desk.clinic.messages.set_server(server, None, CLINICIAN, NOW)
        write(desk, number, Channel.EMAIL)
        desk.press("Ctrl+Return")
        desk.qtbot.waitUntil(lambda: "1 taken by the mail server." in desk.told())
    tasks.wait_for_all()
    assert len(inbox.letters) == 1
    assert len(desk.clinic.people.chart(number).attempts) == 1


def test_an_email_written_at_night_waits_until_somebody_sends_it(desk: Desk, number: int) -> None:
    with running(Inbox()) as server:
        desk.clinic.messages.set_server(server, None, CLINICIAN, NOW)
        desk.now = NIGHT
        write(desk, number, Channel.EMAIL)
        assert "Into the outbox" in desk.screen.way.done.text()
        desk.press("Ctrl+Return")
        assert "From 09:00 on, S there sends it." in desk.told()
        tasks.wait_for_all()
        desk.go("messages")
        assert "may leave from 09:00" in desk.screen.list.current_row().note
        desk.now = DAY
        desk.go("messages")
        assert "may leave" not in desk.screen.list.current_row().note


def test_without_a_server_nothing_is_sent_by_hand_at_night(desk: Desk, number: int) -> None:
    desk.now = NIGHT
    write(desk, number, Channel.EMAIL)
    assert not desk.screen.way.done.isEnabled()


def test_without_a_server_an_email_is_sent_by_hand(desk: Desk, number: int) -> None:
    write(desk, number, Channel.EMAIL)
    assert "No mail server is named" in desk.words()
    desk.press("Ctrl+Return")
    assert desk.clinic.people.chart(number).messages[-1].record.status is MessageStatus.HANDED


def test_a_number_of_another_country_is_shown_with_its_code(desk: Desk, number: int) -> None:
    key = due(desk, number)
    change(desk, number, phone="+493090182000")
    write(desk, number, Channel.SMS, key)
    assert "+49 30 90182000" in desk.words() and desk.screen.way.code.isVisible()
    desk.press("Ctrl+Return")
    assert desk.clinic.people.chart(number).messages[-1].record.address == "+493090182000"


def test_a_call_goes_to_the_row_where_it_is_logged(desk: Desk, number: int) -> None:
    key = due(desk, number)
    write(desk, number, Channel.PHONE)
    desk.press("Ctrl+Return")
    assert type(desk.screen).__name__ == "FollowUpsScreen"
    assert desk.screen.list.rows.current_key() == (number, key)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do_not_contact": True}, "must not be contacted"),
        ({"may_contact_by": (Channel.POST,)}, "did not agree to be contacted by text message"),
        ({"phone": "", "second_phone": ""}, "No telephone number"),
        ({"phone": "call her sister"}, "can't be used as it stands"),
        ({"phone": "030 9018 2000"}, "can't be used as it stands"),  # as it is dialled in Berlin
    ],
)
def test_who_is_not_to_be_reached_so_is_offered_nothing(
    desk: Desk, number: int, fields: dict[str, object], said: str
) -> None:
    key = due(desk, number)
    change(desk, number, **fields)
    write(desk, number, Channel.SMS, key)
    assert said in desk.words()
    assert not desk.screen.way.code.isVisible() and not desk.screen.way.done.isEnabled()
    desk.press("Ctrl+Return")
    assert not desk.clinic.people.chart(number).messages


def test_the_first_open_way_is_shown(desk: Desk, number: int) -> None:
    change(desk, number, may_contact_by=(Channel.POST,))
    desk.go("message", number, about=due(desk, number))
    assert desk.screen.binder.values()["channel"] is Channel.POST


def test_nobody_is_called_at_night(desk: Desk, number: int) -> None:
    desk.now = NIGHT
    write(desk, number, Channel.SMS)
    assert "between 20:00 and 09:00" in desk.words()
    assert not desk.screen.way.done.isEnabled()
    desk.now = DAY
    desk.screen.tick()
    assert desk.screen.way.done.isEnabled()


def test_the_fourth_contact_of_a_week_is_not_offered(desk: Desk, number: int) -> None:
    key = due(desk, number)
    for _ in range(3):
        write(desk, number, Channel.SMS, key)
        desk.press("Ctrl+Return")
    write(desk, number, Channel.SMS, key)
    assert "Contacted 3 times in 7 days" in desk.words()
    assert not desk.screen.way.done.isEnabled()


def test_a_visit_is_reminded_of_from_the_diary(desk: Desk, number: int) -> None:
    booked = desk.clinic.diary.book(visit(number, TODAY + timedelta(3)), RECEPTION, NOW)
    write(desk, number, Channel.SMS, visit_key(booked.id))
    text = desk.screen.binder.values()["text"]
    assert "we look forward to seeing you" in text and f"{booked.record.starts:%H:%M}" in text


def test_from_a_follow_up_one_key_leads_to_its_message(desk: Desk, number: int) -> None:
    key = due(desk, number)
    desk.frame.go(Place("follow_ups", about=(number, key)))
    desk.press("Ctrl+M")
    assert type(desk.screen).__name__ == "MessageScreen"
    assert desk.screen._occasion.key == key
    desk.press("Escape")
    assert type(desk.screen).__name__ == "FollowUpsScreen"


def test_a_patient_is_written_to_in_their_language_or_it_is_said(desk: Desk, number: int) -> None:
    key = due(desk, number)
    change(desk, number, language="Deutsch")
    write(desk, number, Channel.SMS, key)
    assert desk.screen.binder.values()["text"].startswith("Guten Tag")
    change(desk, number, language="te reo Māori")
    write(desk, number, Channel.SMS, key)
    assert "no text in the patient's language (te reo māori)" in desk.words()


def test_what_was_typed_stays_while_ways_are_looked_at(desk: Desk, number: int) -> None:
    write(desk, number, Channel.SMS)
    text = desk.screen.binder.input("text")
    text.setFocus()
    text.selectAll()
    text.insertPlainText("Hello, {name}: just so. 😀")
    choose(desk, Channel.POST)
    assert "Hello" not in desk.screen.binder.values()["text"]
    desk.screen.binder.input("channel").setFocus()
    desk.press("Left", 2)
    assert desk.screen.binder.values()["text"] == "Hello, {name}: just so. 😀"
    desk.press("Ctrl+Return")
    assert desk.clinic.people.chart(number).messages[-1].record.text.endswith("just so. 😀")


def test_copied_words_are_taken_off_the_clipboard_again(desk: Desk, number: int) -> None:
    write(desk, number, Channel.SMS)
    desk.press("Ctrl+Shift+C")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == desk.screen.binder.values()["text"]
    assert "taken off the clipboard" in desk.told()
    desk.screen.clipboard.take_back()
    assert clipboard.text() == ""
    desk.press("Ctrl+Shift+C")
    clipboard.setText("something else")
    desk.screen.clipboard.take_back()
    assert clipboard.text() == "something else"


def test_what_is_gone_is_told(desk: Desk) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    desk.go("message", number, about="T8:99:x:1")
    assert "there no more" in desk.words()
    desk.press("Ctrl+Return")
    assert not desk.clinic.people.chart(number).messages


def test_a_code_holds_what_fits_and_no_more() -> None:
    assert len(rows_of("tel:+14165550123")) >= 21
    assert rows_of("x" * 4000) == () and rows_of("") == ()


def test_letters_are_put_to_the_others_row_by_row(desk: Desk, number: int) -> None:
    desk.now += timedelta(days=5)
    desk.go("follow_ups")
    rows = desk.screen.list.rows
    assert rows.rows().rowCount() > 1
    first = rows.current_key()
    desk.press("Ctrl+Shift+M")
    assert "waits in the outbox, to be printed" in desk.told()
    assert rows.current_key() != first
    rows.select_key(first)
    desk.press("Ctrl+Shift+M")
    assert "stands in the outbox already" in desk.told()
    (letter,) = desk.clinic.messages.outbox(MessageStatus.QUEUED)
    assert (letter.record.patient_id, letter.record.follow_up_key) == first
    assert "{" not in letter.record.text


def test_a_letter_is_put_by_night_and_never_to_who_said_no(desk: Desk, number: int) -> None:
    desk.now, key = NIGHT, due(desk, number)
    change(desk, number, may_contact_by=(Channel.PHONE,))
    desk.frame.go(Place("follow_ups", about=(number, key)))
    desk.press("Ctrl+Shift+M")
    assert "did not agree to be contacted by post" in desk.told()
    change(desk, number, may_contact_by=(Channel.POST,))
    desk.frame.go(Place("follow_ups", about=(number, key)))
    desk.press("Ctrl+Shift+M")
    assert len(desk.clinic.messages.outbox(MessageStatus.QUEUED)) == 1


def test_the_diary_leads_to_a_reminder(desk: Desk, number: int) -> None:
    booked = desk.clinic.diary.book(visit(number, TODAY + timedelta(3)), RECEPTION, NOW)
    desk.go("diary", record=booked.id, about=booked.record.day)
    desk.press("Ctrl+M")
    assert desk.screen._occasion.key == visit_key(booked.id)
