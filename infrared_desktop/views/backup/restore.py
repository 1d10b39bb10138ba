"""Restore a backup: what it holds beside what is here now, and a second look before anything."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.restoring import kept_at
from infrared_desktop.views import tasks
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.backup.backup_rows import at_words, place_of
from infrared_desktop.views.backup.restore_steps import Found, RestoreSteps, Restoring
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class RestoreScreen(Screen):
    """About one backup, or about what a restore kept; the place names its path."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._order: Restoring | None = None
        self._source = Path()
        self.header = RecordHeader()
        self.steps = RestoreSteps(self.clinic.folder, workplace.settings.timezone)
        self.why_not = words_label("strong")
        self.put_back, self.back = QPushButton(), QPushButton(self.tr("All backups"))
        self._action = add_action(
            self, self.tr("Put it back"), "P", self.agree, self.tr("restore backup undo")
        )
        self.put_back.clicked.connect(self.agree)
        self.back.clicked.connect(lambda: self.going.emit(Place("backups")))
        self.steps.ready.connect(self._on_ready)
        self.steps.failed.connect(self._on_failed)
        self.steps.given_up.connect(self.going_back)
        self._lay_out()

    def open(self, place: Place) -> None:
        """Prove what the place names, and show what would change."""
        self._source = Path(str(place.about))
        self._order = None
        self._offer(False)
        self.why_not.hide()
        is_kept = kept_at(self._source) is not None
        title = self.tr("Put back what was kept") if is_kept else self.tr("Restore a backup")
        self.header.set_words(title, str(self._source))
        self.steps.key.likely = self.workplace.staff.record.name
        self.steps.begin(self._source, self.clinic.ledger.key, self.workplace.by)

    def leave(self) -> bool:
        """Prove nothing for somebody who went elsewhere."""
        self.steps.stop()
        return True

    def agree(self) -> None:
        """Ask who sits here, then have the clinic closed and the backup put back."""
        order = self._order
        if order is None:
            return
        if jobs := tasks.waited_for():
            words = self.tr("This is finished first: {jobs}. Then press it again.")
            self.tell(Meaning.INFORMATION, words.format(jobs=", ".join(jobs)))
            return
        why = self.tr(
            "The clinic is closed and this backup takes its place. What is here now is kept."
        )
        look_again(self, self.workplace, why, lambda: self.workplace.parting.emit(order))

    def _on_ready(self, order: Restoring, found: Found) -> None:
        at = at_words(found.comparison.moment, self.workplace.settings.timezone)
        self.header.set_words(self.header.title.text(), f"{at} · {place_of(self._source)}")
        self._order = order
        self._offer(True)
        self.put_back.setFocus()

    def _on_failed(self, error: KnownError) -> None:
        self.why_not.setText(say(error.sentence))
        self.why_not.show()
        self.back.setFocus()

    def _offer(self, offered: bool) -> None:
        self._action.setEnabled(offered)
        self.put_back.setVisible(offered)

    def _lay_out(self) -> None:
        self.put_back.setText(f"{self.tr('Put it back …')}  P")
        self.put_back.setProperty("kind", "primary")
        self.header.add_buttons([self.back, self.put_back])
        foot = self.tr(
            "Before anything changes your passphrase is asked for. Then the program starts anew, "
            "and this step can be undone."
        )
        panel = Panel(self.tr("What would change"), footer=foot)
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.addWidget(self.why_not)
        inside.addWidget(self.steps)
        inside.addStretch()
        panel.body.addLayout(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(panel, 1)
        self.setFocusProxy(self.back)
