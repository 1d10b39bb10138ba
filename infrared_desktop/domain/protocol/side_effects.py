"""What to do about each adverse event, and how soon (clinical reference 5.2)."""

from dataclasses import dataclass
from enum import StrEnum

from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.toml.tables import Tag


class Urgency(StrEnum):
    """How soon somebody of the clinic has to look at it."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"
    WATCH = "watch"


@dataclass(frozen=True)
class SideEffect:
    """An adverse event: how often, its usual course and what to do, in the clinic's own words.

    `name` and `frequency` are words for patients; `action` is for the clinic.
    """

    code: Reaction
    name: str
    frequency: str
    urgency: Urgency
    course: str
    action: str
    source: str
    tag: Tag


def urgency_of(effect: SideEffect, severity: int | None) -> Urgency:
    """Return how soon it is to be seen: what needed treatment (severity 3) waits for no day."""
    if severity is None or severity < 3 or effect.urgency is Urgency.NOW:
        return effect.urgency
    return Urgency.NOW if severity >= 4 else Urgency.TODAY
