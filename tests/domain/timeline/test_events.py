"""What else lasts or happens: courses, medicines, photographs, messages, missed visits, remarks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from infrared_desktop.domain.records.absences import Absence, AbsenceKind
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
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
)
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import PhotoView
from infrared_desktop.domain.records.review_copies import Remark, RemarkStatus
from infrared_desktop.domain.timeline.build import Timeline, as_lines, build
from infrared_desktop.domain.timeline.model import LaneKind, MarkKind, Measure, Ref, Span, SpanKind
from infrared_desktop.domain.timeline.refs import is_among, refs_of
from infrared_desktop.domain.timeline.sets import MedicineCourse, PhotoSet
from infrared_desktop.domain.timeline.telling import Reader
from infrared_desktop.domain.timeline.words import label_of
from tests.domain.consultations import TITAN
from tests.photo_scenes import photo

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FACE = Site(Area.FACE_FULL)


def stored(record: Any, number: int = 1, at: datetime = NOON, by: int = 1) -> Stored[Any]:
    return Stored(number, 1, State.CURRENT, by, at, "", record)


PATIENT = stored(Patient("Fictional"))


def timeline_of(reader: Reader | None = None, **records: Any) -> Timeline:
    chart = Chart(PATIENT, **records)
    return build(chart, (), (), TODAY, reader=reader or Reader(0), protocol=TITAN)


def told(timeline: Timeline) -> list[str]:
    return [str(line) for line in as_lines(timeline)]


def event(**fields: Any) -> AdverseEvent:
    known = {"patient_id": 1, "noted_on": date(2026, 7, 24), "reaction": Reaction.ERYTHEMA}
    return AdverseEvent(Area.FACE_FULL, **known | fields)


@pytest.mark.parametrize(
    ("closed_on", "until", "is_open"),
    [
        (date(2026, 7, 26), date(2026, 7, 26), False),
        (date(2026, 7, 24), date(2026, 7, 24), False),
        (None, TODAY, True),
        (date(2026, 7, 1), date(2026, 7, 24), False),  # a slip of the pen
    ],
)
def test_a_reaction_has_a_course_to_its_end_or_else_to_today(
    closed_on: date | None, until: date, is_open: bool
) -> None:
    timeline = timeline_of(adverse_events=(stored(event(closed_on=closed_on)),))
    (mark,) = timeline.marks
    assert (mark.until, mark.is_open) == (until, is_open)
    assert timeline.last >= until


def test_what_was_struck_through_has_no_course() -> None:
    struck = Chart(PATIENT, adverse_events=(stored(event()),))
    (mark,) = build(Chart(PATIENT), (), (), TODAY, struck=struck).marks
    assert (mark.struck, mark.until, mark.is_open) == (True, None, False)


def test_a_plan_knows_its_sessions_at_each_site_and_whether_it_goes_on() -> None:
    left, right = (PlanArea(Area.UPPER_ARM, side, sessions=2) for side in (Side.LEFT, Side.RIGHT))
    rows = [AreaSettings(Area.UPPER_ARM, side) for side in (Side.LEFT, Side.RIGHT)]
    made = (
        stored(Session(1, date(2026, 3, 1), 1, plan_id=5, areas=tuple(rows)), 8),
        stored(Session(1, date(2026, 2, 1), 1, plan_id=5, areas=(rows[0],)), 9),
        stored(Session(1, date(2026, 2, 5), 1, areas=(rows[0],)), 10),
    )
    plan = stored(Plan(1, date(2026, 1, 5), 1, areas=(left, right)), 5)
    spans = timeline_of(plans=(plan,), sessions=made).spans
    assert [(span.held, span.done, span.is_open) for span in spans] == [
        ((("session", 9), ("session", 8)), 2, False),
        ((("session", 8),), 1, True),
    ]
    given_up = replace(plan, record=replace(plan.record, status=PlanStatus.ABANDONED))
    assert not any(span.is_open for span in timeline_of(plans=(given_up,), sessions=made).spans)


# Values


def given(*rows: AreaSettings, day: date = TODAY) -> Stored[Session]:
    return stored(Session(1, day, 1, plan_id=1, areas=rows), day.toordinal())


def row(**fields: Any) -> AreaSettings:
    known = {"fluence_j_cm2": 36.0, "pulses_total": 100, "spot_w_mm": 10.0, "spot_h_mm": 15.0}
    return AreaSettings(Area.FACE_FULL, **known | fields)


def values(timeline: Timeline) -> list[tuple[Measure, float, int | None]]:
    return [(point.measure, point.value, point.change_percent) for point in timeline.points]


def test_a_session_plots_fluence_pulses_and_energy_with_their_change() -> None:
    first = given(row(), day=TODAY - DAY)
    second = given(row(fluence_j_cm2=40.0), row(pulses_total=50))
    timeline = timeline_of(sessions=(first, second))
    assert values(timeline) == [
        (Measure.FLUENCE, 36.0, None),
        (Measure.PULSES, 100, None),
        (Measure.ENERGY, 36 * 1.5 * 100, None),
        (Measure.FLUENCE, 40.0, 11),
        (Measure.PULSES, 150, 50),
        (Measure.ENERGY, 40 * 1.5 * 100 + 36 * 1.5 * 50, 61),
    ]
    assert [point.is_steep for point in timeline.points[3:]] == [True, False, True]
    assert "40 J/cm² (+11 % on the last known), 150 pulses (+50 %" in told(timeline)[1]
    assert "8700 J in all (+61 % on the last known)" in told(timeline)[1]


def test_a_change_is_on_the_last_value_that_is_known_and_says_so() -> None:
    days = (TODAY - 2 * DAY, TODAY - DAY, TODAY)
    given_then = (row(), row(fluence_j_cm2=None), row())
    sessions = tuple(given(each, day=day) for day, each in zip(days, given_then, strict=True))
    assert "36 J/cm² (as the last known)" in told(timeline_of(sessions=sessions))[-1]


def test_no_sum_is_made_where_one_part_of_it_is_not_known() -> None:
    timeline = timeline_of(sessions=(given(row(), row(pulses_total=None)),))
    assert [measure for measure, *_ in values(timeline)] == [Measure.FLUENCE]
    unknown_spot = timeline_of(sessions=(given(row(spot_w_mm=None)),))
    assert [measure for measure, *_ in values(unknown_spot)] == [Measure.FLUENCE, Measure.PULSES]


def test_a_window_that_a_session_does_not_say_is_the_handpieces_by_the_protocol() -> None:
    spot = TITAN.spots[0]
    bare = row(spot_w_mm=None, spot_h_mm=None, handpiece=spot.handpiece)
    points = timeline_of(sessions=(given(bare),)).points
    assert points[-1].value == pytest.approx(36 * spot.size_cm2 * 100)


def test_a_session_without_fluence_still_plots_its_pulses_and_has_no_first_value() -> None:
    (mark,) = timeline_of(sessions=(given(row(fluence_j_cm2=None)),)).marks
    assert mark.point is None
    assert (pulses := mark.value(Measure.PULSES)) and pulses.value == 100


def test_a_grade_is_compared_with_the_one_before_on_the_same_scale_alone() -> None:
    def graded(grade: float, scale: LaxityScale) -> dict[str, Any]:
        return {"laxity_grade": grade, "laxity_scale": scale}

    finding = AreaFinding(Area.FACE_FULL, **graded(3.0, LaxityScale.ALEXIADES))
    outcomes = [
        AreaOutcome(Area.FACE_FULL, **graded(2.0, LaxityScale.CLINIC)),
        AreaOutcome(Area.FACE_FULL, **graded(2.5, LaxityScale.ALEXIADES)),
        AreaOutcome(Area.FACE_FULL, **graded(2.5, LaxityScale.ALEXIADES)),
    ]
    reviews = (
        stored(Review(1, TODAY - (3 - n) * DAY, 1, areas=(outcome,)), n)
        for n, outcome in enumerate(outcomes, 1)
    )
    seen = stored(Consultation(1, TODAY - 90 * DAY, 1, areas=(finding,)))
    timeline = timeline_of(consultations=(seen,), reviews=tuple(reviews))
    assert [point.change for point in timeline.points] == [None, None, -0.5, 0.0]
    lines = told(timeline)
    assert "laxity 2.5 (Alexiades scale), −0.5 on the grade before" in lines[2]
    assert "laxity 2.5 (Alexiades scale), as the grade before" in lines[3]


# Medicines


def history(number: int, medicines: tuple[Medicine, ...] | None) -> Stored[History]:
    record = History(1, date(2026, 1, 1), medicines=medicines)
    written = datetime(2026, number, 10, 12, tzinfo=UTC)
    return replace(stored(record, 6, written), version=number)


def courses(*versions: tuple[Medicine, ...] | None) -> list[Span]:
    told = tuple(history(number, each) for number, each in enumerate(versions, 1))
    spans = timeline_of(histories=told).spans
    assert {span.kind for span in spans} <= {SpanKind.MEDICINE}
    return list(spans)


RETINOID = Medicine(MedicineKind.TOPICAL_RETINOID, "Name")


def test_a_medicine_lasts_from_its_start_to_its_stop() -> None:
    taken = replace(RETINOID, started_on=date(2025, 3, 1))
    (going,) = courses((taken,))
    assert (going.day, going.until, going.is_open) == (date(2025, 3, 1), TODAY, True)
    stopped = replace(taken, stopped_on=date(2026, 2, 3))
    (ended,) = courses((taken,), (stopped,), (stopped,))
    assert (ended.day, ended.until, ended.is_open) == (date(2025, 3, 1), date(2026, 2, 3), False)
    assert ended.lane.kind is LaneKind.MEDICINES


def test_a_medicine_without_days_begins_when_first_named_and_ends_when_no_longer() -> None:
    (span,) = courses((RETINOID,), (RETINOID,), ())
    assert (span.day, span.until, span.is_open) == (date(2026, 1, 10), date(2026, 3, 10), False)
    assert isinstance(span.about, MedicineCourse)
    assert (span.about.version, span.about.row) == (1, 0)


def test_a_version_that_does_not_ask_about_medicines_stops_none() -> None:
    (span,) = courses((RETINOID,), None, (RETINOID,))
    assert (span.day, span.is_open) == (date(2026, 1, 10), True)


def test_a_medicine_that_comes_back_has_two_courses_with_refs_of_their_own() -> None:
    first, second = courses((RETINOID,), (), (RETINOID,))
    assert (first.until, second.day) == (date(2026, 2, 10), date(2026, 3, 10))
    assert first.ref != second.ref


def test_two_rows_of_one_medicine_are_two_courses_and_a_dose_is_the_newest() -> None:
    morning, evening = replace(RETINOID, dose="5 mg"), replace(RETINOID, dose="10 mg")
    spans = courses((morning, evening), (replace(morning, dose="7 mg"), evening))
    doses = [span.about.medicine.dose for span in spans if isinstance(span.about, MedicineCourse)]
    assert doses == ["7 mg", "10 mg"]
    assert len({span.ref for span in spans}) == 2


def test_a_medicine_is_told_in_words() -> None:
    stopped = replace(RETINOID, started_on=date(2025, 3, 1), stopped_on=date(2026, 2, 3))
    kept = replace(RETINOID, name="Other")
    lines = told(timeline_of(histories=(history(1, (stopped, kept)),)))
    assert lines[0].startswith("2025-03-01 to 2026-02-03 · Medicines: Medicine: ")
    assert "stopped on 2026-02-03" in lines[0] and "no stop noted" not in lines[0]
    assert lines[1].startswith("2026-01-10 · Medicines: ")
    assert lines[1].endswith("Other, first noted on 2026-01-10, no stop noted")


def test_a_medicine_put_on_the_skin_names_its_place_in_its_bar() -> None:
    cream = replace(RETINOID, name="Cream")
    left = replace(cream, area=Area.UPPER_ARM, side=Side.LEFT)
    spans = courses((cream, replace(cream, area=Area.FACE_FULL), left))
    assert {str(label_of(span, TODAY)) for span in spans} == {
        "Cream",
        "Cream on: Face, full",
        "Cream on: Upper arm, left",
    }


# Photographs


def test_all_photographs_of_a_set_and_the_version_behind_a_medicine_are_known() -> None:
    photos = tuple(stored(photo(1, bytes([n])), n) for n in (4, 2))
    (mark,) = timeline_of(photos=photos).marks
    assert set(refs_of(mark)) == {Ref("photo", 2), Ref("photo", 4)}
    assert is_among(mark, {Ref("photo", 4)}) and not is_among(mark, {Ref("photo", 3)})
    (span,) = courses((RETINOID,))
    assert is_among(span, {Ref("history_version", 1)}) and not is_among(span, frozenset())


def test_photographs_of_a_day_and_a_place_are_one_mark_in_the_order_they_were_taken() -> None:
    def taken(number: int, hour: int, **fields: Any) -> Stored[Any]:
        at = datetime(2026, 11, 20, hour, tzinfo=UTC)
        return stored(photo(1, bytes([number]), taken_at=at, **fields), number)

    face = {"area": Area.FACE_FULL}
    photos = (
        taken(1, 11, **face, view=PhotoView.FRONT),
        taken(2, 9, **face, view=PhotoView.LATERAL_LEFT),
        taken(3, 9, area=Area.UPPER_ARM, side=Side.LEFT),
        taken(4, 9),
        stored(photo(1, b"5", taken_on=date(2026, 11, 21), **face), 5),
    )
    timeline = timeline_of(photos=photos)
    about = [mark.about for mark in timeline.marks if isinstance(mark.about, PhotoSet)]
    assert [[each.id for each in held.photos] for held in about] == [[2, 1], [3], [4], [5]]
    assert about[0].contents == tuple(photos[n].record.content for n in (1, 0))
    assert [str(mark.lane.kind) for mark in timeline.marks] == [
        "site",
        "site",
        "photographs",
        "site",
    ]
    assert [mark.starts for mark in timeline.marks] == [time(9), time(9), time(9), None]
    assert told(timeline)[0].endswith("Face, full: 2 photographs, side, left, front")


def test_the_clock_of_a_photograph_whose_day_was_put_right_is_not_believed() -> None:
    at = datetime(2020, 1, 1, 8, tzinfo=UTC)
    (mark,) = timeline_of(photos=(stored(photo(1, taken_at=at)),)).marks
    assert (mark.day, mark.starts) == (date(2026, 11, 20), None)


# The desk


def message(status: MessageStatus) -> Message:
    text = ("en", "text")
    return Message(1, "key", Channel.EMAIL, NOON, *text, tried_at=NOON + HOUR, status=status)


def test_only_messages_that_left_or_may_have_are_shown_at_the_hour_of_the_try() -> None:
    statuses = list(MessageStatus)
    sent = tuple(stored(message(status), n) for n, status in enumerate(statuses))
    timeline = timeline_of(messages=sent)
    left = {statuses[int(mark.ref.id)] for mark in timeline.marks}
    assert left == {MessageStatus.TAKEN, MessageStatus.HANDED, MessageStatus.UNKNOWN}
    assert {mark.starts for mark in timeline.marks} == {time(13)}


def test_the_contact_that_was_noted_as_a_message_left_is_no_event_of_its_own() -> None:
    def attempt(number: int, at: datetime, channel: Channel) -> Stored[Any]:
        record = ContactAttempt(1, "key", at, channel, ContactOutcome.MESSAGE_LEFT)
        return stored(record, number, at)

    attempts = (
        attempt(1, NOON, Channel.EMAIL),
        attempt(2, NOON, Channel.PHONE),
        attempt(3, NOON + HOUR, Channel.EMAIL),
    )
    sent = (stored(message(MessageStatus.TAKEN), 1, NOON),)
    timeline = timeline_of(messages=sent, attempts=attempts)
    refs = [mark.ref for mark in timeline.marks]
    assert sorted(refs) == [("contact_attempt", 2), ("contact_attempt", 3), ("message", 1)]


def test_a_missed_visit_is_told_once_and_stays_when_the_visit_is_booked_anew() -> None:
    visit = Appointment(1, AppointmentKind.SESSION, TODAY - DAY, time(9), 60, sites=(FACE,))
    away = Absence(1, 3, AbsenceKind.NO_SHOW, TODAY - DAY, time(9), NOON)
    missed = replace(visit, status=AppointmentStatus.NO_SHOW)
    timeline = timeline_of(appointments=(stored(missed, 3),), absences=(stored(away, 7),))
    (mark,) = timeline.marks
    assert (mark.kind, mark.lane.site, mark.starts) == (MarkKind.ABSENCE, FACE, time(9))
    anew = replace(visit, day=TODAY + DAY)
    timeline = timeline_of(appointments=(stored(anew, 3),), absences=(stored(away, 7),))
    assert [mark.kind for mark in timeline.marks] == [MarkKind.ABSENCE, MarkKind.VISIT]
    assert told(timeline)[0].endswith("Face, full: Missed visit: did not come, at 09:00")


def test_a_remark_from_a_review_copy_says_what_became_of_it() -> None:
    draft = Remark(1, "r1", "c1", NOON, 2, "Swelling at rest")
    lines = told(timeline_of(remarks=(stored(draft),)))
    assert lines[0].endswith(
        "Remarks: Remark from a review copy, Swelling at rest, not decided yet"
    )
    taken = replace(draft, status=RemarkStatus.TAKEN_UP)
    assert told(timeline_of(remarks=(stored(taken),)))[0].endswith("Swelling at rest, taken up")


# When on a day


def test_events_of_a_day_stand_in_the_order_of_their_hours_and_plans_before_them() -> None:
    visit = Appointment(1, AppointmentKind.CONSULTATION, TODAY, time(8), 30)
    done = replace(visit, status=AppointmentStatus.FULFILLED)
    booked = Appointment(1, AppointmentKind.SESSION, TODAY, time(15), 30, sites=(FACE,))
    timeline = timeline_of(
        plans=(stored(Plan(1, TODAY, 1, areas=(PlanArea(Area.FACE_FULL),))),),
        appointments=(stored(done, 1), stored(booked, 2)),
        consultations=(stored(Consultation(1, TODAY, 1)),),
        reviews=(stored(Review(1, TODAY, 1)),),
        sessions=(stored(Session(1, TODAY, 1, started=time(9, 30))),),
    )
    kinds = [item.kind for item in timeline.items]
    assert kinds == [
        SpanKind.PLAN,
        MarkKind.CONSULTATION,
        MarkKind.SESSION,
        MarkKind.REVIEW,
        MarkKind.VISIT,
    ]
    places = [item.place for item in timeline.items]
    assert places == sorted(places)
    assert [mark.starts for mark in timeline.marks] == [time(8), time(9, 30), None, time(15)]


def test_a_moment_is_placed_by_the_clinics_own_clock() -> None:
    call = ContactAttempt(1, "key", NOON, Channel.PHONE, ContactOutcome.REACHED)
    east = timezone(timedelta(hours=14))
    (mark,) = build(Chart(PATIENT, attempts=(stored(call),)), (), (), TODAY, east).marks
    assert (mark.day, mark.starts) == (date(2026, 6, 2), time(2))


# New to the reader


LOOKED = datetime(2026, 11, 1, 9, tzinfo=UTC)
READER = Reader(2, LOOKED)


@pytest.mark.parametrize(
    ("at", "by", "is_new"),
    [
        (LOOKED + HOUR, 1, True),
        (LOOKED + HOUR, 2, False),
        (LOOKED, 1, False),
        (LOOKED - HOUR, 1, False),
    ],
)
def test_new_is_what_somebody_else_stored_since_the_last_look(
    at: datetime, by: int, is_new: bool
) -> None:
    timeline = timeline_of(READER, reviews=(stored(Review(1, TODAY - DAY, 1), 1, at, by),))
    assert [mark.is_new for mark in timeline.marks] == [is_new]
    assert ("new since you last looked" in told(timeline)[0]) is is_new
    assert timeline.new_days == ((TODAY - DAY, TODAY - DAY) if is_new else None)
    assert timeline.since == LOOKED


def test_who_never_looked_has_nothing_marked() -> None:
    timeline = timeline_of(Reader(2), reviews=(stored(Review(1, TODAY, 1), by=1),))
    assert (timeline.marks[0].is_new, timeline.since, timeline.new_days) == (False, None, None)


def test_an_old_record_is_new_again_by_its_addendum() -> None:
    review = stored(Review(1, TODAY, 1))
    late = stored(Addendum(1, "review", 1, "late", "text"), 1, LOOKED + DAY)
    (mark,) = timeline_of(READER, reviews=(review,), addenda=(late,)).marks
    assert mark.added and mark.is_new


def test_a_later_addendum_of_ones_own_hides_no_earlier_one_of_somebody_else() -> None:
    review = stored(Review(1, TODAY, 1))
    theirs = stored(Addendum(1, "review", 1, "late", "text"), 1, LOOKED + DAY)
    mine = stored(Addendum(1, "review", 1, "mine", "text"), 2, LOOKED + 2 * DAY, READER.staff_id)
    (mark,) = timeline_of(READER, reviews=(review,), addenda=(theirs, mine)).marks
    assert mark.is_new


def test_a_medicine_is_new_by_the_version_that_names_or_changes_it() -> None:
    old, new = (replace(history(n, (RETINOID,)), at=LOOKED + n * DAY - 2 * DAY) for n in (1, 3))
    assert [span.is_new for span in timeline_of(READER, histories=(old, new)).spans] == [False]
    stopped = (replace(RETINOID, stopped_on=TODAY),)
    told_new = replace(new, record=replace(new.record, medicines=stopped))
    assert [span.is_new for span in timeline_of(READER, histories=(old, told_new)).spans] == [True]


def test_a_medicine_that_was_taken_long_before_is_not_new_because_another_was_added() -> None:
    other = Medicine(MedicineKind.TOPICAL_RETINOID, "Another name")
    old = replace(history(1, (RETINOID,)), at=LOOKED - DAY)
    new = replace(history(2, (RETINOID, other)), at=LOOKED + DAY)
    found = {
        span.about.medicine.name: span.is_new
        for span in timeline_of(READER, histories=(old, new)).spans
        if isinstance(span.about, MedicineCourse)
    }
    assert found == {"Name": False, "Another name": True}


def test_a_medicine_that_was_changed_before_the_last_look_is_not_new() -> None:
    first, then = history(1, (RETINOID,)), history(2, (replace(RETINOID, dose="0.05 %"),))
    versions = (replace(first, at=LOOKED - 2 * DAY), replace(then, at=LOOKED - DAY))
    assert [span.is_new for span in timeline_of(READER, histories=versions).spans] == [False]
