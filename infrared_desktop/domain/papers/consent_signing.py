"""What is missing before a patient can sign a consent (clinical reference 5.3)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.domain.papers.consent_state import ConsentRules, is_under_age, signing_from
from infrared_desktop.domain.people.name_order import written_name
from infrared_desktop.domain.protocol.consent_terms import ClauseWhen
from infrared_desktop.domain.records.answers import Answer, Reaction
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import (
    Alternative,
    Consent,
    Handout,
    Signer,
    Withdrawal,
    is_drawn,
)
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.sentences import Sentence, sentence

# K02 of the protocol: an operation and doing nothing are named to everybody.
_NAMED_TO_ALL = (Alternative.NOTHING, Alternative.SURGERY)
_PHOTOS = ("photo_record", "photo_education", "photo_marketing")


def new_consent(
    chart: Chart, outline: Stored[Handout], taken_by_id: int, now: datetime, rules: ConsentRules
) -> Consent:
    """Return a consent to an outline with what is known already; nothing is agreed to in it.

    The choices that a consultation says were talked through stand in it as a proposal.
    """
    given, patient = outline.record, chart.patient.record
    until = signing_from(chart, given.given_at, given.sites, now, rules)
    young, talk = is_under_age(chart, now, rules.terms), talked_through(chart)
    name = written_name(patient)
    return Consent(
        given.patient_id,
        outline.id,
        given.document_hash,
        informed_at=given.given_at,
        cooling_off_ends_at=until or now,
        signed_at=now,
        taken_by_id=taken_by_id,
        sites=given.sites,
        language=given.language,
        alternatives_discussed=(talk.alternatives_discussed or ()) if talk else (),
        cost_quoted=given.cost_quoted,
        signer=Signer.GUARDIAN if young else Signer.PATIENT,
        signer_name="" if young else name,
        co_signer_name=name if young else "",
        protocol_version=given.protocol_version,
    )


def talked_through(chart: Chart) -> Consultation | None:
    """Return the newest signed consultation that says which choices were talked through."""
    told = [
        each.record
        for each in chart.consultations
        if each.state is State.SIGNED and each.record.alternatives_discussed
    ]
    return told[-1] if told else None


def sealed_consent(
    consent: Consent, chart: Chart, until: datetime, now: datetime, rules: ConsentRules
) -> Consent:
    """Return the consent as it is signed now, for as long as the terms of today let it count.

    What only one under age or a guardian fills in is left out of another's consent.
    """
    terms, is_guardian = rules.terms, consent.signer is Signer.GUARDIAN
    sealed = replace(
        consent,
        cooling_off_ends_at=until,
        signed_at=now,
        valid_until=terms.last_day(now.date()),
        signer_relation=consent.signer_relation if is_guardian else "",
    )
    if is_under_age(chart, now, terms):
        return sealed
    return replace(sealed, co_signer_name="", co_signature=())


def risks_told(outline: Handout) -> tuple[Reaction, ...]:
    """Return the risks that an outline names."""
    return tuple(risk for risk in Reaction if risk.value in outline.codes)


def tells_off_label(outline: Handout, rules: ConsentRules) -> bool:
    """Say whether an outline tells that the device was made for another purpose."""
    clauses = rules.terms.clauses_when(ClauseWhen.OFF_LABEL)
    return any(clause.code in outline.codes for clause in clauses)


def signing_gaps(
    consent: Consent, outline: Handout, chart: Chart, now: datetime, rules: ConsentRules
) -> tuple[Gap, ...]:
    """Return what is missing, in the order of the form; `now` is the clinic's own clock."""
    return (
        *_of_talk(consent, outline, rules),
        *_of_answers(consent),
        *_of_signer(consent, is_under_age(chart, now, rules.terms)),
        *_of_signature(consent, _too_early(chart, outline, now, rules)),
        *(_of_co_signer(consent) if is_under_age(chart, now, rules.terms) else ()),
    )


def withdrawal_gaps(withdrawal: Withdrawal, signed_on: date, today: date) -> tuple[Gap, ...]:
    """Return what a withdrawal lacks."""
    found = []
    if withdrawal.withdrawn_on > today:
        found.append(Gap("withdrawn_on", sentence("This day lies ahead.")))
    if withdrawal.withdrawn_on < signed_on:
        text = sentence("The consent was signed on {day} only.", day=signed_on)
        found.append(Gap("withdrawn_on", text))
    if not withdrawal.reason.strip():
        found.append(Gap("reason", sentence("Say why, in a few words.")))
    return tuple(found)


def _of_talk(consent: Consent, outline: Handout, rules: ConsentRules) -> Iterator[Gap]:
    left = set(risks_told(outline)) - set(consent.risks_discussed)
    if left:
        text = "Tick each risk that was talked through; {count} of the outline are left."
        yield Gap("risks_discussed", sentence(text, count=len(left)))
    if not set(_NAMED_TO_ALL) <= set(consent.alternatives_discussed):
        text = "To do nothing and an operation are named to everybody."
        yield Gap("alternatives_discussed", sentence(text))
    if not consent.no_guarantee:
        yield Gap("no_guarantee", sentence("Say that no result is certain, then tick it."))
    if tells_off_label(outline, rules) and not consent.off_label_explained:
        text = "Explain what the device was made for, then tick it."
        yield Gap("off_label_explained", sentence(text))


def _of_answers(consent: Consent) -> Iterator[Gap]:
    if not consent.cost_quoted.strip():
        yield Gap("cost_quoted", sentence("Say what it costs, or that it costs nothing."))
    for field in _PHOTOS:
        if getattr(consent, field) not in (Answer.YES, Answer.NO):
            yield Gap(field, sentence("Ask it: yes or no. No is as good an answer."))


def _of_signer(consent: Consent, young: bool) -> Iterator[Gap]:
    if young and consent.signer is not Signer.GUARDIAN:
        yield Gap("signer", sentence("The patient is under age: a guardian signs."))
    if not consent.signer_name.strip():
        yield Gap("signer_name", sentence("The name of who signs is needed."))
    if consent.signer is Signer.GUARDIAN and not consent.signer_relation.strip():
        text = "Say how the guardian is related, such as mother or legal guardian."
        yield Gap("signer_relation", sentence(text))


def _of_signature(consent: Consent, too_early: Sentence | None) -> Iterator[Gap]:
    if too_early is not None:
        yield Gap("signature", too_early)
    elif not is_drawn(consent.signature) and not consent.signed_paper.strip():
        text = "Nothing is drawn yet. Sign here, or say below where the signed paper is kept."
        yield Gap("signature", sentence(text))


def _of_co_signer(consent: Consent) -> Iterator[Gap]:
    """One under age signs besides the guardian, on the screen or on the same paper."""
    if not consent.co_signer_name.strip():
        yield Gap("co_signer_name", sentence("The patient's own name is needed."))
    if not is_drawn(consent.co_signature) and not consent.signed_paper.strip():
        text = "The patient signs too: here, or on the paper that is named above."
        yield Gap("co_signature", sentence(text))


def _too_early(
    chart: Chart, outline: Handout, now: datetime, rules: ConsentRules
) -> Sentence | None:
    until = signing_from(chart, outline.given_at, outline.sites, now, rules)
    if until is None:
        return sentence("In this country nobody under age is treated.")
    if now >= until:
        return None
    here = until.astimezone(now.tzinfo)
    text = "There is time to think it over: it can be signed from {day}, {time}."
    return sentence(text, day=here.date(), time=f"{here:%H:%M}")
