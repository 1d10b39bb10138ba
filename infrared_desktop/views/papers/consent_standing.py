"""Which of a patient's consents matters now, how a stored one stands, and who takes a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.papers.consent_state import ConsentStanding, ConsentState
from infrared_desktop.domain.papers.consent_validity import is_confirmed, is_expired
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Consent, Withdrawal
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.papers.consent_words import taker
from infrared_desktop.views.workplace import Workplace


def to_show(states: Sequence[ConsentState]) -> Stored[Consent] | None:
    """Return the consent that matters now: one that waits, ran out, or else the one that holds."""
    for standing in (ConsentStanding.UNCONFIRMED, ConsentStanding.EXPIRED):
        for state in states:
            if state.standing is standing:
                return state.consent
    if states and all(state.standing is ConsentStanding.VALID for state in states):
        return states[-1].consent
    return None


def signed_chip(signed: Stored[Consent], back: Withdrawal | None, workplace: Workplace) -> Chip:
    """Return how a stored consent stands, in a few words."""
    if back is not None:
        return Chip(Meaning.STOP, _words("taken back"))
    if not is_confirmed(signed):
        words = _words("waits for {name}").format(name=taker(signed, workplace))
        return Chip(Meaning.CAUTION, words)
    if is_expired(signed.record, workplace.today()):
        return Chip(Meaning.CAUTION, _words("has run out"))
    return Chip(Meaning.SUITABLE, _words("signed"))


def taken_by(chart: Chart, workplace: Workplace) -> int:
    """Return who takes the consent: the person at work, or for reception who saw the patient."""
    staff = workplace.staff
    if workplace.may(Right.TAKE_CONSENT):
        return staff.id
    active = [one.id for one in workplace.clinic.staff.clinicians()]
    seen = [each.record.clinician_id for each in chart.consultations]
    return next((number for number in reversed(seen) if number in active), active[0])


def _words(text: str) -> str:
    return QCoreApplication.translate("Consent", text)
