"""The papers of a practice patient: outline, consent, a test spot, a rule's decision.

They are drawn from a die of their own, so that more of them leaves the rest of a clinic as it was.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from infrared_desktop.domain.answers import Answer, Endpoint, Reaction
from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.care import TestSpot
from infrared_desktop.domain.chart import State, Stored
from infrared_desktop.domain.consents import (
    Alternative,
    Consent,
    Handout,
    HandoutKind,
    RuleDecision,
    RuleDecisionKind,
    Stroke,
    Withdrawal,
)
from infrared_desktop.practice.story import Story

_COOLING_OFF = timedelta(hours=24)
_DARK = 4  # from this Fitzpatrick type on a test spot is made


def give_outline(story: Story, sites: tuple[Site, ...], by: int, at: datetime) -> None:
    """Hand over the outline of a plan; darker skin gets a test spot besides."""
    text = "# What will be done\n- Infrared light warms the skin; the result takes months."
    version = story.protocol.title
    given = Handout(story.patient_id, HandoutKind.OUTLINE, at, "en", text, sites, (), version)
    story.pen.add("outline-given", given, by, at, State.SIGNED)
    if story.skin.type >= _DARK:
        _test(story, sites[0], by, at)


def sign_consent(story: Story, by: int, at: datetime) -> None:
    """Have the patient sign for the newest outline, unless that is done; a few take it back."""
    chart = story.pen.chart()
    if not chart.handouts or story.plan is None:
        return
    given, again = chart.handouts[-1], bool(chart.withdrawals)
    held = [stored for stored in chart.consents if stored.record.handout_id == given.id]
    if len(held) > again:
        return
    wait = timedelta() if again else _COOLING_OFF
    record = _consent(story, given, wait, by, at)
    signed = story.pen.add("consent-signed", record, by, at, State.SIGNED)
    if not chart.withdrawals and _die(story, "withdrawal").random() < 0.08:
        _withdraw(story, signed, by)


def decide(story: Story, code: str, reason: str, by: int, at: datetime) -> None:
    """Note that a clinician examined again what a rule had put off."""
    kind = RuleDecisionKind.RE_EXAMINED
    decision = RuleDecision(story.patient_id, code, kind, _day(story, at), reason)
    story.pen.add("rule-re-examined", decision, by, at, State.SIGNED)


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


def _consent(
    story: Story, given: Stored[Handout], wait: timedelta, by: int, at: datetime
) -> Consent:
    outline = given.record
    return Consent(
        story.patient_id,
        given.id,
        outline.document_hash,
        informed_at=outline.given_at,
        cooling_off_ends_at=outline.given_at + wait,
        signed_at=at,
        taken_by_id=by,
        sites=outline.sites,
        risks_discussed=tuple(Reaction),
        alternatives_discussed=(Alternative.NOTHING, Alternative.SURGERY),
        off_label_explained=True,
        no_guarantee=True,
        photo_record=Answer.YES,
        photo_education=Answer.NO,
        photo_marketing=Answer.NO,
        signer_name=story.pen.patient.record.display_name,
        signature=_scrawl(_die(story, "signature")),
        protocol_version=outline.protocol_version,
    )


def _scrawl(die: Random) -> tuple[Stroke, ...]:
    points = [(80 + 12 * step, 120 + die.randint(-60, 60)) for step in range(60)]
    return (Stroke(tuple(number for point in points for number in point)),)


def _withdraw(story: Story, signed: Stored[Consent], by: int) -> None:
    at = signed.at + timedelta(days=3)
    if at <= story.pen.clock.now:
        back = Withdrawal(story.patient_id, signed.id, _day(story, at), "Rang: wants no more.")
        story.pen.add("consent-withdrawn", back, by, at, State.SIGNED)
