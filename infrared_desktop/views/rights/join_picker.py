"""Choose the other number: who looks the same is offered at once, and anybody by typing."""

from PySide6.QtWidgets import QWidget

from infrared_desktop.storage.gathered.alike_pairs import ToldApart, apart_from
from infrared_desktop.views.lists.patient_picker import PatientPicker
from infrared_desktop.views.lists.patient_rows import patient_row
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.rights.alike_rows import apart_words
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class JoinPicker(PatientPicker):
    """Offers likely duplicates of one patient until something is typed."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        self._alike: list[Row] = []
        super().__init__(workplace, parent, card=True)
        self.panel.set_footer(self.tr("Enter lays the two side by side"))

    def offer(self, number: int) -> None:
        """Begin anew, with who may be the same person as this one."""
        people, place = self._workplace.clinic.people, self._workplace
        apart = apart_from(place.clinic, number)
        country = place.settings.country
        self._alike = [
            self._row(
                patient_row(stored, place.today(), country), say(like.why), apart.get(stored.id)
            )
            for stored, like in people.alike(people.get(number).record, number)
        ]
        self.start()

    def _row(self, row: Row, why: str, apart: ToldApart | None) -> Row:
        note = f"{why} · {apart_words(self._workplace, apart)}" if apart else why
        return Row(key=row.key, title=row.title, subtitle=row.subtitle, note=note)

    def _show(self, text: str) -> None:
        super()._show(text)
        if not text.strip() and self._alike:
            self.list.set_rows(self._alike)
            self.list.select_row(0)
            self.list.show()
            self.nobody.hide()
        is_offered = not text.strip() and bool(self._alike)
        self.panel.set_title(self.tr("May be the same") if is_offered else self.tr("Patients"))
