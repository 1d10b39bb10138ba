"""The stored follow-ups equal a full derivation after every act, whatever the acts are."""

import contextlib
import itertools
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.follow_ups.due import HiddenReason, hidden_reason
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.follow_ups.worklist import Claim, Part, is_for, part_of, worklist
from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    PlanStatus,
    Reaction,
    Role,
)
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AdverseEvent, Review
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.schedule.schedule import next_windows
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import (
    TODAY,
    consultation,
    full_day,
    next_step,
    patient,
    plan,
    session,
    stored_now,
    treated_patient,
    visit,
)

LONG_AFTER = TODAY + timedelta(days=4000)


def everything(clinic: Clinic, day: date) -> list[Listed]:
    """Return all rows of all parts of the list of a day."""
    return [row for part in Part for row in clinic.follow_ups.page(Wanted(part, day), 0, 10_000)]


def test_who_waits_for_the_next_attempt_waits_from_the_due_day_on(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    for row in clinic.follow_ups.of_patient(number):
        if row.hidden is None:
            at = datetime.combine(row.due - timedelta(1), time(15), UTC)
            outcome = ContactOutcome.NO_ANSWER
            called = ContactAttempt(number, row.key, at, Channel.PHONE, outcome)
            clinic.follow_ups.attempt(called, RECEPTION, NOW)
    rows = clinic.follow_ups.of_patient(number)
    met: Counter[tuple[int, HiddenReason | None]] = Counter()
    for row, off in itertools.product(rows, (-1, 0, 1)):
        day = row.due + timedelta(off)
        met[off, hidden_reason(row, day)] += 1
        for part in Part:
            listed = {
                found.follow_up.key for found in clinic.follow_ups.page(Wanted(part, day), 0, 99)
            }
            assert (row.key in listed) == (part_of(row, day) is part), (row.key, day, part)
    assert met[-1, HiddenReason.UPCOMING] and met[0, HiddenReason.WAITING_TO_RETRY]


def test_an_act_writes_only_the_follow_ups_that_it_changed(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    before = {row.key: row for row in clinic.follow_ups.of_patient(number)}
    clinic.ledger.db.execute("CREATE TEMP TABLE written (key TEXT)")
    clinic.ledger.db.execute(
        "CREATE TEMP TRIGGER tell AFTER INSERT ON main.follow_up "
        "BEGIN INSERT INTO written VALUES (NEW.key); END"
    )
    called = ContactAttempt(number, "T1:1", NOW, Channel.PHONE, ContactOutcome.NO_ANSWER)
    clinic.follow_ups.attempt(called, RECEPTION, NOW)
    changed = {row.key for row in clinic.follow_ups.of_patient(number) if row != before[row.key]}
    written = [key for (key,) in clinic.ledger.db.execute("SELECT key FROM written")]
    assert sorted(written) == sorted(changed) and "T1:1" in changed


def test_what_is_due_grows_with_the_days_and_nothing_is_lost(clinic: Clinic) -> None:
    full_day(clinic)
    shown = [len(clinic.follow_ups.due(TODAY + timedelta(days=n))) for n in (0, 1, 30, 4000)]
    assert shown == sorted(shown)
    assert shown[-1] > shown[0]
    for days in (0, 1, 30, 4000):
        day = TODAY + timedelta(days=days)
        both = everything(clinic, day)
        keys = [(row.patient.id, row.follow_up.key) for row in both]
        assert len(keys) == len(set(keys)) == clinic.follow_ups.total()


def test_each_row_comes_with_its_patient(clinic: Clinic) -> None:
    numbers = {treated_patient(clinic, "A", time(8)), treated_patient(clinic, "B", time(14))}
    listed = clinic.follow_ups.due(LONG_AFTER)
    assert {row.patient.id for row in listed} == numbers
    assert all(row.patient.id == row.follow_up.patient_id for row in listed)


def test_a_decision_needs_its_reason(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    key = clinic.follow_ups.of_patient(number)[0].key
    snoozed = FollowUpDecisionKind.SNOOZED
    decision = FollowUpDecision(number, key, TODAY, snoozed, "  ", TODAY + timedelta(days=7))
    before = stored_now(clinic)
    with pytest.raises(KnownError, match="Say why"):
        clinic.follow_ups.decide(decision, RECEPTION, NOW)
    assert stored_now(clinic) == before


def test_an_act_on_one_patient_leaves_the_rows_of_others(clinic: Clinic) -> None:
    first, second = treated_patient(clinic, "A", time(8)), treated_patient(clinic, "B", time(14))
    kept = clinic.follow_ups.of_patient(first)
    clinic.care.sign(session(second, TODAY + timedelta(days=40), plan_id=2), CLINICIAN, NOW)
    assert clinic.follow_ups.of_patient(first) == kept


def test_pages_join_to_the_whole_and_a_row_is_found_by_its_place(clinic: Clinic) -> None:
    full_day(clinic)
    follow_ups = clinic.follow_ups
    for part, day in itertools.product(Part, (TODAY, TODAY + timedelta(days=30), LONG_AFTER)):
        wanted = Wanted(part, day)
        whole = follow_ups.page(wanted, 0, 10_000)
        assert [row for at in range(len(whole)) for row in follow_ups.page(wanted, at, 1)] == whole
        for at, row in enumerate(whole):
            assert follow_ups.place(wanted, row.patient.id, row.follow_up.key) == at


def test_the_list_can_be_narrowed_to_some_patients(clinic: Clinic) -> None:
    _, second = treated_patient(clinic, "A", time(8)), treated_patient(clinic, "B", time(14))
    only = Wanted(Part.DUE, LONG_AFTER, frozenset({second}))
    found = clinic.follow_ups.page(only, 0, 100)
    assert {row.patient.id for row in found} == {second}
    assert clinic.follow_ups.count(only) == len(found)
    assert clinic.follow_ups.count(Wanted(Part.DUE, LONG_AFTER)) > len(found)
    assert clinic.follow_ups.count(Wanted(Part.HIDDEN, LONG_AFTER, frozenset())) == 0


def test_who_asks_to_stop_is_not_to_be_contacted_from_then_on(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    key = clinic.follow_ups.of_patient(number)[0].key
    stop = ContactAttempt(number, key, NOW, Channel.PHONE, ContactOutcome.ASKED_TO_STOP)
    clinic.follow_ups.attempt(stop, RECEPTION, NOW)
    assert clinic.people.get(number).record.do_not_contact
    assert list(verify(clinic)) == []


def test_a_decision_can_be_looked_at_before_it_is_taken(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    row = next(r for r in clinic.follow_ups.of_patient(number) if r.hidden is None)
    chart = clinic.people.chart(number)
    not_needed = FollowUpDecision(number, row.key, TODAY, FollowUpDecisionKind.NOT_NEEDED, "so")
    imagined = clinic.follow_ups.would_be(not_needed, chart, NOW)
    assert row in clinic.follow_ups.of_patient(number)
    clinic.follow_ups.decide(not_needed, RECEPTION, NOW)
    assert imagined in clinic.follow_ups.of_patient(number)


def test_attempts_count_by_the_day_of_the_clinic_not_of_greenwich(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    row = next(r for r in clinic.follow_ups.of_patient(number) if r.hidden is None)
    late = datetime(2026, 12, 2, 3, 30, tzinfo=UTC)  # half past ten in the evening in Toronto
    called = ContactAttempt(number, row.key, late, Channel.PHONE, ContactOutcome.WRONG_NUMBER)
    clinic.follow_ups.attempt(called, RECEPTION, late)
    (after,) = (r for r in clinic.follow_ups.of_patient(number) if r.key == row.key)
    assert after.show_on == date(2026, 12, 1)


DAYS = st.integers(0, 400).map(lambda days: TODAY + timedelta(days=days))


# At the clinic in Toronto the clocks go back on 1 November and forward on 14 March; the ends of
# months and years, a leap day, and weeks with the computer off lie between.
JUMPS = st.one_of(
    st.sampled_from([timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)]),
    st.sampled_from([timedelta(hours=-1), timedelta(days=-1)]),  # a clock that was set back
    st.integers(14, 120).map(timedelta),
)
MOMENTS = st.sampled_from(
    [
        datetime(2026, 11, 1, 5, 59, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        datetime(2027, 3, 14, 6, 59, tzinfo=UTC),
        datetime(2027, 3, 14, 7, 0, tzinfo=UTC),
        datetime(2027, 2, 1, 4, 59, tzinfo=UTC),
        datetime(2027, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    ]
)
HEARD = (Channel.PHONE, ContactOutcome.NO_ANSWER)
HISTORY = (
    "contact_attempt",
    "follow_up_decision",
    "appointment",
    "absence",
    "next_step",
    "plan",
    "session",
    "review",
    "adverse_event",
    "message",
    "audit",
)
OUTCOMES = (
    AppointmentStatus.FULFILLED,
    AppointmentStatus.NO_SHOW,
    AppointmentStatus.CANCELLED,
)
CARRIES = (None, HiddenReason.BOOKED)
# How a try to send ends: the server took it or refused it, nobody knows, it was not even reached
# (and the message waits again), or the program ended in the midst of it.
ENDS = (
    MessageStatus.TAKEN,
    MessageStatus.REFUSED,
    MessageStatus.UNKNOWN,
    MessageStatus.QUEUED,
    None,
)


class AnyActs(RuleBasedStateMachine):
    """Acts in any order and at any time on two patients; the table must never fall behind."""

    template: Template
    history: Counter[str]
    now: datetime

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())

    @initialize()
    def begin(self) -> None:
        self.clinic = self.template.copy_to(self.folder / "clinic")
        self.clinic.people.take_in([patient("A"), patient("B")], RECEPTION, NOW)
        self.hours = itertools.cycle(range(8, 19))
        self.now, self.history = NOW, Counter()
        self.left: Counter[int] = Counter()  # how often each message went to the server
        self.seen: list[Stored[Message]] = []  # as screens and senders hold them, old ones too

        self.plan_first()  # so that there is something to write about from the beginning

    def plan_first(self) -> None:
        self.clinic.care.sign(consultation(1), CLINICIAN, self.now)
        self.clinic.care.plan(plan(1), CLINICIAN, self.now)

    @rule(by=JUMPS)
    def jump(self, by: timedelta) -> None:
        self.now += by

    @rule(to=MOMENTS)
    def jump_to(self, to: datetime) -> None:
        self.now = to

    @rule(number=st.sampled_from([1, 2]))
    def plan(self, number: int) -> None:
        self.clinic.care.sign(consultation(number), CLINICIAN, self.now)
        self.clinic.care.plan(plan(number), CLINICIAN, self.now)

    @rule(number=st.sampled_from([1, 2]), day=DAYS)
    def treat(self, number: int, day: date) -> None:
        plans = self.clinic.people.chart(number).plans
        plan_id = plans[-1].id if plans else None
        self.clinic.care.sign(session(number, day, plan_id=plan_id), CLINICIAN, self.now)

    @rule(number=st.sampled_from([1, 2]), day=DAYS)
    def review(self, number: int, day: date) -> None:
        self.clinic.care.sign(Review(number, day, CLINICIAN), CLINICIAN, self.now)

    @rule(number=st.sampled_from([1, 2]), day=DAYS)
    def book(self, number: int, day: date) -> None:
        sites = (Site(Area.NECK_FRONT),)
        plans = self.clinic.people.chart(number).plans
        served: dict[str, object] = {"plan_id": plans[-1].id, "sites": sites} if plans else {}
        wanted = visit(number, day, time(next(self.hours)), **served)
        if not self.clinic.diary.clashes(wanted):
            self.clinic.diary.book(wanted, RECEPTION, self.now)

    @precondition(lambda self: self.clinic.diary.unresolved(LONG_AFTER, 4001))
    @rule(status=st.sampled_from(OUTCOMES), back=st.booleans())
    def close(self, status: AppointmentStatus, back: bool) -> None:
        stored = self.clinic.diary.unresolved(LONG_AFTER, 4001)[0]
        agreed = next_step(stored.record.patient_id)
        closed = self.clinic.diary.close(stored, status, agreed, RECEPTION, self.now)
        if back:
            self.clinic.diary.take_back(closed, stored.record, RECEPTION, self.now)

    @precondition(lambda self: self.clinic.follow_ups.total())
    @rule(data=st.data(), day=DAYS)
    def work(self, data: st.DataObject, day: date) -> None:
        rows = everything(self.clinic, LONG_AFTER)
        row = data.draw(st.sampled_from([row.follow_up for row in rows]))
        outcome = data.draw(st.sampled_from(ContactOutcome))
        called = ContactAttempt(row.patient_id, row.key, self.now, Channel.PHONE, outcome)
        self.clinic.follow_ups.attempt(called, RECEPTION, self.now)
        kind = data.draw(st.sampled_from(FollowUpDecisionKind))
        decision = FollowUpDecision(row.patient_id, row.key, TODAY, kind, "so", day)
        if kind is FollowUpDecisionKind.ASSIGNED:
            to = data.draw(st.sampled_from([{"role": Role.CLINICIAN}, {"staff_id": 2}, {}]))
            decision = replace(decision, **to)
        self.clinic.follow_ups.decide(decision, RECEPTION, self.now)

    @rule(number=st.sampled_from([1, 2]), status=st.sampled_from(PlanStatus))
    def settle_plan(self, number: int, status: PlanStatus) -> None:
        for stored in self.clinic.people.chart(number).plans[-1:]:
            changed = plan(number, status=status, reason="so")
            self.clinic.care.change_plan(stored, changed, CLINICIAN, self.now)

    @precondition(lambda self: self.clinic.follow_ups.total())
    @rule(data=st.data(), kind=st.sampled_from(FollowUpDecisionKind), day=DAYS, back=st.booleans())
    def work_at_once(
        self, data: st.DataObject, kind: FollowUpDecisionKind, day: date, back: bool
    ) -> None:
        number = data.draw(st.sampled_from([1, 2]))
        before = self.clinic.follow_ups.of_patient(number)
        decisions = [
            FollowUpDecision(number, row.key, TODAY, kind, "so", day) for row in before[:3]
        ]
        called = [ContactAttempt(number, row.key, self.now, *HEARD) for row in before[3:5]]
        batches = self.clinic.follow_ups.batches
        noted = batches.note([*decisions, *called], RECEPTION, self.now)
        if back and noted.count:
            batches.take_back(noted, "so", RECEPTION, self.now)
            assert self.clinic.follow_ups.of_patient(number) == before

    @precondition(lambda self: self.clinic.diary.unresolved(LONG_AFTER, 4001))
    @rule(day=DAYS)
    def move_visit(self, day: date) -> None:
        stored = self.clinic.diary.unresolved(LONG_AFTER, 4001)[0]
        moved = replace(stored.record, day=day, starts=time(next(self.hours)))
        with contextlib.suppress(KnownError):
            self.clinic.diary.move(stored, moved, RECEPTION, self.now)

    @rule(number=st.sampled_from([1, 2]), day=DAYS, severity=st.sampled_from([1, 2, 3]))
    def react(self, number: int, day: date, severity: int) -> None:
        event = AdverseEvent(
            Area.NECK_FRONT,
            patient_id=number,
            noted_on=day,
            reaction=Reaction.BLISTER,
            severity=severity,
        )
        self.clinic.care.report(event, CLINICIAN, self.now)

    @precondition(lambda self: self.clinic.follow_ups.total())
    @rule(data=st.data(), end=st.sampled_from(ENDS))
    def write(self, data: st.DataObject, end: MessageStatus | None) -> None:
        rows = [row.follow_up for row in everything(self.clinic, LONG_AFTER)]
        row = data.draw(st.sampled_from(rows))
        text = Message(row.patient_id, row.key, Channel.EMAIL, self.now, "en", "Please call us.")
        self.seen += self.clinic.messages.write([text], RECEPTION, self.now)
        for _ in range(2):  # two senders that hold the same
            self._try(self.seen[-1], end)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), end=st.sampled_from(ENDS))
    def send(self, data: st.DataObject, end: MessageStatus | None) -> None:
        """Send what somebody once saw waiting, however long ago."""
        self._try(data.draw(st.sampled_from(self.seen)), end)

    def _try(self, held: Stored[Message], end: MessageStatus | None) -> None:
        messages = self.clinic.messages
        try:
            claimed = messages.mark(held, MessageStatus.SENDING, "", RECEPTION, self.now)
        except StaleError:
            assert messages.get(held.id).version > held.version
            return
        if end is not MessageStatus.QUEUED:
            self.left[held.id] += 1
        if end is not None:
            after = messages.mark(claimed, end, "", RECEPTION, self.now)
            self.seen += [after] if end is MessageStatus.QUEUED else []

    @rule()
    def start_anew(self) -> None:
        """Begin as after a crash, and send what waits; what was being sent may have left."""
        self.clinic.messages.note_cut_off(RECEPTION, self.now)
        assert not self.clinic.messages.outbox(MessageStatus.SENDING)
        for waiting in self.clinic.messages.outbox(MessageStatus.QUEUED):
            self._try(waiting, MessageStatus.TAKEN)

    @rule()
    def run_the_engine_again(self) -> None:
        before = list(self.clinic.ledger.db.execute("SELECT * FROM follow_up ORDER BY 1, 2"))
        for _ in range(2):
            with self.clinic.ledger.act("derived-anew", PROGRAM, self.now) as act:
                self.clinic.people.derive_anew(act)
            after = self.clinic.ledger.db.execute("SELECT * FROM follow_up ORDER BY 1, 2")
            assert list(after) == before

    @rule(most=st.integers(0, 3))
    def allow(self, most: int) -> None:
        rules = replace(self.clinic.front_desk.rules(), most_contacts_a_week=most)
        self.clinic.front_desk.change_rules(rules, CLINICIAN, self.now)

    @invariant()
    def the_table_equals_the_derivation(self) -> None:
        follow_ups = self.clinic.follow_ups
        counted = self.clinic.ledger.db.execute("SELECT count(*) FROM follow_up").fetchone()
        assert counted == (follow_ups.total(),)
        for number in (1, 2):
            derived = follow_ups.derived(self.clinic.people.chart(number))
            by_key = {row.key: row for row in derived}
            assert {row.key: row for row in follow_ups.of_patient(number)} == by_key
            assert len(by_key) == len(derived)

    @invariant()
    def the_list_says_what_the_rules_say(self) -> None:
        follow_ups = self.clinic.follow_ups
        known = [row for number in (1, 2) for row in follow_ups.of_patient(number)]
        for day in (TODAY, TODAY + timedelta(days=60), TODAY + timedelta(days=400), LONG_AFTER):
            shown, _ = worklist(known, day)
            assert [row.follow_up for row in follow_ups.due(day)] == list(shown)
            reasons = Counter(hidden_reason(row, day) for row in known)
            del reasons[None], reasons[HiddenReason.UPCOMING]
            assert follow_ups.reasons(Wanted(Part.HIDDEN, day)) == reasons
            pairs = {(hidden_reason(row, day), row.patient_id) for row in known}
            people = follow_ups.people_by_reason(Wanted(Part.HIDDEN, day))
            assert people == {why: [w for w, _ in pairs].count(why) for why in reasons}
            for part in Part:
                rows = [row.follow_up for row in follow_ups.page(Wanted(part, day), 0, 10_000)]
                ours = [row for row in known if part_of(row, day) is part]
                assert sorted(map(repr, rows)) == sorted(map(repr, ours))
                everybody = Wanted(part, day, frozenset({1, 2}))
                both = follow_ups.count(Wanted(part, day)), follow_ups.count(everybody)
                assert both == (len(ours), len(ours))

    @invariant()
    def hidden_and_shown_are_all_that_there_is(self) -> None:
        follow_ups, today = self.clinic.follow_ups, self.clinic.day(self.now)
        for day in (today, today - timedelta(1), LONG_AFTER):
            parts = [follow_ups.count(Wanted(part, day)) for part in Part]
            assert sum(parts) == follow_ups.total() == len(everything(self.clinic, day))

    @invariant()
    def no_message_leaves_twice(self) -> None:
        assert set(self.left.values()) <= {1}
        taken = self.clinic.messages.outbox(MessageStatus.TAKEN)
        assert {stored.id for stored in taken} <= self.left.keys()

    @invariant()
    def a_list_of_somebodys_holds_what_is_theirs(self) -> None:
        follow_ups = self.clinic.follow_ups
        known = [row for number in (1, 2) for row in follow_ups.of_patient(number)]
        claims = (Claim(role=Role.CLINICIAN), Claim(role=Role.RECEPTION), Claim(staff_id=2))
        days = (TODAY, TODAY + timedelta(days=60), LONG_AFTER)
        for claim, day, part in itertools.product(claims, days, Part):
            theirs = {(row.patient_id, row.key) for row in known if is_for(row, claim, day)}
            wanted = Wanted(part, day, claim=claim)
            rows = [row.follow_up for row in follow_ups.page(wanted, 0, 10_000)]
            shown = [(row.patient_id, row.key) for row in known if part_of(row, day) is part]
            expected = sorted(key for key in shown if key in theirs)
            assert sorted((row.patient_id, row.key) for row in rows) == expected
            assert follow_ups.count(wanted) == len(rows)

    @invariant()
    def an_open_plan_has_its_next_step(self) -> None:
        for number in (1, 2):
            chart = self.clinic.people.chart(number)
            rows = self.clinic.follow_ups.of_patient(number)
            # Who wants no contact is hidden, by this reason and no other.
            silent = chart.patient.record.wants_no_contact
            carries = (*CARRIES, HiddenReason.DO_NOT_CONTACT) if silent else CARRIES
            carried = {row.plan_id for row in rows if row.hidden in carries}
            assert {p.id for p in chart.plans if p.record.status is PlanStatus.OPEN} <= carried
            for row in rows:
                if row.hidden is None:  # whatever hides it passes: on some day it is on the list
                    assert hidden_reason(row, row.show_on) is None

    @invariant()
    def a_session_that_is_left_has_its_row_whatever_became_of_its_visit(self) -> None:
        windows = self.clinic.protocol.windows
        for number in (1, 2):
            chart = self.clinic.people.chart(number)
            keys = {row.key for row in self.clinic.follow_ups.of_patient(number)}
            for stored in chart.plans:
                if stored.record.status is PlanStatus.OPEN:
                    for left in next_windows(stored, chart.sessions, windows):
                        key = (
                            f"{FollowUpKind.BOOK_SESSION}:{stored.id}:{left.site}:{left.session_no}"
                        )
                        assert key in keys

    @invariant()
    def only_a_visit_that_stands_hides_a_row_as_booked(self) -> None:
        for number in (1, 2):
            chart = self.clinic.people.chart(number)
            rows = self.clinic.follow_ups.of_patient(number)
            if not any(visit.record.is_open for visit in chart.appointments):
                assert not [row for row in rows if row.hidden is HiddenReason.BOOKED]

    @invariant()
    def an_adverse_event_and_ones_own_work_never_rest(self) -> None:
        own = ("adverse_event", "visit_outcome", "settle_plan", "make_plan")
        rows = [row for number in (1, 2) for row in self.clinic.follow_ups.of_patient(number)]
        assert not [row for row in rows if row.kind in own and row.rests_from]

    @invariant()
    def history_never_shrinks(self) -> None:
        db = self.clinic.ledger.db
        counted = {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in HISTORY}
        assert all(counted[table] >= self.history[table] for table in HISTORY)
        self.history = Counter(counted)

    @invariant()
    def past_visits_without_an_outcome_are_all_found(self) -> None:
        past = self.clinic.diary.between(TODAY - timedelta(days=9), LONG_AFTER - timedelta(days=1))
        wanted = [visit for visit in past if visit.record.is_open]
        assert self.clinic.diary.unresolved(LONG_AFTER, 5000) == wanted

    def teardown(self) -> None:
        if hasattr(self, "clinic"):
            assert not list(verify(self.clinic))
            self.clinic.close()
        shutil.rmtree(self.folder)


def test_the_table_never_falls_behind(template: Template) -> None:
    AnyActs.template = template
    quick = settings(
        max_examples=12,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(AnyActs, settings=quick)


@pytest.mark.parametrize("sites", [(), (Site(Area.NECK_FRONT),)])
@pytest.mark.parametrize("end", [AppointmentStatus.CANCELLED, AppointmentStatus.NO_SHOW])
def test_a_session_stays_asked_for_whatever_becomes_of_its_visit(
    clinic: Clinic, end: AppointmentStatus, sites: tuple[Site, ...]
) -> None:
    clinic.people.register(patient(), RECEPTION, NOW)
    planned = clinic.care.plan(plan(1), CLINICIAN, NOW)
    (asked,) = clinic.follow_ups.open_of_patient(1)
    assert asked.kind is FollowUpKind.BOOK_SESSION
    clinic.follow_ups.attempt(ContactAttempt(1, asked.key, NOW, *HEARD), RECEPTION, NOW)

    def stands() -> tuple[int, HiddenReason | None]:
        row = next(row for row in clinic.follow_ups.of_patient(1) if row.key == asked.key)
        return row.attempts, row.hidden

    wanted = visit(1, TODAY, plan_id=planned.id, sites=sites)
    booked = clinic.diary.book(wanted, RECEPTION, NOW)
    assert stands() == (1, HiddenReason.BOOKED)
    gone = clinic.diary.close(booked, end, next_step(1), RECEPTION, NOW)
    # Who missed it is rung about that, and asked for the next one by the same row.
    missed = end is AppointmentStatus.NO_SHOW
    assert stands() == (1, HiddenReason.SUPERSEDED if missed else None)
    clinic.diary.take_back(gone, booked.record, RECEPTION, NOW)
    assert stands() == (1, HiddenReason.BOOKED)


def test_what_is_open_for_a_patient_is_all_but_what_was_settled(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    row = next(r for r in clinic.follow_ups.of_patient(number) if r.hidden is None)
    not_needed = FollowUpDecision(number, row.key, TODAY, FollowUpDecisionKind.NOT_NEEDED, "so")
    clinic.follow_ups.decide(not_needed, RECEPTION, NOW)
    everything_of_hers = clinic.follow_ups.of_patient(number)
    still_open = tuple(r for r in everything_of_hers if r.hidden is None)
    assert clinic.follow_ups.open_of_patient(number) == still_open
    assert row.key not in {r.key for r in still_open}


def test_a_struck_attempt_stays_on_record_and_no_longer_counts(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    before = clinic.follow_ups.of_patient(number)
    called = ContactAttempt(number, "T1:1", NOW, Channel.PHONE, ContactOutcome.REACHED)
    stored = clinic.follow_ups.attempt(called, RECEPTION, NOW)
    assert clinic.follow_ups.of_patient(number) != before
    with pytest.raises(KnownError, match="Say why"):
        clinic.follow_ups.strike(stored, " ", RECEPTION, NOW)
    clinic.follow_ups.strike(stored, "another patient", CLINICIAN, NOW)
    assert clinic.follow_ups.of_patient(number) == before
    (struck,) = clinic.follow_ups.struck(clinic.people.chart(number))
    assert (struck.attempt.record, struck.reason) == (called, "another patient")
    acts = "SELECT act, staff_id FROM audit WHERE kind = 'contact_attempt' ORDER BY seq"
    assert list(clinic.ledger.db.execute(acts)) == [
        ("contact-attempted", RECEPTION),
        ("contact-attempt-invalidated", CLINICIAN),
    ]
    assert not verify(clinic)


@pytest.mark.parametrize("edited", [False, True])
def test_the_wish_noted_with_a_mistaken_call_goes_with_it(clinic: Clinic, edited: bool) -> None:
    number = treated_patient(clinic)
    later = NOW + timedelta(minutes=1)
    called = ContactAttempt(number, "T1:1", later, Channel.PHONE, ContactOutcome.ASKED_TO_STOP)
    stored = clinic.follow_ups.attempt(called, RECEPTION, later)
    known = clinic.people.get(number)
    assert known.record.do_not_contact
    if edited:
        clinic.people.edit(known, known.record, RECEPTION, later + timedelta(minutes=1))
    clinic.follow_ups.strike(stored, "another patient", CLINICIAN, later + timedelta(minutes=2))
    assert clinic.people.get(number).record.do_not_contact is edited


def move(clinic: Clinic, timezone: str) -> None:
    stored = clinic.staff.settings()
    moved = replace(stored.record, timezone=timezone)
    clinic.staff.change_settings(stored, moved, CLINICIAN, NOW)


def tried_late(clinic: Clinic) -> tuple[int, date]:
    """Note a call in the evening; return the patient, and the day on which it is tried again."""
    number = treated_patient(clinic)
    at = datetime.combine(TODAY + timedelta(1), time(23, 30), UTC)
    called = ContactAttempt(number, "T1:1", at, Channel.PHONE, ContactOutcome.NO_ANSWER)
    clinic.follow_ups.attempt(called, RECEPTION, at)
    return number, tried_again_on(clinic, number)


def tried_again_on(clinic: Clinic, number: int) -> date:
    rows = clinic.follow_ups.of_patient(number)
    return next(row.show_on for row in rows if row.key == "T1:1")


def test_another_time_zone_derives_everybody_anew_in_the_same_act(clinic: Clinic) -> None:
    number, day = tried_late(clinic)
    heard: list[Change] = []
    clinic.subscribe(heard.append)
    move(clinic, "Asia/Tokyo")
    assert tried_again_on(clinic, number) == day + timedelta(1)
    assert [(change.act, change.patients) for change in heard] == [("settings-changed", {number})]
    assert not verify(clinic)


def test_other_settings_derive_nothing(clinic: Clinic) -> None:
    tried_late(clinic)
    heard: list[Change] = []
    clinic.subscribe(heard.append)
    stored = clinic.staff.settings()
    renamed = replace(stored.record, clinic_name="Clinic on the Hill")
    clinic.staff.change_settings(stored, renamed, CLINICIAN, NOW)
    assert [change.patients for change in heard] == [frozenset()]
    with pytest.raises(ValueError, match="picked"):
        other = replace(renamed, protocol="other-infrared")
        clinic.staff.change_settings(clinic.staff.settings(), other, CLINICIAN, NOW)


def test_a_zone_that_could_not_be_stored_moves_no_day(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, day = tried_late(clinic)
    before = stored_now(clinic)

    def fail() -> None:
        raise KnownError("The disk is full.")

    with monkeypatch.context() as full, pytest.raises(KnownError, match="disk"):
        full.setattr(clinic.ledger._place, "check", fail)
        move(clinic, "Asia/Tokyo")
    assert stored_now(clinic) == before and clinic.settings.timezone != "Asia/Tokyo"
    clinic.people.edit(clinic.people.get(number), patient(note="later"), RECEPTION, NOW)
    assert tried_again_on(clinic, number) == day
    assert not verify(clinic)
