"""What a timeline says of photographs, medicines, messages, missed visits and remarks."""

from collections.abc import Callable, Iterator
from typing import Any

from infrared_desktop.domain.history.words import row_words
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.records.review_copies import Remark, RemarkStatus
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.timeline.paper_words import site_words
from infrared_desktop.domain.timeline.sets import MedicineCourse, PhotoSet

Parts = Iterator[Sentence]

_LEFT = {
    Channel.PHONE: "Message left by phone",
    Channel.SMS: "Text message",
    Channel.EMAIL: "E-mail",
    Channel.POST: "Letter",
}
_CHANNELS = {
    Channel.PHONE: "call",
    Channel.SMS: "text",
    Channel.EMAIL: "e-mail",
    Channel.POST: "letter",
}
_DECIDED = {
    RemarkStatus.DRAFT: "not decided yet",
    RemarkStatus.TAKEN_UP: "taken up",
    RemarkStatus.DISMISSED: "put aside",
}


def set_words(about: object) -> Parts:
    """Say everything about one of these, the headline first; nothing of anything else."""
    say = _WORDS.get(type(about))
    return say(about) if say else iter(())


def set_label(about: object) -> Sentence | None:
    """Return the word that stands beside the sign of one of these; None for anything else."""
    if isinstance(about, MedicineCourse):
        taken = about.medicine
        what = taken.name or plain_label(taken.kind)
        if taken.area is None:
            return sentence("{what}", what=what)
        place, *side = site_words(Site(taken.area, taken.side))
        if not side:
            return sentence("{what} on: {place}", what=what, place=place)
        return sentence("{what} on: {place}, {which}", what=what, place=place, which=side[0])
    if isinstance(about, Absence):
        return sentence(plain_label(about.kind))
    if isinstance(about, Message):
        return sentence(_CHANNELS[about.channel])
    return None


def _photos(about: PhotoSet) -> Parts:
    count = len(about.photos)
    yield sentence("1 photograph") if count == 1 else sentence("{count} photographs", count=count)
    views = (stored.record.view for stored in about.photos)
    for view in dict.fromkeys(view for view in views if view):
        yield sentence("{label}", label=plain_label(view))


def _medicine(about: MedicineCourse) -> Parts:
    kind, *rest = row_words(about.medicine)
    yield sentence("Medicine: {what}", what=kind)
    yield from rest
    if about.medicine.started_on is None:
        yield sentence("first noted on {day}", day=about.noted_on)
    if about.removed_on and not about.medicine.stopped_on:
        yield sentence("no longer named since {day}", day=about.removed_on)
    elif about.ends is None:
        yield sentence("no stop noted")


def _message(about: Message) -> Parts:
    yield sentence(_LEFT[about.channel])
    if about.status is MessageStatus.UNKNOWN:
        yield sentence("nobody knows whether it left")
    if about.subject:
        yield sentence("{subject}", subject=about.subject)


def _absence(about: Absence) -> Parts:
    yield sentence("Missed visit: {how}", how=plain_label(about.kind))
    yield sentence("at {time}", time=about.starts.strftime("%H:%M"))


def _remark(about: Remark) -> Parts:
    yield sentence("Remark from a review copy")
    yield sentence("{text}", text=about.text)
    yield sentence(_DECIDED[about.status])


_WORDS: dict[type, Callable[[Any], Parts]] = {
    PhotoSet: _photos,
    MedicineCourse: _medicine,
    Message: _message,
    Absence: _absence,
    Remark: _remark,
}
