"""The chart of a treated patient, what people do next, and what follows from it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpSchedule, derive
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    ReviewDecision,
    Timepoint,
)
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AreaSettings, Plan, PlanArea, Review, Session
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.schedule import SessionWindows
from tests.domain.strategies import PATIENT, stored, worked_charts

SCHEDULE, WINDOWS = FollowUpSchedule(), SessionWindows()
DONE = date(2026, 3, 1)
NECK = Site(Area.NECK_FRONT)
T8 = f"T8:3:{NECK}:2"


def rows(chart: Chart) -> dict[str, FollowUp]:
    return {row.key: row for row in derive(chart, SCHEDULE, WINDOWS)}


def keys(chart: Chart) -> list[str]:
    found = list(rows(chart))
    return found + [key[:-1] + "2" for key in found if key.startswith("T7:")]


worked = worked_charts(keys)


def treated(sessions: int = 2, days_on: int = 0, **settings: object) -> Chart:
    """A patient with a plan for the neck and its first session."""
    plan = Plan(PATIENT, date(2026, 2, 20), 1, areas=(PlanArea(Area.NECK_FRONT, None, sessions),))
    area = AreaSettings(Area.NECK_FRONT, **settings)  # type: ignore[arg-type]
    done = Session(PATIENT, DONE + timedelta(days_on), 1, plan_id=3, areas=(area,))
    return Chart(
        stored(Patient("Öztürk"), id=PATIENT),
        plans=(stored(plan, id=3),),
        sessions=(stored(done, id=9),),
    )


def attempt(
    chart: Chart, key: str, outcome: ContactOutcome, days_on: int = 1, hour: int = 10
) -> Chart:
    at = datetime.combine(DONE + timedelta(days_on), time(hour), UTC)
    made = ContactAttempt(PATIENT, key, at, Channel.PHONE, outcome)
    number = len(chart.attempts) + 1
    return replace(chart, attempts=(*chart.attempts, stored(made, number, at)))


def decide(
    chart: Chart, key: str, kind: FollowUpDecisionKind, days_on: int = 2, until: date | None = None
) -> Chart:
    at = datetime.combine(DONE + timedelta(days_on), time(12), UTC)
    made = FollowUpDecision(PATIENT, key, at.date(), kind, "as agreed", until)
    number = len(chart.decisions) + 1
    return replace(chart, decisions=(*chart.decisions, stored(made, number, at)))


def book(
    chart: Chart,
    days_on: int,
    kind: AppointmentKind = AppointmentKind.SESSION,
    status: AppointmentStatus = AppointmentStatus.BOOKED,
    plan_id: int | None = 3,
    id: int = 20,
) -> Chart:
    day = DONE + timedelta(days_on)
    visit = Appointment(PATIENT, kind, day, time(9), 60, plan_id=plan_id, status=status)
    return replace(chart, appointments=(*chart.appointments, stored(visit, id)))


def review(
    chart: Chart, days_on: int, point: Timepoint, decision: ReviewDecision | None = None
) -> Chart:
    held = Review(PATIENT, DONE + timedelta(days_on), 1, 3, point, decision=decision)
    return replace(chart, reviews=(*chart.reviews, stored(held, len(chart.reviews) + 1)))
