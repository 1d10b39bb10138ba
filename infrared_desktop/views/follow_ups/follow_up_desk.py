"""The follow-up list as it is narrowed, printed, or saved as a PDF or a table."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from infrared_desktop.documents.follow_up_paper import FollowUpLine, follow_up_paper
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.exchange.csv_files import as_csv
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.storage.desks.worklist import Wanted as Rows
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views.follow_ups.follow_up_rows import standing_chip
from infrared_desktop.views.follow_ups.follow_up_words import hiding_words, reason_words
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say_day, say_moment

_MOST = 10_000  # rows; nobody reads more of them on paper


class FollowUpDesk(PaperDesk):
    """Offers the list by Ctrl+P; each file of it holds names, which is said before and after."""

    def __init__(self, screen: Screen, rows: Callable[[], Rows]) -> None:
        super().__init__(screen, "", "", lambda: 0, self._wish, act="follow-up-list-made")
        self.action.setText(self.tr("Print or save this list"))
        self.menu.removeAction(self.named)
        self.table = self.menu.addAction(
            self.tr("Save as a &table (CSV); it holds names …"), self._save_table
        )
        self._rows = rows

    def file_name(self) -> str:
        """Return the suggested name of the file; it names nobody."""
        return self.tr("Follow-ups {day}").format(day=self._rows().today.isoformat()) + ".pdf"

    def _wish(self) -> Wanted:
        place, today = self._workplace, self._rows().today
        moment = say_moment(place.now(), place.settings.timezone)
        made = f"{say_day(place.today())} {moment} · {place.staff.record.name}"
        title = self.tr("Follow-ups of {day}").format(day=say_day(today))
        paper = follow_up_paper(title, self._lines(), place.settings, made)
        place.clinic.note("follow-up-list-made", place.by, place.now())
        return lambda _: paper

    def _papers(self) -> Callable[[], Any]:
        return lambda: None

    def _save_table(self) -> None:
        path = self._ask_for_table()
        if path is None:
            return
        head = [self.tr(w) for w in ("Due", "Patient", "Telephone", "What", "Why")]
        rows = [(each.due, each.whom, each.phone, each.what, each.why) for each in self._lines()]
        table = as_csv([head, *rows])
        place = self._workplace
        try:
            place.clinic.note("follow-up-list-saved", place.by, place.now())  # before it leaves
            write_atomically(path, table)
        except KnownError as error:
            self._screen.tell_error(error)
            return
        words = self.tr(
            "Saved as {name}. It holds names and telephone numbers, not encrypted: delete it when "
            "it was used."
        )
        self._screen.tell(Meaning.CAUTION, words.format(name=path.name))

    def _ask_for_table(self) -> Path | None:
        name = Path(self.file_name()).with_suffix(".csv").name
        title, kinds = self.tr("Save as a table with names"), self.tr("Table (*.csv)")
        return ask_for_place(self._screen, title, name, kinds)

    def _lines(self) -> Sequence[FollowUpLine]:
        wanted = self._rows()
        listed = self._workplace.clinic.follow_ups.page(wanted, 0, _MOST)
        return [self._line(each, wanted) for each in listed]

    def _line(self, listed: Listed, wanted: Rows) -> FollowUpLine:
        row, patient = listed.follow_up, listed.patient.record
        country = self._workplace.settings.country
        phones = [show_phone(p, country) for p in (patient.phone, patient.second_phone) if p]
        return FollowUpLine(
            say_day(row.due),
            f"{patient.display_name} ({listed.patient.id:04d})",
            ", ".join(phones),
            standing_chip(row, wanted.today).text,
            f"{hiding_words(row, wanted.today)} {reason_words(row)}".strip(),
        )
