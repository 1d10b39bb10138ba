"""The list of all backups, and of what a restore, an upgrade or damage left."""

from functools import partial
from pathlib import Path

from infrared_desktop.storage.backup.catalog import Backup
from infrared_desktop.storage.backup.listing import backups_at, newest_first, places_of
from infrared_desktop.storage.backup.set_aside import SetAside, set_aside
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.backup_rows import backup_row, kept_row
from infrared_desktop.views.backup.place_looks import PlaceLooks
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.screen import Screen


class AllBackups(Panel):
    """Read beside the window, as a place may be slow or hang; the newest backup is chosen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(self.tr("All backups"))
        self._screen, self._timezone = screen, screen.workplace.settings.timezone
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("All backups"))
        self._kept: dict[object, SetAside] = {}
        self._found: list[tuple[Path, Backup]] = []
        self._has_new = True
        self.looks = PlaceLooks(self)
        self.body.addWidget(self.list)

    def read(self) -> None:
        """Read the lists of all backups anew."""
        folder, key = self._screen.clinic.folder, self._screen.clinic.ledger.key
        look = partial(backups_at, folder=folder, key=key)
        self.looks.begin(places_of(folder, key), look, self._on_found)
        tasks.run(self, lambda _: set_aside(folder), self._on_kept, self._screen.tell_error)

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

    def _on_kept(self, kept: list[SetAside]) -> None:
        self._kept = {each.path: each for each in kept}
        self._show()

    def _on_found(self, found: list[tuple[Path, Backup]]) -> None:
        before = [each for each in self._found if each[0] in self.looks.waiting]
        self._found = newest_first([*found, *before])
        self._show()

    def _show(self) -> None:
        kept = [kept_row(each, self._timezone) for each in self._kept.values()]
        rows = [backup_row(*each, self._timezone) for each in self._found]
        self.list.set_rows([*kept, *rows])
        if self._has_new and rows:
            self.list.select_key(rows[0].key)
            self._has_new = self.looks.is_on
        self.set_hint(self._hint(len(rows)))

    def _hint(self, count: int) -> str:
        if self.looks.silent:
            text = self.tr("{count} shown; no answer from {places}")
            return text.format(count=count, places=", ".join(p.name for p in self.looks.silent))
        one, several = self.tr("1 backup"), self.tr("{count} backups, the newest first")
        text = one if count == 1 else several
        return text.format(count=count) if count else self.tr("none yet: B makes one")
