"""A follow-up as one row: whom it is about, how it stands today, and why it is there."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups import FollowUp, FollowUpKind, Standing, standing
from infrared_desktop.storage.follow_ups import Listed
from infrared_desktop.views import choices
from infrared_desktop.views.chips import Chip, Glyph
from infrared_desktop.views.rows import Row
from infrared_desktop.views.theme import Meaning
from infrared_desktop.views.wording import say

Key = tuple[int, str]


def follow_up_row(listed: Listed, today: date) -> Row:
    """Return the row of a follow-up; its key is the patient's number and the follow-up's key."""
    follow_up = listed.follow_up
    return Row(
        key=(follow_up.patient_id, follow_up.key),
        title=listed.patient.record.display_name,
        note=" ".join(part for part in (say(follow_up.why), _tried(follow_up)) if part),
        chip2=standing_chip(follow_up, today),
    )


def standing_chip(follow_up: FollowUp, today: date) -> Chip:
    """Return the kind of a follow-up and how it stands, with its own shape for each meaning."""
    kind = choices.label(follow_up.kind)
    if follow_up.kind is FollowUpKind.ADVERSE_EVENT:
        return Chip(Meaning.STOP, kind, Glyph.BANG)
    stands = standing(follow_up, today)
    if stands is Standing.OVERDUE:
        days = (today - follow_up.overdue_from).days
        text = _words("{kind} · overdue {days} d") if days else _words("{kind} · overdue")
        return Chip(Meaning.CAUTION, text.format(kind=kind, days=days))
    if stands is Standing.DUE:
        return Chip(Meaning.DUE, _words("{kind} · due").format(kind=kind))
    return Chip(Meaning.INFORMATION, kind)


def _tried(follow_up: FollowUp) -> str:
    if not follow_up.attempts:
        return ""
    text = _words("Tried once.") if follow_up.attempts == 1 else _words("Tried {count} times.")
    return text.format(count=follow_up.attempts)


def _words(text: str) -> str:
    return QCoreApplication.translate("FollowUpRow", text)
