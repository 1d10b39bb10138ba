"""What is shown once over the window: a one-time code, or a new recovery key."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.documents.recovery_sheet import RecoverySheet
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.vault import new_recovery_key
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.own_passphrase import Keep, Tell
from infrared_desktop.views.entry.recovery_key_page import (
    KeyGroups,
    RecoveryCheckPage,
    RecoveryKeyPage,
)
from infrared_desktop.views.entry.step_page import StepPage
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.wording import locale_of, say, say_day
from infrared_desktop.views.workplace import Workplace

_WIDTH = 560


class _Card(QDialog):
    """A heading, a sentence and a row of buttons over the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title, self.lead = QLabel(), QLabel()
        self.body, self.buttons = QVBoxLayout(), QHBoxLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        for label, role in ((self.title, "heading"), (self.lead, "muted")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            box.addWidget(label)
        box.addLayout(self.body)
        self.buttons.addStretch()
        box.addLayout(self.buttons)
        self.setFixedWidth(_WIDTH)

    def add_button(self, text: str, act: Callable[[], object], kind: str = "") -> QPushButton:
        """Add a button at the right end."""
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(bool(kind))
        button.clicked.connect(lambda: act())
        self.buttons.addWidget(button)
        return button


class CodeDialog(_Card):
    """Shows a one-time code; it is nowhere to be read again."""

    def __init__(self, parent: QWidget, name: str, code: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_words("One-time code"))
        self.title.setText(_words("One-time code for {name}").format(name=name))
        self.lead.setText(
            _words(
                "It is shown only now. Hand it over in person. It takes the place of the "
                "passphrase before it. Whoever types it at the unlock page chooses an own one "
                "at once, which nobody else learns."
            )
        )
        self.code = KeyGroups(code)
        self.code.setAccessibleName(_words("One-time code"))
        self.body.addWidget(self.code)
        self.handed = self.add_button(_words("&Done"), self.accept, "primary")


class RecoveryDialog(_Card):
    """Shows a new recovery key, has it kept, asks it back, and only then lets it count."""

    renewed = Signal()

    def __init__(self, parent: QWidget, workplace: Workplace, keep: Keep, tell: Tell) -> None:
        super().__init__(parent)
        self.setWindowTitle(_words("New recovery key"))
        self._workplace, self._keep, self._tell = workplace, keep, tell
        self.key = new_recovery_key()
        self.banner, self.steps = Banner(), QStackedWidget()
        self.cancel = self.add_button(_words("&Cancel"), self.reject)
        self.back = self.add_button(_words("&Back"), lambda: self._go(0))
        self.go_on = self.add_button("", self._go_on, "primary")
        told = _words("The old recovery key opens the clinic until this one is asked back.")
        self.shown = RecoveryKeyPage(self.key, workplace.clinic.folder, self._sheet)
        self.asked_back = RecoveryCheckPage(self.key, told)
        for page in (self.shown, self.asked_back):
            self.steps.addWidget(page)
            page.answered.connect(self.go_on.setFocus)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.steps)
        self._go(0)

    def reject(self) -> None:
        if self.go_on.isEnabled():  # else it is being kept just now
            super().reject()

    def _go(self, index: int) -> None:
        self.steps.setCurrentIndex(index)
        page = self.steps.currentWidget()
        assert isinstance(page, StepPage)
        self.title.setText(page.title)
        self.lead.setText(page.lead)
        self.back.setVisible(index > 0)
        self.go_on.setText(_words("&Use this key from now on") if index else _words("Ne&xt"))
        page.enter()

    def _go_on(self) -> None:
        page = self.steps.currentWidget()
        assert isinstance(page, StepPage)
        if not page.check():
            return
        if self.steps.currentIndex() == 0:
            self._go(1)
            return
        self._begin()

    def _begin(self) -> None:
        key, keep = self.key, self._keep
        try:
            self._tell()
        except KnownError as error:
            self._refuse(error)
            return
        self._busy(True)
        tasks.run(self, lambda _: keep(key), lambda _: self._done(), self._refuse)

    def _done(self) -> None:
        self.accept()
        self.renewed.emit()

    def _refuse(self, error: KnownError) -> None:
        self._busy(False)
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _busy(self, busy: bool) -> None:
        for each in (self.steps, self.cancel, self.back, self.go_on):
            each.setEnabled(not busy)

    def _sheet(self) -> RecoverySheet:
        settings = self._workplace.settings
        locale = locale_of(settings.language, settings.country)
        made_on = say_day(self._workplace.today(), locale=locale)
        return RecoverySheet(settings.clinic_name, self.key, made_on, settings.country)


def _words(text: str) -> str:
    return QCoreApplication.translate("KeyDialogs", text)
