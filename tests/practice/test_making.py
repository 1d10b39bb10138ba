"""A practice clinic is the same each time, sound, and holds what people practise on."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.records.answers import AppointmentStatus, Reaction
from infrared_desktop.domain.records.care import AdverseEvent, Consultation, Plan, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.opening import hours_of
from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.practice.founding import PASSPHRASE
from infrared_desktop.practice.pen import Clock
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.key_file import staff_names
from infrared_desktop.storage.verify import verify
from tests.practice.conftest import ON, PATIENTS


def _everything(clinic: Clinic) -> list[Any]:
    """Return each version with its author and moment, and each draft; keys are left out."""
    kept = [(k, s) for k in KINDS for s in clinic.ledger.books.versions(KINDS[k])]
    said = clinic.ledger.db.execute("SELECT at, staff_id, act, content_hash FROM audit")
    return [*kept, *said, *clinic.care.drafts()]


def test_the_same_three_make_the_same_clinic(practice: Clinic, tmp_path: Path) -> None:
    again = make_practice_clinic(tmp_path / "again", PATIENTS, 1, ON)
    assert _everything(again) == _everything(practice)
    again.close()


def test_patients_are_numbered_from_one(practice: Clinic) -> None:
    numbers = [patient.id for patient in practice.ledger.books.all(Patient)]
    assert numbers == list(range(1, PATIENTS + 1))


def test_none_makes_a_clinic_without_patients(tmp_path: Path) -> None:
    empty = make_practice_clinic(tmp_path / "empty", 0, 1, ON)
    assert empty.people.count() == 0
    assert len(empty.staff.clinicians()) == 2
    assert len(empty.diary.rooms()) == 2
    assert [d.record.in_service for d in empty.diary.devices()] == [True, False]
    assert empty.settings.practice
    assert not list(verify(empty))
    empty.close()


def test_the_passphrase_of_the_only_person_is_practice(practice: Clinic) -> None:
    (name,) = staff_names(practice.folder)
    unlocked = vault.unlock(practice.folder, name, PASSPHRASE)
    assert practice.staff.get(unlocked.staff_id).record.name == name


def test_the_clinic_is_sound(practice: Clinic) -> None:
    assert not [str(found) for found in verify(practice)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_occurs(practice: Clinic, kind: str) -> None:
    assert next(practice.ledger.books.versions(KINDS[kind]), None)


def test_nobody_and_nothing_is_in_two_places_at_once(practice: Clinic) -> None:
    visits = [v for v in practice.ledger.books.all(Appointment) if v.record.is_live]
    for name in ("patient_id", "clinician_id", "room_id", "device_id"):
        by_start = sorted(visits, key=lambda v: (v.record.day, v.record.starts))
        last: dict[tuple[int, date], Stored[Appointment]] = {}
        for visit in by_start:
            key = (getattr(visit.record, name), visit.record.day)
            if key[0] is not None and key in last:
                assert last[key].record.ends <= visit.record.starts, name
            last[key] = visit


def test_visits_lie_within_the_opening_hours_of_weekdays(practice: Clinic) -> None:
    for visit in practice.ledger.books.all(Appointment):
        assert time(9) <= visit.record.starts and visit.record.ends <= time(17)
        assert visit.record.day.weekday() < 5 or visit.record.day == ON


def test_nothing_was_written_in_the_future(practice: Clinic) -> None:
    now = Clock(practice.settings.timezone, ON).now
    for kind in KINDS.values():
        assert all(stored.at <= now for stored in practice.ledger.books.versions(kind))


def test_today_has_seven_visits_in_every_state(practice: Clinic) -> None:
    states = [visit.record.status for visit in practice.diary.day(ON)]
    done, treating, arrived = AppointmentStatus.FULFILLED, "in_treatment", "arrived"
    assert states == [done, done, treating, arrived, "booked", "booked", "booked"]
    assert len(practice.diary.unresolved(ON)) == 2


def test_the_list_of_what_is_due_has_something_of_each_sort(practice: Clinic) -> None:
    kinds = {row.follow_up.kind for row in practice.follow_ups.due(ON)}
    assert kinds >= {
        FollowUpKind.AFTERCARE_CALL,
        FollowUpKind.ADVERSE_EVENT,
        FollowUpKind.BOOK_SESSION,
        FollowUpKind.REVIEW_6,
        FollowUpKind.MAINTENANCE,
        FollowUpKind.VISIT_OUTCOME,
    }


def test_shown_and_hidden_follow_ups_are_all_of_them(practice: Clinic) -> None:
    counts = {part: practice.follow_ups.count(Wanted(part, ON)) for part in Part}
    shown = practice.follow_ups.due(ON)
    assert sum(counts.values()) == practice.follow_ups.total() > len(shown) == counts[Part.DUE]
    assert 5 <= len(shown) <= 40


def test_drafts_wait_for_their_authors(practice: Clinic) -> None:
    assert {draft.kind for draft in practice.care.drafts()} == {"session", "review"}


def test_only_areas_found_suitable_are_planned(practice: Clinic) -> None:
    consultations = {c.id: c.record for c in practice.ledger.books.all(Consultation)}
    verdicts = {row.verdict for c in consultations.values() for row in c.areas}
    assert verdicts >= {"suitable", "suitable_with_precautions", "deferred", "not_suitable"}
    for plan in practice.ledger.books.all(Plan):
        found = consultations[plan.record.consultation_id or 0].areas
        suitable = {r.site for r in found if str(r.verdict).startswith("suitable")}
        assert {row.site for row in plan.record.areas} <= suitable


def test_blisters_are_on_record_with_the_session_that_made_them(practice: Clinic) -> None:
    sessions = {s.id: s.record for s in practice.ledger.books.all(Session)}
    blisters = [
        e.record
        for e in practice.ledger.books.all(AdverseEvent)
        if e.record.reaction is Reaction.BLISTER
    ]
    assert blisters
    for event in blisters:
        assert event.session_id is not None
        assert event.noted_on >= sessions[event.session_id].performed_on


def test_some_answers_are_missing(practice: Clinic) -> None:
    consultations = [c.record for c in practice.ledger.books.all(Consultation)]
    sessions = [s.record for s in practice.ledger.books.all(Session)]
    assert any(c.fitzpatrick_type is None or c.bdd_outcome is None for c in consultations)
    assert any(row.suspicious_lesion is None for c in consultations for row in c.areas)
    assert any(row.cooling_temp_c is None for s in sessions for row in s.areas)


def test_the_clinic_is_open_on_the_day_that_it_is_made_for(practice: Clinic) -> None:
    assert hours_of(ON, practice.front_desk.rules(), practice.settings)
