"""What a review's grades mean beside where they began: baseline and change for each area."""

from collections.abc import Sequence
from typing import Any

from infrared_desktop.documents.values import Values
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.care import AreaOutcome, Review
from infrared_desktop.domain.results.outcomes import Baseline, Change, baseline_of, change_from


def gain_rows(values: Values, record: object, rows: Sequence[Any]) -> list[tuple[str, ...]]:
    """Return baseline and change of each row of a review; nothing for any other record."""
    if not isinstance(record, Review):
        return []
    found = [_gain(values, record, each) for each in rows]
    begins = (_baseline(values, baseline) for baseline, _ in found)
    gains = (_change(values, change) for _, change in found)
    return [(values.say("Baseline"), *begins), (values.say("Change (Δ)"), *gains)]


def _gain(
    values: Values, review: Review, row: AreaOutcome
) -> tuple[Baseline | None, Change | None]:
    chart = values.record.chart
    baseline = baseline_of(chart, row.site, review.plan_id, review.reviewed_on)
    return baseline, change_from(baseline, row.laxity_grade, row.laxity_scale)


def _baseline(values: Values, baseline: Baseline | None) -> str:
    if baseline is None:
        return ""
    scale = values.say(plain_label(baseline.scale))
    return f"{baseline.grade:g} {scale}, {values.day(baseline.day)}"


def _change(values: Values, change: Change | None) -> str:
    if change is None:
        return ""
    if not change.grades:
        return values.say("no change")
    words = "{n} better{percent}" if change.grades > 0 else "{n} worse{percent}"
    percent = "" if change.percent is None else f", {abs(change.percent):.0f} %"
    return values.say(words).format(n=f"{abs(change.grades):g}", percent=percent)
