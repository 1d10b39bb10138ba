"""Whether each site of a consultation can be treated: every rule that fired, and the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from infrared_desktop.domain.consultation.rulings import Ruling, held, rule_on, ways
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.rules.known import Known
from infrared_desktop.domain.rules.questions import NAMES, Question
from infrared_desktop.domain.rules.rules import Case, Effect, Evidence, Missing, Rule
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
    question without an answer that kept the rule from being judged; `asked` is that somebody
    asked it in vain. `decision` is what a clinician recorded about the rule at this site; `ways`
    are what can be recorded still, and `held` all that counts here.
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
    asked: bool = False
    decision: RuleDecision | None = None
    ways: tuple[RuleDecisionKind, ...] = ()
    held: tuple[RuleDecision, ...] = ()

    @property
    def is_overridden(self) -> bool:
        """Whether a clinician decided to treat all the same."""
        decision = self.decision
        return decision is not None and decision.kind is RuleDecisionKind.OVERRIDDEN

    @property
    def weighs(self) -> Effect:
        """What it does to the verdict: an overridden rule still asks for care, no more."""
        return max(self.effect, Effect.CAUTION, key=_rank) if self.is_overridden else self.effect


@dataclass(frozen=True)
class Assessment:
    """What the program says about one site; what fired comes most severe first.

    `earliest` is the last of all deferrals' days; an open deferral outranks it. Overridden ones
    count for neither. No sessions are suggested where the grade is missing or speaks against
    treatment. `settled` would have fired, had a re-examination or a letter not cleared it.
    """

    site: Site
    verdict: Verdict
    fired: tuple[Fired, ...]
    earliest: date | None
    open_deferral: bool
    suggested_sessions: int
    settled: tuple[Fired, ...] = ()


def assess(
    consultation: Consultation,
    patient: Patient,
    protocol: Protocol,
    day: date,
    known: Known = Known(),  # noqa: B008 - a frozen value
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
            known=known,
            stale_days=protocol.history.stale_days,
        )
        for finding in consultation.areas
    )
    return tuple(_assess_site(case, protocol.rules) for case in cases)


def _assess_site(case: Case, rules: Sequence[Rule]) -> Assessment:
    at_once = [rule_on(rule, case) for rule in rules if not rule.condition.late]
    sessions = _sessions(at_once)
    earliest = _earliest(_fire(at_once))
    case = replace(case, starts_on=max(case.day, earliest or case.day), sessions=sessions)
    rulings = [*at_once, *(rule_on(rule, case) for rule in rules if rule.condition.late)]
    fired = tuple(_with_decisions(one, rulings, case) for one in _fire(rulings))
    settled = sorted(map(_fired, _with_evidence(rulings, settled=True)), key=_order)
    return Assessment(
        site=case.finding.site,
        verdict=_VERDICTS[fired[0].weighs if fired else Effect.SUPPORT],
        fired=fired,
        earliest=_earliest(fired),
        open_deferral=any(one.open and not one.is_overridden for one in fired),
        suggested_sessions=sessions or 0,
        settled=tuple(_with_decisions(one, rulings, case) for one in settled),
    )


def _with_evidence(rulings: Sequence[Ruling], settled: bool = False) -> list[Ruling]:
    found = [one for one in rulings if one.settled is settled]
    return [one for one in found if isinstance(one.outcome, Evidence)]


def _with_decisions(fired: Fired, rulings: Sequence[Ruling], case: Case) -> Fired:
    if fired.missing is not None:
        return fired
    rule = next(one.rule for one in rulings if one.rule.code == fired.code)
    return replace(fired, ways=ways(rule, case), held=tuple(held(rule, case)))


def _sessions(rulings: Sequence[Ruling]) -> int | None:
    found = [one.outcome.sessions for one in rulings if isinstance(one.outcome, Evidence)]
    return max((count for count in found if count is not None), default=None)


def _earliest(fired: Sequence[Fired]) -> date | None:
    days = (one.earliest for one in fired if not one.is_overridden)
    return max((day for day in days if day is not None), default=None)


def _fire(rulings: Sequence[Ruling]) -> tuple[Fired, ...]:
    # A question that several rules ask is shown once, under the first of their codes.
    asked: dict[Question, Fired] = {}
    for ruling in sorted(rulings, key=lambda one: one.rule.code):
        if isinstance(ruling.outcome, Missing):
            asked.setdefault(ruling.outcome.question, _not_judged(ruling.rule, ruling.outcome))
    fired = map(_fired, _with_evidence(rulings))
    return tuple(sorted([*fired, *asked.values()], key=_order))


def _order(one: Fired) -> tuple[int, bool, bool, str]:
    return one.weighs.rank, one.is_overridden, one.missing is not None, one.code


def _rank(effect: Effect) -> int:
    return effect.rank


def _fired(ruling: Ruling) -> Fired:
    rule, evidence = ruling.rule, ruling.outcome
    assert isinstance(evidence, Evidence)
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
        decision=ruling.decision,
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
        asked=missing.asked,
    )


def sealed(
    consultation: Consultation, assessments: Sequence[Assessment], protocol: Protocol
) -> Consultation:
    """Return a consultation that keeps what the program said of each area, as it is signed."""
    areas = tuple(
        _sealed_area(finding, found)
        for finding, found in zip(consultation.areas, assessments, strict=True)
    )
    return replace(consultation, areas=areas, protocol_version=protocol.title)


def _sealed_area(finding: AreaFinding, found: Assessment) -> AreaFinding:
    judged = [one for one in found.fired if one.missing is None]
    return replace(
        finding,
        program_verdict=found.verdict,
        program_rules=tuple(one.code for one in judged),
        program_titles=tuple(one.title for one in judged),
        program_evidence=tuple(one.evidence for one in judged),
        program_earliest=None if found.open_deferral else found.earliest,
    )


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
