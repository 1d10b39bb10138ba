"""A follow-up as one row: whom it is about, how it stands today, why it is there or is not."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    FollowUpKind,
    HiddenReason,
    Standing,
)
from infrared_desktop.domain.follow_ups.standing import hidden_reason, standing
from infrared_desktop.domain.follow_ups.worklist import is_escalated
from infrared_desktop.storage.desks.follow_ups import FollowUps, Listed
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.views.follow_ups.follow_up_words import (
    hiding_words,
    reason_words,
    tried_words,
)
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day

Key = tuple[int, str]


class FollowUpSource:
    """A part of the follow-up list, read page by page."""

    def __init__(self, desk: FollowUps, wanted: Wanted, count: int) -> None:
        self._desk, self._wanted, self._count = desk, wanted, count

    def count(self) -> int:
        """Return how many rows there are."""
        return self._count

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""
        found = self._desk.page(self._wanted, offset, limit)
        return [follow_up_row(listed, self._wanted.today) for listed in found]


def follow_up_row(listed: Listed, today: date) -> Row:
    """Return the row of a follow-up; its key is the patient's number and the follow-up's key."""
    follow_up = listed.follow_up
    parts = (hiding_words(follow_up, today), reason_words(follow_up), tried_words(follow_up))
    return Row(
        key=key_of(listed),
        title=listed.patient.record.display_name,
        note=" ".join(part for part in parts if part),
        chip2=standing_chip(follow_up, today),
    )


def key_of(listed: Listed) -> Key:
    """Return the key of a follow-up's row."""
    return (listed.follow_up.patient_id, listed.follow_up.key)


def standing_chip(follow_up: FollowUp, today: date) -> Chip:
    """Return the kind of a follow-up and how it stands, with its own shape for each meaning."""
    kind = choices.label(follow_up.kind)
    reason = hidden_reason(follow_up, today)
    if reason is HiddenReason.UPCOMING:
        text = _words("{kind} · {day}").format(kind=kind, day=say_day(follow_up.show_on, "d MMM"))
        return Chip(Meaning.INFORMATION, text, Glyph.RING)
    if reason is not None:
        return Chip(Meaning.INFORMATION, f"{kind} · {choices.label(reason)}", Glyph.RING)
    if is_escalated(follow_up, today):
        return Chip(Meaning.STOP, _words("{kind} · clinician").format(kind=kind), Glyph.BANG)
    if follow_up.kind is FollowUpKind.ADVERSE_EVENT:
        return Chip(Meaning.STOP, kind, Glyph.BANG)
    if standing(follow_up, today) is Standing.OVERDUE:
        return Chip(Meaning.CAUTION, _overdue_words(kind, (today - follow_up.overdue_from).days))
    return Chip(Meaning.DUE, _words("{kind} · due").format(kind=kind))


def _overdue_words(kind: str, days: int) -> str:
    text = _words("{kind} · overdue {days} d") if days else _words("{kind} · overdue")
    return text.format(kind=kind, days=days)


def _words(text: str) -> str:
    return QCoreApplication.translate("FollowUpRow", text)
