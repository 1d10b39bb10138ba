"""Somebody else saved the history in between: say what they changed, and offer to go on."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from infrared_desktop.domain.history.changes import version_said
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say, say_day, say_moment
from infrared_desktop.views.workplace import Workplace

OnTop = Callable[[Stored[History]], None]


class HistoryStale(QObject):
    """Tells of a newer version; `put_on_top` takes it and keeps what is written here."""

    def __init__(self, workplace: Workplace, banner: Banner, put_on_top: OnTop) -> None:
        super().__init__()
        self._workplace, self._banner, self._put_on_top = workplace, banner, put_on_top

    def tell(self, base: Stored[History] | None, theirs: Stored[History]) -> None:
        """Say who saved what since the version that is written on."""
        clinic = self._workplace.clinic
        text = self.tr(
            "{name} saved this history on {day} {at}. {brought}. Yours is kept, not saved."
        )
        told = version_said(base.record if base else None, theirs.record, say)
        self._banner.tell(
            Meaning.CAUTION,
            text.format(
                name=clinic.staff.get(theirs.by).record.name,
                day=say_day(clinic.day(theirs.at)),
                at=say_moment(theirs.at, clinic.settings.timezone),
                brought="; ".join(one.rstrip(".") for one in told),
            ),
            self.tr("Put yours on top"),
            lambda: self._put_on_top(theirs),
        )
