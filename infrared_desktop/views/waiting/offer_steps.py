"""Acts on wishes and offers as steps that Ctrl+Z takes back."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.booking.waiting_match import Match
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import (
    Offer,
    OfferStatus,
    Wish,
    WishStatus,
    offered_visit,
)
from infrared_desktop.storage.gathered.waiting_list import offer_now, waiter_of
from infrared_desktop.views.workplace import Workplace


def keep_wish(workplace: Workplace, stored: Stored[Wish] | None, wish: Wish) -> Stored[Wish]:
    """Put a wish on the list, or store what changed in it."""
    desk, by, now = workplace.clinic.waiting, workplace.by, workplace.now()
    if stored is None:
        kept = desk.wish(wish, by, now)
        workplace.can_take_back(
            _words("the wish for a sooner visit"),
            lambda: desk.take_back(desk.get(kept.id), workplace.by, workplace.now()),
        )
        return kept
    kept = desk.change_wish(stored, wish, by, now)

    def take_back() -> None:
        desk.change_wish(desk.get(kept.id), stored.record, workplace.by, workplace.now())

    workplace.can_take_back(_words("the change on the waiting list"), take_back)
    return kept


def withdraw(workplace: Workplace, stored: Stored[Wish]) -> None:
    """Take a patient off the list, as they wish."""
    keep_wish(workplace, stored, replace(stored.record, status=WishStatus.WITHDRAWN))


def offer_time(workplace: Workplace, match: Match) -> Stored[Offer]:
    """Offer a freed time to who would take it; raise KnownError where it is offered already."""
    clinic, now = workplace.clinic, workplace.now()
    offered = clinic.offers.offer(offer_now(clinic, match, now), workplace.by, now)
    workplace.can_take_back(
        _words("the offer of a time"),
        lambda: clinic.waiting.take_back(offered, workplace.by, workplace.now()),
    )
    return offered


def accept(workplace: Workplace, offered: Stored[Offer]) -> Stored[Appointment]:
    """Book what was offered; raise KnownError for what any booking is refused for."""
    clinic, now = workplace.clinic, workplace.now()
    wish = clinic.waiting.get(offered.record.wish_id)
    visit = offered_visit(offered.record, waiter_of(clinic, wish, now).visit)
    accepted = clinic.offers.accept(offered, visit, workplace.by, now)
    workplace.can_take_back(
        _words("the booking from the waiting list"),
        lambda: clinic.offers.take_back(accepted, workplace.by, workplace.now()),
    )
    return accepted.visit


def close_offer(workplace: Workplace, offered: Stored[Offer], status: OfferStatus) -> None:
    """Note that a time was declined, or that nobody answered."""
    desk = workplace.clinic.offers
    closed = desk.answer(offered, status, workplace.by, workplace.now())
    workplace.can_take_back(
        _words("the answer to an offer"),
        lambda: desk.answer(closed, OfferStatus.OPEN, workplace.by, workplace.now()),
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("OfferSteps", text)
