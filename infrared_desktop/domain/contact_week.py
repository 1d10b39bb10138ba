"""How often a patient may be contacted: whoever was contacted often enough has a rest."""

from collections.abc import Iterable
from datetime import date, timedelta

WEEK = timedelta(days=7)


def rests_until(days: Iterable[date], most_a_week: int) -> date | None:
    """Return the first day on which one more contact is not one too many within seven days.

    `days` are those of all contacts so far. None stands for a patient who needs no rest, or a
    clinic that sets no bound (0).
    """
    lately = sorted(days)[-most_a_week:] if most_a_week > 0 else []
    return lately[0] + WEEK if lately and len(lately) == most_a_week else None
