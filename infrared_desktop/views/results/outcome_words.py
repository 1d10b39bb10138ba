"""How a grade, its change and an improvement are said."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.areas import LaxityScale
from infrared_desktop.domain.results.outcomes import Change
from infrared_desktop.views.inputs import choices


def grade_words(scale: LaxityScale, grade: float) -> str:
    """Write a grade with its scale: 2.5 Alexiades."""
    return f"{grade:g} {choices.label(scale)}"


def gais_words(score: int | None) -> str:
    """Write a GAIS score in words, with the figure: it runs from 1, the best, to 5."""
    words = dict(choices.options("Gais")).get(str(score), "")
    return f"{words} ({score})" if words else "?"


def short_change(change: Change) -> str:
    """Write a change for a table: 0.5 better, 20 %."""
    percent = "" if change.percent is None else f", {abs(change.percent):.0f} %"
    if change.grades > 0:
        return _words("{n} better{percent}").format(n=f"{change.grades:g}", percent=percent)
    if change.grades < 0:
        return _words("{n} worse{percent}").format(n=f"{-change.grades:g}", percent=percent)
    return _words("no change")


def say_change(change: Change) -> str:
    """Say a change in a sentence; lower is better."""
    if not change.grades:
        return _words("The same grade as the baseline.")
    share = "" if change.percent is None else f" ({abs(change.percent):.0f} %)"
    text = (
        _words("{n} below the baseline{share}: better by {steps}.")
        if change.grades > 0
        else _words("{n} above the baseline{share}: worse by {steps}.")
    )
    one, many = _words("one step of the scale"), _words("{n} steps of the scale")
    steps = one if change.steps == 1 else many.format(n=change.steps)
    return text.format(n=f"{abs(change.grades):g}", share=share, steps=steps)


def _words(text: str) -> str:
    return QCoreApplication.translate("Outcome", text)
