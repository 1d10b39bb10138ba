"""A window at work on a fresh clinic, driven by keys and read by its visible words."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW


@dataclass
class Desk:
    """One person at an open clinic; `now` is what the clock says."""

    qtbot: QtBot
    clinic: Clinic
    now: datetime = NOW
    frame: Frame = field(init=False)

    def sit_down(self, staff_id: int = CLINICIAN) -> "Desk":
        """Open the window for a person."""
        workplace = Workplace(self.clinic, self.clinic.staff.get(staff_id), lambda: self.now)
        self.frame = Frame(workplace)
        self.frame.resize(1366, 768)
        self.frame.start()
        self.frame.show()
        self.qtbot.waitExposed(self.frame)
        self.frame.activateWindow()
        self.qtbot.waitUntil(self.frame.isActiveWindow)
        return self

    def get_up(self) -> None:
        """Close the window for good, so that no later test dresses its widgets again.

        What was typed is kept before, as the window does, so that nothing waits to be.
        """
        if self.clinic.is_open:
            self.frame.leave()
        self.frame.close()
        self.frame.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @property
    def screen(self) -> Any:
        """The screen that is shown."""
        return self.frame.screen_shown

    def go(self, *place: Any, **about: Any) -> Any:
        """Go to a place and return its screen."""
        self.frame.go(Place(*place, **about))
        return self.screen

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key with its modifiers where the focus is: "Ctrl+S", "Down"."""
        *held, key = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            full = {"Ctrl": "Control"}.get(name, name)
            modifiers |= getattr(Qt.KeyboardModifier, f"{full}Modifier")
        for _ in range(times):
            self.qtbot.keyClick(self._target(), getattr(Qt.Key, f"Key_{key}"), modifiers)

    def type(self, text: str) -> None:
        """Type into what has the focus, in place of what stands there."""
        self.press("Ctrl+A")
        self.qtbot.keyClicks(self._target(), text)

    def fill(self, field_name: str, text: str) -> None:
        """Type into a field of the screen's form."""
        form = self.screen.page.form if hasattr(self.screen, "page") else self.screen
        form.binder.input(field_name).setFocus()
        self.type(text)

    def words(self, widget: QWidget | None = None) -> str:
        """Return all words that can be read, of the whole window unless a widget is named."""
        labels = (widget or self.frame).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def told(self) -> str:
        """Return what stands at the top of the window."""
        return self.frame.banner.text()

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return (popup and popup.focusWidget()) or QApplication.focusWidget() or self.frame
