"""A sheet made for one patient: its text, its items, and what can no longer be met."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from infrared_desktop.documents.aftercare_sheet import aftercare_text
from infrared_desktop.documents.instruction_sheet import instruction_text
from infrared_desktop.documents.letters import Letters
from infrared_desktop.documents.sheet_lines import Style
from infrared_desktop.domain.clinic_facts import phone_of
from infrared_desktop.domain.papers.instructions import items_for, terms_before, too_late
from infrared_desktop.domain.papers.outline_facts import sites_to_outline
from infrared_desktop.domain.protocol.instruction_terms import Instruction, Phase
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import sites_of
from infrared_desktop.domain.sessions.handouts import (
    ended_at,
    sheets,
    starts_at,
    told_before,
    visits_to_come,
)
from infrared_desktop.views.workplace import Workplace


@dataclass(frozen=True)
class Sheet:
    """A paper that can be handed over; `english` are its items without a translation."""

    handout: Handout
    late: tuple[Instruction, ...] = ()
    english: tuple[Instruction, ...] = ()


class SheetMaker:
    """Makes the sheets of a clinic, by its protocol and its clock."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def proposed(self, chart: Chart) -> HandoutKind:
        """Return what is handed over next: after-care to who was treated today with none since."""
        clinic, today = self._workplace.clinic, self._workplace.today()
        if not any(one.record.performed_on == today for one in chart.sessions):
            return HandoutKind.INSTRUCTIONS
        given = [one.record.given_at for one in sheets(chart, HandoutKind.AFTERCARE)]
        is_given = any(clinic.day(at) == today for at in given)
        return HandoutKind.INSTRUCTIONS if is_given else HandoutKind.AFTERCARE

    def make(
        self,
        chart: Chart,
        kind: HandoutKind,
        language: str,
        visit_id: int | None,
        session: Stored[Session] | None,
    ) -> Sheet | None:
        """Make the sheet of a kind; there is none after a session where there was none."""
        if kind is HandoutKind.AFTERCARE:
            return self.after(chart, language, session) if session is not None else None
        visits = visits_to_come(chart, self._workplace.today())
        visit = next((one for one in visits if one.id == visit_id), None)
        return self.before(chart, language, visit)

    def before(self, chart: Chart, language: str, visit: Stored[Appointment] | None) -> Sheet:
        """Make the sheet before a visit; without one it names no days."""
        sites = (visit.record.sites if visit else ()) or sites_to_outline(chart)
        protocol, now = self._workplace.clinic.protocol, self.now()
        at = starts_at(visit.record, self.zone()) if visit else None
        text = instruction_text(protocol, sites, self._style(language), at, now)
        items = items_for(protocol, Phase.BEFORE, sites)
        late = self._late(chart, items, sites, visit) if visit else ()
        number = visit.id if visit else None
        handout = self._handout(chart, HandoutKind.INSTRUCTIONS, language, text, sites, number)
        return self._sheet(handout, items, late)

    def after(self, chart: Chart, language: str, session: Stored[Session]) -> Sheet:
        """Make the sheet after a session."""
        sites, protocol = sites_of(session.record), self._workplace.clinic.protocol
        ended = ended_at(session.record, self.now())
        text = aftercare_text(protocol, sites, self._style(language), ended)
        items = items_for(protocol, Phase.AFTER, sites)
        number = session.record.appointment_id
        handout = self._handout(chart, HandoutKind.AFTERCARE, language, text, sites, number)
        return self._sheet(handout, items, ())

    def zone(self) -> ZoneInfo:
        """Return the clinic's time zone."""
        return ZoneInfo(self._workplace.settings.timezone)

    def now(self) -> datetime:
        """Return the moment by the clinic's own clock."""
        return self._workplace.now().astimezone(self.zone())

    def _late(
        self,
        chart: Chart,
        items: tuple[Instruction, ...],
        sites: tuple[Site, ...],
        visit: Stored[Appointment],
    ) -> tuple[Instruction, ...]:
        """Return what can't be met any more; of what was told in time before, nothing."""
        at = starts_at(visit.record, self.zone())
        late = too_late(terms_before(items, at, self.now()))
        told = told_before(chart, sites, visit.record.day, visit.id)
        if told is None:
            return late
        then = too_late(terms_before(items, at, told.given_at.astimezone(self.zone())))
        return tuple(one for one in late if one in then or one.code not in told.codes)

    def _style(self, language: str) -> Style:
        settings = self._workplace.settings
        return Style(Letters(language), settings.date_order, phone_of(settings))

    def _handout(
        self,
        chart: Chart,
        kind: HandoutKind,
        language: str,
        text: str,
        sites: tuple[Site, ...],
        appointment_id: int | None,
    ) -> Handout:
        return Handout(
            chart.patient.id,
            kind,
            self._workplace.now(),
            language,
            text,
            sites,
            protocol_version=self._workplace.clinic.protocol.title,
            appointment_id=appointment_id,
        )

    def _sheet(
        self, handout: Handout, items: tuple[Instruction, ...], late: tuple[Instruction, ...]
    ) -> Sheet:
        letters = Letters(handout.language)
        english = tuple(one for one in items if letters.missing(one.text))
        codes = tuple(one.code for one in items)
        return Sheet(replace(handout, codes=codes), late, english)
