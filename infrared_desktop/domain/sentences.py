"""Sentences that people read, as a template with named gaps: views translate, then fill in."""

from dataclasses import dataclass
from datetime import date

Value = str | int | float | date


@dataclass(frozen=True)
class Sentence:
    """A sentence whose gaps are filled after translation; dates are written by the view.

    A gap may be a sentence of its own, which is translated for itself. Such a one is not stored.
    """

    template: str
    values: tuple[tuple[str, "Value | Sentence"], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))


def sentence(template: str, **values: Value | Sentence) -> Sentence:
    """Make a sentence from a template and its named values."""
    return Sentence(template, tuple(sorted(values.items())))
