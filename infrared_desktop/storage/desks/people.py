"""The people desk: register, edit, find and list patients; take a list in and take it back."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.duplicates import Likeness, likeness
from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.moments import as_text, moment_of
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks import joining, search
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.drafts import NOBODY_YET, draft_key, drop_draft
from infrared_desktop.storage.desks.recent import Known, put

_SITTING = timedelta(minutes=30)


class People:
    """Acts on patients."""

    def __init__(self, ledger: Ledger, settings: Callable[[], Settings]) -> None:
        self._ledger, self._settings = ledger, settings
        ledger.derivations.append(self._index)

    def register(self, patient: Patient, by: int, now: datetime) -> Stored[Patient]:
        """Store a new patient; the id is the patient number. The person's draft of it goes."""
        _check(patient)
        with self._ledger.act("patient-registered", by, now) as act:
            key = draft_key("patient", NOBODY_YET, by, 0)
            drop_draft(self._ledger.db, act, key, NOBODY_YET)
            return act.add(patient)

    def edit(
        self, stored: Stored[Patient], patient: Patient, by: int, now: datetime
    ) -> Stored[Patient]:
        """Store a patient's next version."""
        _check(patient)
        with self._ledger.act("patient-edited", by, now) as act:
            return act.change(stored, patient)

    def get(self, number: int) -> Stored[Patient]:
        """Return a patient by number, or by one that was joined to it."""
        return self._ledger.books.get(Patient, self._ledger.books.kept(number))

    def kept(self, number: int) -> int:
        """Return the number by which a patient is kept, should it have been joined to another."""
        return self._ledger.books.kept(number)

    def many(self, numbers: Iterable[int]) -> dict[int, Stored[Patient]]:
        """Return several patients by number; one that was joined gives who is kept."""
        wanted = set(numbers)
        found = self._ledger.books.many(Patient, wanted)
        joined = {each for each, stored in found.items() if stored.state is State.INVALID}
        return found | {number: self.get(number) for number in joined}

    def find(self, text: str, now: datetime, limit: int = 50) -> search.Found:
        """Find patients by any part of name, phone, birth date or number, best first."""
        return search.find(self._ledger.db, text, self._settings(), now.date(), limit)

    def page(self, offset: int, limit: int) -> list[Stored[Patient]]:
        """Return a page of the directory: all patients by name."""
        numbers = search.page(self._ledger.db, offset, limit)
        found = self.many(numbers)
        return [found[number] for number in numbers]

    def count(self) -> int:
        """Return how many patients there are."""
        sql = "SELECT count(*) FROM head WHERE kind = 'patient' AND state <> 'invalid'"
        return next(int(total) for (total,) in read(self._ledger.db, sql))

    def alike(self, patient: Patient, number: int | None = None) -> list["Alike"]:
        """Return stored patients that may be the same person, likeliest first."""
        found = self.many(search.candidates(self._ledger.db, patient))
        pairs = [
            (stored, likeness(patient, stored.record))
            for stored in found.values()
            if stored.id != number and stored.state is not State.INVALID
        ]
        alike = [(stored, like) for stored, like in pairs if like is not None]
        return sorted(alike, key=lambda pair: (-pair[1].weight, pair[0].id))

    def chart(self, number: int, kinds: Iterable[str] = KINDS) -> Chart:
        """Return everything about one patient, or only the records of some kinds.

        Who may not read all of it gets a veiled one.
        """
        return self._ledger.reading.chart(self._whole_chart(number, kinds))

    def _whole_chart(self, number: int, kinds: Iterable[str]) -> Chart:
        if kinds is not KINDS or self._ledger.db.conn.in_transaction:
            return self.read_chart(number, kinds)
        recent = self._ledger.recent
        stamp = recent.stamp()
        known = recent.known(stamp)
        found = put(known, number, known.get(number) or Known(self.read_chart(number)))
        recent.keep(known, stamp)
        return found.chart

    def read_chart(self, number: int, kinds: Iterable[str] = KINDS) -> Chart:
        """Return the whole as the database holds it now, for what the program derives alone."""
        held = self._ledger.books.kinds_of_patient(number).intersection(kinds)
        parts = {
            kind.chart_field: tuple(self._ledger.books.of_patient(kind.record_type, number))
            for kind in KINDS.values()
            if kind.chart_field and kind.name in held
        }
        if len(histories := parts.get("histories", ())) > 1:
            parts["histories"] = joining.standing(self._ledger, number, histories)
        return Chart(self.get(number), **parts)

    def struck(self, number: int) -> Chart:
        """Return a patient's records that were struck through, and every addendum.

        Who may not read all of it gets a veiled one.
        """
        books = self._ledger.books
        held = books.kinds_of_patient(number)
        parts = {
            kind.chart_field: tuple(books.struck_of_patient(kind.record_type, number))
            for kind in KINDS.values()
            if kind.chart_field and kind.record_type is not Addendum and kind.name in held
        }
        added = tuple(books.of_patient(Addendum, number))
        return self._ledger.reading.chart(Chart(self.get(number), addenda=added, **parts))

    def open_chart(self, number: int, by: int, now: datetime) -> Chart:
        """Return what may be read about one patient, and tell the audit log that it was read.

        Raise ChartClosedError where it is restricted, and who reads may open it with a reason.
        """
        self._ledger.reading.require_reason(number)
        with self._ledger.act("chart-opened", by, now) as act:
            act.note("patient", number, number)
        return self.chart(number)

    def open_with_reason(self, number: int, reason: str, by: int, now: datetime) -> None:
        """Open a restricted chart to who reads here until they leave; the audit log keeps why."""
        if not reason.strip():
            raise KnownError("Say why you open this chart. Nothing of it was shown yet.")
        from infrared_desktop.storage.desks.erasing import refuse_names  # rarely needed

        refuse_names(reason, [self.get(number).record])  # it stays in the log for good
        with self._ledger.act("restricted-chart-opened", by, now) as act:
            act.note("patient", number, number, reason=reason.strip())
        self._ledger.reading.open_with_reason(number)

    def last_looked(self, number: int, by: int, now: datetime) -> datetime | None:
        """Return when a person last opened a chart before this sitting; None if never.

        Openings less than half an hour apart are one sitting.
        """
        sql = (
            "SELECT at FROM audit WHERE patient_id = ? AND staff_id = ? AND at <= ? "
            "AND act = 'chart-opened' ORDER BY at DESC"
        )
        later = now
        for (at,) in read(self._ledger.db, sql, (number, by, as_text(now))):
            opened = moment_of(at) or later
            if later - opened >= _SITTING:
                return opened
            later = opened
        return None

    def take_in(self, patients: Iterable[Patient], by: int, now: datetime) -> list[Stored[Patient]]:
        """Store a whole imported list, all of it or nothing."""
        with self._ledger.act("list-imported", by, now) as act:
            return [act.add(_check(patient)) for patient in patients]

    def take_back(self, imported: Iterable[Stored[Patient]], by: int, now: datetime) -> list[int]:
        """Take an import back; return the numbers that stay because work was done on them."""
        stayed: list[int] = []
        with self._ledger.act("import-taken-back", by, now) as act:
            for stored in imported:
                if self._was_used(stored):
                    stayed.append(stored.id)
                else:
                    act.change(stored, stored.record, State.INVALID)
        return stayed

    def _was_used(self, stored: Stored[Patient]) -> bool:
        if self.get(stored.id).version != stored.version:
            return True
        sql = (
            "SELECT 1 FROM head WHERE patient_id = ?1 AND kind <> 'patient' "
            "UNION ALL SELECT 1 FROM draft WHERE patient_id = ?1 LIMIT 1"
        )
        return self._ledger.db.execute(sql, (stored.id,)).fetchone() is not None

    def _index(self, act: Act) -> None:
        for stored in act.written:
            if isinstance(stored.record, Patient):
                self._index_one(stored)

    def derive_anew(self, act: Act) -> None:
        """Index everybody again, and have the act derive everybody's follow-ups."""
        for stored in self._ledger.books.all(Patient):
            self._index_one(stored)
            act.patients.add(stored.id)

    def _index_one(self, stored: Stored[Patient]) -> None:
        known = search.to_index(self._ledger.books, stored)
        search.index(self._ledger.db, stored.id, known)


Alike = tuple[Stored[Patient], Likeness]


def _check(patient: Patient) -> Patient:
    if not patient.surname.strip() and not patient.given_name.strip():
        raise KnownError("A patient needs a name. Nothing was saved yet; write one and save again.")
    return patient
