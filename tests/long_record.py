"""The record of a patient who came for years: forty sessions and what belongs to them."""

from dataclasses import replace
from datetime import date, timedelta

from infrared_desktop.domain.records.answers import (
    Answer,
    BddOutcome,
    Concern,
    Endpoint,
    Expectation,
    GoalMet,
    Reaction,
    ReviewDecision,
    Satisfaction,
    Tan,
    Timepoint,
    Verdict,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import (
    Addendum,
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    DayAnswer,
    Plan,
    PlanArea,
    Review,
    Session,
)
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind, Stroke
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.told_once import scene

SITES = (Site(Area.FACE_FULL), Site(Area.NECK_FRONT), Site(Area.UPPER_ARM, Side.LEFT))
SESSIONS = 40
_FIRST = date(2020, 3, 2)


@scene
def forty_sessions(clinic: Clinic) -> int:
    """Play forty sessions at three areas, ten consultations and reviews; return the number."""
    somebody = Patient("山田", "花子 محمد", date(1962, 7, 9), phone="+14165550142")
    number = clinic.people.register(somebody, RECEPTION, NOW).id
    taken = clinic.history.take(_history(number), CLINICIAN, NOW)
    for turn in range(SESSIONS):
        day = _FIRST + timedelta(days=30 * turn)
        if turn % 4 == 0:
            clinic.care.sign(_consultation(number, day), CLINICIAN, NOW)
            planned = clinic.care.plan(_plan(number, day), CLINICIAN, NOW)
            _agree(clinic, number)
            taken = clinic.history.confirm(taken, day, CLINICIAN, NOW)
        session = clinic.care.sign(_session(number, day, planned.id, turn), CLINICIAN, NOW)
        if turn % 4 == 3:
            clinic.care.sign(_review(number, day + timedelta(days=30)), CLINICIAN, NOW)
    more = Addendum(number, "session", session.id, "forgotten", "The gel was warmed beforehand.")
    clinic.care.append(more, CLINICIAN, NOW)
    clinic.care.invalidate(session, "another patient's session", CLINICIAN, NOW)
    return number


def _history(number: int) -> History:
    stopped = Medicine(MedicineKind.ISOTRETINOIN, "isotretinoin", stopped_on=date(2018, 7, 22))
    return History(number, _FIRST, medicines=(stopped,), conditions=(), note="Sleeps badly.")


def _consultation(number: int, day: date) -> Consultation:
    rows = tuple(
        AreaFinding(
            site.area,
            site.side,
            Concern.SAGGING,
            180,
            2.5 if site.area is Area.NECK_FRONT else 2.0,
            LaxityScale.CLINIC if site.area is Area.UPPER_ARM else LaxityScale.ALEXIADES,
            skin_conditions=(),
            suspicious_lesion=Answer.NO,
            tattoo=Answer.NO,
            verdict=Verdict.SUITABLE,
            program_verdict=Verdict.PRECAUTIONS,
            program_rules=("R-GRADE", "R-TYPE"),
        )
        for site in SITES
    )
    return Consultation(
        number,
        day,
        CLINICIAN,
        main_concern="The skin of the neck and arms hangs since the weight was lost.",
        expectation=Expectation.MODERATE,
        bdd_outcome=BddOutcome.NEGATIVE,
        fitzpatrick_type=4,
        current_tan=Tan.NONE,
        last_exposure=day - timedelta(days=60),
        note="Wants to look as on the photographs of five years ago, but knows that it is subtle.",
        areas=rows,
        protocol_version="Titan 1",
    )


def _plan(number: int, day: date) -> Plan:
    areas = tuple(PlanArea(site.area, site.side, 4) for site in SITES)
    return Plan(number, day, CLINICIAN, areas=areas)


def _agree(clinic: Clinic, number: int) -> None:
    text = "# What will be done\n- Infrared light warms the skin.\n- The result takes months."
    outline = Handout(number, HandoutKind.OUTLINE, NOW, "en", text, SITES, ("P01",), "Titan 1")
    given = clinic.papers.hand_out(outline, CLINICIAN, NOW)
    drawn = (Stroke(tuple(n for x in range(40) for n in (20 * x, 100 + (x * 37) % 90))),)
    consent = Consent(
        number,
        given.id,
        outline.document_hash,
        informed_at=NOW,
        cooling_off_ends_at=NOW,
        signed_at=NOW,
        taken_by_id=CLINICIAN,
        sites=SITES,
        risks_discussed=tuple(Reaction),
        off_label_explained=True,
        no_guarantee=True,
        signer_name="山田花子",
        signature=drawn,
    )
    clinic.papers.consent(consent, CLINICIAN, NOW)


def _session(number: int, day: date, plan_id: int, turn: int) -> Session:
    row = AreaSettings(
        Area.FACE_FULL,
        None,
        "Titan S",
        32.0 + turn % 5,
        3,
        180 + turn,
        20.0,
        (Endpoint.MILD_ERYTHEMA, Endpoint.CONTRACTION),
        3,
        no_adverse_event=True,
        pulse_duration_ms=8000,
    )
    return Session(
        number,
        day,
        CLINICIAN,
        plan_id=plan_id,
        device_id=1,
        skin_clean=Answer.YES,
        tan_checked=Answer.YES,
        eye_protection=True,
        note=f"Session {turn + 1} of {SESSIONS}: well borne, the patient listened to music.",
        areas=tuple(replace(row, area=site.area, side=site.side) for site in SITES),
        day_check=(DayAnswer("P01", Answer.YES),),
        protocol_version="Titan 1",
    )


def _review(number: int, day: date) -> Review:
    outcomes = tuple(
        AreaOutcome(
            site.area,
            site.side,
            1.5 if site.area is not Area.UPPER_ARM else 1.0,
            LaxityScale.CLINIC if site.area is Area.UPPER_ARM else LaxityScale.ALEXIADES,
            2,
            3,
        )
        for site in SITES
    )
    return Review(
        number,
        day,
        CLINICIAN,
        timepoint=Timepoint.MONTH_1,
        satisfaction=Satisfaction.SATISFIED,
        goal_met=GoalMet.PARTLY,
        decision=ReviewDecision.FURTHER_SESSION,
        areas=outcomes,
    )
