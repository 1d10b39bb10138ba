"""What was written, what became of it, and that a contact is noted only with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.records.answers import Channel, ContactOutcome, Role
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.messages import MailServer, Message, MessageStatus, MessageText
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import patient, stored_now


@pytest.fixture
def message(clinic: Clinic) -> Message:
    """Return a text message to somebody who is registered."""
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    return Message(number, "T8:1:x:1", Channel.SMS, NOW, "en", "Please call us.", "+14165550123")


def test_what_a_person_sent_is_noted_and_can_be_taken_back(
    clinic: Clinic, message: Message
) -> None:
    (stored,) = clinic.messages.hand_over([message], RECEPTION, NOW)
    assert stored.record.status is MessageStatus.HANDED
    (attempt,) = clinic.people.chart(message.patient_id).attempts
    assert (attempt.record.channel, attempt.record.outcome) == (
        Channel.SMS,
        ContactOutcome.MESSAGE_LEFT,
    )
    clinic.messages.take_back(stored, "said by mistake", RECEPTION, NOW)
    assert not clinic.people.chart(message.patient_id).attempts
    assert clinic.messages.get(stored.id).record.status is MessageStatus.WITHDRAWN
    assert not list(verify(clinic))


def test_what_waits_is_noted_as_nothing_and_can_be_withdrawn(
    clinic: Clinic, message: Message
) -> None:
    (stored,) = clinic.messages.write([message], RECEPTION, NOW)
    assert not clinic.people.chart(message.patient_id).attempts
    assert clinic.messages.count_open() == 1
    clinic.messages.take_back(stored, "not needed", RECEPTION, NOW)
    assert clinic.messages.count_open() == 0


@pytest.mark.parametrize(
    "status",
    [
        MessageStatus.SENDING,
        MessageStatus.TAKEN,
        MessageStatus.UNKNOWN,
        MessageStatus.REFUSED,
    ],
)
def test_what_has_left_or_may_have_is_never_taken_back(
    clinic: Clinic, message: Message, status: MessageStatus
) -> None:
    (stored,) = clinic.messages.write([message], RECEPTION, NOW)
    clinic.messages.mark(stored, status, "", RECEPTION, NOW)
    with pytest.raises(KnownError, match="can't be taken back"):
        clinic.messages.take_back(stored, "never mind", RECEPTION, NOW)


def test_a_message_is_claimed_once(clinic: Clinic, message: Message) -> None:
    (stored,) = clinic.messages.write([message], RECEPTION, NOW)
    clinic.messages.mark(stored, MessageStatus.SENDING, "", RECEPTION, NOW)
    with pytest.raises(StaleError):
        clinic.messages.mark(stored, MessageStatus.SENDING, "", RECEPTION, NOW)


def test_a_text_that_cannot_be_filled_is_not_stored(clinic: Clinic) -> None:
    text = MessageText("T8", 1, Channel.SMS, "en", "Dear {surname}")
    with pytest.raises(KnownError, match=r"\{surname\}"):
        clinic.messages.set_text(text, CLINICIAN, NOW)
    assert not clinic.messages.texts()


def test_the_password_lies_apart_from_every_record(clinic: Clinic) -> None:
    server = MailServer("mail.example.org", 465, sender="desk@example.org", user="desk")
    clinic.messages.set_server(server, "open sesame", CLINICIAN, NOW)
    kept = stored_now(clinic)
    holding = {name for name, rows in kept.items() if "open sesame" in repr(rows)}
    assert holding == {"secret"}
    clinic.messages.set_server(server, None, CLINICIAN, NOW)
    assert clinic.messages.password() == "open sesame"


def test_only_the_owner_names_a_server_and_only_one_that_can_be(clinic: Clinic) -> None:
    server = MailServer("mail.example.org", 465, sender="desk@example.org")
    with pytest.raises(KnownError, match="Only the owner"):
        clinic.messages.set_server(server, None, RECEPTION, NOW)
    with pytest.raises(KnownError, match="Name the server"):
        clinic.messages.set_server(MailServer("a b", 465, sender="a@b.c"), None, CLINICIAN, NOW)
    assert clinic.messages.server() is None


def test_what_is_counted_follows_each_act(clinic: Clinic, message: Message) -> None:
    counts = [clinic.messages.count_open()]
    (stored, _) = clinic.messages.write([message, message], RECEPTION, NOW)
    counts.append(clinic.messages.count_open())
    clinic.messages.mark(stored, MessageStatus.TAKEN, "", RECEPTION, NOW)
    counts.append(clinic.messages.count_open())
    assert counts == [0, 2, 1]


def test_a_clinician_who_is_not_the_owner_names_no_server(clinic: Clinic) -> None:
    other = clinic.staff.add(Staff("Dr. Idris Bello", Role.CLINICIAN), CLINICIAN, NOW).id
    server = MailServer("mail.example.org", 465, sender="desk@example.org")
    with pytest.raises(KnownError, match="Only the owner"):
        clinic.messages.set_server(server, "sesame", other, NOW)
    assert clinic.messages.server() is None and not clinic.messages.password()


def test_a_contact_of_before_stays_when_a_message_is_taken_back(
    clinic: Clinic, message: Message
) -> None:
    number, key = message.patient_id, message.follow_up_key
    rung = ContactAttempt(number, key, NOW, message.channel, ContactOutcome.NO_ANSWER)
    before = clinic.follow_ups.attempt(rung, RECEPTION, NOW)
    after = NOW + timedelta(minutes=5)
    (stored,) = clinic.messages.hand_over([message], RECEPTION, after)
    clinic.messages.take_back(stored, "said by mistake", RECEPTION, after)
    (left,) = clinic.people.chart(number).attempts
    assert left.id == before.id


def test_each_try_is_counted_and_only_what_left_is_a_contact(
    clinic: Clinic, message: Message
) -> None:
    (stored,) = clinic.messages.write([message], RECEPTION, NOW)
    for tries in (1, 2):
        at = NOW + timedelta(minutes=tries)
        stored = clinic.messages.mark(stored, MessageStatus.SENDING, "", RECEPTION, at)
        assert (stored.record.tries, stored.record.tried_at) == (tries, at)
        stored = clinic.messages.mark(stored, MessageStatus.QUEUED, "busy", RECEPTION, at)
    assert not clinic.people.chart(message.patient_id).attempts
    sending = clinic.messages.mark(stored, MessageStatus.SENDING, "", RECEPTION, NOW)
    assert clinic.messages.note_cut_off(RECEPTION, NOW) == 1
    unsure = clinic.messages.get(sending.id)
    assert unsure.record.status is MessageStatus.UNKNOWN
    assert not clinic.people.chart(message.patient_id).attempts
    clinic.messages.mark(unsure, MessageStatus.HANDED, "it came", RECEPTION, NOW)
    assert len(clinic.people.chart(message.patient_id).attempts) == 1


def test_a_batch_of_messages_that_left_is_no_batch_to_take_back(
    clinic: Clinic, message: Message
) -> None:
    batches, number = clinic.follow_ups.batches, message.patient_id
    rung = ContactAttempt(number, "T1:1", NOW, Channel.PHONE, ContactOutcome.NO_ANSWER)
    noted = batches.note([rung], RECEPTION, NOW)
    letters = replace(message, channel=Channel.POST, batch="letters")
    clinic.messages.hand_over([letters], RECEPTION, NOW + timedelta(minutes=1))
    last = batches.last()
    assert last is not None and last.name == noted.name
