"""Whether a patient's consent to a site holds at a moment, and if not, why (reference 5.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from infrared_desktop.domain.papers.consent_validity import (
    covered,
    holding,
    is_expired,
    signed_by,
    signed_consents,
    withdrawn_ids,
)
from infrared_desktop.domain.records.answers import PlanStatus
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind
from infrared_desktop.domain.records.people import age_on
from infrared_desktop.domain.schedule.schedule import sessions_done

if TYPE_CHECKING:
    from infrared_desktop.domain.protocol.consent_terms import ConsentTerms, CoolingOff


class ConsentStanding(StrEnum):
    """How a patient's consent to a site stands, the farthest from a treatment first."""

    MISSING = "missing"
    OTHER_AREAS = "other_areas"
    WITHDRAWN = "withdrawn"
    UNDER_AGE = "under_age"
    EXPIRED = "expired"
    WAITING = "waiting"
    UNSIGNED = "unsigned"
    UNCONFIRMED = "unconfirmed"
    VALID = "valid"


@dataclass(frozen=True)
class ConsentRules:
    """What a clinic goes by: its terms and country, and the title of the protocol it uses."""

    terms: "ConsentTerms"
    country: str
    protocol: str = ""

    @property
    def wait(self) -> "CoolingOff":
        """The time to think it over in the clinic's country."""
        return self.terms.cooling_off_in(self.country)


@dataclass(frozen=True)
class ConsentState:
    """How the consent to one site stands; `until` is when signing becomes possible.

    `consents` are those that hold, the newest last: one, or one for each side; else the one that
    was taken back, ran out or waits to be confirmed. `outline` is the paper that waits for a
    signature, `last_day` until when it holds or held. `is_dated` is that a consent was made under
    another protocol.
    """

    site: Site
    standing: ConsentStanding
    consents: tuple[Stored[Consent], ...] = ()
    outline: Stored[Handout] | None = None
    until: datetime | None = None
    last_day: date | None = None
    is_dated: bool = False

    @property
    def consent(self) -> Stored[Consent] | None:
        """The newest of the consents."""
        return self.consents[-1] if self.consents else None


def consent_states(
    chart: Chart, sites: Iterable[Site], now: datetime, rules: ConsentRules
) -> tuple[ConsentState, ...]:
    """Return how the consent to each site stands; `now` is read by the clinic's own clock."""
    return tuple(consent_state(chart, site, now, rules) for site in dict.fromkeys(sites))


def consent_state(chart: Chart, site: Site, now: datetime, rules: ConsentRules) -> ConsentState:
    """Return how the consent to a site stands; what happened after `now` does not count."""
    found = signed_consents(chart, site, now.date(), now)
    if held := holding(found.live, site):
        return _valid(site, held, rules)
    if holding(found.halves, site):
        return ConsentState(site, ConsentStanding.UNCONFIRMED, found.unconfirmed[-1:])
    outline = newest_outline(chart, (site,), now)
    if found.gone and not _is_newer(outline, found.gone[-1], chart):
        return ConsentState(site, ConsentStanding.WITHDRAWN, found.gone[-1:], outline)
    if found.expired and not _is_after(outline, found.expired[-1]):
        ended = found.expired[-1]
        last_day = ended.record.valid_until
        return ConsentState(site, ConsentStanding.EXPIRED, (ended,), outline, last_day=last_day)
    if outline is None:
        others = _for_other_areas(chart, now)
        standing = ConsentStanding.OTHER_AREAS if others else ConsentStanding.MISSING
        return ConsentState(site, standing, others[-1:])
    return _of_outline(chart, site, outline, now, rules)


def consent_held(chart: Chart, site: Site, day: date) -> Stored[Consent] | None:
    """Return the newest consent that holds for a site on a day; nothing else is read for it."""
    found = signed_consents(chart, site, day)
    return next(iter(holding(found.live, site)[-1:]), None)


def signing_from(
    chart: Chart, given_at: datetime, sites: Iterable[Site], now: datetime, rules: ConsentRules
) -> datetime | None:
    """Return from when an outline may be signed; None where nobody under age is treated.

    An adult waits once for each plan; under age the time runs from the first consultation.
    """
    wait = rules.wait
    is_repeat = rules.terms.first_treatment_only and _is_under_way(chart, sites)
    adult_from = given_at if is_repeat else given_at + timedelta(hours=wait.hours)
    if not is_under_age(chart, now, rules.terms):
        return adult_from
    if wait.under_age_hours is None:
        return None
    seen = [each.at for each in chart.consultations if each.state is State.SIGNED]
    first = min(seen, default=given_at)
    return max(adult_from, first + timedelta(hours=wait.under_age_hours))


def is_under_age(chart: Chart, now: datetime, terms: "ConsentTerms") -> bool:
    """Say whether a guardian signs; one whose birth date is not known counts as grown up."""
    born = chart.patient.record.birth_date
    return born is not None and age_on(born, now.date()) < terms.adult_from_years


def newest_outline(chart: Chart, sites: Iterable[Site], now: datetime) -> Stored[Handout] | None:
    """Return the newest outline for all of these sites that the patient has got."""
    wanted = tuple(sites)
    given = (
        one
        for one in chart.handouts
        if one.record.kind is HandoutKind.OUTLINE
        and one.record.given_at <= now
        and all(covered(one.record.sites, site) for site in wanted)
    )
    return max(given, key=lambda one: (one.record.given_at, one.id), default=None)


def _valid(site: Site, held: list[Stored[Consent]], rules: ConsentRules) -> ConsentState:
    ends = [one.record.valid_until for one in held]
    return ConsentState(
        site,
        ConsentStanding.VALID,
        tuple(held),
        last_day=min((end for end in ends if end is not None), default=None),
        is_dated=any(one.record.protocol_version != rules.protocol for one in held),
    )


def _for_other_areas(chart: Chart, now: datetime) -> tuple[Stored[Consent], ...]:
    gone = withdrawn_ids(chart, now.date())
    return tuple(
        one
        for one in signed_by(chart, now)
        if one.id not in gone and not is_expired(one.record, now.date())
    )


def _is_after(outline: Stored[Handout] | None, expired: Stored[Consent]) -> bool:
    """Say whether an outline was handed over after a consent that has run out was signed."""
    return outline is not None and outline.record.given_at > expired.record.signed_at


def _of_outline(
    chart: Chart, site: Site, outline: Stored[Handout], now: datetime, rules: ConsentRules
) -> ConsentState:
    given = outline.record
    until = signing_from(chart, given.given_at, given.sites, now, rules)
    if until is None:
        return ConsentState(site, ConsentStanding.UNDER_AGE, outline=outline)
    standing = ConsentStanding.WAITING if now < until else ConsentStanding.UNSIGNED
    return ConsentState(site, standing, outline=outline, until=until)


def _is_newer(outline: Stored[Handout] | None, gone: Stored[Consent], chart: Chart) -> bool:
    """Say whether an outline was handed over after a consent was taken back."""
    back = [one.at for one in chart.withdrawals if one.record.consent_id == gone.id]
    return outline is not None and outline.record.given_at > max(back)


def _is_under_way(chart: Chart, sites: Iterable[Site]) -> bool:
    """Say whether each site had a session of a plan that is open."""
    plans = [plan for plan in chart.plans if plan.record.status is PlanStatus.OPEN]
    wanted = tuple(sites)
    return bool(wanted) and all(
        any(sessions_done(plan.id, site, chart.sessions) for plan in plans) for site in wanted
    )
