"""What is to be known before somebody is erased: asked, kept until, what goes, and what stays."""

from collections.abc import Collection

from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.keeping import Keeping
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure
from infrared_desktop.storage.backup.still_held import StillHeld
from infrared_desktop.storage.gathered.erasing_facts import what_goes, what_left
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.rights.erasing_words import (
    decided_words,
    going_words,
    held_words,
    kept_words,
    left_words,
)
from infrared_desktop.views.rights.wishes import also_waits
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class ErasingFacts(QWidget):
    """Each fact under its own caption; what lies at the backup places is said once it is seen."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.decided, self.kept, self.going = (words_label("") for _ in range(3))
        self.held, self.left = words_label(""), words_label("")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        for caption, label in (
            (self.tr("Asked and decided"), self.decided),
            (self.tr("How long it is kept"), self.kept),
            (self.tr("What goes for good"), self.going),
            (self.tr("What still holds this patient afterwards"), self.held),
            (self.tr("What left the clinic, and stays wherever it went"), self.left),
        ):
            self._add(caption, label)
        self._box.addStretch(1)

    def show_facts(
        self, numbers: Collection[int], decisions: list[Stored[Erasure]], kept: Keeping
    ) -> None:
        """Show what is known at once."""
        clinic, today = self._workplace.clinic, self._workplace.today()
        besides = also_waits(self._workplace, min(numbers))
        self.decided.setText("\n".join([decided_words(self._workplace, decisions), *besides]))
        self.kept.setText(kept_words(kept, today))
        self.going.setText(going_words(what_goes(clinic, numbers)))
        self.left.setText(left_words(self._workplace, what_left(clinic, numbers)))
        self.held.setText(self.tr("Looking through the backups …"))

    def show_held(self, held: StillHeld) -> None:
        """Show where the patient stays besides the clinic."""
        self.held.setText(held_words(held))

    def say_not_seen(self, error: KnownError) -> None:
        """Say why the backups could not be looked through."""
        self.held.setText(say(error.sentence))

    def _add(self, caption: str, label: QWidget) -> None:
        head = words_label("caption", caption)
        label.setAccessibleName(caption)
        self._box.addWidget(head)
        self._box.addWidget(label)
        self._box.addSpacing(2 * GRID)
