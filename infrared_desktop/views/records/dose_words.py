"""How a dose and the way it was borne are said in lines of text."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings
from infrared_desktop.domain.sessions.doses import Dose, alarms
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day


def figure(value: float | None) -> str:
    """Write a number without needless zeros."""
    return "" if value is None else f"{value:g}".replace("-", "−")


def dose_line(row: AreaSettings) -> str:
    """Write settings in one line: Titan S · 36 J/cm² · 6 passes · 384 pulses · 20 °C."""
    parts = (
        row.handpiece,
        _filled(_words("{n} J/cm²"), row.fluence_j_cm2),
        _filled(_words("{n} passes"), row.passes),
        _filled(_words("{n} pulses"), row.pulses_total),
        _filled(_words("{n} °C"), row.cooling_temp_c),
    )
    return " · ".join(part for part in parts if part)


def offer_words(offered: Dose | None, last: Dose | None) -> str:
    """Say which settings one key takes over: the last, or: 30 J/cm² of 12 Oct."""
    if offered is None or offered == last:
        return _words("As last time  Ctrl+L")
    dose = _filled(_words("{n} J/cm²"), offered.row.fluence_j_cm2)
    text = _words("Last tolerated: {dose}  Ctrl+L")
    return text.format(dose=", ".join(part for part in (dose, say_day(offered.day)) if part))


def carried_words(taken: Dose, last: Dose | None) -> str:
    """Say which settings were taken over, and why where they are not the last ones."""
    if taken == last:
        return _words("As last time: {line}.").format(line=dose_line(taken.row))
    text = _words("The last time was not tolerated. Taken from {day}: {line}.")
    return text.format(day=say_day(taken.day), line=dose_line(taken.row))


def seen_line(row: AreaSettings) -> str:
    """Write what was seen and felt: pain 3 of 10 · mild redness, visible tightening."""
    pain = _filled(_words("pain {n} of 10"), row.pain_nrs)
    seen = ", ".join(choices.label(endpoint) for endpoint in row.endpoints or ())
    return " · ".join(part for part in (pain, seen) if part)


def borne(dose: Dose) -> Meaning:
    """Return how a dose was borne; a mild reaction is a caution, a worse one a stop."""
    if dose.is_tolerated is not False:
        return Meaning.SUITABLE if dose.is_tolerated else Meaning.INFORMATION
    severities = [event.severity for event in dose.events]
    worst = max([*severities, dose.row.severity or 1, 2 if alarms(dose.row) else 1])
    return Meaning.STOP if worst > 1 else Meaning.CAUTION


def reaction_words(dose: Dose) -> str:
    """Say how a dose was borne: tolerated; blister, moderate; or that nobody said."""
    if dose.is_tolerated:
        return _words("tolerated")
    told = [event_words(event) for event in dose.events]
    if not told and dose.row.reaction is not None:
        told = [choices.label(dose.row.reaction)]
    told = told or [choices.label(sign) for sign in alarms(dose.row)]
    return "; ".join(told) or _words("how it was borne is not noted")


def event_words(event: AdverseEvent) -> str:
    """Write an adverse event: blister, moderate."""
    severity = dict(choices.options("Severity")).get(str(event.severity), "")
    return ", ".join(part for part in (choices.label(event.reaction), severity) if part)


def say_since(day: date, today: date | None = None) -> str:
    """Write a day, with the days since then where today is known."""
    if today is None:
        return say_day(day)
    days = (today - day).days
    one, many = _words("{day} (1 day ago)"), _words("{day} ({days} days ago)")
    return (one if days == 1 else many).format(day=say_day(day), days=days)


def _filled(text: str, value: float | None) -> str:
    return "" if value is None else text.format(n=figure(value))


def _words(text: str) -> str:
    return QCoreApplication.translate("Dose", text)
