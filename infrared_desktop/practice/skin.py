"""A patient's skin as the practice clinic finds, treats and sees it again."""

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from infrared_desktop.domain.consultation.suitability import assess, sealed
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import (
    Answer,
    BddOutcome,
    Benefit,
    Concern,
    Expectation,
    Sex,
    SkinCondition,
    Tan,
    Verdict,
)
from infrared_desktop.domain.records.areas import (
    GRADES,
    Area,
    LaxityScale,
    Region,
    Side,
    Site,
    region_of,
)
from infrared_desktop.domain.records.areas import scale_of as usual_scale
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.rules.known import Known
from infrared_desktop.practice.talk import talked
from infrared_desktop.practice.ways import Turn

T = TypeVar("T")


@dataclass(frozen=True)
class Wish:
    """What brings somebody in: sites with their sizes, and the concern in her own words."""

    sites: tuple[tuple[Site, int], ...]
    concern: Concern
    words: str


def _wish(words: str, concern: Concern, *sites: tuple[Area, Side | None, int]) -> Wish:
    return Wish(tuple((Site(area, side), size) for area, side, size in sites), concern, words)


_WISHES = (
    _wish("I look tired on every photo.", Concern.SAGGING, (Area.FACE_FULL, None, 260)),
    _wish("My jaw line has gone.", Concern.JOWL, (Area.JOWL_JAWLINE, Side.BOTH, 90)),
    _wish(
        "My neck looks older than I do.",
        Concern.SAGGING,
        (Area.NECK_FRONT, None, 110),
        (Area.SUBMENTAL, None, 45),
    ),
    _wish("The skin under my chin hangs.", Concern.SUBMENTAL, (Area.SUBMENTAL, None, 45)),
    _wish(
        "Since the second child my tummy is loose.",
        Concern.POST_PARTUM,
        (Area.ABDOMEN_LOWER, None, 240),
    ),
    _wish("I no longer wear short sleeves.", Concern.CREPEY, (Area.UPPER_ARM, Side.BOTH, 220)),
    _wish(
        "Face and belly, if it can be done together.",
        Concern.SAGGING,
        (Area.MIDFACE_CHEEK, Side.BOTH, 100),
        (Area.ABDOMEN_UPPER, None, 180),
    ),
    _wish("Fine lines beside the eyes.", Concern.FINE_WRINKLES, (Area.PERIORBITAL, Side.BOTH, 30)),
    _wish("My brows feel heavy.", Concern.SAGGING, (Area.FOREHEAD_BROW, None, 80)),
    _wish("Creases on my chest.", Concern.CREPEY, (Area.DECOLLETE, None, 200)),
    _wish("Loose skin above the knees.", Concern.CREPEY, (Area.KNEE, Side.BOTH, 120)),
    _wish("The left side is worse.", Concern.JOWL, (Area.JOWL_JAWLINE, Side.LEFT, 50)),
    _wish("Inner thighs after losing weight.", Concern.OTHER, (Area.THIGH_INNER, Side.BOTH, 280)),
)
WISHES = {"face": 0, "neck": 2, "abdomen": 4, "arms": 5}
_TYPES = (1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6)


class Skin:
    """One patient's skin type, wish and laxity, which changes with time and treatment."""

    def __init__(self, rng: Random, wish: str = "", sex: Sex | None = None) -> None:
        self._rng = rng
        self.type = rng.choice(_TYPES)
        self.wish = _WISHES[WISHES[wish]] if wish else rng.choice(_WISHES)
        if self.wish.concern is Concern.POST_PARTUM and sex is Sex.MALE:
            words = "My belly is loose since I lost weight."
            self.wish = replace(self.wish, concern=Concern.OTHER, words=words)
        self.grades = {site: self._grade(site) for site, _ in self.wish.sites}
        self._gains = {site: self._gain(site) for site in self.grades}

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites that the patient came for."""
        return tuple(self.grades)

    def sometimes(self, value: T, likely: float = 0.95) -> T | None:
        """Return the value, or nothing: not everything is always asked."""
        return value if self._rng.random() < likely else None

    def settle(self) -> None:
        """Let the skin tighten a little, as far as it goes with this patient."""
        for site, gain in self._gains.items():
            if gain and self._rng.random() < 0.7:
                grades = GRADES[usual_scale(site.area)]
                self.grades[site] = grades[max(grades.index(self.grades[site]) - 1, 0)]
                self._gains[site] = gain - 1

    def slacken(self) -> None:
        """Let a year pass."""
        for site, grade in self.grades.items():
            grades = GRADES[usual_scale(site.area)]
            if self._rng.random() < 0.4:
                self.grades[site] = grades[min(grades.index(grade) + 1, len(grades) - 2)]

    def _grade(self, site: Site) -> float:
        face = usual_scale(site.area) is LaxityScale.ALEXIADES
        choice = (1.5, 2.0, 2.0, 2.5, 2.5, 3.0, 3.5) if face else (1.0, 2.0, 2.0, 3.0)
        return self._rng.choice(choice)

    def _gain(self, site: Site) -> int:
        # Upper arms showed a minimal effect only, face and neck the best (reference 10).
        odds = {Region.FACE: 0.75, Region.NECK: 0.7, Region.ARM: 0.2, Region.BODY: 0.5}
        if self._rng.random() >= odds[region_of(site.area)]:
            return 0
        return 2 if self._rng.random() < 0.3 and region_of(site.area) is Region.FACE else 1


@dataclass(frozen=True)
class Client:
    """Whom the practice clinic sees: the patient, what is known of her, and her skin."""

    patient: Patient
    known: Known
    skin: Skin


def consultation(
    rng: Random, client: Client, head: Consultation, turn: Turn, protocol: Protocol
) -> Consultation:
    """Fill a consultation's head with findings; each verdict is the protocol's own."""
    skin, tanned = client.skin, turn is Turn.TANNED
    day = head.consulted_on
    asked = replace(
        head,
        main_concern=skin.sometimes(skin.wish.words) or "",
        expectation=skin.sometimes(_expectation(rng)),
        event_deadline=day + timedelta(rng.randint(60, 240)) if rng.random() < 0.06 else None,
        bdd_outcome=skin.sometimes(_bdd(rng), 0.85),
        fitzpatrick_type=skin.sometimes(skin.type, 0.97),
        current_tan=rng.choice((Tan.NATURAL, Tan.SUNBED)) if tanned else skin.sometimes(Tan.NONE),
        last_exposure=day - timedelta(rng.randint(2, 5)) if tanned else None,
        note="Wants time to think it over." if turn is Turn.DECLINES else "",
        areas=tuple(_finding(rng, skin, site, size, turn) for site, size in skin.wish.sites),
    )
    return _judged(asked, client, protocol, rng)


def is_suitable(consultation: Consultation) -> bool:
    """Say whether any site may be treated."""
    return any(row.verdict in (Verdict.SUITABLE, Verdict.PRECAUTIONS) for row in consultation.areas)


def _expectation(rng: Random) -> Expectation:
    return rng.choice((Expectation.SUBTLE, Expectation.MODERATE, Expectation.MODERATE))


def _bdd(rng: Random) -> BddOutcome:
    return BddOutcome.NOT_DONE if rng.random() < 0.2 else BddOutcome.NEGATIVE


def _finding(rng: Random, skin: Skin, site: Site, size: int, turn: Turn) -> AreaFinding:
    grade = 4.0 if turn is Turn.SEVERE else skin.grades[site]
    conditions: tuple[SkinCondition, ...] = ()
    on_face = region_of(site.area) is Region.FACE
    return AreaFinding(
        site.area,
        site.side,
        concern=skin.sometimes(skin.wish.concern),
        size_cm2=skin.sometimes(size + rng.randint(-2, 2) * 5, 0.9),
        laxity_grade=skin.sometimes(grade, 0.96),
        laxity_scale=usual_scale(site.area),
        skin_conditions=skin.sometimes(conditions),
        suspicious_lesion=rng.choice((Answer.NO,) * 18 + (Answer.UNKNOWN, None)),
        tattoo=skin.sometimes(Answer.NO),
        inside_orbital_rim=skin.sometimes(Answer.NO) if on_face else None,
        expected_benefit=skin.sometimes(rng.choice((Benefit.SUBTLE, Benefit.MODERATE)), 0.8),
    )


def _judged(asked: Consultation, client: Client, protocol: Protocol, rng: Random) -> Consultation:
    found = assess(asked, client.patient, protocol, asked.consulted_on, client.known)
    rows = [replace(row, verdict=one.verdict) for row, one in zip(asked.areas, found, strict=True)]
    if rows[0].verdict is Verdict.SUITABLE and rng.random() < 0.04:
        reason = "Very thin skin here: lower fluence, and a test spot first."
        rows[0] = replace(rows[0], verdict=Verdict.PRECAUTIONS, verdict_reason=reason)
    return talked(sealed(replace(asked, areas=tuple(rows)), found, protocol))
