"""Makes the practice clinic: the cast that today needs, and everybody who came before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from random import Random

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.care import AreaSettings, Review, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.practice.cast import Part, cast
from infrared_desktop.practice.diary import Diary
from infrared_desktop.practice.founding import OUT_OF_SERVICE_DAYS, TIMEZONE, found_practice
from infrared_desktop.practice.front_desk import let_wait
from infrared_desktop.practice.pen import Clock, Pen
from infrared_desktop.practice.people import make_patient
from infrared_desktop.practice.photographs import photograph
from infrared_desktop.practice.play import play
from infrared_desktop.practice.story import Story
from infrared_desktop.practice.ways import draw_way
from infrared_desktop.practice.wishes import settle_wishes
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Act

_YEARS = 4
# So many patients a day are as many as two clinicians can see; a larger clinic is an older one.
_NEW_PATIENTS_A_DAY = 6.0
_SMALL = 300
_AT_ONCE = 25  # patients in one act: to write each to disk alone would take half the time


def make_practice_clinic(folder: Path, patients: int, seed: int, on: date) -> Clinic:
    """Make a clinic as it stands on a day, and return it open.

    The same three give the same records, numbers, moments and authors; only the keys differ.
    """
    clock = Clock(TIMEZONE, on)
    diary = Diary(on, on - timedelta(OUT_OF_SERVICE_DAYS))
    parts = _parts(diary, patients, seed, on)
    first_day = min((part.starts_on for part in parts), default=on) - timedelta(40)

    def fill(clinic: Clinic) -> None:
        deck = _Deck(clinic, diary, clock, seed)
        for start in range(0, len(parts), _AT_ONCE):
            deck.play(start + 1, parts[start : start + _AT_ONCE])
        let_wait(clinic, clock, Random(f"{seed}:waiting"))
        photograph(clinic, clock)
        settle_wishes(clinic, clock)

    return found_practice(folder, first_day, clock, fill)


def span_days(patients: int) -> int:
    """Return how many days back the first patient came."""
    return max(_YEARS * 365, int(patients / _NEW_PATIENTS_A_DAY / 5 * 7))


@dataclass(frozen=True)
class _Deck:
    clinic: Clinic
    diary: Diary
    clock: Clock
    seed: int

    def play(self, first: int, parts: Sequence[Part]) -> None:
        with self.clinic.ledger.act("practice", PROGRAM, self.clock.now) as act:
            stories = [self._tell(act, n, part) for n, part in enumerate(parts, start=first)]
        for part, story in zip(parts, stories, strict=True):
            if part.drafts:
                _keep_draft(self.clinic, story)

    def _tell(self, act: Act, number: int, part: Part) -> Story:
        rng = Random(f"{self.seed}:{number}")
        reachable = part.keeps is not None
        patient = make_patient(rng, number, self.clock.on, reachable)
        pen = Pen(act, self.clock)
        return play(pen, self.diary, rng, self.clinic.protocol, part, patient)


def _parts(diary: Diary, patients: int, seed: int, on: date) -> list[Part]:
    """Return everybody's part, in the order in which they registered."""
    rng = Random(f"{seed}:parts")
    played = cast(diary, on, min(17, patients * 2 // 5))
    others = patients - len(played)
    # In a small clinic more of them came lately, so that there is something to see.
    bend = 2.5 if patients <= _SMALL else 1.0
    cards = list(range(others))
    rng.shuffle(cards)
    for number, card in enumerate(cards):
        ago = span_days(patients) * (1 - (number + 0.5) / others) ** bend
        played.append(Part(on - timedelta(int(ago)), tuple(draw_way(rng, card))))
    return sorted(played, key=lambda part: part.starts_on)


def _keep_draft(clinic: Clinic, story: Story) -> None:
    visit = story.pen.chart().appointments[-1]
    going = visit.record.status is AppointmentStatus.IN_TREATMENT
    record = _begun_session(story, visit) if going else _begun_review(story, visit)
    clock, by = story.pen.clock, visit.record.clinician_id or 1
    today = visit.record.day == clock.on
    at = clock.now - timedelta(minutes=3) if today else clock.at(visit.record.day, time(16, 20))
    clinic.care.keep_draft(record, by, at)


def _begun_session(story: Story, visit: Stored[Appointment]) -> Session:
    last = story.pen.chart().sessions[-1].record
    return Session(
        story.patient_id,
        visit.record.day,
        visit.record.clinician_id or 1,
        plan_id=visit.record.plan_id,
        appointment_id=visit.id,
        device_id=visit.record.device_id,
        day_check=last.day_check[:6],
        eye_protection=True,
        areas=tuple(_as_last_time(row) for row in last.areas),
    )


def _as_last_time(row: AreaSettings) -> AreaSettings:
    return AreaSettings(
        row.area,
        row.side,
        handpiece=row.handpiece,
        fluence_j_cm2=row.fluence_j_cm2,
        cooling_temp_c=row.cooling_temp_c,
    )


def _begun_review(story: Story, visit: Stored[Appointment]) -> Review:
    return Review(
        story.patient_id,
        visit.record.day,
        visit.record.clinician_id or 1,
        plan_id=visit.record.plan_id,
        note="Says that she is content;",
    )
