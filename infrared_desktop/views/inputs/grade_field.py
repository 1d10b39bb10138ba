"""The laxity grade as segments: only the grades of its scale, picked by typing the grade."""

from infrared_desktop.domain.areas import GRADES, LaxityScale
from infrared_desktop.views.forms.forms import register
from infrared_desktop.views.inputs.choice_field import ChoiceField


class GradeField(ChoiceField):
    """A grade or none; a digit means the grade that starts with it, never the place in the row."""

    def set_scale(self, scale: LaxityScale) -> None:
        """Offer the grades of a scale."""
        offered = tuple((str(grade), f"{grade:g}") for grade in GRADES[scale])
        if offered != self._options:
            self.set_options(offered)

    def _typed(self, text: str) -> str | None:
        codes = [code for code, words in self._options if text and words.startswith(text)]
        now = self.get_value()
        after = codes.index(now) + 1 if now in codes else 0
        return codes[after % len(codes)] if codes else None


register(GradeField)
