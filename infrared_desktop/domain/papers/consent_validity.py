"""Which consents count on a day: confirmed, not taken back, not run out (reference 5.3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.records.areas import Side, Site, covers
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Consent


@dataclass(frozen=True)
class SignedConsents:
    """The consents that speak of a site, in the order in which they were signed.

    `gone` were taken back, or are older than one that was taken back for a part of the site;
    `unconfirmed` wait for the clinician who is named in them; `expired` ran out; `live` count.
    """

    live: tuple[Stored[Consent], ...]
    unconfirmed: tuple[Stored[Consent], ...]
    expired: tuple[Stored[Consent], ...]
    gone: tuple[Stored[Consent], ...]

    @property
    def halves(self) -> tuple[Stored[Consent], ...]:
        """Those that count once they are confirmed too."""
        return tuple(sorted((*self.live, *self.unconfirmed), key=_signing))


def signed_consents(
    chart: Chart, site: Site, day: date, by: datetime | None = None
) -> SignedConsents:
    """Sort the consents that speak of a site by whether they count; those signed by a moment."""
    signed = sorted((c for c in signed_by(chart, by) if _touches(c, site)), key=_signing)
    back = withdrawn_ids(chart, day)
    last = max((_signing(one) for one in signed if one.id in back), default=None)
    gone = [one for one in signed if last is not None and _signing(one) <= last]
    kept = [one for one in signed if one not in gone]
    firm = [one for one in kept if is_confirmed(one, by)]
    expired = [one for one in firm if is_expired(one.record, day)]
    return SignedConsents(
        live=tuple(one for one in firm if one not in expired),
        unconfirmed=tuple(one for one in kept if one not in firm),
        expired=tuple(expired),
        gone=tuple(gone),
    )


def signed_by(chart: Chart, moment: datetime | None) -> Iterator[Stored[Consent]]:
    """Yield the consents that the patient had signed by a moment; all without one."""
    for stored in chart.consents:
        if moment is None or stored.record.signed_at <= moment:
            yield stored


def is_confirmed(consent: Stored[Consent], by: datetime | None = None) -> bool:
    """Say whether the clinician who is named in a consent stands for it, by a moment if given."""
    return consent.state is State.SIGNED and (by is None or consent.at <= by)


def is_expired(consent: Consent, day: date) -> bool:
    """Say whether a consent has run out before a day."""
    return consent.valid_until is not None and consent.valid_until < day


def holding(consents: Iterable[Stored[Consent]], site: Site) -> list[Stored[Consent]]:
    """Return the newest consent to each half of a site, oldest first; none where a half lacks it.

    Mostly that is one consent; two may cover a site together, as one for each side does.
    """
    known = tuple(consents)
    newest = [[one for one in known if _covers(one, half)][-1:] for half in _halves(site)]
    if not all(newest):
        return []
    found = {one.id: one for each in newest for one in each}
    return sorted(found.values(), key=_signing)


def covered(given: Iterable[Site], site: Site) -> bool:
    """Say whether sites cover another one, alone or together."""
    sites = tuple(given)
    return all(any(covers(one, half) for one in sites) for half in _halves(site))


def withdrawn_ids(chart: Chart, day: date) -> frozenset[int]:
    """Return the numbers of the consents that were taken back by a day."""
    back = (one.record for one in chart.withdrawals)
    return frozenset(one.consent_id for one in back if one.withdrawn_on <= day)


def _signing(consent: Stored[Consent]) -> tuple[datetime, int]:
    return consent.record.signed_at, consent.id


def _covers(consent: Stored[Consent], site: Site) -> bool:
    return any(covers(each, site) for each in consent.record.sites)


def _touches(consent: Stored[Consent], site: Site) -> bool:
    return any(covers(each, site) or covers(site, each) for each in consent.record.sites)


def _halves(site: Site) -> tuple[Site, ...]:
    is_pair = site.side is Side.BOTH
    return (Site(site.area, Side.LEFT), Site(site.area, Side.RIGHT)) if is_pair else (site,)
