"""The timeline tells every record once, in order, and says the same in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.follow_ups.due import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    HiddenReason,
)
from infrared_desktop.domain.records.answers import (
    Answer,
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
    Endpoint,
    FollowUpDecisionKind,
    PlanStatus,
    Reaction,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind, Withdrawal
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.history_answers import Smoking
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.timeline.build import Mark, Timeline, as_lines, build
from infrared_desktop.domain.timeline.model import LaneKind, MarkKind, Measure, SpanKind
from infrared_desktop.domain.timeline.words import label_of, value_words

TODAY = date(2026, 11, 22)
FACE = Site(Area.FACE_FULL)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def stored(record: Any, number: int = 1) -> Stored[Any]:
    return Stored(number, 1, State.CURRENT, 1, NOON, "", record)


PATIENT = stored(Patient("Fictional"))


def numbered(records: list[Any]) -> tuple[Stored[Any], ...]:
    return tuple(stored(record, number) for number, record in enumerate(records, 1))


def session(day: date, fluence: float | None = None, plan: int | None = 1, **site: Any) -> Session:
    row = AreaSettings(site.get("area", Area.FACE_FULL), site.get("side"), fluence_j_cm2=fluence)
    return Session(1, day, 1, plan_id=plan, areas=(row,))


def follow_up(kind: FollowUpKind, due: date, **values: Any) -> FollowUp:
    facts: dict[str, Any] = {
        "key": f"{kind}/{due}",
        "patient_id": 1,
        "show_on": due,
        "overdue_from": due + timedelta(7),
        "escalates_on": None,
        "state": FollowUpState.PLANNED,
        "hidden": None,
        "why": sentence("it is time"),
    }
    return FollowUp(kind=kind, due=due, **(facts | values))


def timeline_of(
    follow_ups: tuple[FollowUp, ...] = (), windows: tuple[Window, ...] = (), **records: Any
) -> Timeline:
    return build(Chart(PATIENT, **records), follow_ups, windows, TODAY)


def days_from_today() -> st.SearchStrategy[date]:
    return st.integers(-8000, 800).map(lambda days: TODAY + timedelta(days))


def sites() -> st.SearchStrategy[dict[str, Any]]:
    areas, sides = (Area.FACE_FULL, Area.UPPER_ARM, Area.KNEE), (None, Side.LEFT, Side.RIGHT)
    return st.sampled_from([{"area": area, "side": side} for area in areas for side in sides])


def rows(kind: Any, **values: Any) -> st.SearchStrategy[Any]:
    made = st.builds(
        lambda site, rest: kind(**site, **rest), sites(), st.fixed_dictionaries(values)
    )
    return st.lists(made, max_size=2).map(tuple)


GRADES = st.sampled_from([None, 1.0, 2.5, 3.0])


def several(record: Any, /, **values: Any) -> st.SearchStrategy[tuple[Stored[Any], ...]]:
    return st.lists(st.builds(record, **values), max_size=3).map(numbered)


def charts() -> st.SearchStrategy[Chart]:
    one, day = st.just(1), days_from_today()
    outcome = st.builds(
        AdverseEvent, area=st.just(Area.KNEE), patient_id=one, noted_on=day, side=st.none()
    )
    return st.builds(
        Chart,
        st.just(PATIENT),
        consultations=several(
            Consultation,
            patient_id=one,
            consulted_on=day,
            clinician_id=one,
            areas=rows(AreaFinding, laxity_grade=GRADES),
        ),
        plans=several(
            Plan,
            patient_id=one,
            planned_on=day,
            clinician_id=one,
            status=st.sampled_from(PlanStatus),
            areas=rows(PlanArea),
        ),
        appointments=several(
            Appointment,
            patient_id=one,
            kind=st.sampled_from(AppointmentKind),
            day=day,
            starts=st.just(time(9)),
            minutes=st.just(30),
            sites=st.lists(sites().map(lambda site: Site(**site)), max_size=2).map(tuple),
            status=st.sampled_from(AppointmentStatus),
        ),
        sessions=several(
            Session,
            patient_id=one,
            performed_on=day,
            operator_id=one,
            plan_id=st.sampled_from([None, 1, 2]),
            areas=rows(AreaSettings, fluence_j_cm2=st.sampled_from([None, 30.0, 38.5])),
        ),
        adverse_events=st.lists(outcome, max_size=3).map(numbered),
        reviews=several(
            Review,
            patient_id=one,
            reviewed_on=day,
            clinician_id=one,
            areas=rows(AreaOutcome, laxity_grade=GRADES),
        ),
        attempts=several(
            ContactAttempt,
            patient_id=one,
            follow_up_key=st.just("key"),
            attempted_at=st.integers(0, 4000).map(lambda days: NOON - timedelta(days)),
            channel=st.sampled_from(Channel),
            outcome=st.sampled_from(ContactOutcome),
        ),
        decisions=several(
            FollowUpDecision,
            patient_id=one,
            follow_up_key=st.just("key"),
            decided_on=day,
            kind=st.sampled_from(FollowUpDecisionKind),
            reason=st.just("away"),
        ),
    )


def follow_up_lists() -> st.SearchStrategy[list[FollowUp]]:
    one = st.builds(
        lambda kind, due, hidden, site: follow_up(kind, due, hidden=hidden, sites=site),
        st.sampled_from(FollowUpKind),
        days_from_today(),
        st.sampled_from([None, HiddenReason.KEPT]),
        st.lists(sites().map(lambda site: Site(**site)), max_size=2).map(tuple),
    )
    return st.lists(one, max_size=5)


def window_lists() -> st.SearchStrategy[list[Window]]:
    return st.lists(
        st.builds(
            lambda site, day: Window(
                Site(**site), 2, 3, None, day, day + timedelta(2), day + timedelta(64)
            ),
            sites(),
            days_from_today(),
        ),
        max_size=3,
    )


def refs_in(chart: Chart, follow_ups: list[FollowUp]) -> set[tuple[str, int | str]]:
    fields = {
        "consultation": chart.consultations,
        "plan": chart.plans,
        "appointment": chart.appointments,
        "session": chart.sessions,
        "adverse_event": chart.adverse_events,
        "review": chart.reviews,
        "contact_attempt": chart.attempts,
        "follow_up_decision": chart.decisions,
    }
    stored_refs = {(kind, each.id) for kind, records in fields.items() for each in records}
    return stored_refs | {("follow_up", each.key) for each in follow_ups}


@given(charts(), follow_up_lists(), window_lists())
def test_every_mark_and_span_is_told_in_exactly_one_line_and_its_record_exists(
    chart: Chart, follow_ups: list[FollowUp], windows: list[Window]
) -> None:
    timeline = build(chart, follow_ups, windows, TODAY)
    lines = as_lines(timeline)
    told = sorted(id(line.item) for line in lines)
    assert told == sorted(id(item) for item in (*timeline.spans, *timeline.marks))
    known = refs_in(chart, follow_ups)
    assert all(line.ref in known or line.ref.kind == "window" for line in lines)
    assert [line.day for line in lines] == sorted(line.day for line in lines)
    assert all("{" not in str(line) and "None" not in str(line) for line in lines)


@given(charts(), follow_up_lists(), window_lists())
def test_marks_spans_and_points_are_sorted_enclosed_and_lie_in_a_lane(
    chart: Chart, follow_ups: list[FollowUp], windows: list[Window]
) -> None:
    timeline = build(chart, follow_ups, windows, TODAY)
    for items in (timeline.marks, timeline.spans, timeline.points):
        days = [item.day for item in items]
        assert days == sorted(days)
        assert all(timeline.first <= day <= timeline.last for day in days)
        assert all(item.lane in timeline.lanes for item in items)
    assert all(span.day <= span.until <= timeline.last for span in timeline.spans)
    assert timeline.first <= TODAY <= timeline.last
    assert timeline == build(chart, follow_ups, windows, TODAY)


@given(charts())
def test_no_clinical_record_is_missing_from_the_timeline(chart: Chart) -> None:
    timeline = build(chart, (), (), TODAY)
    shown = {item.ref for item in (*timeline.marks, *timeline.spans)}
    dropped = {ref for ref in refs_in(chart, []) if ref not in shown}
    assert {kind for kind, _ in dropped} <= {"appointment"}


def test_left_and_right_have_lanes_of_their_own_from_the_face_down() -> None:
    arm = {"area": Area.UPPER_ARM}
    timeline = timeline_of(
        sessions=numbered(
            [
                session(TODAY, **arm, side=Side.RIGHT),
                session(TODAY, **arm, side=Side.LEFT),
                session(TODAY),
            ]
        )
    )
    sites = [lane.site for lane in timeline.lanes]
    assert sites == [FACE, Site(Area.UPPER_ARM, Side.LEFT), Site(Area.UPPER_ARM, Side.RIGHT)]


def test_sessions_are_numbered_per_site_within_their_plan() -> None:
    days = [TODAY - timedelta(days) for days in (400, 300, 200, 100)]
    plans = [1, 1, 2, 2]
    made = [session(day, plan=plan) for day, plan in zip(days, plans, strict=True)]
    timeline = timeline_of(sessions=numbered(made))
    assert [mark.number for mark in timeline.marks] == [1, 2, 1, 2]


def test_two_handpieces_on_one_site_are_one_session() -> None:
    areas = (AreaSettings(Area.FACE_FULL, fluence_j_cm2=30), AreaSettings(Area.FACE_FULL))
    timeline = timeline_of(sessions=(stored(Session(1, TODAY, 1, plan_id=1, areas=areas)),))
    assert [(mark.number, len(mark.rows)) for mark in timeline.marks] == [(1, 2)]


def test_fluence_is_compared_with_the_session_before_and_marked_above_a_tenth() -> None:
    fluences = [36.0, 40.0, None, 38.0, 41.8]
    days = [TODAY - timedelta(500 - 30 * step) for step in range(5)]
    made = [session(day, fluence) for day, fluence in zip(days, fluences, strict=True)]
    points = timeline_of(sessions=numbered(made)).points
    assert [point.change_percent for point in points] == [None, 11, -5, 10]
    assert [point.is_steep for point in points] == [False, True, False, False]


def test_laxity_is_plotted_from_consultations_and_reviews_with_its_scale() -> None:
    finding = AreaFinding(Area.FACE_FULL, laxity_grade=3.0, laxity_scale=LaxityScale.ALEXIADES)
    ungraded = AreaOutcome(Area.FACE_FULL)
    outcome = AreaOutcome(Area.FACE_FULL, laxity_grade=2.5, laxity_scale=LaxityScale.ALEXIADES)
    timeline = timeline_of(
        consultations=(stored(Consultation(1, TODAY - timedelta(90), 1, areas=(finding,))),),
        reviews=numbered(
            [
                Review(1, TODAY - timedelta(20), 1, areas=(ungraded,)),
                Review(1, TODAY, 1, areas=(outcome,)),
            ]
        ),
    )
    points = [(point.measure, point.value, point.scale) for point in timeline.points]
    assert points == [
        (Measure.LAXITY, 3.0, LaxityScale.ALEXIADES),
        (Measure.LAXITY, 2.5, LaxityScale.ALEXIADES),
    ]
    assert [str(value_words(point)) for point in timeline.points] == [
        "laxity 3 (Alexiades scale)",
        "laxity 2.5 (Alexiades scale)",
    ]
    clinic = timeline.points[0]._replace(scale=LaxityScale.CLINIC)
    assert str(value_words(clinic)) == "laxity 3 (clinic scale)"


def test_a_plan_holds_its_sessions_and_while_open_its_window() -> None:
    begun = date(2026, 9, 27)
    areas = (PlanArea(Area.FACE_FULL, sessions=2),)
    window = Window(
        FACE, 2, 2, date(2026, 10, 28), date(2026, 11, 25), date(2026, 11, 27), date(2027, 1, 28)
    )
    plan = stored(Plan(1, begun, 1, areas=areas))
    timeline = timeline_of(
        plans=(plan,), sessions=(stored(session(date(2026, 10, 28))),), windows=(window,)
    )
    span = timeline.newest_plan()[0]
    assert (span.day, span.until, span.done, span.sessions) == (begun, window.latest, 1, 2)
    assert [span.kind for span in timeline.spans] == [SpanKind.PLAN, SpanKind.WINDOW]


def test_a_finished_plan_ends_with_its_last_session() -> None:
    areas = (PlanArea(Area.FACE_FULL, sessions=1),)
    plan = stored(Plan(1, date(2026, 1, 5), 1, areas=areas, status=PlanStatus.FINISHED))
    timeline = timeline_of(plans=(plan,), sessions=(stored(session(date(2026, 2, 1))),))
    assert timeline.spans[0].until == date(2026, 2, 1)


def test_reviews_are_due_at_their_sites_calls_among_contacts_and_recalls_later() -> None:
    due = TODAY + timedelta(30)
    timeline = timeline_of(
        (
            follow_up(FollowUpKind.REVIEW_3, due, sites=(FACE,)),
            follow_up(FollowUpKind.AFTERCARE_CALL, due, sites=(FACE,)),
            follow_up(FollowUpKind.MAINTENANCE, due, sites=(FACE,)),
            follow_up(FollowUpKind.CHECK, due, hidden=HiddenReason.KEPT),
        )
    )
    assert [(lane.kind, lane.site) for lane in timeline.lanes] == [
        (LaneKind.SITE, FACE),
        (LaneKind.CONTACTS, None),
        (LaneKind.LATER, None),
    ]
    assert [span.kind for span in timeline.spans] == [SpanKind.RECALL]
    assert [mark.kind for mark in timeline.marks] == [MarkKind.DUE, MarkKind.DUE]


def test_a_put_off_follow_up_stands_on_the_day_that_it_comes_back() -> None:
    back = TODAY + timedelta(14)
    put_off = follow_up(FollowUpKind.AFTERCARE_CALL, TODAY, show_on=back)
    assert timeline_of((put_off,)).marks[0].day == back


def test_a_visit_is_left_to_its_record_once_it_is_done() -> None:
    def visit(status: AppointmentStatus) -> Appointment:
        return Appointment(1, AppointmentKind.SESSION, TODAY, time(9), 60, status=status)

    statuses = [AppointmentStatus.FULFILLED, AppointmentStatus.NO_SHOW, AppointmentStatus.BOOKED]
    timeline = timeline_of(appointments=numbered([visit(status) for status in statuses]))
    assert [mark.ref.id for mark in timeline.marks] == [2, 3]


def test_a_late_call_belongs_to_the_clinics_own_day() -> None:
    attempt = ContactAttempt(
        1, "key", datetime(2026, 6, 2, 1, 30, tzinfo=UTC), Channel.PHONE, ContactOutcome.REACHED
    )
    chart = Chart(PATIENT, attempts=(stored(attempt),))
    montreal = timezone(timedelta(hours=-4))
    assert build(chart, (), (), TODAY, montreal).marks[0].day == date(2026, 6, 1)


def test_the_lines_say_in_plain_words_what_the_picture_shows() -> None:
    settings = AreaSettings(
        Area.FACE_FULL,
        handpiece="Titan S",
        fluence_j_cm2=40,
        passes=6,
        pulses_total=384,
        endpoints=(Endpoint.WARM, Endpoint.BLANCHING),
        no_adverse_event=True,
    )
    sessions = [
        session(date(2026, 6, 10), 36.0),
        Session(1, date(2026, 7, 22), 1, 1, areas=(settings,)),
    ]
    event = AdverseEvent(
        Area.FACE_FULL,
        patient_id=1,
        noted_on=date(2026, 7, 24),
        reaction=Reaction.ERYTHEMA,
        closed_on=date(2026, 7, 26),
    )
    timeline = timeline_of(
        sessions=numbered(sessions),
        adverse_events=(stored(event),),
        addenda=(stored(Addendum(1, "session", 2, "late", "text")),),
    )
    assert [str(line) for line in as_lines(timeline)] == [
        "2026-06-10 · Face, full: Session 1, 36 J/cm²",
        "2026-07-22 · Face, full: Session 2, 40 J/cm² (+11 % on the last known), 384 pulses, "
        "handpiece Titan S, 6 passes, seen: warm skin, "
        "seen: blanching, no adverse event, with an addendum",
        "2026-07-24 · Face, full: Adverse event: redness, mild, closed on 2026-07-26",
    ]


def test_an_overdue_follow_up_says_so() -> None:
    late = follow_up(FollowUpKind.AFTERCARE_CALL, TODAY - timedelta(9))
    timeline = timeline_of((late,))
    line = str(as_lines(timeline)[0])
    assert line == f"{late.due} · Contacts: call overdue, it is time"
    assert isinstance(timeline.marks[0], Mark)


def test_what_was_put_off_to_a_later_day_is_due_then_and_not_overdue_today() -> None:
    then = TODAY + timedelta(6)
    put_off = follow_up(FollowUpKind.AFTERCARE_CALL, TODAY - timedelta(9), show_on=then)
    timeline = timeline_of((put_off,))
    assert str(as_lines(timeline)[0]) == f"{then} · Contacts: call due, it is time"
    assert str(label_of(timeline.marks[0], TODAY)) == "call"


def test_a_recall_says_what_it_is_for_and_why() -> None:
    recall = follow_up(FollowUpKind.MAINTENANCE, TODAY + timedelta(30))
    (line,) = as_lines(timeline_of((recall,)))
    assert str(line).endswith(": maintenance, it is time")


def test_a_timeline_without_a_plan_has_no_days_of_a_plan() -> None:
    review = stored(Review(1, TODAY, 1))
    assert timeline_of(reviews=(review,)).newest_plan_days() is None


def test_a_patient_without_records_has_an_empty_timeline_around_today() -> None:
    timeline = timeline_of()
    assert (timeline.first, timeline.last, timeline.items) == (TODAY, TODAY, ())


def test_a_test_spot_stands_in_its_lane_on_the_clinics_day_and_says_how_it_was_borne() -> None:
    made = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    spot = TestSpot(
        Area.NECK_FRONT,
        patient_id=1,
        done_at=made,
        operator_id=1,
        fluence_j_cm2=30.0,
        read_due_at=made + timedelta(hours=48),
    )
    read = replace(spot, read_at=spot.read_due_at, seen=(), passed=Answer.NO)
    chart = Chart(PATIENT, test_spots=(stored(spot, 1), stored(read, 2)))
    timeline = build(chart, (), (), TODAY, timezone(timedelta(hours=2)))
    assert [str(line) for line in as_lines(timeline)] == [
        "2026-03-03 · Neck, front: Test spot, 30 J/cm², not read yet",
        "2026-03-03 · Neck, front: Test spot, 30 J/cm², not borne well",
    ]


def test_what_was_handed_over_stands_among_the_papers_on_the_clinics_day() -> None:
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    sheet = Handout(1, HandoutKind.AFTERCARE, late, "en", "# After", protocol_version="Titan 1")
    zone = timezone(timedelta(hours=2))
    timeline = build(Chart(PATIENT, handouts=(stored(sheet, 8),)), (), (), TODAY, zone)
    (mark,) = timeline.marks
    assert (mark.lane.kind, mark.day, mark.ref) == (
        LaneKind.PAPERS,
        date(2026, 6, 2),
        ("handout", 8),
    )
    assert str(as_lines(timeline)[0]).endswith(
        "Papers and history: Handed over: aftercare, by Titan 1"
    )


def test_a_consent_its_withdrawal_and_the_history_stand_among_the_papers() -> None:
    signed = datetime(2026, 5, 4, 9, tzinfo=UTC)
    consent = Consent(1, 3, "", signed, signed, signed, 1, (FACE,), valid_until=date(2027, 5, 4))
    back = Withdrawal(1, 2, date(2026, 5, 9), "changed her mind")
    taken = History(1, date(2026, 5, 1), smoking=Smoking.NEVER)
    changed = replace(taken, smoking=Smoking.EX)
    confirmed = replace(changed, confirmed_on=date(2026, 5, 8))
    versions = tuple(
        replace(stored(record, 6), version=number, at=datetime(2026, 5, day, 12, tzinfo=UTC))
        for number, (day, record) in enumerate(((1, taken), (6, changed), (8, confirmed)), 1)
    )
    timeline = timeline_of(
        consents=(replace(stored(consent, 2), state=State.SIGNED),),
        withdrawals=(stored(back, 4),),
        histories=versions,
    )
    assert {mark.lane.kind for mark in timeline.marks} == {LaneKind.PAPERS}
    assert [mark.ref for mark in timeline.marks] == [
        ("history_version", 1),
        ("consent", 2),
        ("history_version", 2),
        ("history_version", 3),
        ("withdrawal", 4),
    ]
    assert [str(line).removeprefix("2026-05-") for line in as_lines(timeline)] == [
        "01 · Papers and history: History taken, version 1",
        "04 · Papers and history: Consent signed, Face, full, valid until 2027-05-04",
        "06 · Papers and history: History changed, version 2, Smoking",
        "08 · Papers and history: History confirmed, version 3",
        "09 · Papers and history: Consent taken back, because: changed her mind",
    ]


def test_a_consent_that_nobody_confirmed_is_not_called_signed() -> None:
    """Somebody at the desk prepared it: it counts once the clinician confirms it."""
    prepared = datetime(2026, 5, 4, 9, tzinfo=UTC)
    consent = Consent(1, 3, "", prepared, prepared, prepared, 1, (FACE,))
    (line,) = as_lines(timeline_of(consents=(stored(consent, 2),)))
    assert "Consent waits for confirmation, Face, full" in str(line)
    assert "signed" not in str(line)


def test_a_newest_version_alone_is_told_as_what_it_says_of_itself() -> None:
    taken = History(1, date(2026, 5, 1), confirmed_on=date(2026, 5, 8))
    for record, words in ((taken, "confirmed"), (replace(taken, confirmed_on=None), "changed")):
        alone = replace(stored(record, 6), version=4)
        (line,) = as_lines(timeline_of(histories=(alone,)))
        assert f"History {words}, version 4" in str(line)
