"""Errors that are the world's fault: each is a sentence for the person at the desk."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infrared_desktop.domain.sentences import Sentence, Value


class KnownError(Exception):
    """Something went wrong that a person can act on: what happened, what is safe, what to do."""

    def __init__(self, template: str, **values: "Value | Sentence") -> None:
        # Imported by the error, as nearly no start meets one (docs/decisions/0009).
        from infrared_desktop.domain.sentences import sentence

        self.sentence: Sentence = sentence(template, **values)
        super().__init__(str(self.sentence))


class StaleError(KnownError):
    """Somebody else stored a newer version in between; nothing was overwritten."""


class ChartClosedError(KnownError):
    """A chart is kept closed; `number` is whose, and who asked may open it by saying why."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(
            "The chart of number {n} is restricted, so nothing of it was shown. Open it in the "
            "window, where you say why.",
            n=number,
        )
