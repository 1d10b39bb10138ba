"""What a printed consent ends with: who drew which signature, and whether it counts by itself."""

from collections.abc import Iterator

from infrared_desktop.documents.captions import CAPTIONS
from infrared_desktop.documents.markup import pairs, strokes
from infrared_desktop.documents.values import Values
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import Consent


def signature_lines(values: Values, stored: Stored[Consent]) -> Iterator[str]:
    """Yield the signatures; one that somebody else stored says that it is not confirmed."""
    consent = stored.record
    yield from ("", strokes(stroke.points for stroke in consent.signature))
    if consent.co_signer_name:
        told = values.words(consent, "co_signer_name")
        yield from pairs([(values.say(CAPTIONS[Consent]["co_signer_name"]), told)])
        yield from ("", strokes(stroke.points for stroke in consent.co_signature))
    if stored.state is State.CURRENT:
        text = values.say("### Prepared, not confirmed: it waits for {who} and does not count yet.")
        yield text.format(who=values.words(consent, "taken_by_id"))
