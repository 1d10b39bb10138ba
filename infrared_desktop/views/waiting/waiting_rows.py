"""The rows of the waiting list, and of the times that fell free, in words."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from infrared_desktop.domain.booking.waiting_places import wall
from infrared_desktop.domain.records.waiting import Wish
from infrared_desktop.domain.schedule.waiting_standing import WishStanding
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day, say_moment

if TYPE_CHECKING:
    from infrared_desktop.storage.gathered.waiting_list import Opening, Waiting

OFFER, OPENING = "offer", "opening"  # what the key of a row of the freed times begins with
_LOOK = {
    WishStanding.WAITING: (Meaning.DUE, Glyph.RING),
    WishStanding.OFFERED: (Meaning.INFORMATION, Glyph.PLAY),
    WishStanding.RAN_OUT: (Meaning.CAUTION, Glyph.BANG),
}


def waiting_row(listed: "Waiting", today: date) -> Row:
    """Return the row of who waits: how it stands, how long, for what."""
    return Row(
        key=listed.wish.id,
        title=listed.patient.record.display_name,
        note=f"{_since(listed.wish.record, today)} {wish_words(listed.wish.record)}",
        chip2=_chip(listed),
    )


def wish_words(wish: Wish) -> str:
    """Return what a patient would take."""
    parts = [choices.label(wish.kind), _days(wish), _times(wish), wish.note]
    return " · ".join(part for part in parts if part)


def offer_row(listed: "Waiting", timezone: str) -> Row:
    """Return the row of a time that waits for its answer."""
    assert listed.offer is not None
    offer = listed.offer.record
    text = _words("Offered until {time}. Y takes it, D declines.")
    chip = Chip(Meaning.INFORMATION, _words("offered"), Glyph.PLAY)
    if listed.standing is WishStanding.RAN_OUT:
        text = _words("Ran out at {time} without an answer. Y still takes it, D closes it.")
        chip = Chip(Meaning.CAUTION, _words("ran out"), Glyph.BANG)
    name = listed.patient.record.display_name
    return Row(
        key=(OFFER, listed.offer.id),
        title=_words("{when}: {who}").format(when=when(offer.day, offer.starts), who=name),
        note=text.format(time=say_moment(offer.expires_at, timezone)),
        chip2=chip,
    )


def opening_row(opening: "Opening", names: dict[int, str]) -> Row:
    """Return the row of a time that fell free: whom to ask first, and why others are not asked."""
    freed = opening.freed
    starts, minutes = wall(freed.begins), freed.ends - freed.begins
    if opening.takers:
        first = opening.takers[0].visit
        starts, minutes = first.starts, first.minutes
    title = _words("{when}, {minutes} min")
    look = Meaning.SUITABLE if opening.takers else Meaning.INFORMATION
    return Row(
        key=(OPENING, freed),
        title=title.format(when=when(freed.day, starts), minutes=minutes),
        note=" ".join(part for part in (_asked(opening, names), _not_asked(opening)) if part),
        chip2=Chip(look, choices.label(freed.why), Glyph.RING),
    )


def _asked(opening: "Opening", names: dict[int, str]) -> str:
    if not opening.takers:
        return _words("Nobody who waits would take it.")
    text = _words("{count} would take it, first {who}. O offers it.")
    if len(opening.takers) == 1:
        text = _words("{who} would take it. O offers it.")
    who = names[opening.takers[0].visit.patient_id]
    return text.format(count=len(opening.takers), who=who)


def _not_asked(opening: "Opening") -> str:
    counts = opening.considered.passed_over
    told = ", ".join(f"{choices.label(why)} {counts[why]}" for why in sorted(counts))
    return _words("Not asked: {told}.").format(told=told) if told else ""


def opening_words(opening: "Opening") -> str:
    """Say in one line what fell free and how many would take it."""
    first = opening.takers[0].visit
    one = _words("{when} is free: 1 who waits would take it.")
    many = _words("{when} is free: {count} who wait would take it.")
    text = one if len(opening.takers) == 1 else many
    return text.format(when=when(first.day, first.starts), count=len(opening.takers))


def ran_out_words(listed: "Waiting", timezone: str) -> str:
    """Say that an offer ran out; nothing of it is closed by itself."""
    assert listed.offer is not None
    offer = listed.offer.record
    text = _words("The offer of {when} to {who} ran out at {time} without an answer.")
    return text.format(
        when=when(offer.day, offer.starts),
        who=listed.patient.record.display_name,
        time=say_moment(offer.expires_at, timezone),
    )


def hidden_words(listed: Iterable["Waiting"]) -> str:
    """Count what is hidden by its reason."""
    counts = Counter(each.standing for each in listed if not each.standing.is_shown)
    return ", ".join(f"{choices.label(reason)} {count}" for reason, count in counts.items())


def when(day: date, starts: time) -> str:
    """Write a time of a day: Tue 24 Nov 10:00."""
    return f"{say_day(day, 'ddd d MMM')} {starts:%H:%M}"


def _since(wish: Wish, today: date) -> str:
    days = (today - wish.wished_on).days
    if days < 1:
        return _words("Since today.")
    return (_words("Waits {days} days.") if days > 1 else _words("Waits 1 day.")).format(days=days)


def _days(wish: Wish) -> str:
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    named = ", ".join(locale.dayName(n + 1, short) for n in wish.weekdays)
    until = _words("until {day}").format(day=say_day(wish.last_day, "d MMM"))
    return " ".join(part for part in (named, until) if part)


def _times(wish: Wish) -> str:
    parts = []
    if wish.not_before:
        parts.append(_words("from {time}").format(time=f"{wish.not_before:%H:%M}"))
    if wish.not_after:
        parts.append(_words("over by {time}").format(time=f"{wish.not_after:%H:%M}"))
    return " ".join(parts)


def _chip(listed: "Waiting") -> Chip:
    if listed.standing is WishStanding.WAITING and listed.wish.record.is_urgent:
        return Chip(Meaning.STOP, _words("urgent"), Glyph.BANG)
    meaning, glyph = _LOOK.get(listed.standing, (Meaning.INFORMATION, Glyph.CROSS))
    return Chip(meaning, choices.label(listed.standing), glyph)


def _words(text: str) -> str:
    return QCoreApplication.translate("WaitingRows", text)
