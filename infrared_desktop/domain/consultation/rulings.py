"""What a rule says at a site, and what a clinician's recorded decisions make of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from infrared_desktop.domain.records.areas import Site, covers
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.rules.rules import Case, Effect, Evidence, Outcome, Rule


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
    counting = held(rule, case) if isinstance(before, Evidence) else []
    if not counting:
        return Ruling(rule, before)
    kinds = {one.kind for one in counting}
    examined = RuleDecisionKind.RE_EXAMINED in kinds
    marked = replace(case, letter=RuleDecisionKind.LETTER in kinds, examined=examined)
    after = rule.condition.judge(marked)
    if after is None or (examined and _is_open(rule, after)):
        ending = (RuleDecisionKind.RE_EXAMINED, RuleDecisionKind.LETTER)
        return Ruling(
            rule, before, _newest([d for d in counting if d.kind in ending]), settled=True
        )
    overriding = [one for one in counting if one.kind is RuleDecisionKind.OVERRIDDEN]
    return Ruling(rule, after, _newest(overriding or counting))


def ways(rule: Rule, case: Case) -> tuple[RuleDecisionKind, ...]:
    """Return what a clinician can still decide about a rule that fires at a site.

    A re-examination or a letter is a way where it would change what the rule says; what would
    stop a treatment can be overridden, and of what only warns the patient can be told.
    """
    ruling = rule_on(rule, case)
    if ruling.settled or not isinstance(ruling.outcome, Evidence):
        return ()
    kinds = (RuleDecisionKind.RE_EXAMINED, RuleDecisionKind.LETTER)
    found = [one for one in kinds if _changes(rule, case, ruling, one)]
    last = _last_way(rule, ruling.outcome)
    done = last in {one.kind for one in held(rule, case)}
    return tuple(found if last is None or done else [*found, last])


def _changes(rule: Rule, case: Case, before: Ruling, kind: RuleDecisionKind) -> bool:
    site = case.finding.site
    tried = RuleDecision(0, rule.code, kind, case.day, "", site.area, site.side)
    known = replace(case.known, decisions=(*case.known.decisions, tried))
    after = rule_on(rule, replace(case, known=known))
    return after.settled or after.outcome != before.outcome


def _last_way(rule: Rule, outcome: Evidence) -> RuleDecisionKind | None:
    effect = rule.wordings[outcome.wording].effect
    if effect.rank <= Effect.DEFER.rank:
        return RuleDecisionKind.OVERRIDDEN
    tells = rule.condition.tellable and effect in (Effect.CAUTION, Effect.COUNSEL)
    return RuleDecisionKind.ACKNOWLEDGED if tells else None


def held(rule: Rule, case: Case) -> list[RuleDecision]:
    """Return the decisions on a rule that count at a site on a day."""
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
