"""Move photographs to the patient whom they show: who, why, and both names before it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.lists.patient_picker import PatientPicker
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.photos.photo_words import count_words, who_words
from infrared_desktop.views.workplace import Workplace


class MovePage(QWidget):
    """The patient is found first; then the reason is asked, beside the names of both."""

    moving = Signal(int, str)  # to which patient, and why

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._from, self._to, self._count = 0, 0, 0
        self.title = words_label("heading")
        self.picker = PatientPicker(workplace)
        self.card = QFrame()
        self.card.setProperty("role", "sunken")
        self.both, self.error = words_label(""), words_label("error")
        self.reason = TextField()
        self.reason.setAccessibleName(self.tr("Why they are moved"))
        self.do = QPushButton(self.tr("Move them  Ctrl+Return"))
        self.do.setProperty("kind", "primary")
        self.do.setAutoDefault(True)
        self._lay_out()
        self.card.hide()  # else there would always have to be room for both
        self.picker.picked.connect(self._pick)
        self.do.clicked.connect(self._move)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self.card)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._move)
        self.setFocusProxy(self.picker)

    def start(self, patient_id: int, count: int) -> None:
        """Ask to whom so many photographs of a patient go."""
        self._from, self._to, self._count = patient_id, 0, count
        words = self.tr("Whom do they show? {photographs} of {who} are to be moved.")
        who = self._who(patient_id)
        self.title.setText(words.format(photographs=count_words(count), who=who))
        self.card.hide()
        self.picker.show()
        self.picker.start()

    def step_back(self) -> bool:
        """Go back from the reason to the patient; say whether there was such a step."""
        if self.card.isHidden():
            return False
        self.start(self._from, self._count)
        return True

    def _pick(self, patient_id: int) -> None:
        if patient_id == self._from:
            self.title.setText(self.tr("They are this patient's already. Choose somebody else."))
            return
        self._to = patient_id
        words = self.tr("{photographs}\nfrom {one}\nto {other}")
        self.both.setText(
            words.format(
                photographs=count_words(self._count),
                one=self._who(self._from),
                other=self._who(patient_id),
            )
        )
        self.reason.set_value("")
        self.error.hide()
        self.picker.hide()
        self.card.show()
        self.reason.setFocus()

    def _move(self) -> None:
        if self.reason.get_value():
            self.moving.emit(self._to, self.reason.get_value())
            return
        self.error.setText(self.tr("Say why. Nothing was moved yet."))
        self.error.show()
        self.reason.setFocus()

    def _who(self, patient_id: int) -> str:
        patient = self._workplace.clinic.people.get(patient_id)
        return who_words(patient, patient_line(patient, self._workplace.today()))

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Why they are moved"))
        label.setProperty("role", "caption")
        label.setBuddy(self.reason)
        buttons = QHBoxLayout()
        buttons.addWidget(self.do)
        buttons.addStretch(1)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        for widget in (self.both, label, self.reason, self.error):
            inside.addWidget(widget)
        inside.addLayout(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.title)
        box.addWidget(self.picker, 1)
        box.addWidget(self.card)
        box.addStretch(0)
