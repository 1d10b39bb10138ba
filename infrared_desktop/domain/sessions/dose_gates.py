"""What a dose and the same-day re-check have against them (clinical reference 7.2 and 8)."""

from collections.abc import Iterator, Sequence

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Relatedness
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.doses import (
    CARRIED,
    Dose,
    alarms,
    energy_rise_percent,
    last_tolerated,
    rise_percent,
)
from infrared_desktop.domain.sessions.gates import Gate, Severity
from infrared_desktop.domain.sessions.setting_checks import unusual

# Where each gate's figure stands in the protocol, so that its source can be shown.
ORIGINS = {
    "interval-too-short": "windows.block_days",
    "interval-short": "windows.earliest_days",
    "interval-lapsed": "windows.lapse_days",
    "plan-drifting": "windows.latest_days",
    "fluence-rise": "fluence_rise_percent",
    "shared-rise": "fluence_rise_percent",
    "over-tolerated": "fluence_rise_percent",
    "fluence-low": "fluence_j_cm2.soft_low",
    "fluence-high": "fluence_j_cm2.soft_high",
}


def dose_gates(row: AreaSettings, doses: Sequence[Dose], protocol: Protocol) -> tuple[Gate, ...]:
    """Return what speaks against a dose, given the earlier ones at its site, newest first."""
    said = (
        *_of_reaction(doses),
        *_of_rise(row, doses, protocol),
        *_over_tolerated(row, doses, protocol),
        *_of_range(row, protocol),
        *_of_settings(row, protocol),
    )
    return tuple(Gate(code, Severity.WARN, words, row.site) for code, words in said)


def recheck_gates(session: Session) -> tuple[Gate, ...]:
    """Ask for eye protection: a tick that is missing may still come, so it is a caution."""
    if session.eye_protection:
        return ()
    text = sentence("Shield the eyes of all in the room, then tick it.")
    return (Gate("no-eye-protection", Severity.WARN, text),)


def _of_reaction(doses: Sequence[Dose]) -> Iterator[tuple[str, Sentence]]:
    if not doses or doses[0].is_tolerated is not False:
        return
    last, good = doses[0], last_tolerated(doses)
    told, signs = _followed(last), alarms(last.row)
    sign = plain_label(signs[-1]) if signs else ""
    if good is None or good.row.fluence_j_cm2 is None or last.row.fluence_j_cm2 is None:
        text = "The last time, on {day}, " + told + "."
        yield "reaction-before", sentence(text, day=last.day, sign=sign)
        return
    yield (
        "reaction-before",
        sentence(
            "{fluence} J/cm² on {day} " + told + ". {good} J/cm² on {good_day} was tolerated.",
            fluence=_figure(last.row.fluence_j_cm2),
            day=last.day,
            good=_figure(good.row.fluence_j_cm2),
            good_day=good.day,
            sign=sign,
        ),
    )


def _followed(dose: Dose) -> str:
    """Say what followed a dose; only a person's word makes a cause of it."""
    said = {event.relatedness for event in dose.events}
    if said & {Relatedness.PROBABLE, Relatedness.DEFINITE}:
        return "brought a reaction"
    if not said and dose.row.reaction is None:
        return "was followed by {sign}"
    if said == {Relatedness.UNRELATED} and not alarms(dose.row):
        return "was followed by a reaction, judged unrelated"
    return "was followed by a reaction"


def _of_rise(
    row: AreaSettings, doses: Sequence[Dose], protocol: Protocol
) -> Iterator[tuple[str, Sentence]]:
    if not doses:
        return
    limit = protocol.fluence_rise_percent
    for percent, words in (
        (rise_percent(row, doses[0]), "{percent} % more fluence than on {day}"),
        (
            energy_rise_percent(row, doses[0]),
            "{percent} % more energy in all (fluence × pulses) than on {day}",
        ),
    ):
        if percent is not None and percent > limit:
            text = words + "; over {limit} % asks for a second look."
            yield (
                "fluence-rise",
                sentence(text, percent=round(percent), day=doses[0].day, limit=_figure(limit)),
            )
            return


def _over_tolerated(
    row: AreaSettings, doses: Sequence[Dose], protocol: Protocol
) -> Iterator[tuple[str, Sentence]]:
    """Compare with the last dose that was borne, where the last one of all was not, or is unknown.

    After a reaction any rise above what was borne is named; else only one above the limit.
    """
    good = last_tolerated(doses)
    if good is None or good == doses[0]:
        return
    limit = 0.0 if doses[0].is_tolerated is False else protocol.fluence_rise_percent
    percent = rise_percent(row, good)
    if percent is not None and percent > limit and good.row.fluence_j_cm2 is not None:
        yield (
            "over-tolerated",
            sentence(
                "{percent} % over the {good} J/cm² of {day}, the last fluence that was tolerated.",
                percent=_figure(round(percent, 1)),
                good=_figure(good.row.fluence_j_cm2),
                day=good.day,
            ),
        )


def _of_range(row: AreaSettings, protocol: Protocol) -> Iterator[tuple[str, Sentence]]:
    limits, fluence = protocol.fluence_j_cm2, row.fluence_j_cm2
    if fluence is None or limits is None or limits.soft_low <= fluence <= limits.soft_high:
        return
    yield (
        "fluence-low" if fluence < limits.soft_low else "fluence-high",
        sentence(
            "{fluence} J/cm² lies outside the usual {low} to {high} J/cm².",
            fluence=_figure(fluence),
            low=_figure(limits.soft_low),
            high=_figure(limits.soft_high),
        ),
    )


def _of_settings(row: AreaSettings, protocol: Protocol) -> Iterator[tuple[str, Sentence]]:
    for field in CARRIED:
        words = unusual(row, field, protocol) if field != "fluence_j_cm2" else None
        if words is not None:
            yield f"setting-{field}", words


def _figure(value: float) -> str:
    return f"{value:g}"
