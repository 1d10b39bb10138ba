"""The codes of a protocol in words: rules, instructions, questions of the day, clauses, results."""

import re
from collections.abc import Callable, Iterable, Iterator

from infrared_desktop.domain.durations import spoken
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.rules.rules import Rule

Say = Callable[[str], str]
_GAP = re.compile(r"\{\w+\}")


def coded_words(protocols: Iterable[Protocol], code: str, say: Say) -> str:
    """Return a code with its words, out of the first protocol that knows it, or the bare code."""
    told = (words for one in protocols for words in _known(one, code, say))
    return next((f"{code} {words}" for words in told), code)


def asked_words(protocols: Iterable[Protocol], code: str, say: Say) -> str:
    """Return a code with the question that was put on the day: an answer is to that alone.

    The sheet's own words would turn it round: "no" to sun in the last days is no "no" to shade.
    """
    known = list(protocols)
    items = (one for protocol in known for one in protocol.instructions if one.code == code)
    asked = next((_timed(one.question, one.hours, say) for one in items if one.question), "")
    return f"{code} {asked}" if asked else coded_words(known, code, say)


def grounds_words(protocols: Iterable[Protocol], code: str, say: Say) -> str:
    """Return a rule's code with what it rests on, for where its title of the day is told too."""
    rules = (rule for protocol in protocols for rule in protocol.rules if rule.code == code)
    return next((f"{code} {_grounds(rule, say)}" for rule in rules), code)


def _known(protocol: Protocol, code: str, say: Say) -> Iterator[str]:
    for rule in protocol.rules:
        if rule.code == code:
            yield _rule_words(rule, say)
    for instruction in protocol.instructions:
        if instruction.code == code:
            yield _timed(instruction.text, instruction.hours, say)
    for question in protocol.day_questions:
        if question.code == code:
            yield say(question.question)
    for result in protocol.expected_results:
        if result.code == code:
            yield say(result.text).format(**result.values)
    yield from (say(one.text) for one in protocol.consent.clauses if one.code == code)
    yield from (say(one.text) for one in protocol.procedure if one.code == code)
    yield from (say(one.text) for one in protocol.alternatives if one.code == code)


def subject(rule: Rule, say: Say) -> str:
    """Return what a rule is about.

    A title's figures are those of one patient, so its gaps stay open; where it has several titles,
    the subject of each is named, as which of them it had on a day is not on record.
    """
    titles = (_GAP.sub("…", say(wording.title)) for wording in rule.wordings.values())
    return " / ".join(dict.fromkeys(title.partition(":")[0] for title in titles))


def _rule_words(rule: Rule, say: Say) -> str:
    """Return what a rule is about, what it rests on and where that is from."""
    return f"{subject(rule, say)}. {_grounds(rule, say)}"


def _grounds(rule: Rule, say: Say) -> str:
    return f"{say(rule.basis)} ({rule.source})"


def _timed(words: str, hours: int | None, say: Say) -> str:
    text = say(words)
    if hours is None or "{time}" not in text:
        return text
    told = spoken(hours)
    return text.format(time=say(told.template).format(**dict(told.values)))
