"""Hours in the words in which people count them."""

from infrared_desktop.domain.sentences import Sentence, sentence

_HOURS_PER_DAY = 24
# Up to here people say hours: "24 hours before", and then "3 days before".
_SAID_IN_HOURS = 48


def spoken(hours: float) -> Sentence:
    """Say a time in minutes, hours or days, whichever is read most easily."""
    if hours < 1:
        return sentence("{count} minutes", count=round(hours * 60))
    if is_said_in_days(hours):
        return sentence("{count} days", count=round(hours / _HOURS_PER_DAY))
    count = round(hours, 1)
    return sentence("1 hour") if count == 1 else sentence("{count} hours", count=f"{count:g}")


def is_said_in_days(hours: float) -> bool:
    """Say whether people count a time in days."""
    return hours > _SAID_IN_HOURS and hours % _HOURS_PER_DAY == 0
