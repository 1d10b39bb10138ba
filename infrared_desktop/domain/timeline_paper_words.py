"""What a timeline says of papers: what was handed over, signed, taken back, and the history."""

from collections.abc import Iterator

from infrared_desktop.domain.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.history_changes import HistoryStep, HistoryVersion
from infrared_desktop.domain.labels import plain_label
from infrared_desktop.domain.sentences import Sentence, sentence

Paper = Handout | Consent | Withdrawal | HistoryVersion

_HISTORY = {
    HistoryStep.TAKEN: "History taken",
    HistoryStep.CHANGED: "History changed",
    HistoryStep.CONFIRMED: "History confirmed",
}


def paper_words(paper: Paper, waits: bool = False) -> Iterator[Sentence]:
    """Say everything about a paper, the headline first; one may wait to be confirmed."""
    if isinstance(paper, Handout):
        yield sentence("Handed over: {what}", what=plain_label(paper.kind))
        yield sentence("by {protocol}", protocol=paper.protocol_version)
    elif isinstance(paper, Consent):
        waiting = sentence("Consent waits for confirmation")
        yield waiting if waits else sentence("Consent signed")
        if paper.sites:
            yield sentence("{sites}", sites=", ".join(map(str, paper.sites)))
        if paper.valid_until is not None:
            yield sentence("valid until {day}", day=paper.valid_until)
    elif isinstance(paper, Withdrawal):
        yield sentence("Consent taken back")
        yield sentence("because: {reason}", reason=paper.reason)
    else:
        yield sentence(_HISTORY[paper.step])
        yield sentence("version {number}", number=paper.number)
        yield from paper.changed
