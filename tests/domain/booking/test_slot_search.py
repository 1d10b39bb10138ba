"""What is looked for when a next visit is to be booked: whom, at which areas, on which days."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from infrared_desktop.domain.booking.slot_search import Search, search_for
from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind, FollowUpState
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AreaSettings, Plan, PlanArea, Session
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.storage.desks.protocols import load_protocol
from tests.domain.strategies import stored

TITAN = load_protocol("titan")
TODAY = date(2026, 11, 23)
NOW = datetime.combine(TODAY, time(9, 30), ZoneInfo("America/Toronto"))
NECK, BELLY = Area.NECK_FRONT, Area.ABDOMEN_LOWER
SESSION = AppointmentKind.SESSION


def treated(*sessions: tuple[Area, int]) -> Chart:
    """A patient with two sessions planned for each area, and the first ones so many days ago."""
    areas = tuple(PlanArea(area, None, 2) for area in (NECK, BELLY))
    plan = Plan(1, TODAY - timedelta(99), 6, areas=areas)
    done = tuple(
        stored(Session(1, TODAY - timedelta(ago), 6, plan_id=3, areas=(AreaSettings(area),)), n)
        for n, (area, ago) in enumerate(sessions, start=1)
    )
    return Chart(stored(Patient("Ahlgren")), plans=(stored(plan, id=3),), sessions=done)


def search(kind: AppointmentKind, chart: Chart, due: tuple[FollowUp, ...] = ()) -> Search:
    return search_for(kind, chart, TITAN, DeskRules(), due, NOW)


def test_a_session_is_for_the_areas_that_come_first_and_keeps_to_their_days() -> None:
    wanted = search(SESSION, treated((NECK, 29), (BELLY, 2))).wanted
    assert wanted.visit.sites == (Site(NECK),)
    assert (wanted.first, wanted.best) == (TODAY, TODAY + timedelta(1))
    assert wanted.last == TODAY + timedelta(TITAN.windows.latest_days - 29)
    both = search(SESSION, treated((NECK, 29), (BELLY, 29))).wanted
    assert both.visit.sites == (Site(NECK), Site(BELLY))


def test_who_planned_is_asked_for_unless_the_kind_needs_nobody() -> None:
    chart = treated((NECK, 29))
    assert search(AppointmentKind.REVIEW, chart).wanted.visit.clinician_id == 6
    call = search(AppointmentKind.AFTERCARE_CALL, chart).wanted.visit
    assert (call.plan_id, call.clinician_id) == (3, None)
    first = search(AppointmentKind.CONSULTATION, chart).wanted.visit
    assert (first.plan_id, first.clinician_id) == (None, None)


def test_another_visit_keeps_to_the_days_of_its_follow_up() -> None:
    due, overdue = TODAY + timedelta(10), TODAY + timedelta(30)
    kind, state = FollowUpKind.REVIEW_1, FollowUpState.PLANNED
    row = FollowUp("T4:3", kind, 1, due, due, overdue, None, state, None, sentence("Why."))
    wanted = search(AppointmentKind.REVIEW, treated(), (row,)).wanted
    assert (wanted.first, wanted.best, wanted.last) == (due, due, overdue)


def test_no_time_is_past_or_too_soon_for_what_the_patient_must_do_before() -> None:
    now = NOW.replace(tzinfo=None)
    chart = treated((NECK, 29))
    assert search(AppointmentKind.REVIEW, chart).wanted.not_before == now
    assert search(SESSION, chart).wanted.not_before > now


def test_a_window_that_has_ended_has_no_day_and_says_so() -> None:
    late = search(SESSION, treated((NECK, 200), (BELLY, 200)))
    assert late.wanted.last < late.wanted.first
    assert str(late.why).startswith("The window ended on ")
    closed = treated((NECK, 60), (NECK, 30), (BELLY, 60), (BELLY, 30))
    none = search(SESSION, closed)
    assert none.wanted.last < none.wanted.first and "No plan" in str(none.why)
