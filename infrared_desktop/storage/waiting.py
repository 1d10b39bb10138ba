"""The waiting list's desk: wishes for an earlier visit, and the freed times offered to them."""

from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.domain.chart import State, Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.waiting import Offer, OfferStatus, Wish, WishStatus
from infrared_desktop.storage.acts import Ledger


class Waiting:
    """Acts on wishes and offers."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def wishes(self, today: date) -> list[Stored[Wish]]:
        """Return who still waits on a day, urgent ones and then the longest waiting first."""
        found = self._ledger.books.between(Wish, today, date.max)
        waiting = [each for each in found if each.record.status is WishStatus.WAITING]
        return sorted(waiting, key=lambda w: (not w.record.is_urgent, w.record.wished_on, w.id))

    def lapsed(self, first: date, today: date) -> list[Stored[Wish]]:
        """Return the wishes whose last day passed since `first` without a visit."""
        found = self._ledger.books.between(Wish, first, today)
        waiting = (each for each in found if each.record.status is WishStatus.WAITING)
        return [each for each in waiting if each.record.last_day < today]

    def offers(self, first: date, last: date) -> list[Stored[Offer]]:
        """Return the offers of times within these days, both included."""
        return self._ledger.books.between(Offer, first, last)

    def wish(self, wish: Wish, by: int, now: datetime) -> Stored[Wish]:
        """Put a patient on the waiting list."""
        if wish.last_day < max(wish.wished_on, wish.first_day or wish.wished_on):
            raise KnownError(
                "The last day that the patient would take lies before the first. Nothing was "
                "saved yet."
            )
        with self._ledger.act("wish-added", by, now) as act:
            return act.add(wish)

    def change_wish(self, stored: Stored[Wish], wish: Wish, by: int, now: datetime) -> Stored[Wish]:
        """Store what the patient would take from now on, or that the wish is withdrawn."""
        with self._ledger.act(f"wish-{wish.status}", by, now) as act:
            return act.change(stored, wish)

    def offer(self, offer: Offer, by: int, now: datetime) -> Stored[Offer]:
        """Offer a freed time to one patient; it is nobody else's until the offer ends."""
        for held in self.offers(offer.day, offer.day):
            if _holds(held, offer, now):
                raise KnownError(
                    "This time is offered to another patient already. Nothing was changed. Wait "
                    "for the answer, or close that offer first."
                )
        with self._ledger.act("time-offered", by, now) as act:
            return act.add(offer)

    def answer(
        self, stored: Stored[Offer], status: OfferStatus, by: int, now: datetime
    ) -> Stored[Offer]:
        """Note how an offer ended."""
        with self._ledger.act(f"offer-{status}", by, now) as act:
            return act.change(stored, replace(stored.record, status=status))


def _holds(held: Stored[Offer], wanted: Offer, now: datetime) -> bool:
    """Say whether an offer that still stands overlaps the wanted one in what it needs."""
    other = held.record
    if held.state is State.INVALID or other.status is not OfferStatus.OPEN:
        return False
    if other.expires_at <= now:
        return False
    pairs = (
        (other.clinician_id, wanted.clinician_id),
        (other.room_id, wanted.room_id),
        (other.device_id, wanted.device_id),
    )
    same = any(mine is not None and mine == theirs for mine, theirs in pairs)
    begins, ends = _minutes(wanted)
    other_begins, other_ends = _minutes(other)
    return same and begins < other_ends and other_begins < ends


def _minutes(offer: Offer) -> tuple[int, int]:
    begins = offer.starts.hour * 60 + offer.starts.minute
    return begins, begins + offer.minutes
