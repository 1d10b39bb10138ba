"""A signed record on a screen: who signed it, what was added since, and adding or striking it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.addenda import Addenda
from infrared_desktop.views.records.addendum import AddendumCard
from infrared_desktop.views.records.seal import (
    alarm_words,
    is_strike,
    signature_words,
    strike_words,
)
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class SignedRecord(QObject):
    """Joins a signed record with its addenda and with the card that adds to it."""

    changed = Signal()
    failed = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace, addenda: Addenda, card: AddendumCard) -> None:
        super().__init__()
        self._workplace, self._addenda, self.card = workplace, addenda, card
        self.stored: Stored[Any] | None = None
        self.added: tuple[Stored[Addendum], ...] = ()
        self.wrong = self.line = ""  # what is amiss with the record, and who signed it
        self.is_sound = True
        card.adding.connect(self._add)
        card.striking.connect(self._strike)

    def show(self, stored: Stored[Any] | None, chart: Chart) -> None:
        """Show another signed record, or none."""
        self.stored = stored
        self.card.close_card()
        self.show_addenda(chart)

    def show_addenda(self, chart: Chart) -> None:
        """Show what stands in the chart about this record."""
        stored = self.stored
        about = (kind_of(stored.record).name, stored.id) if stored else ("", 0)
        self.added = tuple(
            each
            for each in chart.addenda
            if (each.record.about_kind, each.record.about_id) == about
        )
        told_above = [each for each in self.added if stored and is_strike(each, stored)]
        self._addenda.show_addenda([each for each in self.added if each not in told_above])
        self._look()

    @property
    def is_valid(self) -> bool:
        """Whether the record counts, so that it can be added to."""
        return self.stored is not None and self.stored.state is State.SIGNED

    def _look(self) -> None:
        """Work out once, as it costs a few readings, what the record says of itself."""
        self.wrong = self.line = ""
        self.is_sound = True
        if self.stored is not None:
            alarm = alarm_words(self._workplace, self.stored)
            self.is_sound = not alarm
            struck = strike_words(self._workplace, self.stored, self.added)
            self.wrong = "\n".join(words for words in (alarm, struck) if words)
            self.line = signature_words(self._workplace, self.stored)

    def chip(self) -> Chip | None:
        """Say in a chip who signed it when, and how its content hash begins."""
        if self.stored is None:
            return None
        if not self.is_sound:
            return Chip(Meaning.STOP, self.tr("altered"))
        if not self.is_valid:
            return Chip(Meaning.STOP, self.tr("struck through"))
        text = self.tr("signed by {name} on {day} {at} · {digest}").format(
            name=self._workplace.clinic.staff.get(self.stored.by).record.name,
            day=say_day(self._workplace.clinic.day(self.stored.at)),
            at=say_moment(self.stored.at, self._workplace.settings.timezone),
            digest=self.stored.content_hash[:8],
        )
        return Chip(Meaning.SUITABLE, text)

    def _add(self, text: str, reason: str) -> None:
        stored = self.stored
        assert stored is not None
        kind = kind_of(stored.record).name
        addendum = Addendum(stored.record.patient_id, kind, stored.id, reason, text)
        self._act(lambda by, now: self._workplace.clinic.care.append(addendum, by, now))

    def _strike(self, reason: str) -> None:
        stored = self.stored
        assert stored is not None
        care = self._workplace.clinic.care
        struck = self._act(lambda by, now: care.invalidate(stored, reason, by, now))
        if struck is not None:
            self.stored = struck
            self.changed.emit()

    def _act(self, act: Callable[[int, Any], Stored[Any]]) -> Stored[Any] | None:
        try:
            done = act(self._workplace.by, self._workplace.now())
        except KnownError as error:
            self.failed.emit(error)
            return None
        self.card.close_card()
        self.changed.emit()
        return done
