"""A page that does one thing with a patient's chart once the person has said why."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.form_screen import in_narrow_panel
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_WIDTH = 560


class ReasonScreen(Screen):
    """Says how a chart stands, and does one thing once the person has said why."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.number = 0
        self.header, self.banner = RecordHeader(), Banner()
        self.lead, self.caption, self.reason = QLabel(), QLabel(), TextField()
        self.act, self.back = QPushButton(), QPushButton(self.tr("&Back"))
        self.buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.reason.setProperty("field", "reason")  # so that a lock keeps it
        self.act.setProperty("kind", "primary")
        self.caption.setProperty("role", "caption")
        self.caption.setBuddy(self.reason)
        for label in (self.lead, self.caption):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.act.clicked.connect(self.do)
        self.back.clicked.connect(self.going_back.emit)
        self.reason.returnPressed.connect(self.do)
        self.reason.textChanged.connect(lambda: show_error(self.reason, ""))
        self._doing = add_action(self, "", "Ctrl+S", self.do)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        self._lay_out()
        self.setFocusProxy(self.reason)

    def open(self, place: Place) -> None:
        """Ask about one patient, with nothing typed yet."""
        assert place.patient is not None
        self.number = place.patient
        self.reason.clear()
        self.banner.settle()
        self.show_patient(self.clinic.people.get(self.number))

    def show_patient(self, stored: Stored[Patient]) -> None:
        """Say whose chart this is, and how it stands."""
        raise NotImplementedError

    def do(self) -> None:
        """Do what the page is for, once it is said why."""
        raise NotImplementedError

    def ask(self, title: str, stored: Stored[Patient], lead: str, caption: str, act: str) -> None:
        """Put words to the page."""
        line = patient_line(stored, self.workplace.today())
        self.header.set_words(title, f"{stored.record.display_name} · {line}")
        self.lead.setText(lead)
        self.caption.setText(caption)
        self.reason.setAccessibleName(caption.replace("&", ""))
        self.act.setText(act)
        self._doing.setText(act.replace("&", "").partition("  ")[0])
        self._doing.setEnabled(bool(act))

    def is_said(self, missing: str) -> bool:
        """Say whether a reason is typed; otherwise say that it is missing, beside the field."""
        show_error(self.reason, "" if self.reason.get_value() else missing)
        if not self.reason.get_value():
            self.reason.setFocus()
        return bool(self.reason.get_value())

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that may be refused; say whether it was done."""
        try:
            act()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return False
        return True

    def _lay_out(self) -> None:
        inside = QWidget()
        self.buttons.setSpacing(GRID)
        for button in (self.act, self.back):
            button.setAutoDefault(True)
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.lead)
        column.addSpacing(2 * GRID)
        column.addWidget(self.caption)
        column.addWidget(self.reason)
        column.addSpacing(2 * GRID)
        column.addLayout(self.buttons)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(in_narrow_panel(_WIDTH, inside), 1)
