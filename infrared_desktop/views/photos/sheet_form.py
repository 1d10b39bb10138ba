"""What a before-and-after sheet is for and to whom it goes, as it is asked."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.photographs.exports import Handing
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label


class SheetForm(Panel):
    """What the sheet is for and to whom it goes."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Before-and-after sheet"))
        self.form, self.words = QWidget(), words_label("caption")
        load_form(self.form, "photo_export")
        for name in ("size_label", "copy_size"):
            found = self.form.findChild(QWidget, name)
            assert isinstance(found, QWidget)
            found.hide()  # a sheet has the size of its paper
        self.binder: Binder[Handing] = Binder(self.form, Handing)
        self.make = QPushButton(self.tr("Save or print  Ctrl+P"))
        self.make.setProperty("kind", "primary")
        self.make.setAutoDefault(True)
        self.words.setText(
            self.tr(
                "It shows the part that is seen when it is made. Each photograph is entered in "
                "the register of what left. For teaching and publicity the sheet does not name "
                "the patient."
            )
        )
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inside.setSpacing(12)
        for widget in (self.form, self.words, self.make):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.body.addLayout(inside)

    def handing(self) -> Handing:
        """Return what was answered."""
        return self.binder.record(Handing())
