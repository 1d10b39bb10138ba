"""What is decided about a wish to be erased, with the reason and the day: the owner's to say."""

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.keeping import Keeping
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.erasing import refuse_names
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say


class Deciding(QWidget):
    """A reason, the day until which it is put off, and a button for each decision."""

    noting, taking_back = Signal(), Signal()
    putting_off, refusing, erasing = Signal(), Signal(), Signal()

    def __init__(self, decides: bool) -> None:
        super().__init__()
        self._decides, self._waits = decides, False
        self.lead = words_label("", self._lead())
        self.reason, self.until = TextField(), DateField()
        self.reason_caption = words_label("caption", self._reason_words())
        self.until_caption = words_label("caption", self.tr("Put off &until"))
        self.note = QPushButton(self.tr("&Note the wish  Ctrl+S"))
        self.take_back = QPushButton(self.tr("Ta&ke the wish back  Ctrl+Shift+W"))
        self.put_off = QPushButton(self.tr("Put &off until that day  Ctrl+S"))
        self.refuse = QPushButton(self.tr("&Refuse"))
        self.erase = QPushButton(self.tr("&Erase for good …"))
        self._dress()
        self._lay_out()
        self._connect()

    def begin(self, kept: Keeping, today: date) -> None:
        """Ask anew, with the day that the clock of keeping gives."""
        self.reason.clear()
        show_error(self.until, "")
        ahead = kept.free_on if kept.free_on and kept.free_on > today else None
        self.until.set_value(ahead)

    def set_waits(self, waits: bool) -> None:
        """Ask about a wish that is noted and not decided, or about none; the one is taken back."""
        self._waits = waits
        self.lead.setText(self._lead())
        self.reason_caption.setText(self._reason_words())
        self.reason.setAccessibleName(self._reason_words().replace("&", ""))
        self.take_back.setVisible(waits)
        self.note.setVisible(not self._decides and not waits)

    def is_said(self) -> bool:
        """Say whether a reason is typed; otherwise say beside the field that it is missing."""
        missing = self.tr("Say why first. Nothing was changed yet.")
        show_error(self.reason, "" if self.reason.get_value() else missing)
        if not self.reason.get_value():
            self.reason.setFocus()
        return bool(self.reason.get_value())

    def names_nobody(self, patients: Collection[Patient]) -> bool:
        """Say whether the reason may stay once they are gone; if not, say so beside the field."""
        try:
            refuse_names(self.reason.get_value(), patients)
        except KnownError as error:
            show_error(self.reason, say(error.sentence))
            self.reason.setFocus()
            return False
        return True

    def day(self, today: date) -> date | None:
        """Return the day until which it is put off; None, said beside the field, if it is none."""
        until: date | None = self.until.get_value()
        problem = self.until.problem()
        if not problem and until is None:
            problem = self.tr("Until when? The law that has you keep it says.")
        elif not problem and until is not None and until <= today:
            problem = self.tr("A day that is still to come.")
        show_error(self.until, problem)
        if problem:
            self.until.setFocus()
            return None
        return until

    def hold(self, is_held: bool) -> None:
        """Let nothing be decided while somebody is being erased."""
        for widget in (self.reason, self.until, *self.buttons()):
            widget.setEnabled(not is_held)

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons of the decisions that the person may make."""
        decisions = (self.put_off, self.refuse, self.erase) if self._decides else (self.note,)
        return (*decisions, self.take_back)

    def _lead(self) -> str:
        if self._decides:
            return self.tr(
                "Where the law has you keep a record, put the erasure off until it need not be "
                "kept any more. No step takes an erasure back."
            )
        if self._waits:
            return self.tr(
                "A wish to be erased is noted, and the owner decides about it. Take it back where "
                "it was noted by mistake, or where the patient wishes to stay."
            )
        return self.tr(
            "Note that the patient wishes to be erased. Nothing is erased by that: the owner "
            "decides, and finds the wish under Clinic."
        )

    def _reason_words(self) -> str:
        if self._decides:
            return self.tr("Rea&son (it stays when the record is gone: no name)")
        if self._waits:
            return self.tr("&Why it is taken back (no name: it stays on record)")
        return self.tr("&What the patient asked for")

    def _dress(self) -> None:
        for button, kind in ((self.note, "primary"), (self.put_off, "primary")):
            button.setProperty("kind", kind)
        self.erase.setProperty("kind", "danger")
        for button in self.buttons():
            button.setAutoDefault(True)
        self.reason.setProperty("field", "reason")  # so that a lock keeps them
        self.until.setProperty("field", "until")
        self.reason_caption.setBuddy(self.reason)
        self.until_caption.setBuddy(self.until)
        self.until.setAccessibleName(self.tr("Put off until"))
        self.take_back.hide()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.lead)
        box.addSpacing(2 * GRID)
        day = ((self.until_caption, self.until),) if self._decides else ()
        for caption, field in ((self.reason_caption, self.reason), *day):
            box.addWidget(caption)
            box.addWidget(field)
            box.addSpacing(GRID)
        box.addSpacing(GRID)
        for button in self.buttons():
            box.addWidget(button)
            box.addSpacing(4)
        box.addStretch(1)

    def _connect(self) -> None:
        self.note.clicked.connect(self.noting)
        self.take_back.clicked.connect(self.taking_back)
        self.put_off.clicked.connect(self.putting_off)
        self.refuse.clicked.connect(self.refusing)
        self.erase.clicked.connect(self.erasing)
        self.reason.textChanged.connect(lambda: show_error(self.reason, ""))
        self.until.textChanged.connect(lambda: show_error(self.until, ""))
