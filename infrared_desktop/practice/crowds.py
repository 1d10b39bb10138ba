"""Crowds and long histories for the benchmarks, written through the same ledger."""

from datetime import date, datetime, time, timedelta
from random import Random

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.records.answers import AppointmentKind, Channel, ContactOutcome
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.practice.cast import Part
from infrared_desktop.practice.diary import Diary
from infrared_desktop.practice.pen import RECEPTION, Clock, Pen
from infrared_desktop.practice.people import make_patient
from infrared_desktop.practice.play import play
from infrared_desktop.practice.story import Story
from infrared_desktop.practice.ways import Step, consultation, session
from infrared_desktop.storage.clinic import Clinic

_AT_ONCE = 2_000
_ROUND = (
    consultation(7, sessions=3),
    session(7),
    session(7),
    session(7),
    Step(AppointmentKind.REVIEW, 7, lead_days=3),
)
_ROUND_DAYS = sum(step.days for step in _ROUND)
_MOST_RECORDS = 30  # that a round can come to


def make_crowd(clinic: Clinic, count: int, seed: int, now: datetime) -> None:
    """Register many patients who never came, some thousand in each act."""
    first, on = clinic.people.count() + 1, clinic.day(now)
    rng = Random(f"{seed}:crowd")
    numbers = range(first, first + count)
    for start in range(0, count, _AT_ONCE):
        patients = (make_patient(rng, n, on) for n in numbers[start : start + _AT_ONCE])
        clinic.people.take_in(patients, RECEPTION, now)


def long_history(clinic: Clinic, events: int, seed: int, on: date) -> int:
    """Write one patient with that many events up to a day; return the patient's number."""
    clock = Clock(clinic.settings.timezone, on)
    rng = Random(f"{seed}:long")
    patient = make_patient(rng, clinic.people.count() + 1, on, reachable=True)
    rounds = events // _MOST_RECORDS
    starts_on = on - timedelta(rounds * _ROUND_DAYS)
    part = Part(starts_on, _ROUND * rounds, wish="face", keeps=frozenset(FollowUpKind))
    with clinic.ledger.act("practice", PROGRAM, clock.now) as act:
        pen = Pen(act, clock)
        story = play(pen, Diary(on, on), rng, clinic.protocol, part, patient)
        _fill_up(story, events)
    return story.patient_id


def _fill_up(story: Story, events: int) -> None:
    """Add calls until there are as many records as asked for."""
    clock, sessions = story.pen.clock, story.pen.chart().sessions
    key = f"{FollowUpKind.CONTACT}:{sessions[-1].id if sessions else 0}"
    for number in range(events - story.pen.count()):
        at = clock.at(clock.on - timedelta(number % 30 + 1), time(9), number // 30)
        outcome = ContactOutcome.MESSAGE_LEFT
        call = ContactAttempt(story.patient_id, key, at, Channel.SMS, outcome)
        story.pen.add("contact-attempted", call, RECEPTION, at)
