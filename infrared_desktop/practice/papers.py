"""The papers of a practice patient: outline, consent, a test spot, a rule's decision.

They are drawn from a die of their own, so that more of them leaves the rest of a clinic as it was.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from infrared_desktop.documents.letters import Letters, language_of
from infrared_desktop.documents.outline import outline_text
from infrared_desktop.domain.clinic_facts import phone_of
from infrared_desktop.domain.papers.consent_state import (
    ConsentRules,
    ConsentStanding,
    consent_held,
    consent_states,
    signing_from,
)
from infrared_desktop.domain.papers.outline_facts import item_codes, outline_facts, risks
from infrared_desktop.domain.records.answers import Answer, Endpoint
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Session, TestSpot
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import (
    Alternative,
    Consent,
    Handout,
    HandoutKind,
    Stroke,
    Withdrawal,
)
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.sessions.consent_gates import worst
from infrared_desktop.practice.founding import DEVICES, SETTINGS
from infrared_desktop.practice.story import Story
from infrared_desktop.storage.desks.protocols import load_sources

_DARK = 4  # from this Fitzpatrick type on a test spot is made


def give_outline(story: Story, sites: tuple[Site, ...], by: int, at: datetime) -> None:
    """Hand over the outline of a plan that lacks a consent; dark skin gets a test spot besides."""
    if not all(consent_held(story.pen.chart(), site, _day(story, at)) for site in sites):
        given = _outline(story, sites, at)
        story.pen.add("outline-given", given, by, at, State.SIGNED)
    if story.skin.type >= _DARK:
        _test(story, sites[0], by, at)


def sign_consent(story: Story, by: int, at: datetime) -> None:
    """Have the patient sign once the wait is over, unless that is done; a few take it back."""
    chart = story.pen.chart()
    if story.plan is None:
        return
    here, rules = at.astimezone(story.pen.clock.zone), _rules(story)
    sites = [row.site for row in story.plan.record.areas]
    state = worst(consent_states(chart, sites, here, rules))
    done = (ConsentStanding.VALID, ConsentStanding.EXPIRED)  # that one needs a new outline
    if state is None or state.standing in done or state.outline is None:
        return
    given = state.outline
    until = signing_from(chart, given.record.given_at, given.record.sites, here, rules)
    if until is None or until > at:
        return
    record = _consent(story, given, until, by, at)
    signed = story.pen.add("consent-signed", record, by, at, State.SIGNED)
    if not chart.withdrawals and _die(story, "withdrawal").random() < 0.08:
        _withdraw(story, signed, by)


def confirmed(story: Story, session: Session, at: datetime) -> Session:
    """Return a session whose consent was confirmed on the day, or that says why there is none."""
    day = _day(story, at)
    held = [consent_held(story.pen.chart(), row.site, day) for row in session.areas]
    consents = [one.id for one in held if one is not None]
    if len(consents) < len(held):
        return replace(session, override_reason="Agreed by word; signs at the next visit.")
    return replace(session, consent_id=max(consents, default=None), consent_reconfirmed=True)


def decide(story: Story, code: str, reason: str, by: int, at: datetime) -> None:
    """Note that a clinician examined again what a rule had put off."""
    kind = RuleDecisionKind.RE_EXAMINED
    decision = RuleDecision(story.patient_id, code, kind, _day(story, at), reason)
    story.pen.add("rule-re-examined", decision, by, at, State.SIGNED)


def tell(story: Story, code: str, reason: str, by: int, at: datetime) -> None:
    """Note that the patient was told what a rule warns of, and accepted it."""
    kind = RuleDecisionKind.ACKNOWLEDGED
    decision = RuleDecision(story.patient_id, code, kind, _day(story, at), reason)
    story.pen.add("rule-acknowledged", decision, by, at, State.SIGNED)


def _die(story: Story, about: str) -> Random:
    return Random(f"papers:{about}:{story.patient_id}:{story.pen.patient.record.surname}")


def _day(story: Story, at: datetime) -> date:
    return at.astimezone(story.pen.clock.zone).date()


def _test(story: Story, site: Site, by: int, at: datetime) -> None:
    due = at + timedelta(hours=48)
    spot = TestSpot(
        site.area,
        site.side,
        patient_id=story.patient_id,
        done_at=at,
        operator_id=by,
        device_id=1,
        handpiece="Titan S",
        fluence_j_cm2=30.0,
        pulses=2,
        read_due_at=due,
    )
    stored = story.pen.add("test-spot-made", spot, by, at)
    if due <= story.pen.clock.now:
        seen = (Endpoint.MILD_ERYTHEMA,)
        reading = replace(spot, read_at=due, seen=seen, passed=Answer.YES)
        story.pen.change("test-spot-read", stored, reading, by, due, State.SIGNED)


def _rules(story: Story) -> ConsentRules:
    return ConsentRules(story.protocol.consent, SETTINGS.country, story.protocol.title)


def _outline(story: Story, sites: tuple[Site, ...], at: datetime) -> Handout:
    protocol = story.protocol
    cost = f"CAD {400 + 250 * len(sites)} for each session"
    facts = outline_facts(story.pen.chart(), sites, DEVICES, at, _rules(story), cost)
    language = language_of(story.pen.patient.record.language)
    return Handout(
        story.patient_id,
        HandoutKind.OUTLINE,
        at,
        language,
        outline_text(protocol, facts, Letters(language), load_sources(), phone_of(SETTINGS)),
        sites,
        item_codes(protocol, facts),
        protocol.title,
        cost_quoted=cost,
    )


def _consent(
    story: Story, given: Stored[Handout], until: datetime, by: int, at: datetime
) -> Consent:
    outline = given.record
    return Consent(
        story.patient_id,
        given.id,
        outline.document_hash,
        informed_at=outline.given_at,
        cooling_off_ends_at=until,
        signed_at=at,
        taken_by_id=by,
        sites=outline.sites,
        language=outline.language,
        risks_discussed=tuple(one.code for one in risks(story.protocol)),
        alternatives_discussed=tuple(Alternative),
        off_label_explained=True,
        no_guarantee=True,
        cost_quoted=outline.cost_quoted,
        photo_record=Answer.YES,
        photo_education=Answer.NO,
        photo_marketing=Answer.NO,
        signer_name=story.pen.patient.record.display_name,
        signature=_scrawl(_die(story, "signature")),
        protocol_version=outline.protocol_version,
        valid_until=story.protocol.consent.last_day(_day(story, at)),
    )


def _scrawl(die: Random) -> tuple[Stroke, ...]:
    points = [(80 + 12 * step, 120 + die.randint(-60, 60)) for step in range(60)]
    return (Stroke(tuple(number for point in points for number in point)),)


def _withdraw(story: Story, signed: Stored[Consent], by: int) -> None:
    at = signed.at + timedelta(days=3)
    if at <= story.pen.clock.now:
        back = Withdrawal(story.patient_id, signed.id, _day(story, at), "Rang: wants no more.")
        story.pen.add("consent-withdrawn", back, by, at, State.SIGNED)
