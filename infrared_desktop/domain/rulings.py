"""What a rule says at a site, and what a clinician's recorded decisions make of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from infrared_desktop.domain.areas import Site, covers
from infrared_desktop.domain.consents import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.rules import Case, Effect, Evidence, Outcome, Rule


@dataclass(frozen=True)
class Ruling:
    """A rule's outcome at a site; `decision` is what stands beside it, or what settled it."""

    rule: Rule
    outcome: Outcome
    decision: RuleDecision | None = None
    settled: bool = False


def rule_on(rule: Rule, case: Case) -> Ruling:
    """Judge a site by a rule, and let what was decided about this rule and this skin count.

    A re-examination ends what has no day, a letter what the rule's condition lets it end; what
    has a day waits for that day. An override ends nothing: it stands beside the rule.
    """
    before = rule.condition.judge(case)
    held = _held(rule, case) if isinstance(before, Evidence) else []
    if not held:
        return Ruling(rule, before)
    kinds = {one.kind for one in held}
    examined = RuleDecisionKind.RE_EXAMINED in kinds
    marked = replace(case, letter=RuleDecisionKind.LETTER in kinds, examined=examined)
    after = rule.condition.judge(marked)
    if after is None or (examined and _is_open(rule, after)):
        ending = (RuleDecisionKind.RE_EXAMINED, RuleDecisionKind.LETTER)
        return Ruling(rule, before, _newest([d for d in held if d.kind in ending]), settled=True)
    overriding = [one for one in held if one.kind is RuleDecisionKind.OVERRIDDEN]
    return Ruling(rule, after, _newest(overriding or held))


def _held(rule: Rule, case: Case) -> list[RuleDecision]:
    site, found_on = case.finding.site, rule.condition.found_on(case)
    letters_from = rule.condition.letters_from(case)
    return [
        one
        for one in case.known.decisions
        if one.code == rule.code
        and one.decided_on <= case.day
        and one.decided_on >= (letters_from if _is_letter(one) else found_on)
        and (one.area is None or covers(Site(one.area, one.side), site))
    ]


def _is_letter(decision: RuleDecision) -> bool:
    return decision.kind is RuleDecisionKind.LETTER


def _is_open(rule: Rule, outcome: Outcome) -> bool:
    if not isinstance(outcome, Evidence) or outcome.clear_on is not None:
        return False
    return rule.wordings[outcome.wording].effect is Effect.DEFER


def _newest(decisions: Sequence[RuleDecision]) -> RuleDecision:
    return max(decisions, key=lambda one: one.decided_on)
