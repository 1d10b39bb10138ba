"""The rules out of a protocol's tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from infrared_desktop.domain.protocol.instruction_terms import DayQuestion
from infrared_desktop.domain.rules.conditions import CONDITIONS
from infrared_desktop.domain.rules.exposure_conditions import DayAnswerWrong
from infrared_desktop.domain.rules.rules import Condition, Effect, Rule, Wording
from infrared_desktop.domain.toml.flaws import gather
from infrared_desktop.domain.toml.tables import Table, Tag, build, mapping, refuse_unknown
from infrared_desktop.domain.toml.templates import check_gaps


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
    return tuple(gather(partial(_rule, code, table.under(code)) for code in mapping(table)))


def check_questions(rules: Iterable[Rule], questions: Iterable[DayQuestion], table: Table) -> None:
    """Refuse a rule that waits for the answer to a question which nobody asks on the day."""
    known = {one.code for one in questions}
    for rule in rules:
        if isinstance(rule.condition, DayAnswerWrong):
            for asked in rule.condition.questions:
                if asked.code not in known:
                    place = table.under(rule.code).under("when").under("questions")
                    place.fail(f"names {asked.code}, which is no question of the day")


def _rule(code: str, table: Table) -> Rule:
    parts: list[Callable[[], Any]] = [partial(_head, table), partial(_condition, table)]
    head, condition = gather(parts)
    check_gaps(head.basis, table.under("basis"), frozenset())
    check_gaps(head.clears, table.under("clears"), frozenset())
    changes = table.at(table.raw.get("wordings", {}), "wordings")
    wordings = _wordings(head, condition, changes)
    return Rule(code, condition, wordings, head.basis, head.source, head.tag, head.clears)


def _head(table: Table) -> _Head:
    own = {key: raw for key, raw in mapping(table).items() if key not in ("when", "wordings")}
    return build(_Head, table.holding(own))


def _condition(table: Table) -> Condition:
    name = str(mapping(table).get("condition"))
    if name not in CONDITIONS:
        table.at(name, "condition").fail("must be one of " + ", ".join(CONDITIONS))
    return build(CONDITIONS[name], table.at(table.raw.get("when", {}), "when"))


def _wordings(head: _Head, condition: Condition, changes: Table) -> dict[str, Wording]:
    gaps = condition.gaps()
    refuse_unknown(changes, gaps)
    raw = mapping(changes)
    found = gather(
        partial(_wording, head, changes.at(raw.get(name, {}), name), filled)
        for name, filled in gaps.items()
    )
    return dict(zip(gaps, found, strict=True))


def _wording(head: _Head, table: Table, gaps: frozenset[str]) -> Wording:
    change = build(_Change, table)
    title, sentence = change.title or head.title, change.sentence or head.sentence
    effect = change.effect or head.effect
    if title is None or sentence is None or effect is None:
        table.fail("needs title, sentence and effect, its own or the rule's")
    check_gaps(title, table, gaps)
    check_gaps(sentence, table, gaps)
    return Wording(title, sentence, effect)
