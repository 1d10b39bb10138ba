"""The whole record of one patient on paper: each record with its changes, author and hash."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.documents.entries import Entries
from infrared_desktop.documents.markup import plain, row
from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.timeline_sheet import sheet_of
from infrared_desktop.documents.values import Values
from infrared_desktop.domain.clinic_facts import head_of
from infrared_desktop.domain.papers.whole_record import Versions
from infrared_desktop.domain.timeline.model import Timeline

# The sections in the order of the paper, each with the kind of record that stands in it.
_SECTIONS = (
    ("Person", "patient"),
    ("Medical history", "history"),
    ("Consultations", "consultation"),
    ("Decisions on rules", "rule_decision"),
    ("Handouts", "handout"),
    ("Consents", "consent"),
    ("Withdrawals", "withdrawal"),
    ("Plans", "plan"),
    ("Test spots", "test_spot"),
    ("Sessions", "session"),
    ("Reactions", "adverse_event"),
    ("Reviews", "review"),
    ("Visits", "appointment"),
    ("Missed visits", "absence"),
    ("Waiting list", "wish"),
    ("Times offered", "offer"),
    ("Next steps", "next_step"),
    ("Contacts", "contact_attempt"),
    ("Decisions on follow-ups", "follow_up_decision"),
    ("Messages", "message"),
    ("Photographs", "photo"),
    ("Photographs that left", "photo_export"),
    ("Copies called back", "call_back"),
    ("Remarks", "remark"),
    ("Wishes about the record", "erasure"),
    ("Restrictions", "restriction"),
)
# Short ones stand as the rows of one table.
_IN_ROWS = ("next_step", "contact_attempt", "follow_up_decision")


class RecordPapers:
    """Makes the papers of one patient's record: who made them, and when, runs along the foot.

    `on` is a day that somebody named to be written instead of the moment.
    """

    def __init__(
        self, values: Values, made_by: int, made_at: datetime, on: date | None = None
    ) -> None:
        self._values, self._say, self._record = values, values.say, values.record
        self._by, self._at, self._on = made_by, made_at, on

    def whole(self) -> Paper:
        """Return everything on the patient, in the order of a clinical record."""
        patient = self._record.chart.patient.record
        title = self._say("Clinical record")
        entries = Entries(self._values)
        lines = [f"# {title}: {plain(patient.display_name)}", *self._drafts(), *self._joined()]
        for heading, kind in _SECTIONS:
            records = self._record.versions.get(kind, ())
            if records:
                lines += [f"# {self._say(heading)}", *_section(entries, kind, records)]
        lines += [*self._nothing_on(), *self._readers()]
        return self._paper(title, lines)

    def one(self, kind: str, number: int) -> Paper:
        """Return the report of one record, such as a session, by the name of its kind."""
        titles = {"session": "Session report", "consultation": "Consultation", "review": "Review"}
        title = self._say(titles.get(kind, "From the record"))
        entry = Entries(self._values).entry(kind, self._versions(kind, number))
        return self._paper(title, [f"# {title}", *entry])

    def consent(self, number: int) -> Paper:
        """Return a consent as it was signed: the paper it is based on, then the signature."""
        title = self._say("Consent")
        versions = self._versions("consent", number)
        given = self._versions("handout", versions[-1].record.handout_id)
        entries = Entries(self._values)
        lines = [f"# {title}", *entries.entry("handout", given)]
        lines += entries.entry("consent", versions)
        for back in self._record.versions.get("withdrawal", ()):
            if back[-1].record.consent_id == number:
                lines += entries.entry("withdrawal", back)
        return self._paper(title, lines)

    def handout(self, number: int) -> Paper:
        """Return a paper again as the patient got it, word for word."""
        stored = self._versions("handout", number)[-1]
        title = self._values.words(stored.record, "kind").capitalize()
        return self.text(title, stored.record.text, stored.record.protocol_version)

    def timeline(self, timeline: Timeline, by_year: bool = False) -> Paper:
        """Return a timeline that is drawn, on one chart or one for each year."""
        sheet = sheet_of(timeline, self._values.sentence, self._values.day, by_year)
        return replace(self._paper(self._say("Timeline"), []), sheet=sheet.to_json())

    def text(self, title: str, text: str, protocol: str = "") -> Paper:
        """Return lines of light markup as a paper for the patient."""
        return self._paper(title, text.splitlines(), protocol)

    def _versions(self, kind: str, number: int) -> Versions:
        return next(each for each in self._record.versions[kind] if each[-1].id == number)

    def _drafts(self) -> list[str]:
        """Say which unfinished work is not on this paper."""
        text = self._say("Not on this paper, as it is a draft: {kind} by {who}, kept {when}.")
        return [
            plain(
                text.format(
                    kind=self._say(draft.kind.replace("_", " ")),
                    who=self._values.person(draft.staff_id, draft.kept_at),
                    when=self._values.moment(draft.kept_at),
                )
            )
            for draft in self._record.drafts
        ]

    def _joined(self) -> list[str]:
        """Say which other numbers this is the record of as well."""
        text = self._say("Number {other} was joined to number {kept} on {when} by {who}: {why}")
        return [
            plain(
                text.format(
                    other=merge.record.merged_id,
                    kept=merge.record.patient_id,
                    when=self._values.moment(merge.at),
                    who=self._values.person(merge.by, merge.at),
                    why=merge.record.reason,
                )
            )
            for merge in self._record.joined
        ]

    def _readers(self) -> list[str]:
        """Say who read the record, where that is told: by day and person, as often as they did."""
        if self._record.readings is None:
            return []
        text = self._say(
            "By the audit log, up to the moment at which this was made; the files beside it name "
            "each hour."
        )
        lines = [f"# {self._say('Who read this record')}", plain(text)]
        told = [
            row(
                self._values.day(each.day),
                self._values.person(each.staff_id),
                self._say(each.words) + (f" ({each.times} ×)" if each.times > 1 else ""),
            )
            for each in self._record.readings
        ]
        if not told:
            return [*lines, plain(self._say("Nobody yet."))]
        head = row(*map(self._say, ("Day", "Who", "What")))
        return [*lines, head, "|--|", *told]

    def _nothing_on(self) -> list[str]:
        empty = [
            self._say(heading) for heading, kind in _SECTIONS if not self._record.versions.get(kind)
        ]
        text = self._say("Nothing is recorded under: {headings}.")
        return ["", plain(text.format(headings=", ".join(empty)))] if empty else []

    def _paper(self, title: str, lines: Sequence[str], protocol: str = "") -> Paper:
        settings = self._record.settings
        used = protocol or next(iter(self._record.protocols), "")
        made = self._say("Made on {when} by {who}")
        of_protocol = self._say("Protocol: {name}").format(name=used) if used else ""
        return Paper(
            title,
            tuple(lines),
            clinic=head_of(settings),
            whom=self._whom(),
            made=made.format(when=self._made_on(), who=self._values.person(self._by, self._at)),
            protocol=of_protocol,
            country=settings.country,
            page=self._say("Page {number} of {count}"),
        )

    def _made_on(self) -> str:
        """Say when; of a day that somebody named, nobody knows the hour."""
        return self._values.day(self._on) if self._on else self._values.moment(self._at)

    def _whom(self) -> str:
        stored = self._record.chart.patient
        patient, born = stored.record, self._say("birth date not known")
        if patient.birth_date is not None:
            born = self._say("born {day}").format(day=self._values.day(patient.birth_date))
        number = self._say("number {number}").format(number=stored.id)
        return " · ".join((patient.display_name, number, born))


def _section(entries: Entries, kind: str, records: Sequence[Versions]) -> Iterator[str]:
    if kind in _IN_ROWS:
        yield from entries.rows(kind, records)
    else:
        for versions in records:
            yield from entries.entry(kind, versions)
