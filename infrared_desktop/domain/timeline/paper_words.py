"""What a timeline says of sites and papers: handed over, signed, taken back; and of the history."""

from collections.abc import Iterator

from infrared_desktop.domain.history.changes import HistoryStep, HistoryVersion
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.areas import Side, Site
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.sentences import Sentence, sentence

Paper = Handout | Consent | Withdrawal | HistoryVersion

_HISTORY = {
    HistoryStep.TAKEN: "History taken",
    HistoryStep.CHANGED: "History changed",
    HistoryStep.CONFIRMED: "History confirmed",
}


_SIDES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both sides"}


def site_words(site: Site) -> tuple[Sentence, ...]:
    """Name a site: its area, and the side where it has one."""
    side = (sentence(_SIDES[site.side]),) if site.side else ()
    return (sentence(plain_label(site.area)), *side)


def paper_words(paper: Paper, waits: bool = False) -> Iterator[Sentence]:
    """Say everything about a paper, the headline first; one may wait to be confirmed."""
    if isinstance(paper, Handout):
        yield sentence("Handed over: {what}", what=plain_label(paper.kind))
        yield sentence("by {protocol}", protocol=paper.protocol_version)
    elif isinstance(paper, Consent):
        waiting = sentence("Consent waits for confirmation")
        yield waiting if waits else sentence("Consent signed")
        for site in paper.sites:
            yield from site_words(site)
        if paper.valid_until is not None:
            yield sentence("valid until {day}", day=paper.valid_until)
    elif isinstance(paper, Withdrawal):
        yield sentence("Consent taken back")
        yield sentence("because: {reason}", reason=paper.reason)
    else:
        yield sentence(_HISTORY[paper.step])
        yield sentence("version {number}", number=paper.number)
        yield from paper.changed
