"""Sentences that people read, as a template with named gaps: views translate, then fill in."""

from dataclasses import dataclass
from datetime import date

Value = str | int | float | date


@dataclass(frozen=True)
class Sentence:
    """A sentence whose gaps are filled after translation; dates are written by the view."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))


def sentence(template: str, **values: Value) -> Sentence:
    """Make a sentence from a template and its named values."""
    return Sentence(template, tuple(sorted(values.items())))
