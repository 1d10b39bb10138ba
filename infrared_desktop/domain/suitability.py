"""Whether each site of a consultation can be treated: every rule that fired, and the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from infrared_desktop.domain.answers import Verdict
from infrared_desktop.domain.areas import Side, Site, is_midline
from infrared_desktop.domain.care import AreaFinding, Consultation
from infrared_desktop.domain.people import Patient
from infrared_desktop.domain.protocol import Protocol
from infrared_desktop.domain.questions import NAMES, OF_A_SITE, OF_THE_PATIENT, Question
from infrared_desktop.domain.record_gaps import Gap
from infrared_desktop.domain.rules import Case, Effect, Evidence, Missing, Outcome, Rule
from infrared_desktop.domain.sentences import Sentence, sentence

NOTHING = sentence("")

_VERDICTS = {
    Effect.BLOCK: Verdict.NOT_SUITABLE,
    Effect.REFER: Verdict.REFERRED,
    Effect.DEFER: Verdict.DEFERRED,
    Effect.CAUTION: Verdict.PRECAUTIONS,
    Effect.COUNSEL: Verdict.SUITABLE,
    Effect.SUPPORT: Verdict.SUITABLE,
}


@dataclass(frozen=True)
class Fired:
    """A rule that fired at a site: why, on what grounds, and what clears it.

    `open` is a deferral without a day: it ends by a recorded re-examination. `missing` names the
    question without an answer that kept the rule from being judged.
    """

    code: str
    title: Sentence
    evidence: Sentence
    effect: Effect
    source: str
    tag: str
    earliest: date | None = None
    open: bool = False
    basis: Sentence = NOTHING
    clears: Sentence = NOTHING
    missing: Question | None = None


@dataclass(frozen=True)
class Assessment:
    """What the program says about one site; what fired comes most severe first.

    `earliest` is the last of all deferrals' days; an open deferral outranks it. No sessions are
    suggested where the grade is missing or speaks against treatment.
    """

    site: Site
    verdict: Verdict
    fired: tuple[Fired, ...]
    earliest: date | None
    open_deferral: bool
    suggested_sessions: int


def assess(
    consultation: Consultation, patient: Patient, protocol: Protocol, day: date
) -> tuple[Assessment, ...]:
    """Assess each site of a consultation on a day, in the order of the consultation's areas."""
    cases = (
        Case(
            consultation=consultation,
            finding=finding,
            patient=patient,
            day=day,
            area_limit_cm2=protocol.area_limit_cm2,
            session_gap_days=protocol.windows.earliest_days,
            starts_on=day,
        )
        for finding in consultation.areas
    )
    return tuple(_assess_site(case, protocol.rules) for case in cases)


def _assess_site(case: Case, rules: Sequence[Rule]) -> Assessment:
    at_once = [(rule, rule.condition.judge(case)) for rule in rules if not rule.condition.late]
    sessions = _sessions([outcome for _, outcome in at_once])
    earliest = _earliest(_fire(at_once))
    case = replace(case, starts_on=max(case.day, earliest or case.day), sessions=sessions)
    late = [(rule, rule.condition.judge(case)) for rule in rules if rule.condition.late]
    fired = sorted(
        _fire(at_once + late), key=lambda one: (one.effect.rank, one.missing is not None)
    )
    worst = fired[0].effect if fired else Effect.SUPPORT
    return Assessment(
        site=case.finding.site,
        verdict=_VERDICTS[worst],
        fired=tuple(fired),
        earliest=_earliest(fired),
        open_deferral=any(one.open for one in fired),
        suggested_sessions=sessions or 0,
    )


def _sessions(outcomes: Sequence[Outcome]) -> int | None:
    found = [one.sessions for one in outcomes if isinstance(one, Evidence)]
    return max((count for count in found if count is not None), default=None)


def _earliest(fired: Sequence[Fired]) -> date | None:
    return max((one.earliest for one in fired if one.earliest is not None), default=None)


def _fire(judged: Sequence[tuple[Rule, Outcome]]) -> list[Fired]:
    fired: list[Fired] = []
    for rule, outcome in judged:
        if isinstance(outcome, Evidence):
            fired.append(_fired(rule, outcome))
        elif outcome is not None and all(one.missing is not outcome.question for one in fired):
            fired.append(_not_judged(rule, outcome))
    return fired


def _fired(rule: Rule, evidence: Evidence) -> Fired:
    wording = rule.wordings[evidence.wording]
    defers = wording.effect is Effect.DEFER
    return Fired(
        code=rule.code,
        title=sentence(wording.title, **evidence.values),
        evidence=sentence(wording.sentence, **evidence.values),
        effect=wording.effect,
        source=rule.source,
        tag=rule.tag,
        earliest=evidence.clear_on if defers else None,
        open=defers and evidence.clear_on is None,
        basis=sentence(rule.basis),
        clears=sentence(rule.clears),
    )


def _not_judged(rule: Rule, missing: Missing) -> Fired:
    why = "Asked, but not known" if missing.asked else "Not asked yet"
    return Fired(
        code=rule.code,
        title=sentence(NAMES[missing.question]),
        evidence=sentence(why + ", so the program can't judge it."),
        effect=Effect.CAUTION,
        source=rule.source,
        tag=rule.tag,
        clears=sentence("Ask, and record the answer."),
        missing=missing.question,
    )


def sealed(
    consultation: Consultation, assessments: Sequence[Assessment], protocol: Protocol
) -> Consultation:
    """Return a consultation that keeps what the program said of each area, as it is signed."""
    areas = tuple(
        replace(
            finding,
            program_verdict=found.verdict,
            program_rules=tuple(one.code for one in found.fired if one.missing is None),
            program_earliest=None if found.open_deferral else found.earliest,
        )
        for finding, found in zip(consultation.areas, assessments, strict=True)
    )
    return replace(consultation, areas=areas, protocol_version=protocol.title)


def said_then(finding: AreaFinding) -> Assessment | None:
    """Return what the program said of a signed area then; None where nothing was kept."""
    verdict = finding.program_verdict
    if verdict is None:
        return None
    return Assessment(
        site=finding.site,
        verdict=verdict,
        fired=(),
        earliest=finding.program_earliest,
        open_deferral=verdict is Verdict.DEFERRED and finding.program_earliest is None,
        suggested_sessions=0,
    )


def required_reason(assessment: Assessment, verdict: Verdict | None) -> bool:
    """Say whether the clinician's verdict needs a reason, because the program says otherwise."""
    return verdict is not None and verdict is not assessment.verdict


def gaps(consultation: Consultation, assessments: Sequence[Assessment]) -> tuple[Gap, ...]:
    """Return what is missing before a consultation can be signed, in the order of the form.

    The assessments are those of this consultation. The values `area` and `side` are codes.
    """
    found = [
        Gap(question, sentence(f"{NAMES[question]} missing"))
        for question in OF_THE_PATIENT
        if _is_blank(getattr(consultation, question))
    ]
    for row, (finding, assessment) in enumerate(zip(consultation.areas, assessments, strict=True)):
        if any(_overlap(finding, earlier) for earlier in consultation.areas[:row]):
            found.append(Gap("area", _at(finding, ": recorded twice"), row))
        found += [
            Gap(question, _at(finding, f": {NAMES[question]} missing"), row)
            for question in _unanswered_at(finding, assessment)
        ]
    return tuple(found)


def _unanswered_at(finding: AreaFinding, assessment: Assessment) -> list[Question]:
    # An empty tuple of skin conditions is an answer: there are none.
    blank = [one for one in OF_A_SITE if getattr(finding, one) is None]
    if finding.side is None and not is_midline(finding.area):
        blank.insert(0, Question.SIDE)
    if required_reason(assessment, finding.verdict) and _is_blank(finding.verdict_reason):
        blank.append(Question.REASON)
    return blank


def _overlap(one: AreaFinding, other: AreaFinding) -> bool:
    sides = {one.side, other.side}
    return one.area is other.area and (len(sides) == 1 or Side.BOTH in sides)


def _is_blank(answer: object) -> bool:
    return answer is None or answer == () or (isinstance(answer, str) and not answer.strip())


def _at(finding: AreaFinding, tail: str) -> Sentence:
    if finding.side is None:
        return sentence("{area}" + tail, area=finding.area)
    return sentence("{area}, {side}" + tail, area=finding.area, side=finding.side)
