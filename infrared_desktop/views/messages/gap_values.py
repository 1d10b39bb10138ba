"""What fills the gaps of a message: of the patient, the clinic, the visit or what is due."""

from collections.abc import Iterable
from datetime import date, datetime, time

from infrared_desktop.documents.letter_days import letter_day, letter_time
from infrared_desktop.documents.letters import Letters
from infrared_desktop.domain.clinic_facts import phone_of
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.messages.manners import one_line
from infrared_desktop.domain.people.name_order import written_name
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.people import Patient, Settings

_SAMPLE_TIME = time(10, 30)


def gap_values(
    patient: Patient,
    settings: Settings,
    language: str,
    day: date,
    starts: time | None = None,
    sites: Iterable[Site] = (),
) -> dict[str, str]:
    """Return what each gap is filled with, in the message's language."""
    time_of_day = letter_time(datetime.combine(day, starts)) if starts else ""
    return {
        "name": one_line(written_name(patient)),
        "clinic": one_line(settings.clinic_name),
        "phone": phone_of(settings),
        "day": letter_day(day, language, settings.date_order),
        "time": time_of_day,
        "areas": _areas(sites, language),
    }


def sample_values(settings: Settings, language: str, today: date) -> dict[str, str]:
    """Return what a text shows while it is written; nobody is called so."""
    patient = Patient("Example", "Alex")
    site = (Site(Area.NECK_FRONT),)
    values = gap_values(patient, settings, language, today, _SAMPLE_TIME, site)
    return values | {"phone": values["phone"] or "…"}


def _areas(sites: Iterable[Site], language: str) -> str:
    say = Letters(language).say
    named = (
        ", ".join(say(plain_label(part)) for part in (site.area, site.side) if part)
        for site in sites
    )
    return "; ".join(dict.fromkeys(named))
