"""How a patient's consent stands, in chips and sentences, and what the clinic goes by."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.letters import LANGUAGES
from infrared_desktop.domain.durations import spoken
from infrared_desktop.domain.papers.consent_signing import talked_through
from infrared_desktop.domain.papers.consent_state import (
    ConsentRules,
    ConsentStanding,
    ConsentState,
    consent_states,
    is_under_age,
    signing_from,
)
from infrared_desktop.domain.papers.consent_validity import is_confirmed, is_expired
from infrared_desktop.domain.papers.outline_facts import sites_to_outline
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.diary import TREATING, Device
from infrared_desktop.domain.sessions.consent_gates import worst
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_GONE = (AppointmentStatus.CANCELLED, AppointmentStatus.NO_SHOW, AppointmentStatus.ENTERED_IN_ERROR)
_MEANINGS = {
    ConsentStanding.MISSING: Meaning.CAUTION,
    ConsentStanding.OTHER_AREAS: Meaning.CAUTION,
    ConsentStanding.WITHDRAWN: Meaning.STOP,
    ConsentStanding.UNDER_AGE: Meaning.STOP,
    ConsentStanding.EXPIRED: Meaning.CAUTION,
    ConsentStanding.WAITING: Meaning.INFORMATION,
    ConsentStanding.UNSIGNED: Meaning.CAUTION,
    ConsentStanding.UNCONFIRMED: Meaning.CAUTION,
    ConsentStanding.VALID: Meaning.SUITABLE,
}


def consent_rules(workplace: Workplace) -> ConsentRules:
    """Return what this clinic goes by."""
    protocol = workplace.clinic.protocol
    return ConsentRules(protocol.consent, workplace.settings.country, protocol.title)


def here_now(workplace: Workplace) -> datetime:
    """Return the moment by the clinic's own clock."""
    return workplace.now().astimezone(ZoneInfo(workplace.settings.timezone))


def say_when(moment: datetime, workplace: Workplace) -> str:
    """Write a moment with its day: Tue 24 Nov 2026, 15:42."""
    here = moment.astimezone(ZoneInfo(workplace.settings.timezone))
    return f"{say_day(here.date(), 'ddd d MMM yyyy')}, {here:%H:%M}"


def state_of(chart: Chart, workplace: Workplace) -> ConsentState | None:
    """Return the state of the area that is farthest from a treatment; None without areas."""
    sites = sites_to_outline(chart)
    return worst(consent_states(chart, sites, here_now(workplace), consent_rules(workplace)))


def banner_chips(chart: Chart, workplace: Workplace) -> list[Chip]:
    """Return how the consent stands, for a patient whose areas are planned or found suitable."""
    state = state_of(chart, workplace)
    return [standing_chip(state, workplace)] if state else []


def standing_chip(state: ConsentState, workplace: Workplace) -> Chip:
    """Return how a consent stands, in a few words."""
    standing = state.standing
    words = {
        ConsentStanding.MISSING: _words("no consent"),
        ConsentStanding.OTHER_AREAS: _words("consent for other areas"),
        ConsentStanding.WITHDRAWN: _words("consent taken back"),
        ConsentStanding.UNDER_AGE: _words("under age"),
        ConsentStanding.EXPIRED: _words("consent has run out"),
        ConsentStanding.WAITING: _words("consent: thinking it over"),
        ConsentStanding.UNSIGNED: _words("consent not signed"),
        ConsentStanding.UNCONFIRMED: _words("consent waits for {name}"),
        ConsentStanding.VALID: _words("consent given"),
    }
    if state.last_day is not None and standing is ConsentStanding.VALID:
        words[standing] = _words("consent valid until {day}").format(day=say_day(state.last_day))
    if state.consent is not None and standing is ConsentStanding.UNCONFIRMED:
        words[standing] = words[standing].format(name=taker(state.consent, workplace))
    glyph = Glyph.BANG if _MEANINGS[standing] is Meaning.STOP else None
    return Chip(_MEANINGS[standing], words[standing], glyph)


def early_words(until: datetime | None, now: datetime) -> str:
    """Say from when an outline can be signed; nothing once it can be."""
    if until is None:
        return _words("In this country nobody under age is treated: this cannot be signed.")
    if now >= until:
        return ""
    here = until.astimezone(now.tzinfo)
    text = _words("There is time to think it over: it can be signed from {day}, {time}.")
    return text.format(day=say_day(here.date(), "ddd d MMM yyyy"), time=f"{here:%H:%M}")


def wait_words(chart: Chart, workplace: Workplace) -> str:
    """Say what the time to think it over rests on, and which one counts under age."""
    rules, note = consent_rules(workplace), ""
    hours = rules.wait.under_age_hours
    if hours is not None and is_under_age(chart, here_now(workplace), rules.terms):
        text = _words("Under age {time} count, from the first consultation.")
        note = text.format(time=say(spoken(hours)))
    return " ".join(filter(None, (f"{rules.country}:", note, rules.wait.note)))


def way_words(chart: Chart, workplace: Workplace) -> str:
    """Say how it goes on from an outline that nobody has got yet."""
    rules, now = consent_rules(workplace), here_now(workplace)
    until = signing_from(chart, now, sites_to_outline(chart), now, rules)
    text = _words(
        "Go through it with the patient, on the screen or on paper, then press Hand over: it is "
        "kept word for word."
    )
    early = early_words(until, now)
    return "\n\n".join(filter(None, (text, early, wait_words(chart, workplace) if early else "")))


def paper_words(given: Stored[Handout], workplace: Workplace) -> str:
    """Say when an outline was handed over, under which version and hash."""
    outline = given.record
    text = _words("Outline {number}, handed over {when}, {language} · {version} · {digest}")
    return text.format(
        number=given.id,
        when=say_when(outline.given_at, workplace),
        language=LANGUAGES.get(outline.language, outline.language),
        version=outline.protocol_version,
        digest=outline.document_hash[:8],
    )


def signed_words(signed: Stored[Consent], back: Withdrawal | None, workplace: Workplace) -> str:
    """Say who signed when and until when it counts, or why it does not."""
    if back is not None:
        text = _words("Taken back on {day}: {reason}")
        return text.format(day=say_day(back.withdrawn_on), reason=back.reason)
    text = _words("Signed by {name} on {when} · {digest}")
    when = say_when(signed.record.signed_at, workplace)
    name, digest = signed.record.signer_name, signed.content_hash[:8]
    line = text.format(name=name, when=when, digest=digest)
    return "\n".join(filter(None, (line, _lasting_words(signed, workplace))))


def taker(signed: Stored[Consent], workplace: Workplace) -> str:
    """Return the name of the clinician who takes a consent."""
    return name_of(signed.record.taken_by_id, workplace)


def name_of(staff_id: int, workplace: Workplace) -> str:
    """Return the name of a member of staff."""
    return workplace.clinic.staff.get(staff_id).record.name


def confirm_words(name: str) -> str:
    """Say that a consent does not count before its clinician confirmed it."""
    text = _words("It does not count before {name} confirms it.")
    return text.format(name=name)


def proposal_words(chart: Chart) -> str:
    """Say where the choices come from that are ticked already; nothing where there are none."""
    told = talked_through(chart)
    if told is None:
        return ""
    text = _words("Proposed from the consultation of {day}. Untick what was not talked through.")
    return text.format(day=say_day(told.consulted_on))


def _lasting_words(signed: Stored[Consent], workplace: Workplace) -> str:
    last = signed.record.valid_until
    if not is_confirmed(signed):
        return confirm_words(taker(signed, workplace))
    if last is None:
        return ""
    text = _words("Valid until {day}.")
    if is_expired(signed.record, workplace.today()):
        text = _words("It ran out on {day}. Hand over a new outline, and have it signed.")
    return text.format(day=say_day(last))


def devices_of(chart: Chart, workplace: Workplace) -> list[Device]:
    """Return the device that is booked for the next treatment, else all that are in service."""
    today = workplace.today()
    known = {each.id: each.record for each in workplace.clinic.diary.devices()}
    ahead = sorted(
        (visit.record.day, visit.record.device_id)
        for visit in chart.appointments
        if visit.record.kind in TREATING
        and visit.record.status not in _GONE
        and visit.record.day >= today
        and visit.record.device_id in known
    )
    if ahead:
        return [known[ahead[0][1] or 0]]
    return [device for device in known.values() if device.in_service]


def _words(text: str) -> str:
    return QCoreApplication.translate("Consent", text)
