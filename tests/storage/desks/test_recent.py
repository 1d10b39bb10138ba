"""A chart that was kept is what the database holds, whoever wrote and however an act ended."""

import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from infrared_desktop.domain.records.answers import Channel, ContactOutcome, PlanStatus
from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.timeline.telling import Reader
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.desks.recent import KEPT
from infrared_desktop.storage.gathered.timelines import timeline_of
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import (
    TODAY,
    consultation,
    full_day,
    patient,
    plan,
    session,
    stored_now,
    treated_patient,
    visit,
)

NUMBERS = st.sampled_from([1, 2, 3])
DAYS = st.integers(0, 300).map(lambda days: TODAY + timedelta(days=days))


class AnyWriters(RuleBasedStateMachine):
    """Acts of two programs on one file, some of which fail, with charts looked at in between."""

    template: Template

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())

    @initialize()
    def begin(self) -> None:
        self.ours = self.template.copy_to(self.folder / "clinic")
        self.other = open_clinic(self.folder / "clinic", self.template.key, NOW)
        people = [patient(surname) for surname in "ABC"]
        self.ours.people.take_in(people, RECEPTION, NOW)

    def writer(self, ours: bool) -> Clinic:
        return self.ours if ours else self.other

    @rule(number=NUMBERS)
    def look(self, number: int) -> None:
        self.ours.people.open_chart(number, CLINICIAN, NOW)

    @rule(number=NUMBERS, ours=st.booleans(), day=DAYS)
    def sign(self, number: int, ours: bool, day: date) -> None:
        care = self.writer(ours).care
        care.sign(replace(consultation(number), consulted_on=day), CLINICIAN, NOW)
        care.sign(session(number, day), CLINICIAN, NOW)

    @rule(number=NUMBERS, ours=st.booleans())
    def strike(self, number: int, ours: bool) -> None:
        clinic = self.writer(ours)
        for stored in clinic.people.chart(number).sessions[:1]:
            clinic.care.invalidate(stored, "so", CLINICIAN, NOW)

    @rule(number=NUMBERS, ours=st.booleans())
    def plan(self, number: int, ours: bool) -> None:
        care = self.writer(ours).care
        stored = care.plan(plan(number), CLINICIAN, NOW)
        finished = replace(stored.record, status=PlanStatus.FINISHED)
        care.change_plan(stored, finished, CLINICIAN, NOW)

    @rule(number=NUMBERS, other=NUMBERS, ours=st.booleans())
    def move(self, number: int, other: int, ours: bool) -> None:
        """Let a visit go over to another patient: it leaves one chart and comes into another."""
        ledger = self.writer(ours).ledger
        with ledger.act("visit-booked", RECEPTION, NOW) as act:
            stored = act.add(visit(number))
        with ledger.act("visit-moved", RECEPTION, NOW) as act:
            act.change(stored, replace(stored.record, patient_id=other))
            act.patients.add(number)

    @rule(number=NUMBERS, ours=st.booleans(), outcome=st.sampled_from(ContactOutcome))
    def call(self, number: int, ours: bool, outcome: ContactOutcome) -> None:
        attempt = ContactAttempt(number, "T1:1", NOW, Channel.PHONE, outcome)
        self.writer(ours).follow_ups.attempt(attempt, RECEPTION, NOW)

    @rule(number=NUMBERS, ours=st.booleans())
    def fail(self, number: int, ours: bool) -> None:
        clinic = self.writer(ours)
        before = clinic.people.chart(number)
        with (
            pytest.raises(ZeroDivisionError),
            clinic.ledger.act("patient-edited", CLINICIAN, NOW) as act,
        ):
            act.add(consultation(number))
            act.change(before.patient, replace(before.patient.record, note="torn"))
            raise ZeroDivisionError

    @rule(number=NUMBERS)
    def tamper(self, number: int) -> None:
        """Change the head table behind the desks' back, and back again."""
        db = self.ours.ledger.db
        sql = "UPDATE head SET state = ? WHERE kind = 'consultation' AND patient_id = ?"
        for state in ("invalid", "signed"):
            db.execute(sql, (state, number))
            assert self.ours.people.chart(number) == self.ours.people.read_chart(number)

    @invariant()
    def a_kept_chart_is_what_is_stored(self) -> None:
        for number in (1, 2, 3):
            kept, stored = self.ours.people.chart(number), self.ours.people.read_chart(number)
            assert repr(kept) == repr(stored) and kept == stored
        assert len(self.ours.ledger.recent.known(self.ours.ledger.recent.stamp())) <= KEPT

    @invariant()
    def the_table_is_what_follows(self) -> None:
        assert list(self.ours.follow_ups.misplaced()) == []

    def teardown(self) -> None:
        if hasattr(self, "ours"):
            assert not list(verify(self.ours))
            self.ours.close()
            self.other.close()
        shutil.rmtree(self.folder)


def test_a_kept_chart_never_falls_behind(template: Template) -> None:
    AnyWriters.template = template
    quick = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(AnyWriters, settings=quick)


def test_a_chart_that_was_read_is_not_read_again(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    chart = clinic.people.chart(number)
    clinic.people.open_chart(number, RECEPTION, NOW)
    assert clinic.people.chart(number) is chart


def test_an_act_takes_every_kind_of_record_along(clinic: Clinic) -> None:
    number = full_day(clinic)
    clinic.people.chart(number)
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    known = clinic.ledger.recent.known(clinic.ledger.recent.stamp())
    assert signed in known[number].chart.consultations
    assert known[number].chart == clinic.people.read_chart(number)
    addendum = Addendum(number, "consultation", signed.id, "so", "more")
    added = clinic.care.append(addendum, CLINICIAN, NOW)
    assert clinic.people.chart(number).addenda[-1] == added


def test_who_comes_back_meets_the_timeline_that_was_laid_out_until_something_is_done(
    clinic: Clinic,
) -> None:
    number, today = treated_patient(clinic), NOW.date()
    first = timeline_of(clinic, number, today)
    assert timeline_of(clinic, number, today) is first
    assert timeline_of(clinic, number, today + timedelta(days=1)) != first
    assert timeline_of(clinic, number, today, Reader(CLINICIAN, NOW)) != first
    assert timeline_of(clinic, number, today) == first
    clinic.care.sign(consultation(number), CLINICIAN, NOW)
    assert len(timeline_of(clinic, number, today).items) > len(first.items)
    newest = timeline_of(clinic, number, today)
    clinic.ledger.recent.forget()
    again = timeline_of(clinic, number, today)
    assert (again == newest, again is newest) == (True, False)


def test_rows_that_were_tampered_with_are_told_though_a_chart_was_kept(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    clinic.people.chart(number)
    clinic.ledger.db.execute("UPDATE follow_up SET show_on = '2001-01-01'")
    assert [str(told) for told in verify(clinic)] == [
        f"The follow-ups of patient {number} are not what follows from the records."
    ]
    clinic.care.sign(consultation(number), CLINICIAN, NOW)
    assert list(verify(clinic)) == []


def test_verifying_does_not_look_at_what_was_kept(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    clinic.people.chart(number)
    recent = clinic.ledger.recent
    (found,) = recent.known(recent.stamp()).values()
    recent.keep({number: replace(found, chart=replace(found.chart, sessions=()))}, recent.stamp())
    assert clinic.people.chart(number).sessions == ()
    assert list(verify(clinic)) == []


def test_nothing_is_kept_after_closing(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    clinic.people.chart(number)
    stamp = clinic.ledger.recent.stamp()
    clinic.close()
    assert clinic.ledger.recent.known(stamp) == {}


def test_a_second_program_is_seen_at_once(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    clinic.people.chart(number)
    with closing(open_clinic(clinic.folder, clinic.ledger.key, NOW)) as other:
        signed = other.care.sign(consultation(number), CLINICIAN, NOW)
    assert signed in clinic.people.chart(number).consultations
    before = stored_now(clinic)
    assert clinic.people.chart(number) == clinic.people.read_chart(number)
    assert stored_now(clinic) == before
