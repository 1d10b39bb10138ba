"""The table of acts: nothing that the program does is missing from it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import infrared_desktop
from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.records.answers import AppointmentStatus, FollowUpDecisionKind
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.messages import MessageStatus
from infrared_desktop.domain.records.patient_rights import AskedFor
from infrared_desktop.domain.records.rule_decisions import RuleDecisionKind
from infrared_desktop.domain.records.waiting import OfferStatus, WishStatus
from infrared_desktop.storage.access.tries import FAILED, UNTOLD
from infrared_desktop.storage.desks.wishing import ANSWERS

PACKAGE = Path(infrared_desktop.__file__).parent
INVALIDATED = (
    "consultation",
    "plan",
    "session",
    "adverse_event",
    "review",
    "history",
    "rule_decision",
    "test_spot",
    "consent",
    "withdrawal",
    "photo",
    "contact_attempt",
)
# Names that are put together where the act is: each with all that it can become.
PUT_TOGETHER: dict[str, list[str]] = {
    "f'{handout.kind}-given'": [f"{kind}-given" for kind in HandoutKind],
    "f'message-{status}'": [f"message-{status}" for status in MessageStatus],
    "f'offer-{status}'": [f"offer-{status}" for status in OfferStatus],
    "f'visit-{status}'": [f"visit-{status}" for status in AppointmentStatus],
    "f'wish-{wish.status}'": [f"wish-{status}" for status in WishStatus],
    "f'{kind}-signed'": [f"{kind}-signed" for kind in ("consultation", "session", "review")],
    "f'{kind_of(stored.record).name}-invalidated'": [f"{kind}-invalidated" for kind in INVALIDATED],
    "f'rule-{decision.kind}'.replace('_', '-')": [
        f"rule-{kind}".replace("_", "-") for kind in RuleDecisionKind
    ],
    "_act(number)": ["clinic-exported", "record-exported"],
    "f'{asked_for}-asked'": [f"{asked_for}-asked" for asked_for in AskedFor],
    "f'{asked_for}-withdrawn'": [f"{asked_for}-withdrawn" for asked_for in AskedFor],
    "f'{decision.asked_for}-{decision.decision}'": [
        f"{asked_for}-{decision}"
        for asked_for, decisions in ANSWERS.items()
        for decision in decisions
    ],
    "act_name": [FAILED, *UNTOLD],
    "f'follow-up-{decision.kind}'": [f"follow-up-{kind}" for kind in FollowUpDecisionKind],
}
# Methods that are handed the name by their caller, who is looked at instead.
HANDED_ON = {"act", "name"}
ACTING = ("act", "note", "_deriving")


def test_every_act_of_the_program_is_in_the_table() -> None:
    found = list(_names())
    assert len(found) > 100
    missing = {(where, name) for where, name in found if name not in DEEDS}
    assert not missing, missing


def test_every_name_that_is_put_together_still_is() -> None:
    written = {ast.unparse(each) for _, each in _arguments()}
    assert PUT_TOGETHER.keys() <= written, PUT_TOGETHER.keys() - written


def test_no_words_hold_what_only_a_record_may_hold() -> None:
    assert all(deed.words and "{" not in deed.words for deed in DEEDS.values())


def _names() -> Iterator[tuple[str, str]]:
    for where, expression in _arguments():
        for name in _become(where, expression):
            yield where, name


def _become(where: str, expression: ast.expr) -> list[str]:
    match expression:
        case ast.Constant(value=str(name)):
            return [name]
        case ast.IfExp(body=first, orelse=second):
            return _become(where, first) + _become(where, second)
        case ast.Name(id=name) if name in HANDED_ON:
            return []
    written = ast.unparse(expression)
    assert written in PUT_TOGETHER, f"{where}: say in this test what {written} can become"
    return PUT_TOGETHER[written]


@cache
def _arguments() -> tuple[tuple[str, ast.expr], ...]:
    return tuple(_written())


def _written() -> Iterator[tuple[str, ast.expr]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        text = path.read_text(encoding="utf-8")
        if not any(f".{acting}(" in text for acting in ACTING):  # most files, and parsing is slow
            continue
        tree = ast.parse(text)
        named = _assigned(tree)
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and call.args and _acts(call.func):
                yield f"{place}:{call.lineno}", call.args[0]
        for expression in named:
            yield place, expression


def _assigned(tree: ast.Module) -> list[ast.expr]:
    """Return what is given the name that an act of the same function is then called by."""
    found = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and _calls_by_name(function):
            found += [
                each.value
                for each in ast.walk(function)
                if isinstance(each, ast.Assign) and _is_name(each.targets[0])
            ]
    return found


def _calls_by_name(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(each, ast.Call) and each.args and _is_name(each.args[0]) and _acts(each.func)
        for each in ast.walk(function)
    )


def _is_name(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Name) and expression.id == "name"


def _acts(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or function.attr not in ACTING:
        return False
    owner = ast.unparse(function.value)
    return (
        (function.attr == "act" and "edger" in owner)
        or (function.attr == "note" and owner.split(".")[-1] in ("clinic", "opened"))
        or function.attr == "_deriving"
    )
