"""Whether a patient's consent to a site holds at a moment, and if not, why (reference 5.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from infrared_desktop.domain.answers import PlanStatus
from infrared_desktop.domain.areas import Side, Site, covers
from infrared_desktop.domain.chart import Chart, State, Stored
from infrared_desktop.domain.consents import Consent, Handout, HandoutKind
from infrared_desktop.domain.people import age_on
from infrared_desktop.domain.schedule import sessions_done

if TYPE_CHECKING:
    from infrared_desktop.domain.consent_terms import ConsentTerms, CoolingOff


class ConsentStanding(StrEnum):
    """How a patient's consent to a site stands, the farthest from a treatment first."""

    MISSING = "missing"
    OTHER_AREAS = "other_areas"
    WITHDRAWN = "withdrawn"
    UNDER_AGE = "under_age"
    WAITING = "waiting"
    UNSIGNED = "unsigned"
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

    `consent` is the one that holds, or the one that was taken back; `outline` the paper that waits
    for a signature. `is_dated` is that the consent was made under another protocol.
    """

    site: Site
    standing: ConsentStanding
    consent: Stored[Consent] | None = None
    outline: Stored[Handout] | None = None
    until: datetime | None = None
    is_dated: bool = False


def consent_states(
    chart: Chart, sites: Iterable[Site], now: datetime, rules: ConsentRules
) -> tuple[ConsentState, ...]:
    """Return how the consent to each site stands; `now` is read by the clinic's own clock."""
    return tuple(consent_state(chart, site, now, rules) for site in dict.fromkeys(sites))


def consent_state(chart: Chart, site: Site, now: datetime, rules: ConsentRules) -> ConsentState:
    """Return how the consent to a site stands; what happened after `now` does not count."""
    signed = [one for one in chart.consents if one.record.signed_at <= now]
    gone = withdrawn_ids(chart, now.date())
    live = [one for one in signed if one.id not in gone]
    holding = _holding(live, site)
    if holding:
        newest = holding[-1]
        is_dated = newest.record.protocol_version != rules.protocol
        return ConsentState(site, ConsentStanding.VALID, newest, is_dated=is_dated)
    outline = newest_outline(chart, (site,), now)
    taken_back = [one for one in signed if one.id in gone and _covered((one,), site)]
    if taken_back and not _is_newer(outline, taken_back[-1], chart):
        return ConsentState(site, ConsentStanding.WITHDRAWN, taken_back[-1], outline)
    if outline is None:
        standing = ConsentStanding.OTHER_AREAS if live else ConsentStanding.MISSING
        return ConsentState(site, standing, live[-1] if live else None)
    return _of_outline(chart, site, outline, now, rules)


def consent_held(chart: Chart, site: Site, day: date) -> Stored[Consent] | None:
    """Return the newest consent that holds for a site on a day; nothing else is read for it."""
    gone = withdrawn_ids(chart, day)
    return next(iter(_holding([c for c in chart.consents if c.id not in gone], site)[-1:]), None)


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
        and all(_all_covered(one.record.sites, site) for site in wanted)
    )
    return max(given, key=lambda one: (one.record.given_at, one.id), default=None)


def withdrawn_ids(chart: Chart, day: date) -> frozenset[int]:
    """Return the numbers of the consents that were taken back by a day."""
    back = (one.record for one in chart.withdrawals)
    return frozenset(one.consent_id for one in back if one.withdrawn_on <= day)


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


def _holding(consents: list[Stored[Consent]], site: Site) -> list[Stored[Consent]]:
    """Return the consents that cover a site, or that do so together, as one for each side does."""
    alone = [one for one in consents if _covered((one,), site)]
    if alone:
        return alone
    parts = [one for one in consents if any(map(partial(covers, site), one.record.sites))]
    return parts if _covered(parts, site) else []


def _covered(consents: Iterable[Stored[Consent]], site: Site) -> bool:
    return _all_covered([given for one in consents for given in one.record.sites], site)


def _all_covered(given: Iterable[Site], site: Site) -> bool:
    sites = tuple(given)
    halves = (Site(site.area, Side.LEFT), Site(site.area, Side.RIGHT))
    parts = halves if site.side is Side.BOTH else (site,)
    return all(any(covers(one, part) for one in sites) for part in parts)
