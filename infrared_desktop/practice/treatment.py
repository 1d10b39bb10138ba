"""What the practice clinic writes down at sessions and reviews."""

from dataclasses import dataclass, replace
from random import Random

from infrared_desktop.domain.records.answers import (
    Answer,
    Endpoint,
    GoalMet,
    Reaction,
    ReviewDecision,
    Satisfaction,
    Timepoint,
)
from infrared_desktop.domain.records.areas import GRADES, Region, Site, region_of, scale_of
from infrared_desktop.domain.records.care import AreaOutcome, AreaSettings, Review, Session
from infrared_desktop.practice.skin import Skin

# One session in how many shows it; blisters 7 of 63 in types IV to V, rare elsewhere (S7).
_BLISTERS = {True: 7 / 63, False: 0.004}
_OTHERS = (
    (Reaction.ERYTHEMA, 0.05),
    (Reaction.OEDEMA, 0.02),
    (Reaction.TENDERNESS, 0.015),
    (Reaction.BRUISING, 0.004),
    (Reaction.HYPERPIGMENTATION, 0.002),
)
_TIMEPOINTS = {1: Timepoint.MONTH_1, 3: Timepoint.MONTH_3, 6: Timepoint.MONTH_6}
# Very satisfied, satisfied, not satisfied: face and neck 70/10/20, elsewhere 40/20/40 (S9).
_SATISFIED = {True: (0.7, 0.8, 0.88, 0.97), False: (0.4, 0.6, 0.75, 0.93)}
_SCORES = tuple(reversed(Satisfaction))


@dataclass(frozen=True)
class Dose:
    """The settings that a patient got the last time."""

    fluence_j_cm2: float
    passes: int


def first_dose(rng: Random, skin: Skin) -> Dose:
    """Return careful settings to begin with; darker skin gets less."""
    fluence = rng.choice((34.0, 36.0, 38.0, 40.0)) - (4.0 if skin.type >= 4 else 0.0)
    return Dose(fluence, rng.randint(3, 6))


def next_dose(rng: Random, dose: Dose, reaction: Reaction | None) -> Dose:
    """Return the next settings: less after a blister, sometimes a little more."""
    if reaction is Reaction.BLISTER:
        return Dose(dose.fluence_j_cm2 - 4.0, dose.passes)
    more = 2.0 if rng.random() < 0.35 and dose.fluence_j_cm2 < 44 else 0.0
    return Dose(dose.fluence_j_cm2 + more, min(dose.passes + rng.randint(0, 1), 8))


def draw_reaction(rng: Random, skin: Skin) -> Reaction | None:
    """Draw an adverse event of a session, as often as the studies saw it."""
    draw = rng.random() - _BLISTERS[skin.type in (4, 5)]
    if draw < 0:
        return Reaction.BLISTER
    for reaction, odds in _OTHERS:
        draw -= odds
        if draw < 0:
            return reaction
    return None


def settings(
    rng: Random, skin: Skin, site: Site, dose: Dose, reaction: Reaction | None
) -> AreaSettings:
    """Return what one site received."""
    on_body = region_of(site.area) in (Region.ARM, Region.BODY)
    endpoints: tuple[Endpoint, ...] = (Endpoint.CONTRACTION,) if rng.random() < 0.6 else ()
    endpoints += (Endpoint.BLISTER,) if reaction is Reaction.BLISTER else (Endpoint.MILD_ERYTHEMA,)
    return AreaSettings(
        site.area,
        site.side,
        handpiece="Titan XL" if on_body else rng.choice(("Titan S", "Titan V")),
        fluence_j_cm2=dose.fluence_j_cm2,
        passes=dose.passes,
        pulses_total=skin.sometimes(rng.randint(12, 18) * 5 * dose.passes, 0.93),
        cooling_temp_c=skin.sometimes(20.0, 0.9),
        endpoints=skin.sometimes(endpoints, 0.97),
        pain_nrs=skin.sometimes(min(max(round(rng.gauss(3, 1.5)), 0), 9), 0.94),
        no_adverse_event=reaction is None,
        reaction=reaction,
        severity=severity(reaction) if reaction else None,
    )


def severity(reaction: Reaction) -> int:
    """Return how severe the practice clinic takes a reaction to be."""
    return 2 if reaction in (Reaction.BLISTER, Reaction.HYPERPIGMENTATION) else 1


def checked(rng: Random, skin: Skin, session: Session) -> Session:
    """Fill in the same-day re-check of a session."""
    return replace(
        session,
        skin_clean=skin.sometimes(Answer.YES),
        tan_checked=skin.sometimes(Answer.YES if rng.random() < 0.97 else Answer.UNKNOWN),
        eye_protection=rng.random() < 0.99,
        note="Stopped once to cool; went on well." if rng.random() < 0.06 else "",
    )


def reviewed(
    rng: Random, skin: Skin, months: int, before: dict[Site, float], head: Review
) -> Review:
    """Fill in a review: grades as they are now, beside those of the consultation."""
    content = _satisfaction(rng, skin)
    gained = any(skin.grades[site] < grade for site, grade in before.items())
    goal = GoalMet.YES if content is Satisfaction.VERY_SATISFIED else GoalMet.PARTLY
    return replace(
        head,
        timepoint=_TIMEPOINTS.get(months, Timepoint.OTHER),
        satisfaction=skin.sometimes(content, 0.94),
        gais_patient=skin.sometimes(1 + _SCORES.index(content), 0.85),
        goal_met=goal if gained else skin.sometimes(GoalMet.NO, 0.8),
        decision=_decision(rng, months, gained),
        note="Asked for the photographs side by side." if rng.random() < 0.08 else "",
        areas=tuple(_outcome(skin, site, before[site]) for site in skin.sites),
    )


def _decision(rng: Random, months: int, gained: bool) -> ReviewDecision | None:
    if months == 6:
        return ReviewDecision.MAINTENANCE
    further = not gained and months == 3 and rng.random() < 0.1
    return ReviewDecision.FURTHER_SESSION if further else None


def _satisfaction(rng: Random, skin: Skin) -> Satisfaction:
    upper = region_of(skin.sites[0].area) in (Region.FACE, Region.NECK)
    draw = rng.random()
    above = sum(draw >= bound for bound in _SATISFIED[upper])
    return _SCORES[above]


def _outcome(skin: Skin, site: Site, before: float) -> AreaOutcome:
    scale, now = scale_of(site.area), skin.grades[site]
    steps = GRADES[scale].index(before) - GRADES[scale].index(now)
    return AreaOutcome(
        site.area,
        site.side,
        laxity_grade=skin.sometimes(now, 0.96),
        laxity_scale=scale,
        gais_clinician=skin.sometimes(4 - min(max(steps, -1), 3), 0.9),
    )
