"""The head of a medical history: what is still to ask, and the button that saves."""

from PySide6.QtWidgets import QPushButton

from infrared_desktop.views.look.record_header import RecordHeader


class HistoryHeader(RecordHeader):
    """Offers to go to what is to be asked or mended, and to save what was changed."""

    def __init__(self) -> None:
        super().__init__()
        self.missing, self.save = QPushButton(), QPushButton(self.tr("Save  Ctrl+S"))
        self.missing.setProperty("kind", "quiet")
        self.missing.setToolTip(self.tr("Go to the next (F8)"))
        self.save.setProperty("kind", "primary")
        self.save.setAccessibleName(self.tr("Save"))
        self.add_buttons((self.missing, self.save))

    def show_work(self, missing: int, changed: bool) -> None:
        """Say how much is to be asked or mended; there is only something to save once changed."""
        one, many = self.tr("1 thing to ask or to mend"), self.tr("{count} to ask or to mend")
        self.missing.setText(one if missing == 1 else many.format(count=missing))
        self.missing.setVisible(bool(missing))
        self.save.setEnabled(changed)
