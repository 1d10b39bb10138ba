"""A timeline as plain facts for other programs: lanes, spans and events, in the twin's order."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from infrared_desktop.domain.timeline.categories import category_of
from infrared_desktop.domain.timeline.model import (
    Item,
    Lane,
    Mark,
    PlotPoint,
    Ref,
    Span,
    Timeline,
    last_day,
)
from infrared_desktop.domain.timeline.sets import MedicineCourse, PhotoSet
from infrared_desktop.domain.timeline.words import words_of

Facts = dict[str, Any]

# What a record says in codes; its free text is told only where the timeline shows it, in words.
_CODES = (
    "kind",
    "status",
    "channel",
    "outcome",
    "reaction",
    "severity",
    "timepoint",
    "decision",
    "step",
    "passed",
)


def facts_of(timeline: Timeline) -> Facts:
    """Return a timeline as JSON can hold it: days in ISO, codes, and the words that are shown.

    A reaction's course stands in its event: `until`, and `open` while it goes on.
    """
    told: list[tuple[Item, Facts]] = [(item, _item(item, timeline)) for item in timeline.items]
    return {
        "today": timeline.today.isoformat(),
        "first": timeline.first.isoformat(),
        "last": timeline.last.isoformat(),
        "lanes": [_lane(lane) for lane in timeline.lanes],
        "spans": [facts for item, facts in told if isinstance(item, Span)],
        "events": [facts for item, facts in told if isinstance(item, Mark)],
    }


def ref_text(ref: Ref) -> str:
    """Return a record's name as facts give it, such as session/12."""
    return f"{ref.kind}/{ref.id}"


def lane_text(lane: Lane) -> str:
    """Return a lane's name: area and side, or its kind where it is about no site."""
    if lane.site is None:
        return str(lane.kind)
    return "/".join(str(part.value) for part in (lane.site.area, lane.site.side) if part)


def _lane(lane: Lane) -> Facts:
    site = lane.site
    return {
        "lane": lane_text(lane),
        "kind": lane.kind.value,
        "area": site.area.value if site else None,
        "side": site.side.value if site and site.side else None,
    }


def _item(item: Item, timeline: Timeline) -> Facts:
    return {
        "ref": ref_text(item.ref),
        "lane": lane_text(item.lane),
        "kind": item.kind.value,
        "category": category_of(item).value,
        **(_span(item) if isinstance(item, Span) else _event(item)),
        **dict(_codes(item)),
        "new": item.is_new,
        "words": [str(words) for words in words_of(item, timeline.today)],
    }


def _span(span: Span) -> Facts:
    until = last_day(span)
    facts: Facts = {
        "from": span.day.isoformat(),
        "to": until.isoformat() if until else None,
        "open": span.is_open,
    }
    if span.sessions:
        facts |= {"planned": span.sessions, "done": span.done}
        facts["sessions"] = [ref_text(ref) for ref in span.held]
    return facts


def _event(mark: Mark) -> Facts:
    facts: Facts = {"day": mark.day.isoformat()}
    if mark.starts is not None:
        facts["time"] = mark.starts.isoformat(timespec="minutes")
    if mark.until is not None:
        facts |= {"until": None if mark.is_open else mark.until.isoformat(), "open": mark.is_open}
    if mark.number:
        facts["number"] = mark.number
    if mark.points:
        facts["values"] = [_value(point) for point in mark.points]
    flags = {"struck": mark.struck, "addendum": mark.added, "waits": mark.waits}
    return facts | {name: True for name, is_set in flags.items() if is_set}


def _value(point: PlotPoint) -> Facts:
    facts: Facts = {"measure": point.measure.value, "value": point.value}
    if point.scale is not None:
        facts |= {"scale": point.scale.value, "change": point.change}
    else:
        facts["change_percent"] = point.change_percent
    return facts


def _codes(item: Item) -> Iterator[tuple[str, Any]]:
    about = item.about
    if isinstance(about, PhotoSet):
        yield "count", len(about.photos)
        yield "contents", list(about.contents)
    if isinstance(about, MedicineCourse):
        yield "codes", {"kind": about.medicine.kind.value}
        return
    values = {name: getattr(about, name, None) for name in _CODES}
    codes = {name: code for name, code in values.items() if isinstance(code, StrEnum | int)}
    if codes:
        yield "codes", {name: getattr(code, "value", code) for name, code in codes.items()}
