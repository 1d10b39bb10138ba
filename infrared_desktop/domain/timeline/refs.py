"""Which records stand behind an item of the timeline: a set of photographs has one for each."""

from collections.abc import Set

from infrared_desktop.domain.timeline.model import Item, Ref
from infrared_desktop.domain.timeline.sets import MedicineCourse, PhotoSet


def refs_of(item: Item) -> tuple[Ref, ...]:
    """Return every record that an item tells of, its own first."""
    about = item.about
    if isinstance(about, PhotoSet):
        return tuple(Ref("photo", stored.id) for stored in about.photos)
    if isinstance(about, MedicineCourse):
        return (item.ref, Ref("history_version", about.version))
    return (item.ref,)


def is_among(item: Item, refs: Set[Ref]) -> bool:
    """Say whether any record behind an item is one of these."""
    return bool(refs) and not refs.isdisjoint(refs_of(item))
