"""How decisions on rules are said: on buttons, when they are asked for, and once they stand."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.views.wording import say_day, say_site


def button_words(kind: RuleDecisionKind) -> str:
    """Name the act of deciding so."""
    return {
        RuleDecisionKind.RE_EXAMINED: _words("Examined again"),
        RuleDecisionKind.LETTER: _words("Letter seen"),
        RuleDecisionKind.ACKNOWLEDGED: _words("Told and accepted"),
        RuleDecisionKind.OVERRIDDEN: _words("Treat all the same"),
    }[kind]


def explained(kind: RuleDecisionKind) -> str:
    """Say what deciding so means."""
    return {
        RuleDecisionKind.RE_EXAMINED: _words(
            "You looked again and it stands in the way no more. Say what you saw."
        ),
        RuleDecisionKind.LETTER: _words(
            "You read a medical letter about it. Give its day, who wrote it and what it says."
        ),
        RuleDecisionKind.ACKNOWLEDGED: _words(
            "The patient was told and wants the treatment all the same. Note what was said."
        ),
        RuleDecisionKind.OVERRIDDEN: _words(
            "The rule stays; you answer for treating with care all the same. Say why."
        ),
    }[kind]


def title_words(decision: RuleDecision) -> str:
    """Name a decision that stands: Treat all the same: C27."""
    return f"{button_words(decision.kind)}: {decision.code}"


def decision_line(decision: RuleDecision, who: str) -> str:
    """Say what was decided, by whom, when, how far it reaches and why."""
    day = say_day(decision.decided_on)
    if decision.kind is RuleDecisionKind.LETTER:
        day = _words("letter of {day}").format(day=day)
    where = "" if decision.area else _words("for every area")
    if decision.area:
        where = say_site(Site(decision.area, decision.side))
    head = " · ".join((button_words(decision.kind), who, day, where))
    return f"{head}: {decision.reason}"


def _words(text: str) -> str:
    return QCoreApplication.translate("RuleWords", text)
