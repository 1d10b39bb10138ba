"""One message of the outbox in full: its words, what is known of it, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.chips import ChipLabel
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.messages.message_words import status_chip
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class OutboxDetail(Panel):
    """Shows one message; the screen puts its buttons below."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.name, self.line = words_label("title"), words_label("muted")
        self.chip, self.told = ChipLabel(), words_label("strong")
        self.when, self.subject = words_label("caption"), words_label("heading")
        self.text = words_label("")
        self._offers = FlowLayout(gap=GRID)
        self._lay_out()

    def show_message(self, stored: Stored[Message] | None) -> None:
        """Show a message, or nothing."""
        self._inside.setVisible(stored is not None)
        if stored is None:
            return
        message, place = stored.record, self._workplace
        patient = place.clinic.people.get(message.patient_id)
        self.name.setText(patient.record.display_name)
        self.line.setText(patient_line(patient, place.today()))
        self.chip.set_chip(status_chip(message))
        self.told.setText(message.told)
        self.told.setVisible(bool(message.told))
        self.when.setText(self._when(message))
        self.subject.setText(message.subject)
        self.subject.setVisible(bool(message.subject))
        self.text.setText(message.text)

    def offer(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Add a button below."""
        button = QPushButton(text)
        button.clicked.connect(lambda: act())
        self.add_offer(button)
        return button

    def add_offer(self, button: QPushButton) -> None:
        """Put a button that is there already below."""
        button.setAutoDefault(True)
        self._offers.addWidget(button)

    def _when(self, message: Message) -> str:
        zone, clinic = self._workplace.settings.timezone, self._workplace.clinic
        at = message.tried_at or message.written_at
        tried, written = self.tr("{day}, {time}"), self.tr("written {day}, {time}")
        text = tried if message.tried_at else written
        moment = text.format(day=say_day(clinic.day(at)), time=say_moment(at, zone))
        times = self.tr("tried {count} times").format(count=message.tries)
        parts = (message.address, moment, times if message.tries > 1 else "")
        return " · ".join(filter(None, parts))

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        box = QVBoxLayout(self._inside)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(12)
        labels = (self.name, self.line, self.chip, self.told, self.when, self.subject, self.text)
        for widget in labels:
            box.addWidget(widget)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidget(self._inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QWidget()
        foot.setLayout(self._offers)
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.body.addWidget(area, 1)
        self.body.addWidget(foot)
