"""Two inputs of a session's settings: the handpiece, and what was seen on the skin."""

from collections.abc import Sequence
from typing import Any

from infrared_desktop.domain.records.answers import Endpoint
from infrared_desktop.views.inputs.choice_field import MultiChoiceField
from infrared_desktop.views.inputs.fields import ComboField


class HandpieceField(ComboField):
    """A handpiece by its name; none is an empty text."""

    def get_value(self) -> str | None:
        """Return the name, or nothing."""
        return super().get_value() or ""

    def set_value(self, value: Any) -> None:
        """Show a name; one that the device does not have is shown all the same."""
        super().set_value(value or None)


class EndpointField(MultiChoiceField):
    """What was seen on the skin; that nothing was seen is the field's own "none"."""

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer (code, label) pairs, without the code that says "nothing seen" once more."""
        super().set_options([pair for pair in options if pair[0] != Endpoint.NONE])

    def set_value(self, value: Any) -> None:
        """Show codes; the old code for nothing seen is shown as none."""
        super().set_value(None if value is None else [c for c in value if c != Endpoint.NONE])
