"""Charts as hypothesis makes them up: every record plausible on its own, together anything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import (
    Answer,
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
    Endpoint,
    FollowUpDecisionKind,
    NextStepKind,
    PlanStatus,
    Reaction,
    ReviewDecision,
    Timepoint,
    Verdict,
    VisitKind,
)
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.records.people import Patient

R = TypeVar("R")
T = TypeVar("T")

PATIENT = 7
FIRST_DAY, LAST_DAY = date(2023, 1, 1), date(2026, 12, 31)
SITES = (
    Site(Area.NECK_FRONT),
    Site(Area.FACE_FULL),
    Site(Area.UPPER_ARM, Side.LEFT),
    Site(Area.UPPER_ARM, Side.RIGHT),
    Site(Area.UPPER_ARM, Side.BOTH),
)

days = st.integers(0, (LAST_DAY - FIRST_DAY).days).map(lambda on: FIRST_DAY + timedelta(on))
sites = st.sampled_from(SITES)
some_sites = st.lists(sites, min_size=1, max_size=3, unique=True)
moments = st.builds(
    lambda minutes: datetime.combine(FIRST_DAY, time(), UTC) + timedelta(minutes=minutes),
    st.integers(0, (LAST_DAY - FIRST_DAY).days * 24 * 60 + 24 * 60 - 1),
)


def stored(
    record: R, id: int = 1, at: datetime | None = None, state: State = State.CURRENT
) -> Stored[R]:
    """Wrap a record as the storage would."""
    return Stored(id, 1, state, 1, at or datetime(2023, 1, 1, tzinfo=UTC), "", record)


def _located(of: Callable[..., T], **fields: st.SearchStrategy[object]) -> st.SearchStrategy[T]:
    """Build records of one site each."""
    at = sites
    rest = st.fixed_dictionaries(dict(fields))
    return st.builds(lambda site, more: of(area=site.area, side=site.side, **more), at, rest)


def _rows(row: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(row, min_size=1, max_size=3).map(tuple)


def _stored_list(
    record: st.SearchStrategy[R], size: int
) -> st.SearchStrategy[tuple[Stored[R], ...]]:
    numbered = st.lists(record, max_size=size)
    return numbered.map(lambda found: tuple(stored(r, id=n) for n, r in enumerate(found, start=1)))


_maybe_plan = st.sampled_from([None, 1, 2])

plans = st.builds(
    Plan,
    st.just(PATIENT),
    days,
    st.just(1),
    areas=_rows(_located(PlanArea, sessions=st.integers(1, 3))).map(
        lambda rows: tuple({row.site: row for row in rows}.values())
    ),
    maintenance_months=st.sampled_from([0, 6, 12, 24]),
    status=st.sampled_from([PlanStatus.OPEN, PlanStatus.OPEN, *PlanStatus]),
)
sessions = st.builds(
    Session,
    st.just(PATIENT),
    days,
    st.just(1),
    plan_id=_maybe_plan,
    appointment_id=st.sampled_from([None, 1, 2]),
    areas=_rows(
        _located(
            AreaSettings,
            fluence_j_cm2=st.sampled_from([None, 34.0, 38.0]),
            endpoints=st.sampled_from([None, (), (Endpoint.WARM,), (Endpoint.BLISTER,)]),
        )
    ),
)
appointments = st.builds(
    Appointment,
    st.just(PATIENT),
    st.sampled_from(AppointmentKind),
    days,
    st.just(time(9)),
    st.just(30),
    plan_id=_maybe_plan,
    sites=st.lists(sites, max_size=2, unique=True).map(tuple),
    status=st.sampled_from([AppointmentStatus.BOOKED, *AppointmentStatus]),
)
reviews = st.builds(
    Review,
    st.just(PATIENT),
    days,
    st.just(1),
    plan_id=_maybe_plan,
    timepoint=st.sampled_from(Timepoint),
    decision=st.none() | st.sampled_from(ReviewDecision),
    maintenance_on=st.none() | st.none() | days,
    areas=_rows(sites).map(lambda _: ()),
)
consultations = st.builds(
    Consultation,
    st.just(PATIENT),
    days,
    st.just(1),
    visit_kind=st.sampled_from(VisitKind),
    fitzpatrick_type=st.none() | st.integers(1, 6),
    areas=_rows(_located(AreaFinding, verdict=st.none() | st.sampled_from(Verdict))),
)
adverse_events = _located(
    AdverseEvent,
    patient_id=st.just(PATIENT),
    noted_on=days,
    reaction=st.sampled_from(Reaction),
    severity=st.integers(1, 4),
    closed_on=st.none() | st.just(LAST_DAY),
)
test_spots = st.builds(
    lambda spot, wait, read: replace(
        spot,
        read_due_at=spot.done_at + wait,
        read_at=spot.done_at + wait if read else None,
        passed=Answer.YES if read else None,
    ),
    _located(
        TestSpot,
        patient_id=st.just(PATIENT),
        done_at=moments,
        operator_id=st.just(1),
        read_due_at=moments,
    ),
    st.sampled_from([timedelta(minutes=30), timedelta(hours=48)]),
    st.booleans(),
)
next_steps = st.builds(
    NextStep,
    st.just(PATIENT),
    st.sampled_from(NextStepKind),
    days,
    appointment_id=st.sampled_from([None, 1, 2]),
    due=st.none() | days,
)
patients = st.builds(
    Patient, st.just("Nguyễn"), do_not_contact=st.sampled_from([False, False, True])
)

charts = st.builds(
    Chart,
    patients.map(lambda record: stored(record, id=PATIENT)),
    consultations=_stored_list(consultations, 2).map(
        lambda found: tuple(replace(one, state=State.SIGNED) for one in found)
    ),
    plans=_stored_list(plans, 2),
    appointments=_stored_list(appointments, 4),
    sessions=_stored_list(sessions, 5),
    adverse_events=_stored_list(adverse_events, 1),
    reviews=_stored_list(reviews, 3),
    next_steps=_stored_list(next_steps, 2),
    test_spots=_stored_list(test_spots, 2),
)


def attempts_on(keys: st.SearchStrategy[str]) -> st.SearchStrategy[ContactAttempt]:
    """Make up attempts on follow-ups of these keys."""
    outcomes = st.sampled_from([ContactOutcome.NO_ANSWER] * 4 + list(ContactOutcome))
    return st.builds(
        ContactAttempt, st.just(PATIENT), keys, moments, st.sampled_from(Channel), outcomes
    )


def decisions_on(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Stored[FollowUpDecision]]:
    """Make up decisions on follow-ups of these keys, each stored at its own moment."""
    return st.builds(
        lambda key, kind, at, wait: stored(
            FollowUpDecision(PATIENT, key, at.date(), kind, "asked to", at.date() + wait),
            id=at.toordinal(),
            at=at,
        ),
        keys,
        st.sampled_from(FollowUpDecisionKind),
        moments,
        st.builds(timedelta, st.integers(1, 90)),
    )


@st.composite
def worked_charts(draw: st.DrawFn, keys_of: Callable[[Chart], list[str]]) -> Chart:
    """Make up a chart, then attempts and decisions about what follows from it."""
    chart = draw(charts)
    keys = keys_of(chart)
    if not keys:
        return chart
    some = st.sampled_from(draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3)))
    attempts = draw(_stored_list(attempts_on(some), 8))
    decisions = draw(st.lists(decisions_on(some), max_size=3, unique_by=lambda one: one.id))
    return replace(chart, attempts=attempts, decisions=tuple(decisions))
