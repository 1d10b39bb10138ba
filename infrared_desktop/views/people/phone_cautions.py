"""What is likely a slip in a phone number, said beside it; it blocks nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from infrared_desktop.domain.people.registration import cautions
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_PHONES = ("phone", "second_phone")


class PhoneCautions(QObject):
    """Looks at the numbers of a form once one is typed to its end."""

    def __init__(
        self, workplace: Workplace, binder: Binder[Patient], typed: Callable[[], Patient]
    ) -> None:
        super().__init__()
        self._workplace, self._binder, self._typed = workplace, binder, typed
        for field in _PHONES:
            entry = binder.input(field)
            assert isinstance(entry, TextField)
            entry.editingFinished.connect(self.show)

    def found(self) -> dict[str, Sentence]:
        """Return what is likely a slip, by field."""
        return cautions(self._typed(), self._workplace.settings.country)

    def show(self) -> None:
        """Say it beside the numbers."""
        found = self.found()
        for field in _PHONES:
            self._binder.set_caution(field, say(found[field]) if field in found else "")
