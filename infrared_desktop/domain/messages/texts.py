"""Texts of messages: which one fits, which gaps it may have, and how they are filled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MessageText

APPOINTMENT = "appointment"  # the kind of a message that reminds of a visit
KINDS = (*(kind.value for kind in FollowUpKind), APPOINTMENT)
ATTEMPTS = (1, 2, 3)  # the third one's text serves for all later ones
GAPS = ("name", "clinic", "phone", "day", "areas")
_GAPS_OF_VISIT = (*GAPS, "time")
LONGEST = 5_000  # characters of a text
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")


@dataclass(frozen=True)
class Template:
    """A text with gaps; `language` is its own, which may not be the one that was wanted."""

    text: str
    subject: str
    language: str
    is_own: bool = False


@dataclass(frozen=True)
class ShippedTexts:
    """The texts that the program brings in one language: frames, reasons and subjects."""

    language: str
    frames: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, str]
    subjects: Mapping[str, str]

    def template(self, kind: str, attempt: int, channel: Channel) -> Template:
        """Return the text for a kind, an attempt number and a channel."""
        frame = self.frames[channel][str(step_of(attempt))].strip()
        reason = self.reasons[kind]
        text = frame.replace("{reason}", reason)
        text = text.replace("{Reason}", reason[:1].upper() + reason[1:])
        return Template(text, self._subject(kind, channel), self.language)

    def _subject(self, kind: str, channel: Channel) -> str:
        if channel not in (Channel.EMAIL, Channel.POST):
            return ""
        return self.subjects.get(kind, self.subjects["usual"])


@dataclass(frozen=True)
class Filled:
    """A text whose gaps are filled, and the gaps for which nothing was known."""

    text: str
    subject: str
    missing: tuple[str, ...] = ()


def step_of(attempt: int) -> int:
    """Return which of the texts an attempt gets."""
    return min(max(attempt, ATTEMPTS[0]), ATTEMPTS[-1])


def gaps_of(kind: str) -> tuple[str, ...]:
    """Return the gaps that the program fills in a text of a kind."""
    return _GAPS_OF_VISIT if kind == APPOINTMENT else GAPS


def find_template(
    kind: str,
    attempt: int,
    channel: Channel,
    languages: Sequence[str],
    own: Iterable[MessageText],
    shipped: Mapping[str, ShippedTexts],
) -> Template:
    """Return the text in the first language that has one; the clinic's own before a shipped one."""
    step = step_of(attempt)
    fitting = {
        text.language: text
        for text in own
        if (text.kind, text.attempt, text.channel) == (kind, step, channel) and text.text.strip()
    }
    for language in (*languages, "en"):
        if text := fitting.get(language):
            return Template(text.text, text.subject, language, is_own=True)
        if language in shipped:
            return shipped[language].template(kind, step, channel)
    raise KnownError("No text was found for this message. Nothing was written.")


def check_text(text: MessageText) -> None:
    """Raise KnownError for a text with an unknown gap, a lone brace, or more than has room."""
    if len(text.text) > LONGEST or len(text.subject) > 200:
        raise KnownError("A text may have {most} characters. Nothing was saved yet.", most=LONGEST)
    if "\n" in text.subject or "\r" in text.subject:
        raise KnownError("A subject is one line. Nothing was saved yet.")
    for part in (text.text, text.subject):
        _check_gaps(part, gaps_of(text.kind))


def gaps_in(template: str) -> tuple[str, ...]:
    """Return the gaps that a text has, each once; raise KnownError for a lone brace."""
    found = [gap for _, gap, _, _ in _pieces(template) if gap is not None]
    return tuple(dict.fromkeys(found))


def fill(template: Template, values: Mapping[str, str]) -> Filled:
    """Fill the gaps; a value is put in as it is, whatever braces it holds."""
    for part in (template.text, template.subject):
        _check_gaps(part, _GAPS_OF_VISIT)
    wanted = dict.fromkeys((*gaps_in(template.text), *gaps_in(template.subject)))
    missing = tuple(gap for gap in wanted if not values.get(gap, "").strip())
    known = {**dict.fromkeys(wanted, ""), **values}
    text, subject = template.text.format(**known), template.subject.format(**known)
    return Filled(text.strip(), " ".join(subject.split()), missing)


def sms_parts(text: str) -> int:
    """Return as how many short messages a text is sent (3GPP TS 23.038: 160 signs, or 70)."""
    if all(sign in _GSM or sign in _GSM_TWICE for sign in text):
        length, alone, joined = len(text) + sum(s in _GSM_TWICE for s in text), 160, 153
    else:
        length, alone, joined = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= alone else -(-length // joined)


def _check_gaps(template: str, known: Sequence[str]) -> None:
    for _, gap, spec, conversion in _pieces(template):
        if gap is not None and (gap not in known or spec or conversion):
            raise KnownError(
                "The text has the gap {gap}, which the program can't fill. It fills these: "
                "{known}. Nothing was saved yet.",
                gap=f"{{{gap}}}",
                known=" ".join(f"{{{name}}}" for name in known),
            )


def _pieces(template: str) -> list[tuple[Any, ...]]:
    try:
        return list(Formatter().parse(template))
    except ValueError as error:
        raise KnownError(
            "The text has a brace without its partner. Write {{{{ or }}}} for a brace that is to "
            "stand there. Nothing was saved yet."
        ) from error
