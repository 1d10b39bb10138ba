"""Whatever is booked, moved, closed and taken back in any order, nothing is ever taken twice."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from infrared_desktop.domain.booking.slots import Wanted
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, NextStepKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules, VisitRule
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.slot_finder import slots_of
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import patient

# The clocks change in Toronto on 14 March 2027, and a month ends between the other two.
DAYS = (date(2027, 3, 13), date(2027, 3, 14), date(2027, 3, 31), date(2027, 4, 1))
KINDS = (AppointmentKind.SESSION, AppointmentKind.REVIEW)
GONE = (AppointmentStatus.CANCELLED, AppointmentStatus.NO_SHOW)

ids = st.sampled_from([None, 1, 2])
visits = st.builds(
    Appointment,
    st.integers(1, 3),
    st.sampled_from(KINDS),
    st.sampled_from(DAYS),
    st.builds(time, st.integers(1, 4), st.sampled_from([0, 15, 30])),
    st.sampled_from([20, 60, 120]),
    ids,
    ids,
    st.sampled_from([None, 1]),
)
picks = st.integers(0, 50)


class DeskAtWork(RuleBasedStateMachine):
    """A desk that does anything in any order while its clock jumps; refusals are no errors."""

    template: Template

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clinic: Clinic = self.template.copy_to(Path(self.folder.name) / "clinic")
        self.now: datetime = NOW
        people = [patient(name) for name in "ABC"]
        self.clinic.people.take_in(people, RECEPTION, self.now)
        self.before: list[tuple[int, Appointment]] = []

    @rule(days=st.integers(-2, 40))
    def the_clock_jumps(self, days: int) -> None:
        self.now += timedelta(days)

    @rule(before=st.sampled_from([0, 15]), after=st.sampled_from([0, 10]))
    def buffers_change(self, before: int, after: int) -> None:
        # Only at the beginning: what was booked under shorter ones may stand too close since.
        if self._live() or self.before:
            return
        rows = tuple(VisitRule(kind, 30, before, after) for kind in KINDS)
        self.clinic.front_desk.change_rules(DeskRules(visits=rows), CLINICIAN, self.now)

    @rule(wanted=visits)
    def book(self, wanted: Appointment) -> None:
        self._attempt(lambda: self.clinic.diary.book(wanted, RECEPTION, self.now))

    @rule(wanted=st.lists(visits, min_size=1, max_size=3))
    def book_several(self, wanted: list[Appointment]) -> None:
        many = len(self._live())
        booked = self._attempt(lambda: self.clinic.diary.book_all(wanted, RECEPTION, self.now))
        assert len(self._live()) == many + (len(wanted) if booked else 0)

    @rule(at=picks, wanted=visits)
    def move(self, at: int, wanted: Appointment) -> None:
        if stored := self._pick(at):
            to = replace(wanted, patient_id=stored.record.patient_id)
            moved = self._attempt(lambda: self.clinic.diary.move(stored, to, RECEPTION, self.now))
            if moved:
                self.before.append((stored.id, stored.record))

    @rule(at=picks, status=st.sampled_from(GONE))
    def close(self, at: int, status: AppointmentStatus) -> None:
        if stored := self._pick(at):
            step = NextStep(stored.record.patient_id, NextStepKind.FINISHED, DAYS[0], reason="x")
            self.clinic.diary.close(stored, status, step, RECEPTION, self.now)
            self.before.append((stored.id, stored.record))

    @rule(at=picks)
    def take_back(self, at: int) -> None:
        if self.before:
            number, before = self.before[at % len(self.before)]
            newest = self.clinic.diary.get(number)
            diary = self.clinic.diary
            self._attempt(lambda: diary.take_back(newest, before, RECEPTION, self.now))

    @rule(day=st.sampled_from(DAYS), room=ids)
    def close_a_day(self, day: date, room: int | None) -> None:
        closure = Closure(day, day, "away", time(2), time(3), room_id=room)
        self.clinic.front_desk.close(closure, RECEPTION, self.now)

    @rule(wanted=visits)
    def take_the_first_free_time(self, wanted: Appointment) -> None:
        soonest = datetime.combine(DAYS[0], time())
        asked = Wanted(wanted, DAYS[0], DAYS[-1], wanted.day, soonest)
        for slot in slots_of(self.clinic, asked, self.now, 1):
            at = replace(wanted, **vars(slot))
            assert self.clinic.diary.book(at, RECEPTION, self.now)

    @invariant()
    def nothing_is_taken_twice(self) -> None:
        assert not self.clinic.diary.overlaps(DAYS[0], DAYS[-1])

    def teardown(self) -> None:
        self.clinic.close()
        self.folder.cleanup()

    def _live(self) -> list[Stored[Appointment]]:
        every = self.clinic.diary.between(DAYS[0], DAYS[-1])
        return [stored for stored in every if stored.record.is_live]

    def _pick(self, at: int) -> Stored[Appointment] | None:
        live = self._live()
        return live[at % len(live)] if live else None

    def _attempt(self, act: Any) -> Any:
        try:
            return act()
        except KnownError:
            return None


def test_nothing_is_ever_taken_twice(template: Template) -> None:
    DeskAtWork.template = template
    steps = settings(max_examples=8, stateful_step_count=25, deadline=None)
    run_state_machine_as_test(DeskAtWork, settings=steps)  # type: ignore[no-untyped-call]
