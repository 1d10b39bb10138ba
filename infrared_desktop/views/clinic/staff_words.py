"""How a person of the staff is told in a list: role, key, and when they unlocked last."""

from collections.abc import Mapping
from datetime import datetime

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.key_ring import Holder
from infrared_desktop.storage.access.tries import RECOVERY_ID
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import words
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


def staff_row(
    workplace: Workplace,
    stored: Stored[Staff],
    holders: Mapping[int, Holder],
    unlocked: Mapping[int, datetime],
) -> Row:
    """Return the row of a person."""
    at = unlocked.get(stored.id)
    last = _last(workplace, at) if at else words("StaffWords", "has not unlocked yet")
    return Row(
        key=stored.id,
        title=stored.record.name,
        note=f"{choices.label(stored.record.role)} · {last}",
        chip=key_chip(stored, holders.get(stored.id)),
    )


def key_chip(stored: Stored[Staff], holder: Holder | None) -> Chip:
    """Say whether a person gets in, and by what."""
    if not stored.record.active:
        return Chip(Meaning.INFORMATION, words("StaffWords", "no longer works here"))
    if holder is None:
        return Chip(Meaning.CAUTION, words("StaffWords", "no key"))
    if holder.has_code:
        return Chip(Meaning.DUE, words("StaffWords", "one-time code"))
    return Chip(Meaning.SUITABLE, words("StaffWords", "own passphrase"))


def due_words(people: Mapping[int, Stored[Staff]], holders: Mapping[int, Holder]) -> str:
    """Say that data is to be encrypted anew, and what has to be done before it can be."""
    old = [people[who].record.name for who in holders if who in people and _is_old(holders[who])]
    if RECOVERY_ID in holders and _is_old(holders[RECOVERY_ID]):
        return words(
            "StaffWords",
            "Somebody left, so all data is to be encrypted anew. The recovery key is of an older "
            "version: make a new one first, then lock with F12 and unlock.",
        )
    if len(old) > 1:  # the one of who unlocks is renewed with what is typed
        text = words(
            "StaffWords",
            "Somebody left, so all data is to be encrypted anew. These keys are of an older "
            "version: {names}. Each has to change the passphrase first.",
        )
        return text.format(names=", ".join(old))
    return words(
        "StaffWords",
        "Somebody left. With the owner's next unlock all data is encrypted anew: lock with F12 and "
        "unlock, and it is done.",
    )


def why_to_stay(
    leaving: Stored[Staff], people: Mapping[int, Stored[Staff]], holders: Mapping[int, Holder]
) -> str:
    """Say why an owner can't go yet; nothing where another one gets in without them."""
    owners = (each for each in people.values() if each.record.active and each.id != leaving.id)
    with_key = (holders.get(each.id) for each in owners if each.record.role is Role.OWNER)
    if leaving.record.role is not Role.OWNER or any(
        each and not each.has_code for each in with_key
    ):
        return ""
    return words(
        "StaffWords",
        "No other owner has a passphrase yet: without {name} only the recovery key would let an "
        "owner in. Give another owner a passphrase first. Nothing was changed.",
    ).format(name=leaving.record.name)


def why_no_key(workplace: Workplace) -> str:
    """Say why no key is changed in a practice clinic; nothing in a clinic of one's own."""
    if not workplace.settings.practice:
        return ""
    return words(
        "StaffWords",
        "In a practice clinic everybody's passphrase is the word practice, so no key is changed in "
        "it. Whoever is new can sit down once you lock with F12 and open it again. In your own "
        "clinic this is the place to do it.",
    )


def _is_old(holder: Holder) -> bool:
    return not holder.is_renewable


def _last(workplace: Workplace, at: datetime) -> str:
    text = words("StaffWords", "unlocked last on {day} at {at}")
    day = say_day(workplace.clinic.day(at))
    return text.format(day=day, at=say_moment(at, workplace.settings.timezone))
