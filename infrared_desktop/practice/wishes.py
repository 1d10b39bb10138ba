"""What two practice patients asked of their whole record, all of it settled by today."""

from datetime import timedelta

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.patient_rights import (
    Erasure,
    ErasureDecision,
    Merge,
    Restriction,
)
from infrared_desktop.practice.pen import OWNER, Clock
from infrared_desktop.storage.clinic import Clinic

_ASKED_DAYS_AGO = 40
_STILL_TREATED = "The course is not finished, and the law has the clinic keep its record."


def settle_wishes(clinic: Clinic, clock: Clock) -> None:
    """Play a record kept closed for a while, an erasure refused, and two numbers joined wrongly."""
    last = clinic.people.count()
    if last < 2:
        return
    asked_on, now = clock.on - timedelta(_ASKED_DAYS_AGO), clock.now
    wish = Restriction(last, asked_on, "She doubted who had read her record.")
    closed = clinic.rights.restrict(wish, OWNER, now)
    clinic.rights.lift(closed, "She saw the log of who had read it.", OWNER, now)
    refused = Erasure(last - 1, asked_on, ErasureDecision.REFUSED, _STILL_TREATED)
    clinic.rights.answer(refused, OWNER, now)
    with clinic.ledger.act("practice", PROGRAM, now) as act:
        joined = act.add(Merge(last - 1, last, "The same name and the same day of birth."))
        act.change(joined, joined.record, State.INVALID)
