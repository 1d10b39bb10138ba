"""How often a patient may be contacted: whoever was contacted often enough has a rest."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

WEEK = timedelta(days=7)


def rests_until(contacts: Iterable[datetime], most_a_week: int, zone: tzinfo) -> date | None:
    """Return the first day on which one more contact is not one too many within seven days.

    `contacts` are all so far, told by the days of the clinic's zone. None stands for a patient who
    needs no rest, or a clinic that sets no bound (0).
    """
    days = sorted(moment.astimezone(zone).date() for moment in contacts)
    lately = days[-most_a_week:] if most_a_week > 0 else []
    return lately[0] + WEEK if lately and len(lately) == most_a_week else None
