"""Why no free time lies on the best day that a visit could have."""

from collections.abc import Iterable
from datetime import date

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.booking.slots import Wanted, is_rest
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.sentences import Sentence, sentence


def why_not_best(wanted: Wanted, found: Iterable[Slot], agenda: Agenda) -> Sentence | None:
    """Say what keeps a visit from its best day; None where it has a time there, or has no day.

    `agenda` is that of the best day.
    """
    best, soonest = wanted.best, wanted.not_before
    if wanted.last < wanted.first or any(slot.day == best for slot in found):
        return None
    if soonest.date() > best:
        return sentence(
            "Not before {day} at {time}: what comes before the visit takes that long.",
            day=soonest.date(),
            time=f"{soonest:%H:%M}",
        )
    if is_rest(best, agenda) or not agenda.open_spans(best):
        return _why_closed(best, agenda)
    return sentence("On {best} no time is left.", best=best)


def _why_closed(best: date, agenda: Agenda) -> Sentence:
    if not is_rest(best, agenda) and agenda.hours(best):
        why = ", ".join(closure.why for closure in agenda.whole_closures())
        return sentence("On {best} the clinic is closed: {why}.", best=best, why=why)
    return sentence("On {best} the clinic is not open.", best=best)
