"""Two inputs of the desk's rules: several times of day, and what is only warned of."""

import re
from typing import Any

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.schedule.desk_rules import ClashRule, ResourceRule
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.inputs.ticks_field import TicksField
from infrared_desktop.views.inputs.user_property import value_property

# A patient is never in two places at once, whatever a clinic sets.
_CHOSEN = (Resource.CLINICIAN, Resource.ROOM, Resource.DEVICE)


class TimesField(TextField):
    """Times of day with commas between: 9, 14:30."""

    def get_value(self) -> Any:
        """Return the times as HH:MM, each once, in order; what can't be read is left out."""
        found = [_read(part) for part in self._parts()]
        return sorted({text for text in found if text is not None})

    def set_value(self, value: Any) -> None:
        """Show times of day."""
        super().set_value(", ".join(f"{each:%H:%M}" for each in value or ()))

    def problem(self) -> str:
        """Say in words which of them is no time."""
        wrong = next((part for part in self._parts() if _read(part) is None), None)
        if wrong is None:
            return ""
        return self.tr("{text} is not a time such as 9:30.").format(text=wrong)

    def _parts(self) -> list[str]:
        return [part.strip() for part in re.split(r"[,;]", self.text()) if part.strip()]

    value = value_property()


class WarnedField(TicksField):
    """Ticks what an overlap of is only warned of; the value is a rule for each thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows: list[ResourceRule] = []
        super().__init__(parent)
        self.set_options([(str(what), choices.label(what)) for what in _CHOSEN])

    def get_value(self) -> list[Any]:
        """Return the rules that were shown with what is ticked now, and one for each new tick."""
        ticked = super().get_value()
        known = {row.what for row in self._rows}
        kept = [
            ResourceRule(row.what, _rule(row.what in ticked)) if row.what in _CHOSEN else row
            for row in self._rows
        ]
        new = [what for what in _CHOSEN if what in ticked and what not in known]
        return [*kept, *(ResourceRule(what, ClashRule.WARN) for what in new)]

    def set_value(self, value: Any) -> None:
        """Show the rules."""
        self._rows = list(value or ())
        warned = [row.what for row in self._rows if row.rule is ClashRule.WARN]
        super().set_value([str(what) for what in warned if what in _CHOSEN])

    value = value_property()


def _rule(is_warned: bool) -> ClashRule:
    return ClashRule.WARN if is_warned else ClashRule.REFUSE


def _read(text: str) -> str | None:
    found = re.fullmatch(r"(\d{1,2})[:.h]?(\d{2})?", text, re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return f"{int(found[1]):02}:{found[2] or '00'}"


register(TimesField)
register(WarnedField)
