"""Freed times that are offered and answered: an accepted one is booked and closes the wish."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import (
    Offer,
    OfferStatus,
    Wish,
    WishStatus,
    offered_visit,
)
from infrared_desktop.domain.schedule.desk_rules import Closure
from infrared_desktop.domain.schedule.freed import Freed, freed_by_closure, freed_by_visit
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.agendas import Agendas
from infrared_desktop.storage.desks.waiting import Waiting

_GAVE_UP = (
    # CROSS keeps the order: the days first, by their index, and then the heads of those few.
    "SELECT DISTINCT v.id FROM appointment v CROSS JOIN head h "
    "ON h.kind = 'appointment' AND h.id = v.id "
    "WHERE v.day BETWEEN ? AND ? AND v.version < h.version ORDER BY v.id"
)


@dataclass(frozen=True)
class Accepted:
    """What accepting an offer stored, and how wish, offer and visit stood before."""

    offer: Stored[Offer]
    wish: Stored[Wish]
    visit: Stored[Appointment]
    wish_before: Wish
    offer_before: Offer
    visit_before: Appointment | None


class Offers:
    """Acts on times that fell free and were offered."""

    def __init__(self, ledger: Ledger, agendas: Agendas, waiting: Waiting) -> None:
        self._ledger, self._books, self._agendas = ledger, ledger.books, agendas
        self._waiting = waiting

    def freed(self, first: date, last: date, now: datetime) -> list[Freed]:
        """Return the times of these days that fell free, whether or not they are free still."""
        span = (first.isoformat(), last.isoformat())
        ids = [number for (number,) in read(self._ledger.db, _GAVE_UP, span)]
        given_up = {
            freed
            for number in ids
            for freed in freed_by_visit(self._books.history(Appointment, number))
            if first <= freed.day <= last
        }
        found = given_up.union(self._reopened(first, last, now))
        return sorted(found, key=lambda each: (each.day, each.begins, each.ends))

    def offer(self, offer: Offer, by: int, now: datetime) -> Stored[Offer]:
        """Offer a time that is free to one patient; it is nobody else's until the offer ends.

        It is refused as a booking would be. Offers whose time ran out are closed as expired where
        they are in the way.
        """
        with self._ledger.act("time-offered", by, now) as act:
            if act.now >= offer.expires_at:
                raise KnownError("The time to answer has passed already. Nothing was offered.")
            self._check(act, offer)
            return act.add(offer)

    def answer(
        self, stored: Stored[Offer], status: OfferStatus, by: int, now: datetime
    ) -> Stored[Offer]:
        """Note how an offer ended, or open it again if it could be made; see `accept`, too."""
        with self._ledger.act(f"offer-{status}", by, now) as act:
            if status is OfferStatus.OPEN:
                self._check(act, stored.record, stored.id)
            return act.change(stored, replace(stored.record, status=status))

    def accept(
        self, offered: Stored[Offer], visit: Appointment, by: int, now: datetime
    ) -> Accepted:
        """Book the offered visit, or move the one that it replaces, and close the wish.

        The checks are those of any booking; what they refuse leaves everything as it was.
        """
        with self._ledger.act("offer-accepted", by, now) as act:
            offer, wish = self._open(offered)
            replaced = self._replaced(wish.record)
            booked = self._place(act, visit, replaced)
            status = WishStatus.BOOKED
            kept = replace(wish.record, status=status, appointment_id=booked.id)
            return Accepted(
                act.change(offer, replace(offer.record, status=OfferStatus.ACCEPTED)),
                act.change(wish, kept),
                booked,
                wish.record,
                offer.record,
                replaced.record if replaced else None,
            )

    def take_back(self, accepted: Accepted, by: int, now: datetime) -> None:
        """Undo an acceptance: wish, offer and visit stand as before, if the old time is free.

        Raise StaleError where one of them was changed since, as by a patient who arrived.
        """
        wrong, before = AppointmentStatus.ENTERED_IN_ERROR, accepted.visit_before
        visit = accepted.visit
        with self._ledger.act("offer-accepted-undone", by, now) as act:
            if before is None:
                act.change(visit, replace(visit.record, status=wrong))
            else:
                self._agendas.refuse(before, now, visit.id, stands_again=True)
                act.change(visit, before)
            act.change(accepted.wish, accepted.wish_before)
            self._waiting.make_way(act, accepted.offer_before, accepted.offer.id)
            act.change(accepted.offer, accepted.offer_before)

    def _check(self, act: Act, offer: Offer, ignore_id: int | None = None) -> None:
        """Raise KnownError unless the patient waits, and the time could be booked for them now."""
        wish = self._books.get(Wish, offer.wish_id)
        if wish.state is State.INVALID or wish.record.status is not WishStatus.WAITING:
            raise KnownError("This patient does not wait any more. Nothing was changed.")
        self._waiting.make_way(act, offer, ignore_id)
        if act.now >= offer.expires_at:
            return  # it keeps no time
        replaced = self._replaced(wish.record)
        bare = Appointment(
            offer.patient_id, wish.record.kind, offer.day, offer.starts, offer.minutes
        )
        visit = offered_visit(offer, replaced.record if replaced else bare)
        self._agendas.refuse(visit, act.now, replaced.id if replaced else None)

    def _open(self, offered: Stored[Offer]) -> tuple[Stored[Offer], Stored[Wish]]:
        offer = self._books.get(Offer, offered.id)
        wish = self._books.get(Wish, offer.record.wish_id)
        is_open = offer.state is not State.INVALID and offer.record.status is OfferStatus.OPEN
        if not is_open or wish.record.status is not WishStatus.WAITING:
            raise KnownError("This offer was answered already. Nothing was changed.")
        return offer, wish

    def _replaced(self, wish: Wish) -> Stored[Appointment] | None:
        if wish.appointment_id is None:
            return None
        visit = self._books.get(Appointment, wish.appointment_id)
        return visit if visit.record.status is AppointmentStatus.BOOKED else None

    def _place(
        self, act: Act, visit: Appointment, replaced: Stored[Appointment] | None
    ) -> Stored[Appointment]:
        if replaced is None:
            self._agendas.refuse(visit, act.now)
            return act.add(visit)
        self._agendas.refuse(visit, act.now, replaced.id, replaced.record)
        return act.change(replaced, visit)

    def _reopened(self, first: date, last: date, now: datetime) -> Iterator[Freed]:
        every = (each for each in self._books.all(Closure) if each.state is State.INVALID)
        for closure in (each.record for each in every):
            begins, ends = max(first, closure.first), min(last, closure.last)
            for number in range(begins.toordinal(), ends.toordinal() + 1):
                day = date.fromordinal(number)
                hours = self._agendas.between(day, day, now).open_spans(day)
                yield from freed_by_closure(closure, day, hours)
