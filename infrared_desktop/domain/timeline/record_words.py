"""What a timeline says of values, settings, test spots, reactions and reviews."""

from collections.abc import Iterable, Iterator

from infrared_desktop.domain.labels.codes import NUMBERED, plain_label
from infrared_desktop.domain.records.answers import Answer, Endpoint, ReviewDecision, Timepoint
from infrared_desktop.domain.records.areas import LaxityScale
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Review, TestSpot
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.timeline.model import Measure, PlotPoint

Parts = Iterator[Sentence]

_GRADED = {
    LaxityScale.ALEXIADES: "laxity {grade} (Alexiades scale)",
    LaxityScale.CLINIC: "laxity {grade} (clinic scale)",
    None: "laxity {grade}",
}
_GIVEN = {
    Measure.FLUENCE: (
        "{value} J/cm²",
        "{value} J/cm² (as the last known)",
        "{value} J/cm² ({change} % on the last known)",
    ),
    Measure.PULSES: (
        "{value} pulses",
        "{value} pulses",
        "{value} pulses ({change} % on the last known)",
    ),
    Measure.ENERGY: (
        "{value} J in all",
        "{value} J in all",
        "{value} J in all ({change} % on the last known)",
    ),
}
_DECIDED = {
    ReviewDecision.FINISH: "decided: finished",
    ReviewDecision.FURTHER_SESSION: "decided: a further session",
    ReviewDecision.MAINTENANCE: "decided: maintenance",
    ReviewDecision.REFER: "decided: refer",
    ReviewDecision.DISCHARGE: "decided: discharge",
}
_READ = {None: "not read yet", Answer.YES: "borne well", Answer.NO: "not borne well"}


def value_words(point: PlotPoint) -> Sentence:
    """Say a plotted value with its unit and, where a session gave it, its change."""
    value = number(point.value)
    if point.measure is Measure.LAXITY:
        return sentence(_GRADED[point.scale], grade=value)
    alone, same, changed = _GIVEN[point.measure]
    if point.change_percent is None:
        return sentence(alone, value=value)
    if point.change_percent == 0:
        return sentence(same, value=value)
    return sentence(changed, value=value, change=signed(point.change_percent))


def point_parts(points: Iterable[PlotPoint]) -> Parts:
    """Say all values of a mark, and how a grade changed on the same scale."""
    for point in points:
        yield value_words(point)
        if point.change is not None:
            change = sentence("{change} on the grade before", change=signed(point.change))
            yield change if point.change else sentence("as the grade before")


def number(value: float) -> str:
    """Write a quantity without needless noughts."""
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:g}"


def signed(change: float) -> str:
    """Write a change with its sign, the minus as a true minus."""
    return f"{change:+g}".replace("-", "−")


def review_parts(review: Review) -> Parts:
    if review.timepoint is Timepoint.OTHER:
        yield sentence("Review")
    else:
        yield sentence("Review at {timepoint}", timepoint=plain_label(review.timepoint))
    if review.decision:
        yield sentence(_DECIDED[review.decision])


def event_parts(event: AdverseEvent) -> Parts:
    yield sentence("Adverse event: {reaction}", reaction=plain_label(event.reaction))
    yield sentence(NUMBERED["Severity"].get(str(event.severity), "severity not stated"))
    if event.closed_on:
        yield sentence("closed on {day}", day=event.closed_on)
    else:
        yield sentence("still open")


def spot_parts(spot: TestSpot) -> Parts:
    yield sentence("Test spot")
    if spot.fluence_j_cm2 is not None:
        yield sentence("{fluence} J/cm²", fluence=number(spot.fluence_j_cm2))
    if spot.handpiece:
        yield sentence("handpiece {name}", name=spot.handpiece)
    for seen in spot.seen or ():
        if seen is not Endpoint.NONE:
            yield sentence("seen: {sign}", sign=plain_label(seen))
    yield sentence(_READ.get(spot.passed, "not sure whether it was borne well"))


def row_parts(row: AreaSettings, with_pulses: bool = True) -> Parts:
    if row.handpiece:
        yield sentence("handpiece {name}", name=row.handpiece)
    if row.passes is not None:
        yield sentence("{count} passes", count=row.passes)
    if with_pulses and row.pulses_total is not None:
        yield sentence("{count} pulses", count=row.pulses_total)
    if row.cooling_temp_c is not None:
        yield sentence("cooling {temperature} °C", temperature=number(row.cooling_temp_c))
    for seen in row.endpoints or ():
        if seen is not Endpoint.NONE:
            yield sentence("seen: {sign}", sign=plain_label(seen))
    if row.pain_nrs is not None:
        yield sentence("pain {score} of 10", score=row.pain_nrs)
    if row.reaction:
        yield sentence("reaction: {reaction}", reaction=plain_label(row.reaction))
    elif row.no_adverse_event:
        yield sentence("no adverse event")
