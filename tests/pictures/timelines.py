"""Patients whose timelines show what it can: ten years in four hundred events, a crowded month."""

from datetime import date, timedelta
from random import Random

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.practice import long_history
from infrared_desktop.practice.cast import Part
from infrared_desktop.practice.diary import Diary
from infrared_desktop.practice.pen import Clock, Pen
from infrared_desktop.practice.people import make_patient
from infrared_desktop.practice.play import play
from infrared_desktop.practice.ways import Step, consultation, session
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.screen import Place

_ROUND = (
    consultation(58, sessions=3),
    session(20),
    session(20),
    session(20),
    Step(AppointmentKind.REVIEW, 32, lead_days=3),
)
_ROUNDS, _ROUND_DAYS = 24, sum(step.days for step in _ROUND)


def timeline_places(clinic: Clinic, today: date) -> dict[str, Place]:
    """Write both patients, and return the places that show them."""
    return {
        "years": Place("patient", _ten_years(clinic, today)),
        "crowded": Place("patient", long_history(clinic, 400, 2, today)),
    }


def _ten_years(clinic: Clinic, today: date) -> int:
    """Write a patient who came again and again for ten years; return the number."""
    clock, rng = Clock(clinic.settings.timezone, today), Random("years")
    patient = make_patient(rng, clinic.people.count() + 1, today, reachable=True)
    begins = today - timedelta(_ROUNDS * _ROUND_DAYS)
    part = Part(begins, _ROUND * _ROUNDS, wish="face", keeps=frozenset(FollowUpKind))
    with clinic.ledger.act("practice", PROGRAM, clock.now) as act:
        diary = Diary(today, today)
        return play(Pen(act, clock), diary, rng, clinic.protocol, part, patient).patient_id
