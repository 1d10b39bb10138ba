"""The staff desk: who works here, and what the clinic set about itself."""

from dataclasses import replace
from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.staff_names import obstacle, tidied
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.storage.database.data_key import is_rekeying_due, set_rekeying_due
from infrared_desktop.storage.database.moments import moment_of
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Ledger


class StaffDesk:
    """Acts on staff and settings."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> list[Stored[Staff]]:
        """Return everybody who ever worked here, by id."""
        return self._ledger.books.all(Staff)

    def get(self, staff_id: int) -> Stored[Staff]:
        """Return one member of staff."""
        return self._ledger.books.get(Staff, staff_id)

    def clinicians(self) -> list[Stored[Staff]]:
        """Return those who treat and are active."""
        treating = (Role.CLINICIAN, Role.OWNER)
        return [s for s in self.all() if s.record.active and s.record.role in treating]

    def of_role(self, role: Role) -> list[Stored[Staff]]:
        """Return those who are active and do what a role does; an owner does it, too, but last."""
        if role is Role.CLINICIAN:
            return self.clinicians()
        found = [s for s in self.all() if s.record.active and s.record.role in (role, Role.OWNER)]
        return sorted(found, key=lambda s: s.record.role is not role)

    def bookable(self, rules: DeskRules) -> list[Stored[Staff]]:
        """Return those who treat, or whom a kind of visit needs."""
        roles = {row.role for row in rules.visits if row.role is not None} | {Role.CLINICIAN}
        ids = {each.id for role in roles for each in self.of_role(role)}
        return [each for each in self.all() if each.id in ids]

    def add(self, member: Staff, by: int, now: datetime) -> Stored[Staff]:
        """Store a new member of staff; raise KnownError for a name that can't be told apart."""
        self._ledger.admit("staff-added", by, now)
        member = replace(member, name=tidied(member.name))
        here = (each.record.name for each in self.all() if each.record.active)
        if wrong := obstacle(member.name, here):
            raise KnownError(wrong.template, **dict(wrong.values))
        with self._ledger.act("staff-added", by, now) as act:
            return act.add(member)

    def change_role(
        self, stored: Stored[Staff], role: Role, by: int, now: datetime
    ) -> Stored[Staff]:
        """Give a person another role; raise KnownError if no owner would be left."""
        if role is not Role.OWNER:
            self.check_owner_left(stored)
        with self._ledger.act("role-changed", by, now) as act:
            return act.change(stored, replace(stored.record, role=role))

    def disable(self, stored: Stored[Staff], by: int, now: datetime) -> Stored[Staff]:
        """Note that a person no longer works here; nothing that bears the name changes.

        From this act on the database is due to be re-keyed. Raise KnownError if no owner would be
        left.
        """
        self.check_owner_left(stored)
        with self._ledger.act("staff-disabled", by, now) as act:
            set_rekeying_due(self._ledger.db)
            return act.change(stored, replace(stored.record, active=False))

    def enable(self, stored: Stored[Staff], by: int, now: datetime) -> Stored[Staff]:
        """Note that a person works here again; a key is given apart from that."""
        with self._ledger.act("staff-enabled", by, now) as act:
            return act.change(stored, replace(stored.record, active=True))

    def note_key(self, act: str, staff_id: int, by: int, now: datetime) -> None:
        """Tell the audit log whose key is given or taken; raise KnownError for who may not.

        Told before it is done: a crash in between leaves a row too many, never one too few.
        """
        with self._ledger.act(act, by, now) as begun:
            begun.note("staff" if staff_id else None, staff_id or None)

    def is_rekeying_due(self) -> bool:
        """Say whether somebody left since the database got its key."""
        return is_rekeying_due(self._ledger.db)

    def last_unlocked(self) -> dict[int, datetime]:
        """Return when each person unlocked last, by staff id."""
        sql = (  # the last row, as a clock that ran ahead once has the latest moment
            "SELECT staff_id, at, max(seq) FROM audit WHERE act IN ('unlocked', 'verb-unlocked') "
            "GROUP BY staff_id"
        )
        told = ((who, moment_of(at)) for who, at, _ in read(self._ledger.db, sql))
        return {who: at for who, at in told if at}

    def check_owner_left(self, leaving: Stored[Staff]) -> None:
        """Raise KnownError if without a person no owner would be left."""
        others = (each.record for each in self.all() if each.id != leaving.id)
        if not any(other.active and other.role is Role.OWNER for other in others):
            raise KnownError(
                "{name} is the only owner, and a clinic needs one. Make somebody else owner "
                "first. Nothing was changed.",
                name=leaving.record.name,
            )

    def settings(self) -> Stored[Settings]:
        """Return the clinic's settings."""
        return self._ledger.books.get(Settings, 1)

    def change_settings(
        self, stored: Stored[Settings], settings: Settings, by: int, now: datetime
    ) -> Stored[Settings]:
        """Store the next version of the settings; the protocol is picked by `Protocols.pick`.

        In another time zone attempts fall on other days, so everybody's follow-ups are derived
        anew in the same act. Raise KnownError for anybody but the owner.
        """
        if settings.protocol != stored.record.protocol:
            raise ValueError("a protocol is picked, so that it is checked and derived by")
        with self._ledger.act("settings-changed", by, now) as act:
            if settings.timezone != stored.record.timezone:
                act.derive_for_everybody()
            return act.change(stored, settings)
