"""What was signed about a patient, as a menu: each line opens its record."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.wording import say_day, say_site


class _Line(NamedTuple):
    day: date
    words: str
    place: Place


class SignedMenu(QMenu):
    """Lists consultations, sessions and reviews, newest first; letters, arrows and Enter work."""

    chosen = Signal(object)  # Place

    def show_at(self, widget: QWidget, chart: Chart) -> None:
        """List the records of a chart at the top of a widget, the newest chosen."""
        self.clear()
        self.setAccessibleName(self.tr("What is signed, newest first"))
        for line in sorted(self._lines(chart), key=lambda line: line.day, reverse=True):
            # An ampersand is a letter here, not the sign of a key.
            action = self.addAction(line.words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, place=line.place: self.chosen.emit(place))
        if self.isEmpty():
            veiled, none = self.tr("Records are for who treats."), self.tr("Nothing is signed yet.")
            self.addAction(veiled if chart.is_veiled else none).setEnabled(False)
        self.popup(widget.mapToGlobal(QPoint(0, 0)))
        self.setActiveAction(self.actions()[0])

    def _lines(self, chart: Chart) -> Iterator[_Line]:
        kinds: tuple[tuple[str, str, str, Iterable[Stored[Any]]], ...] = (
            ("consultation", self.tr("Consultation"), "consulted_on", chart.consultations),
            ("session", self.tr("Session"), "performed_on", chart.sessions),
            ("review", self.tr("Review"), "reviewed_on", chart.reviews),
        )
        for name, title, field, records in kinds:
            for stored in records:
                day = getattr(stored.record, field)
                words = f"{say_day(day)} · {title} · {_where(stored.record.areas)}".rstrip(" ·")
                place = Place(name, chart.patient.id, stored.id, about=STORED)
                yield _Line(day, words, place)


def _where(rows: Iterable[Any]) -> str:
    sites: list[Site] = [row.site for row in rows]
    return "; ".join(say_site(site) for site in sites[:3]) + (" …" if len(sites) > 3 else "")
