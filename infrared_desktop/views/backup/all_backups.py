"""The list of all backups, and of what a restore, an upgrade or damage left."""

from pathlib import Path

from infrared_desktop.storage.backup.listing import all_backups
from infrared_desktop.storage.backup.set_aside import SetAside, set_aside
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.backup_rows import backup_row, kept_row
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.screen import Screen


class AllBackups(Panel):
    """Read beside the window, as a place may be slow; the newest backup is the one chosen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(self.tr("All backups"))
        self._screen, self._timezone = screen, screen.workplace.settings.timezone
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("All backups"))
        self._kept: dict[object, SetAside] = {}
        self._has_new = True
        self.body.addWidget(self.list)

    def read(self) -> None:
        """Read the lists of all backups anew."""
        clinic, timezone = self._screen.clinic, self._timezone
        folder, key = clinic.folder, clinic.ledger.key

        def job(_: tasks.Task) -> tuple[list[SetAside], list[Row]]:
            backups = [backup_row(*each, timezone) for each in all_backups(folder, key)]
            return set_aside(folder), backups

        task = tasks.run(job, self._on_read, self._screen.tell_error)
        self.destroyed.connect(task.drop)

    def choose_newest(self) -> None:
        """Choose the newest backup once it is read."""
        self._has_new = True

    @property
    def chosen(self) -> Path | None:
        """The path of what is chosen."""
        key = self.list.current_key()
        return key if isinstance(key, Path) else None

    @property
    def kept(self) -> SetAside | None:
        """What is chosen, where it is no backup but was left by something."""
        return self._kept.get(self.chosen)

    def _on_read(self, found: tuple[list[SetAside], list[Row]]) -> None:
        self._kept = {each.path: each for each in found[0]}
        rows = [*(kept_row(each, self._timezone) for each in found[0]), *found[1]]
        self.list.set_rows(rows)
        if self._has_new and found[1]:
            self.list.select_key(found[1][0].key)
            self._has_new = False
        hint = self.tr("{count} backups, the newest first").format(count=len(found[1]))
        self.set_hint(hint if found[1] else self.tr("none yet: B makes one"))
