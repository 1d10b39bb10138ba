"""The hours at which no message leaves: until when they last, in a word for those who wait."""

from zoneinfo import ZoneInfo

from infrared_desktop.domain.messages.manners import is_quiet
from infrared_desktop.views.workplace import Workplace


def quiet_until(workplace: Workplace) -> str:
    """Return the time from which messages may leave again; nothing where they may now."""
    rules = workplace.clinic.front_desk.rules()
    here = workplace.now().astimezone(ZoneInfo(workplace.settings.timezone))
    return f"{rules.quiet_until:%H:%M}" if is_quiet(here.time(), rules) else ""
