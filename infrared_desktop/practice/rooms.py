"""What the practice clinic writes down in the treatment room beside the dose.

It is drawn from a die of its own, so that more of it leaves the rest of a clinic as it was.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Region, region_of
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.treatment_answers import (
    Anaesthesia,
    CoolingMode,
    CouplingGel,
    Eyewear,
    Technique,
)
from infrared_desktop.domain.sessions.setting_checks import preset

_EPOCH = date(2000, 1, 1)
_STAFF_OD = 5.0
_PULSES_A_DAY = 10_000  # the counter's start tells day and minute, so that it never runs back


def whole(session: Session, visit: Appointment, protocol: Protocol) -> Session:
    """Return a session with its times, the device's checks and counter, relief, gel and more."""
    die = Random(f"room:{session.patient_id}:{session.performed_on}")
    rows = tuple(_settled(die, row, protocol) for row in session.areas)
    counter = _counter(visit.day, visit.starts)
    pulses = [row.pulses_total for row in rows]
    relief = die.choices((Anaesthesia.NONE, Anaesthesia.COLD_AIR, Anaesthesia.TOPICAL), (6, 3, 1))
    return replace(
        session,
        areas=rows,
        started=_after(visit, 8),
        ended=_after(visit, visit.minutes - 8),
        window_clean=Answer.YES,
        cooling_works=Answer.YES,
        counter_start=counter,
        counter_end=None if None in pulses else counter + sum(filter(None, pulses)),
        anaesthesia=relief[0],
        anaesthesia_detail="Cream for 30 minutes." if relief == [Anaesthesia.TOPICAL] else "",
        coupling_gel=CouplingGel.WATER,
        gel_lot=f"PRACTICE-{session.performed_on:%Y%m}",
        post_cooling_min=die.choice((5, 5, 10)),
        product_applied="Sunscreen, SPF 50",
        protocol_version=protocol.title,
        room_id=visit.room_id,
        patient_eyewear=_eyewear(session),
        staff_eye_od=_STAFF_OD,
    )


def _eyewear(session: Session) -> Eyewear:
    near = any(region_of(row.area) is Region.FACE for row in session.areas)
    return Eyewear.ADHESIVE if near else Eyewear.GOGGLES


def _settled(die: Random, row: AreaSettings, protocol: Protocol) -> AreaSettings:
    on_body = region_of(row.area) in (Region.ARM, Region.BODY)
    technique = Technique.MOBILE if on_body or die.random() < 0.7 else Technique.STATIONARY
    known = replace(preset(row, protocol), cooling_temp_c=row.cooling_temp_c)
    pulses, passes, pain = row.pulses_total, row.passes, row.pain_nrs
    return replace(
        known,
        technique=technique,
        cooling_mode=CoolingMode.CONTACT,
        pulses_per_pass=pulses // passes if pulses and passes else None,
        max_skin_temp_c=round(die.uniform(38.0, 42.0), 1),
        pain_mean_nrs=None if pain is None else max(pain - die.randint(0, 2), 0),
    )


def _counter(day: date, starts: time) -> int:
    return (day - _EPOCH).days * _PULSES_A_DAY + (starts.hour * 60 + starts.minute) * 6


def _after(visit: Appointment, minutes: int) -> time:
    return (datetime.combine(visit.day, visit.starts) + timedelta(minutes=minutes)).time()
