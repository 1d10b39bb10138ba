"""The front desk's own rules: hours, kinds of visits, conflicts, and the days it is closed."""

import json
from datetime import date, datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.patient_rights import AskedFor
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.wishing import newest, right_to_answer

_WAITING = (
    "SELECT count(*) FROM remark v JOIN head h ON h.kind = 'remark' AND h.id = v.id "
    "AND h.version = v.version WHERE v.status = 'draft' AND h.state <> 'invalid' "
    "AND v.written_by_id = ?"
)
# The newest decision on each right of each number, where it is a wish, or its day has come.
_WISHES = (
    "SELECT v.id, v.patient_id, v.asked_for FROM erasure v JOIN head h ON h.kind = 'erasure' "
    "AND h.id = v.id AND h.version = v.version WHERE h.state <> 'invalid' "
    "AND v.id = (SELECT max(o.id) FROM erasure o WHERE o.patient_id = v.patient_id "
    "AND o.asked_for = v.asked_for) AND v.asked_for IN (SELECT value FROM json_each(?2)) "
    "AND (v.decision = 'asked' OR v.decision = 'waits' AND v.earliest_on <= ?1) ORDER BY v.id"
)


class FrontDesk:
    """Acts on the rules that the front desk works by."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def rules(self) -> DeskRules:
        """Return the rules as they stand; a clinic that set none has the usual ones."""
        stored = self._stored()
        return stored.record if stored else DeskRules()

    def change_rules(self, rules: DeskRules, by: int, now: datetime) -> Stored[DeskRules]:
        """Store the rules from now on; what they were before stays on record."""
        if any(row.opens >= row.closes for row in rules.hours):
            raise KnownError("The clinic closes before it opens. Nothing was saved yet.")
        stored = self._stored()
        with self._ledger.act("desk-rules-changed", by, now) as act:
            if rules.most_contacts_a_week != self.rules().most_contacts_a_week:
                act.derive_for_everybody()
            return act.change(stored, rules) if stored else act.add(rules)

    def closures(self, first: date, last: date) -> list[Stored[Closure]]:
        """Return the closures that touch these days, both included, by their first day."""
        every = self._ledger.books.all(Closure)
        standing = (each for each in every if each.state is not State.INVALID)
        found = [c for c in standing if c.record.first <= last and c.record.last >= first]
        return sorted(found, key=lambda each: (each.record.first, each.id))

    def close(self, closure: Closure, by: int, now: datetime) -> Stored[Closure]:
        """Store that the clinic, a person, a room or a device is not there for a while."""
        if closure.last < closure.first or not closure.why.strip():
            raise KnownError(
                "A closure needs a reason, and its last day may not lie before its first. Nothing "
                "was saved yet."
            )
        with self._ledger.act("closure-added", by, now) as act:
            return act.add(closure)

    def take_back_closure(self, stored: Stored[Closure], by: int, now: datetime) -> Stored[Closure]:
        """Open again; that it was closed stays on record."""
        with self._ledger.act("closure-taken-back", by, now) as act:
            return act.change(stored, stored.record, State.INVALID)

    def remarks_waiting(self, by: int) -> int:
        """Count somebody's remarks that came back from review copies and are not decided about.

        Not by the desk of review copies, which Today does without.
        """
        return sum(count for (count,) in read(self._ledger.db, _WAITING, (by,)))

    def wishes_waiting(self, today: date, by: int) -> list[int]:
        """Return the wishes that wait for somebody to decide, just noted or due again.

        Not by the desk of rights, which Today does without.
        """
        holds = self._ledger.doorkeeper.holds
        theirs = [each for each in AskedFor if holds(right_to_answer(each), by)]
        values = (today.isoformat(), json.dumps(theirs))
        return [
            wish
            for wish, number, asked_for in read(self._ledger.db, _WISHES, values)
            # Who was joined since is decided about under the number that is kept.
            if newest(self._ledger, number)[AskedFor(asked_for)].id == wish
        ]

    def _stored(self) -> Stored[DeskRules] | None:
        return next(iter(self._ledger.books.all(DeskRules)), None)
