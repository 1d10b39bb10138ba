"""The staff desk: who works here, and what the clinic set about itself."""

from datetime import datetime

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.domain.schedule.desk_rules import DeskRules
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
        """Store a new member of staff."""
        with self._ledger.act("staff-added", by, now) as act:
            return act.add(member)

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
