"""The waiting list's desk: wishes for an earlier visit, and what was offered to them."""

from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.waiting import Offer, OfferStatus, Wish, WishStatus
from infrared_desktop.domain.schedule.agenda import holds_at, keeps
from infrared_desktop.storage.desks.acts import Act, Ledger


class Waiting:
    """Acts on wishes and offers."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def wishes(self, today: date) -> list[Stored[Wish]]:
        """Return who still waits on a day, urgent ones and then the longest waiting first."""
        found = self._ledger.books.between(Wish, today, date.max)
        waiting = [each for each in found if each.record.status is WishStatus.WAITING]
        return sorted(waiting, key=lambda wish: (wish.record.rank, wish.id))

    def get(self, wish_id: int) -> Stored[Wish]:
        """Return one wish."""
        return self._ledger.books.get(Wish, wish_id)

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

    def make_way(self, act: Act, offer: Offer, ignore_id: int | None = None) -> None:
        """Close what ran out in an offer's way; raise KnownError for one that still holds."""
        for held in self.open_offers():
            is_near = keeps(held.record, offer) or held.record.patient_id == offer.patient_id
            if held.id != ignore_id and is_near:
                _end(act, held)

    def open_offers(self) -> list[Stored[Offer]]:
        """Return the offers without an answer, even where their time ran out."""
        return [each for each in self._standing() if each.record.status is OfferStatus.OPEN]

    def every(self) -> tuple[list[Stored[Wish]], list[Stored[Offer]]]:
        """Return all wishes and all offers there ever were, without those taken back."""
        wishes = self._ledger.books.all(Wish)
        return [each for each in wishes if each.state is not State.INVALID], self._standing()

    def take_back(self, stored: Stored[Wish] | Stored[Offer], by: int, now: datetime) -> None:
        """Take back a wish or an offer that was entered by mistake; it stays on record."""
        with self._ledger.act("waiting-taken-back", by, now) as act:
            act.change(stored, stored.record, State.INVALID)

    def _standing(self) -> list[Stored[Offer]]:
        offers = self._ledger.books.all(Offer)
        return [each for each in offers if each.state is not State.INVALID]


def _end(act: Act, held: Stored[Offer]) -> None:
    """Close an offer whose time ran out; raise KnownError for one that still holds."""
    if holds_at(held.record, act.now):
        raise KnownError(
            "This time is offered to another patient already, or this patient has another offer. "
            "Nothing was changed. Wait for the answer, or close that offer first."
        )
    act.change(held, replace(held.record, status=OfferStatus.EXPIRED))
