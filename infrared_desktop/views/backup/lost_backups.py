"""Looks whether the proven backups still lie where they were made, once for each sitting."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.standing import count_no_more, lost_at
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.place_looks import PlaceLooks
from infrared_desktop.views.workplace import Workplace


class LostBackups(QObject):
    """What is gone counts no more, and the audit log hears of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = PlaceLooks(self)

    def look(
        self, place: Workplace, known: Sequence[Standing], then: Callable[[list[Path]], object]
    ) -> None:
        """Look at each place, which may hang; `then` hears what is gone once all have answered."""
        proven = {each.place: each for each in known if each.proven is not None}
        if not proven:
            then([])
            return

        def on_answer(lost: list[Path]) -> None:
            if self._looks.is_on:
                return
            if lost:
                self._give_up(place, lost, then)
            else:
                then([])

        self._looks.begin(list(proven), lambda each: lost_at(proven[each]), on_answer)

    def _give_up(
        self, place: Workplace, lost: list[Path], then: Callable[[list[Path]], object]
    ) -> None:
        folder, key = place.clinic.folder, place.clinic.ledger.key

        def job(_: tasks.Task) -> None:
            for path in lost:
                count_no_more(folder, key, path)

        def go_on(_: object) -> None:
            self._note(place, lost, then)

        tasks.run(self, job, go_on, go_on)

    def _note(
        self, place: Workplace, lost: list[Path], then: Callable[[list[Path]], object]
    ) -> None:
        with suppress(KnownError):  # a full disk, say: the backup that is made next tells of it
            for path in lost:
                place.clinic.note("backup-lost", place.by, place.now(), path.stem)
        then(lost)
