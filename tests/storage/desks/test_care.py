"""Clinical records: drafted in sight, signed for good, struck through with a reason."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    AreaSettings,
    Consultation,
    Review,
)
from infrared_desktop.domain.records.chart import State
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import TODAY, consultation, later, patient, plan, session, stored_now


@pytest.fixture
def number(clinic: Clinic) -> int:
    return clinic.people.register(patient(), RECEPTION, NOW).id


def review(number: int) -> Review:
    return Review(number, TODAY, CLINICIAN)


@pytest.mark.parametrize("record", [consultation, session, review])
def test_signing_binds_name_moment_and_content(
    clinic: Clinic, number: int, record: Callable[[int], Any]
) -> None:
    signed = clinic.care.sign(record(number), CLINICIAN, NOW)
    assert (signed.state, signed.by, signed.at) == (State.SIGNED, CLINICIAN, NOW)
    assert clinic.care.is_unaltered(signed)
    assert not clinic.care.is_unaltered(replace(signed, record=replace(signed.record, note="x")))


@pytest.mark.parametrize("record", [consultation, session, review])
def test_the_front_desk_signs_nothing_adds_nothing_and_strikes_nothing_signed(
    clinic: Clinic, number: int, record: Callable[[int], Any]
) -> None:
    with pytest.raises(KnownError, match="A clinician signs"):
        clinic.care.sign(record(number), RECEPTION, NOW)
    signed = clinic.care.sign(record(number), CLINICIAN, NOW)
    kind = signed.record.__class__.__name__.lower()
    with pytest.raises(KnownError, match="A clinician adds"):
        clinic.care.append(Addendum(number, kind, signed.id, "why", "what"), RECEPTION, NOW)
    with pytest.raises(KnownError, match="A clinician strikes"):
        clinic.care.invalidate(signed, "wrong patient", RECEPTION, NOW)
    assert clinic.care.find(type(signed.record), signed.id) == signed
    assert clinic.people.chart(number).addenda == ()


def test_the_front_desk_reports_a_reaction_and_a_clinician_closes_it(
    clinic: Clinic, number: int
) -> None:
    care = clinic.care
    event = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY, severity=2)
    told = care.report(event, RECEPTION, NOW)
    told = care.follow_event(told, replace(event, severity=1), RECEPTION, NOW)
    with pytest.raises(KnownError, match="A clinician closes"):
        care.follow_event(told, replace(event, closed_on=TODAY), RECEPTION, NOW)
    assert care.follow_event(told, replace(event, closed_on=TODAY), CLINICIAN, NOW).version == 3


def test_a_session_notes_its_reactions_as_adverse_events(clinic: Clinic, number: int) -> None:
    rows = (
        AreaSettings(Area.NECK_FRONT, reaction=Reaction.BURN, severity=3),
        AreaSettings(Area.SUBMENTAL, no_adverse_event=True),
    )
    signed = clinic.care.sign(session(number, areas=rows), CLINICIAN, NOW)
    (event,) = clinic.people.chart(number).adverse_events
    assert (event.record.session_id, event.record.severity) == (signed.id, 3)
    assert (event.record.area, event.record.noted_on) == (Area.NECK_FRONT, TODAY)


def test_an_addendum_leaves_the_signed_record_alone(clinic: Clinic, number: int) -> None:
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    addendum = Addendum(number, "consultation", signed.id, "forgotten", "takes aspirin")
    added = clinic.care.append(addendum, CLINICIAN, later(hours=1))
    chart = clinic.people.chart(number)
    assert chart.addenda == (added,)
    assert added.state is State.SIGNED
    assert chart.consultations == (signed,)


@pytest.mark.parametrize("missing", ["reason", "text"])
def test_an_addendum_needs_its_reason_and_text(clinic: Clinic, number: int, missing: str) -> None:
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    addendum = Addendum(number, "consultation", signed.id, "forgotten", "takes aspirin")
    with pytest.raises(KnownError, match="needs its text and a reason"):
        clinic.care.append(replace(addendum, **{missing: "  "}), CLINICIAN, NOW)


def test_an_addendum_needs_a_signed_record_of_the_same_patient(clinic: Clinic, number: int) -> None:
    other = clinic.people.register(patient("Other"), RECEPTION, NOW).id
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    unsigned = clinic.care.plan(plan(number), CLINICIAN, NOW)
    wrong = [
        Addendum(other, "consultation", signed.id, "r", "t"),
        Addendum(number, "consultation", 99, "r", "t"),
        Addendum(number, "plan", unsigned.id, "r", "t"),
    ]
    before = stored_now(clinic)
    for addendum in wrong:
        with pytest.raises(KnownError):
            clinic.care.append(addendum, CLINICIAN, NOW)
    assert stored_now(clinic) == before


def test_striking_through_needs_a_reason_and_keeps_the_record(clinic: Clinic, number: int) -> None:
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="Say why"):
        clinic.care.invalidate(signed, " ", CLINICIAN, NOW)
    clinic.care.invalidate(signed, "wrong patient", CLINICIAN, NOW)
    first, last = clinic.ledger.books.history(Consultation, signed.id)
    assert (first, last.state, last.record) == (signed, State.INVALID, signed.record)
    chart = clinic.people.chart(number)
    assert chart.consultations == ()
    assert [addendum.record.reason for addendum in chart.addenda] == ["wrong patient"]


def test_a_session_struck_through_takes_its_reactions_along(clinic: Clinic, number: int) -> None:
    row = AreaSettings(Area.NECK_FRONT, reaction=Reaction.BURN, severity=3)
    signed = clinic.care.sign(session(number, areas=(row,)), CLINICIAN, NOW)
    other = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY)
    told = clinic.care.report(other, CLINICIAN, NOW)
    clinic.care.invalidate(signed, "wrong patient", CLINICIAN, NOW)
    assert clinic.people.chart(number).adverse_events == (told,)
    assert not list(verify(clinic))


def test_a_plan_needs_an_area(clinic: Clinic, number: int) -> None:
    with pytest.raises(KnownError, match="at least one area"):
        clinic.care.plan(plan(number, areas=()), CLINICIAN, NOW)


def test_a_plan_is_changed_from_its_newest_version_only(clinic: Clinic, number: int) -> None:
    made = clinic.care.plan(plan(number), CLINICIAN, NOW)
    changed = clinic.care.change_plan(made, plan(number, reason="slower"), CLINICIAN, NOW)
    assert clinic.care.history(made) == [made, changed]
    with pytest.raises(StaleError):
        clinic.care.change_plan(made, plan(number, reason="faster"), CLINICIAN, NOW)


def test_signed_records_survive_a_restart_unaltered(
    clinic: Clinic, number: int, template: Template
) -> None:
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    clinic.close()
    again = open_clinic(clinic.folder, template.key, NOW)
    (read,) = again.people.chart(number).consultations
    assert read == signed
    assert again.care.is_unaltered(read)
    again.close()


def test_a_visit_has_one_signed_session(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    care = clinic.care
    first = care.sign(session(number, appointment_id=5), CLINICIAN, NOW)
    draft = care.keep_draft(session(number, appointment_id=5), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="has a signed session already"):
        care.sign(session(number, appointment_id=5), CLINICIAN, NOW)
    assert care.drafts() == [draft]
    assert clinic.people.chart(number).sessions == (first,)
    for visit in (6, None, None):
        care.sign(session(number, appointment_id=visit), CLINICIAN, NOW)
    care.invalidate(first, "another patient's", CLINICIAN, NOW)
    assert care.sign(session(number, appointment_id=5), CLINICIAN, NOW).version == 1
