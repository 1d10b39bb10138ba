"""The seconds that the next try has to wait, counted down under its input."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from infrared_desktop.views.inputs.field_errors import show_error


class WaitingTime(QObject):
    """Counts down under an input, then says that it may be tried; another one takes its place."""

    def __init__(self, field: QLineEdit, seconds: int) -> None:
        self.end_at(field)
        super().__init__(field)
        self._field, self._left = field, seconds
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        field.setFocus()  # now, and not at the end, when somebody may type something else
        field.selectAll()
        self._tell()

    @staticmethod
    def end_at(field: QLineEdit) -> None:
        """Count no more under an input: what is asked there is another's, or something else."""
        for waiting in field.findChildren(WaitingTime):
            waiting.stop()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self.setParent(None)
        self.deleteLater()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._tell()
        else:
            show_error(self._field, self.tr("Now it can be tried: Enter, or type it anew."))
            self.stop()

    def _tell(self) -> None:
        words = self.tr(
            "After wrong tries the next one has to wait: {seconds} s are left. The recovery key "
            "opens at once."
        )
        show_error(self._field, words.format(seconds=self._left))
