"""Another person's draft, to be read only: whose it is, and below it all that it says in words."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from infrared_desktop.documents.entries import Entries
from infrared_desktop.documents.values import Values
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.desks.drafts import Draft
from infrared_desktop.storage.gathered.whole_record import whole_record
from infrared_desktop.views.look.paper_view import PaperView
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.workplace import Workplace

_WIDTH, _HEIGHT = 640, 520


class DraftReader(QDialog):
    """Shows a draft over the window; nothing in it can be changed, Esc puts it away."""

    def __init__(self, parent: QWidget, whose: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_words("Draft of somebody else"))
        self.title, self.hint, self.view = QLabel(whose), QLabel(), PaperView()
        self.title.setProperty("role", "heading")
        self.hint.setProperty("role", "caption")
        self.hint.setText(_words("You only read this. It stays theirs, and nothing of it counts."))
        for label in (self.title, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.view.show_markup(text)
        self.view.setAccessibleName(whose)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        close = buttons.addButton(_words("&Close  Esc"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setProperty("kind", "primary")
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        for widget in (self.title, self.hint):
            box.addWidget(widget)
        box.addWidget(self.view, 1)
        box.addWidget(buttons)
        self.resize(_WIDTH, _HEIGHT)


def read_draft(parent: QWidget, workplace: Workplace, draft: Draft, whose: str) -> DraftReader:
    """Show a draft over the window and return the dialog; raise KnownError if it can't be read."""
    dialog = DraftReader(parent, whose, draft_text(workplace, draft))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.view.setFocus()
    return dialog


def draft_text(workplace: Workplace, draft: Draft) -> str:
    """Return all that a draft says as lines of light markup."""
    record = draft.record(KINDS[draft.kind].record_type)
    values = Values(whole_record(workplace.clinic, draft.patient_id))
    told = Entries(values).written(record)
    return "\n".join((f"### {_words('Written so far')}", *told))


def _words(text: str) -> str:
    return QCoreApplication.translate("DraftReader", text)
