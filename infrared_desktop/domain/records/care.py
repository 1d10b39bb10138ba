"""The clinical records: consultation, plan, session, adverse event, review, addendum."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from infrared_desktop.domain.records.answers import (
    Answer,
    BddOutcome,
    Benefit,
    Concern,
    Endpoint,
    Expectation,
    GoalMet,
    PlanStatus,
    Reaction,
    Relatedness,
    ReviewDecision,
    Satisfaction,
    SkinCondition,
    Tan,
    Timepoint,
    Verdict,
    VisitKind,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.consents import Alternative
from infrared_desktop.domain.records.treatment_answers import (
    Amount,
    Anaesthesia,
    BddTool,
    Chaperone,
    CoolingMode,
    CouplingGel,
    EventOutcome,
    Eyewear,
    Improvement,
    Precaution,
    Technique,
    Thickness,
)
from infrared_desktop.domain.sentences import Sentence


@dataclass(frozen=True)
class Located:
    """Anything recorded about one site."""

    area: Area
    side: Side | None = None

    @cached_property  # asked a thousand times by what is derived from a long record
    def site(self) -> Site:
        """The site that the row speaks of."""
        return Site(self.area, self.side)


@dataclass(frozen=True)
class AreaFinding(Located):
    """Consultation findings of one site; None means not asked, an empty tuple means none.

    The `program_` fields are what the program said when the consultation was signed: its verdict,
    the codes of the rules that fired, and the day when a deferral ends, None where it has none.
    Title and evidence of each of these rules, in the same order, are kept since they name figures.
    """

    concern: Concern | None = None
    size_cm2: int | None = None
    laxity_grade: float | None = None
    laxity_scale: LaxityScale = LaxityScale.CLINIC
    skin_conditions: tuple[SkinCondition, ...] | None = None
    suspicious_lesion: Answer | None = None
    tattoo: Answer | None = None
    inside_orbital_rim: Answer | None = None
    verdict: Verdict | None = None
    verdict_reason: str = ""
    expected_benefit: Benefit | None = None
    program_verdict: Verdict | None = None
    program_rules: tuple[str, ...] = ()
    program_earliest: date | None = None
    precautions: tuple[Precaution, ...] | None = None
    alternative_offered: str = ""
    program_titles: tuple[Sentence, ...] = ()
    program_evidence: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Consultation:
    """Consultation findings (clinical reference 2.1 to 2.5).

    `protocol_version` names the protocol by which the program judged when it was signed.
    """

    patient_id: int
    consulted_on: date
    clinician_id: int
    visit_kind: VisitKind = VisitKind.FIRST
    main_concern: str = ""
    expectation: Expectation | None = None
    event_deadline: date | None = None
    bdd_outcome: BddOutcome | None = None
    fitzpatrick_type: int | None = None
    current_tan: Tan | None = None
    last_exposure: date | None = None
    note: str = ""
    areas: tuple[AreaFinding, ...] = ()
    protocol_version: str = ""
    alternatives_discussed: tuple[Alternative, ...] | None = None
    bdd_tool: BddTool | None = None
    bdd_score: int | None = None
    chaperone: Chaperone | None = None
    interpreter: str = ""
    glogau: int | None = None
    skin_thickness: Thickness | None = None
    subcutaneous_fat: Amount | None = None
    volume_loss: Answer | None = None
    history_version: int | None = None


@dataclass(frozen=True)
class PlanArea(Located):
    """How often one site is to be treated, and how far apart (days between actual sessions)."""

    sessions: int = 2
    earliest_days: int = 28
    latest_days: int = 92


@dataclass(frozen=True)
class Plan:
    """A treatment plan; it stays open until every site had its sessions or a person closes it."""

    patient_id: int
    planned_on: date
    clinician_id: int
    consultation_id: int | None = None
    areas: tuple[PlanArea, ...] = ()
    maintenance_months: int = 12
    status: PlanStatus = PlanStatus.OPEN
    reason: str = ""


@dataclass(frozen=True)
class AreaSettings(Located):
    """What one site received in a session and how the skin answered (clinical reference 8.2).

    `vector_lines` says from where to where pulses were laid, and how many on each line.
    `pulse_duration_us` is that of short-pulse lasers; `rf_j_cm3` and `optical_w_cm2` belong to
    devices that join radio frequency to light.
    """

    handpiece: str = ""
    fluence_j_cm2: float | None = None
    passes: int | None = None
    pulses_total: int | None = None
    cooling_temp_c: float | None = None
    endpoints: tuple[Endpoint, ...] | None = None
    pain_nrs: int | None = None
    no_adverse_event: bool = False
    reaction: Reaction | None = None
    severity: int | None = None
    size_cm2: int | None = None
    technique: Technique | None = None
    wavelength_low_nm: int | None = None
    wavelength_high_nm: int | None = None
    spot_w_mm: float | None = None
    spot_h_mm: float | None = None
    pulse_duration_ms: int | None = None
    pulses_per_pass: int | None = None
    max_skin_temp_c: float | None = None
    pain_mean_nrs: int | None = None
    zone: str = ""
    repetition_hz: float | None = None
    cooling_mode: CoolingMode | None = None
    vector_lines: str = ""
    pulse_duration_us: int | None = None
    rf_j_cm3: float | None = None
    optical_w_cm2: float | None = None


@dataclass(frozen=True)
class DayAnswer:
    """The answer to one question of the same-day check, by the question's code."""

    code: str
    answer: Answer | None = None
    note: str = ""


@dataclass(frozen=True)
class Session:
    """A treatment session (clinical reference 8.1); `pain_nrs` of a row is the worst of it.

    `history_version` and `consent_id` are what was confirmed on the day. `staff_eye_od` is the
    optical density that the eyewear of the staff has between 1100 and 1800 nm.
    """

    patient_id: int
    performed_on: date
    operator_id: int
    plan_id: int | None = None
    appointment_id: int | None = None
    device_id: int | None = None
    skin_clean: Answer | None = None
    tan_checked: Answer | None = None
    eye_protection: bool = False
    note: str = ""
    areas: tuple[AreaSettings, ...] = ()
    override_reason: str = ""
    started: time | None = None
    ended: time | None = None
    assistant_id: int | None = None
    supervisor_id: int | None = None
    window_clean: Answer | None = None
    cooling_works: Answer | None = None
    counter_start: int | None = None
    counter_end: int | None = None
    anaesthesia: Anaesthesia | None = None
    anaesthesia_detail: str = ""
    coupling_gel: CouplingGel | None = None
    gel_lot: str = ""
    day_check: tuple[DayAnswer, ...] = ()
    history_version: int | None = None
    consent_id: int | None = None
    consent_reconfirmed: bool = False
    post_cooling_min: int | None = None
    product_applied: str = ""
    stopped_early: str = ""
    protocol_version: str = ""
    room_id: int | None = None
    patient_eyewear: Eyewear | None = None
    staff_eye_od: float | None = None
    vital_signs: str = ""

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The sites that were treated, row by row."""
        return tuple(row.site for row in self.areas)


@dataclass(frozen=True, kw_only=True)
class TestSpot(Located):
    """A test spot and its reading (clinical reference 7.2 and 8.2)."""

    __test__ = False  # not a class of tests

    patient_id: int
    done_at: datetime
    operator_id: int
    device_id: int | None = None
    handpiece: str = ""
    fluence_j_cm2: float | None = None
    pulses: int | None = None
    read_due_at: datetime
    read_at: datetime | None = None
    seen: tuple[Endpoint, ...] | None = None
    passed: Answer | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AdverseEvent(Located):
    """An adverse event (clinical reference 5.2); severity 1 mild to 4 serious or reportable."""

    patient_id: int
    session_id: int | None = None
    noted_on: date
    reaction: Reaction = Reaction.OTHER
    severity: int = 1
    relatedness: Relatedness | None = None
    note: str = ""
    closed_on: date | None = None
    course: str = ""
    care_given: str = ""
    outcome: EventOutcome | None = None
    device_incident: Answer | None = None
    reported_on: date | None = None


@dataclass(frozen=True)
class AreaOutcome(Located):
    """The result at one site; GAIS runs from 1 very much improved to 5 worse, lower is better."""

    laxity_grade: float | None = None
    laxity_scale: LaxityScale = LaxityScale.CLINIC
    gais_clinician: int | None = None
    gais_patient: int | None = None
    improvement: Improvement | None = None


@dataclass(frozen=True)
class Review:
    """A results review (clinical reference 9)."""

    patient_id: int
    reviewed_on: date
    clinician_id: int
    plan_id: int | None = None
    timepoint: Timepoint = Timepoint.OTHER
    satisfaction: Satisfaction | None = None
    gais_patient: int | None = None
    goal_met: GoalMet | None = None
    decision: ReviewDecision | None = None
    note: str = ""
    areas: tuple[AreaOutcome, ...] = ()
    late_event: Answer | None = None
    photographs_complete: Answer | None = None
    next_review_on: date | None = None
    maintenance_on: date | None = None


@dataclass(frozen=True)
class Addendum:
    """What is added to a signed record; the record itself stays as it was signed."""

    patient_id: int
    about_kind: str
    about_id: int
    reason: str
    text: str
