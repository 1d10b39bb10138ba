"""What a stored record says of itself: who signed what, that it was struck, that it was altered."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class Seal(QFrame):
    """A red band over a record that does not count or cannot be trusted; it is never put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("meaning", Meaning.STOP.value)
        self._icon, self._words = QLabel(), QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self.hide()

    def tell(self, words: str) -> None:
        """Say what is wrong; nothing takes the band away."""
        self._icon.setPixmap(icon("stop", Meaning.STOP).pixmap(QSize(20, 20)))
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.setVisible(bool(words))

    def text(self) -> str:
        """Return the words that are shown, or nothing."""
        return "" if self.isHidden() else self._words.text()


def signature_words(workplace: Workplace, stored: Stored[Any]) -> str:
    """Say who signed a record in which role, when, with which meaning, and its content hash."""
    clinic = workplace.clinic
    signed = clinic.care.signature(stored)
    said = signed.record if signed else None
    by, at = (signed.by, signed.at) if signed else (stored.by, stored.at)
    member = clinic.staff.get(by).record
    line = _words("Signed by {name}, {role}, on {day} at {at}.").format(
        name=said.signer if said else member.name,
        role=choices.label(said.role if said else member.role),
        day=say_day(clinic.day(at)),
        at=say_moment(at, workplace.settings.timezone),
    )
    meant = [f"“{choices.label(said.meaning)}”"] if said else []
    bound = _words("Content hash {hash}").format(hash=stored.content_hash)
    return "\n".join((" ".join((line, *meant)), bound))


def strike_words(
    workplace: Workplace, stored: Stored[Any], added: Iterable[Stored[Addendum]]
) -> str:
    """Say who struck a record through, when and why; nothing for one that counts."""
    if stored.state is not State.INVALID:
        return ""
    clinic = workplace.clinic
    reasons = [each.record.reason for each in added if is_strike(each, stored)]
    return _words("Struck through by {name} on {day} at {at}. Reason: {reason}").format(
        name=clinic.staff.get(stored.by).record.name,
        day=say_day(clinic.day(stored.at)),
        at=say_moment(stored.at, workplace.settings.timezone),
        reason=reasons[-1] if reasons else _words("none was kept"),
    )


def is_strike(addendum: Stored[Addendum], stored: Stored[Any]) -> bool:
    """Say whether an addendum is the reason for which a record was struck through."""
    same = (addendum.at, addendum.by) == (stored.at, stored.by)
    return stored.state is State.INVALID and same


def alarm_words(workplace: Workplace, stored: Stored[Any]) -> str:
    """Say that a record is not what was stored; nothing for one that is."""
    if workplace.clinic.care.is_unaltered(stored):
        return ""
    if stored.state is State.CURRENT:
        text = "This record is not what was stored."
    else:
        text = "This record is not what was signed."
    return f"{_words(text)} " + _words(
        "It was changed behind the program's back: don't rely on it. Check the clinic, and "
        "compare with the last backup or the print."
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("Seal", text)
