"""One of the staff: name and role in a form, and below it what can be done about the key."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.people.staff_names import tidied
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.form_panel import FormPanel

_BLANK = Staff("", Role.RECEPTION)


class PersonCard(QWidget):
    """Shows a person, of whom only the role changes, or takes in a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: Stored[Staff] | None = None
        self.form: FormPanel[Staff] = FormPanel("staff", Staff)
        self.binder = self.form.binder
        self.code = QPushButton(self.tr("Give a &one-time code …"))
        self.type_here = QPushButton(self.tr("T&ype a passphrase here …"))
        self.going_away = QPushButton(self.tr("No lon&ger works here …"))
        acts = QHBoxLayout()
        for button in (self.code, self.type_here, self.going_away):
            button.setAutoDefault(True)
            acts.addWidget(button)
        acts.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.form, 1)
        box.addLayout(acts)

    def show_person(self, stored: Stored[Staff] | None) -> None:
        """Show a person, or an empty form for a new one."""
        self.stored = stored
        self.binder.clear_errors()
        self.binder.show(stored.record if stored else _BLANK)
        self.form.lock("name", stored is not None)
        self.form.set_title(stored.record.name if stored else self.tr("New person"))
        is_active = stored is not None and stored.record.active
        for button in (self.code, self.type_here):
            button.setVisible(is_active)
        self.going_away.setVisible(stored is not None)
        gone, back = self.tr("No lon&ger works here …"), self.tr("Works here a&gain")
        self.going_away.setText(gone if is_active else back)
        self.going_away.setProperty("kind", "danger" if is_active else "")
        self.going_away.style().unpolish(self.going_away)
        self.going_away.style().polish(self.going_away)

    def is_begun(self) -> bool:
        """Say whether something is typed that is not saved."""
        values = self.binder.values()
        if self.stored is None:
            return bool(values["name"])
        return bool(values["role"] != self.stored.record.role)

    def typed(self) -> Staff:
        """Return the person as typed."""
        typed = self.binder.record(_BLANK)
        return replace(typed, name=tidied(typed.name))

    def refuse_name(self, words: str) -> None:
        """Say beside the name why it can't be taken."""
        self.binder.set_error("name", words)
        self.binder.input("name").setFocus()
