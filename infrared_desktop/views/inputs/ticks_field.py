"""Things to tick off, each of which was done or not: nothing ticked is an empty list."""

from typing import Any

from infrared_desktop.views.inputs.choice_field import MultiChoiceField
from infrared_desktop.views.inputs.promoted import register


class TicksField(MultiChoiceField):
    """Ticks any of what is offered; here "none" and "not asked" are no answers of their own."""

    def tick_all(self) -> None:
        """Tick everything that is offered, or nothing if all of it is ticked."""
        if self._read_only:
            return
        codes = [code for code, _ in self._options]
        self.set_value([] if self.get_value() == codes else codes)
        self.changed.emit()

    def get_value(self) -> list[Any]:
        """Return the codes that are ticked, in the order offered."""
        return super().get_value() or []

    def set_value(self, value: Any) -> None:
        """Tick these codes and no others."""
        super().set_value(list(value or ()) or None)

    def _extra(self) -> list[tuple[str, str]]:
        return []


register(TicksField)
