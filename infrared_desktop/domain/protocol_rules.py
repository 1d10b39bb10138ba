"""The rules out of a protocol's tables."""

from dataclasses import dataclass

from infrared_desktop.domain.conditions import CONDITIONS
from infrared_desktop.domain.rules import Condition, Effect, Rule, Wording
from infrared_desktop.domain.tables import Table, Tag, build
from infrared_desktop.domain.templates import check_gaps


@dataclass(frozen=True)
class _Head:
    """The part of a rule's table that has the same keys in every rule."""

    condition: str
    basis: str
    source: str
    tag: Tag
    clears: str
    effect: Effect | None = None
    title: str | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class _Change:
    """What one wording of a rule says instead of the rule's own title, sentence or effect."""

    effect: Effect | None = None
    title: str | None = None
    sentence: str | None = None


def parse_rules(table: Table) -> tuple[Rule, ...]:
    """Read every rule of the table, by its code."""
    if not isinstance(table.raw, dict):
        table.fail("must be a table")
    return tuple(_rule(code, table.under(code)) for code in table.raw)


def _rule(code: str, table: Table) -> Rule:
    if not isinstance(table.raw, dict):
        table.fail("must be a table")
    own = {key: raw for key, raw in table.raw.items() if key not in ("when", "wordings")}
    head = build(_Head, table.holding(own))
    if head.condition not in CONDITIONS:
        table.under("condition").fail("must be one of " + ", ".join(CONDITIONS))
    condition = build(CONDITIONS[head.condition], table.at(table.raw.get("when", {}), "when"))
    check_gaps(head.basis, table.under("basis"), frozenset())
    check_gaps(head.clears, table.under("clears"), frozenset())
    changes = table.at(table.raw.get("wordings", {}), "wordings")
    wordings = _wordings(head, condition, changes)
    return Rule(code, condition, wordings, head.basis, head.source, head.tag, head.clears)


def _wordings(head: _Head, condition: Condition, changes: Table) -> dict[str, Wording]:
    gaps = condition.gaps()
    if not isinstance(changes.raw, dict):
        changes.fail("must be a table")
    for name in changes.raw:
        if name not in gaps:
            changes.at(None, name).fail("is not known here")
    return {
        name: _wording(head, changes.at(changes.raw.get(name, {}), name), filled)
        for name, filled in gaps.items()
    }


def _wording(head: _Head, table: Table, gaps: frozenset[str]) -> Wording:
    change = build(_Change, table)
    title, sentence = change.title or head.title, change.sentence or head.sentence
    effect = change.effect or head.effect
    if title is None or sentence is None or effect is None:
        table.fail("needs title, sentence and effect, its own or the rule's")
    check_gaps(title, table, gaps)
    check_gaps(sentence, table, gaps)
    return Wording(title, sentence, effect)
