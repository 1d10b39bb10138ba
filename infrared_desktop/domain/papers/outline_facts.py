"""What an outline depends on: the patient's areas, skin, age and plan, the clinic's device."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from infrared_desktop.domain.papers.consent_state import ConsentRules, is_under_age, signing_from
from infrared_desktop.domain.protocol.consent_terms import Clause, ClauseWhen
from infrared_desktop.domain.protocol.intended_uses import is_off_label
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.protocol.side_effects import SideEffect
from infrared_desktop.domain.records.answers import PlanStatus, Reaction, Verdict
from infrared_desktop.domain.records.areas import Region, Site, region_of
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.skin_cautions import skin_type

_OF_REGION = {
    Region.FACE: ClauseWhen.FACE,
    Region.NECK: ClauseWhen.NECK,
    Region.ARM: ClauseWhen.ARM,
    Region.BODY: ClauseWhen.BODY,
}
_SUITABLE = (Verdict.SUITABLE, Verdict.PRECAUTIONS)


@dataclass(frozen=True)
class OutlineFacts:
    """One patient's own facts; `devices` are those that were not made to tighten skin.

    `sessions` is how many are planned for each site, `wait_hours` how long to think it over, None
    where nobody of that age is treated; 0 is no wait.
    """

    sites: tuple[Site, ...]
    sessions: tuple[int, ...] = ()
    is_dark: bool = False
    is_under_age: bool = False
    devices: tuple[Device, ...] = ()
    country: str = ""
    wait_hours: int | None = 0
    cost: str = ""

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions of the sites, in their order."""
        return tuple(dict.fromkeys(region_of(site.area) for site in self.sites))

    @property
    def cases(self) -> tuple[ClauseWhen, ...]:
        """Whom the clauses are for that do not hold always; photographs are asked apart."""
        cases = [_OF_REGION[region] for region in self.regions]
        cases += [ClauseWhen.OFF_LABEL] if self.devices else []
        cases += [ClauseWhen.DARK_SKIN] if self.is_dark else []
        cases += [ClauseWhen.UNDER_AGE] if self.is_under_age else []
        return tuple(cases)


def sites_to_outline(chart: Chart) -> tuple[Site, ...]:
    """Return the sites of the newest open plan, else those found suitable the last time."""
    plans = [plan for plan in chart.plans if plan.record.status is PlanStatus.OPEN]
    if plans:
        newest = max(plans, key=lambda plan: (plan.record.planned_on, plan.id))
        return tuple(dict.fromkeys(row.site for row in newest.record.areas))
    seen = [each for each in chart.consultations if each.state is State.SIGNED]
    rows = seen[-1].record.areas if seen else ()
    return tuple(dict.fromkeys(row.site for row in rows if row.verdict in _SUITABLE))


def outline_facts(
    chart: Chart,
    sites: Iterable[Site],
    devices: Iterable[Device],
    now: datetime,
    rules: ConsentRules,
    cost: str = "",
) -> OutlineFacts:
    """Gather what one patient's outline depends on."""
    wanted = tuple(sites)
    kind = skin_type(chart)
    until = signing_from(chart, now, wanted, now, rules)
    hours = None if until is None else round((until - now).total_seconds() / 3600)
    return OutlineFacts(
        wanted,
        _planned(chart, wanted),
        is_dark=kind is not None and kind >= rules.terms.dark_from_type,
        is_under_age=is_under_age(chart, now, rules.terms),
        devices=tuple(one for one in devices if is_off_label(one, rules.country)),
        country=rules.country,
        wait_hours=hours if hours is None else max(hours, 0),
        cost=cost.strip(),
    )


def risks(protocol: Protocol) -> tuple[SideEffect, ...]:
    """Return the side effects that an outline names: all that have a name of their own."""
    return tuple(one for one in protocol.side_effects if one.code is not Reaction.OTHER)


def clauses(protocol: Protocol, facts: OutlineFacts) -> tuple[Clause, ...]:
    """Return what this patient agrees to by signing."""
    return protocol.consent.clauses_for(*facts.cases)


def item_codes(protocol: Protocol, facts: OutlineFacts) -> tuple[str, ...]:
    """Return the code of each item that stands in a patient's outline."""
    agreed = (*clauses(protocol, facts), *protocol.consent.clauses_when(ClauseWhen.PHOTOGRAPHS))
    return (
        *(one.code for one in protocol.procedure),
        *(one.code for one in protocol.expected_in(*facts.regions)),
        *(one.code.value for one in risks(protocol)),
        *(one.code.value for one in protocol.alternatives),
        *(one.code for one in agreed),
    )


def _planned(chart: Chart, sites: tuple[Site, ...]) -> tuple[int, ...]:
    """Return the sessions of the newest open plan for each site; nothing where one has none."""
    planned = {
        row.site: row.sessions
        for plan in chart.plans
        if plan.record.status is PlanStatus.OPEN
        for row in plan.record.areas
    }
    return tuple(planned[site] for site in sites) if all(s in planned for s in sites) else ()
