"""What an erasure means, in words: what goes, until when it is kept, and where it stays."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.people.keeping import Keeping, NoTime
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.storage.backup.set_aside import Aside
from infrared_desktop.storage.backup.still_held import AtPlace, GivenUp, StillHeld
from infrared_desktop.storage.gathered.erasing_facts import Left
from infrared_desktop.views.rights.due_words import due_words
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_GOING = {
    "visits": "visits and steps agreed: {n}",
    "clinical": "clinical records: {n}",
    "photographs": "photographs: {n}",
    "papers": "papers and consents: {n}",
    "contacts": "contacts and messages: {n}",
    "drafts": "drafts: {n}",
}
_DECIDED = {
    ErasureDecision.ASKED: "wish noted",
    ErasureDecision.WITHDRAWN: "wish taken back",
    ErasureDecision.REFUSED: "refused",
    ErasureDecision.WAITS: "put off until {day}",
    ErasureDecision.ERASED: "erased",
    ErasureDecision.DONE: "done",
}


def going_words(counts: Mapping[str, int]) -> str:
    """Say what an erasure takes away."""
    told = [_words(_GOING[subject]).format(n=count) for subject, count in counts.items()]
    details = _words("Name, contact and birth date")
    always = _words("The audit log keeps who did what, by number only, and this decision stays.")
    return f"{' · '.join([details, *told])}.\n{always}"


def decided_words(workplace: Workplace, decisions: Sequence[Stored[Erasure]]) -> str:
    """Say what was asked and decided so far, oldest first."""
    if not decisions:
        return _words("Nobody has noted a wish yet.")
    due = due_words(decisions[-1].record, workplace.today())
    return "\n".join([*(_decision(workplace, each) for each in decisions), *filter(None, [due])])


def state_words(decision: Erasure) -> str:
    """Say in a few words what was decided last."""
    day = say_day(decision.earliest_on) if decision.earliest_on else _words("later")
    return _words(_DECIDED[decision.decision]).format(day=day)


def kept_words(kept: Keeping, today: date) -> str:
    """Say how long the record is kept, or why no time runs."""
    last = _words("Last contact: {day}.").format(day=say_day(kept.last_contact))
    if kept.free_on is None:
        return f"{last} {_why_not(kept)}"
    if kept.is_free(today):
        text = _words("By the clinic's own time it need not be kept since {day}.")
    else:
        text = _words("By the clinic's own time it is kept until {day}.")
    return f"{last} {text.format(day=say_day(kept.free_on))}"


def held_words(held: StillHeld) -> str:
    """Say what holds the patient besides the clinic, and for how long."""
    lines = [_at_place(each) for each in held.places]
    lines += map(_given_up, held.given_up)
    lines += [_beside(each.why).format(path=each.path) for each in held.beside]
    return "\n".join(f"•  {line}" for line in lines)


def gone_words(number: int, is_done: bool, held: StillHeld | None) -> str:
    """Say that somebody was erased, and what still holds them as far as it is known."""
    count, until = longest_held(held) if held else (0, None)
    told = [_words("Number {n:04} is erased.").format(n=number)]
    if not is_done:
        later = _words("What could not be removed from the disk yet goes at the next start.")
        told.append(later)
    if until is not None:
        text = _words("Backups still hold them until {day}: see Wishes and keeping.")
        told.append(text.format(day=say_day(until)))
    elif count or held is None or held.given_up:
        told.append(_words("Backups may still hold them: see Wishes and keeping."))
    if held and held.given_up:
        told.append(_words("A place that is no longer used may hold them as well: see there."))
    return " ".join(told)


def _beside(why: Aside) -> str:
    if why is Aside.UPGRADE:
        return _words("{path}: a copy from before an upgrade, until you remove it under Backups.")
    if why is Aside.TYPED:
        return _words(
            "{path}: what somebody typed as damage showed, perhaps about this patient, until they "
            "have read it or you remove it under Backups."
        )
    return _words("{path}: what a restore kept, until you remove it under Backups.")


def left_words(workplace: Workplace, left: Sequence[Left]) -> str:
    """Say what left the clinic, which no erasure reaches."""
    if not left:
        return _words("Nothing, by the register and the audit log.")
    text = _words("{what}: {n} times, last on {day}")
    once = _words("{what} on {day}")
    return "\n".join(
        "•  "
        + (once if each.times == 1 else text).format(
            what=_left(each.act),
            n=each.times,
            day=say_day(workplace.clinic.day(each.last)),
        )
        for each in left
    )


def _left(act: str) -> str:
    if act == "backup-made":
        return _words("Backup at a place that is not on the list of the backups")
    return say(sentence(DEEDS[act].words))


def longest_held(held: StillHeld) -> tuple[int, date | None]:
    """Return how many backups hold somebody, and the day on which the last is thinned away."""
    days = [each.until for each in held.places if each.until]
    return sum(each.backups for each in held.places), max(days, default=None)


def _given_up(left: GivenUp) -> str:
    """Say of a place that is backed up to no more that it may hold the patient, and what to do."""
    text = _words(
        "{place}: no longer used, last backup on {day}, and may still hold this patient. Delete "
        "the backups there, then remove the place under Backups."
    )
    unknown = _words(
        "{place}: no longer used, and may still hold this patient. Delete the backups there, then "
        "remove the place under Backups."
    )
    if left.last is None:
        return unknown.format(place=left.place)
    return text.format(place=left.place, day=say_day(left.last.date()))


def _at_place(at: AtPlace) -> str:
    return f"{at.place}: {'; '.join(_told_of(at))}."


def _told_of(at: AtPlace) -> Iterator[str]:
    if not at.is_there:
        yield _words("not there now, so nobody can see which backups lie there")
        return
    if not at.backups and not at.staying:
        yield _words("no backup holds this patient")
    if at.until:
        text = _words("{n} backups, the last of them until {day} if backups go on daily")
        one = _words("one backup, until {day} if backups go on daily")
        yield (one if at.backups == 1 else text).format(n=at.backups, day=say_day(at.until))
    elif at.backups > at.staying:
        yield _words("{n} backups, until later ones are proven").format(n=at.backups)
    if at.staying:
        text = _words("{n} damaged backups that may hold them, until you delete those")
        yield text.format(n=at.staying)


def _why_not(kept: Keeping) -> str:
    if kept.why_not is NoTime.BIRTH_DATE_UNKNOWN:
        return _words("No time runs, as the birth date is not known.")
    if kept.why_not is NoTime.NOT_SET_FOR_CHILDREN:
        return _words("No time runs: the clinic gave none for who was under 18 then.")
    return _words("No time runs: the owner gives it under Clinic, Name and settings.")


def _decision(workplace: Workplace, stored: Stored[Erasure]) -> str:
    who = workplace.clinic.staff.get(stored.by).record.name
    day = say_day(workplace.clinic.day(stored.at))
    text = _words("{day}, {who}: {decided}. {reason}")
    decided, reason = state_words(stored.record), stored.record.reason
    return text.format(day=day, who=who, decided=decided, reason=reason)


def _words(text: str) -> str:
    return QCoreApplication.translate("Erasing", text)
