"""The categories of a timeline's events: how many there are of each, and only some of them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from infrared_desktop.domain.timeline.model import Item, Mark, MarkKind, SpanKind, Timeline


class Category(StrEnum):
    """What a person can have shown or not; each mark and span belongs to one."""

    CONSULTATIONS = "consultations"
    PLANS = "plans"
    SESSIONS = "sessions"
    TEST_SPOTS = "test_spots"
    REVIEWS = "reviews"
    REACTIONS = "reactions"
    PHOTOGRAPHS = "photographs"
    VISITS = "visits"
    CONTACTS = "contacts"
    PAPERS = "papers"
    MEDICINES = "medicines"
    REMARKS = "remarks"
    DUE = "due"


LABELS: Mapping[Category, str] = MappingProxyType(
    {
        Category.CONSULTATIONS: "Consultations",
        Category.PLANS: "Plans",
        Category.SESSIONS: "Sessions",
        Category.TEST_SPOTS: "Test spots",
        Category.REVIEWS: "Reviews",
        Category.REACTIONS: "Reactions",
        Category.PHOTOGRAPHS: "Photographs",
        Category.VISITS: "Visits",
        Category.CONTACTS: "Contacts",
        Category.PAPERS: "Papers and history",
        Category.MEDICINES: "Medicines",
        Category.REMARKS: "Remarks",
        Category.DUE: "Due and planned",
    }
)

_MARKS = {
    MarkKind.CONSULTATION: Category.CONSULTATIONS,
    MarkKind.SESSION: Category.SESSIONS,
    MarkKind.ADVERSE_EVENT: Category.REACTIONS,
    MarkKind.TEST_SPOT: Category.TEST_SPOTS,
    MarkKind.HANDOUT: Category.PAPERS,
    MarkKind.CONSENT: Category.PAPERS,
    MarkKind.WITHDRAWAL: Category.PAPERS,
    MarkKind.HISTORY: Category.PAPERS,
    MarkKind.REVIEW: Category.REVIEWS,
    MarkKind.VISIT: Category.VISITS,
    MarkKind.ABSENCE: Category.VISITS,
    MarkKind.CONTACT: Category.CONTACTS,
    MarkKind.DECISION: Category.CONTACTS,
    MarkKind.MESSAGE: Category.CONTACTS,
    MarkKind.DUE: Category.DUE,
    MarkKind.PHOTOS: Category.PHOTOGRAPHS,
    MarkKind.REMARK: Category.REMARKS,
}
_SPANS = {
    SpanKind.PLAN: Category.PLANS,
    SpanKind.WINDOW: Category.DUE,
    SpanKind.RECALL: Category.DUE,
    SpanKind.MEDICINE: Category.MEDICINES,
}


def category_of(item: Item) -> Category:
    """Return the one category that a mark or span belongs to."""
    return _MARKS[item.kind] if isinstance(item, Mark) else _SPANS[item.kind]


def counts(timeline: Timeline) -> dict[Category, int]:
    """Return how many marks and spans there are of each category that there are any of."""
    found: Counter[Category] = Counter()
    # Kinds are counted first: there are thousands of events, but few kinds.
    for mark_kind, count in Counter(mark.kind for mark in timeline.marks).items():
        found[_MARKS[mark_kind]] += count
    for span_kind, count in Counter(span.kind for span in timeline.spans).items():
        found[_SPANS[span_kind]] += count
    return {category: found[category] for category in Category if found[category]}


def only(timeline: Timeline, categories: Collection[Category]) -> Timeline:
    """Return a timeline of some categories alone; its days stay, and it says how many it hides.

    Of a whole timeline it must be taken: what was left out once does not come back.
    """
    items = tuple(item for item in timeline.items if category_of(item) in categories)
    lanes = {item.lane for item in items}
    return replace(
        timeline,
        lanes=tuple(lane for lane in timeline.lanes if lane in lanes),
        items=items,
        hidden=timeline.hidden + len(timeline.items) - len(items),
    )
