"""A treatment session: the re-check, what each area received and how the skin answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.diary import Appointment, Device
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.schedule.schedule import next_windows
from infrared_desktop.domain.sessions.consent_gates import confirmed_consent
from infrared_desktop.domain.sessions.day_check import day_questions, is_reconfirmed, not_asked
from infrared_desktop.domain.sessions.gaps import session_gaps
from infrared_desktop.domain.sessions.gates import Gate
from infrared_desktop.domain.sessions.room_checks import counter_words
from infrared_desktop.domain.sessions.session_gates import session_gates
from infrared_desktop.domain.sessions.shared_skin import SkinPast
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.closing.visit_record import VisitRecordScreen
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.dose_words import figure
from infrared_desktop.views.records.record_page import RecordPage
from infrared_desktop.views.records.skin_words import skin_type_words
from infrared_desktop.views.screen import Place
from infrared_desktop.views.sessions.day_check_field import DayCheckField
from infrared_desktop.views.sessions.day_check_fold import watching_fold
from infrared_desktop.views.sessions.session_facts import (
    asks_why,
    begun_at,
    device_of,
    offer_choices,
    older_check,
    older_protocol,
    plan_of,
    sites_to_treat,
)
from infrared_desktop.views.sessions.session_next import next_place, signed_words, windows_left
from infrared_desktop.views.sessions.session_panel import SessionPanel, is_blocked
from infrared_desktop.views.sessions.settings_editor import SettingsEditor
from infrared_desktop.views.visits.choice import open_visit
from infrared_desktop.views.wording import say, say_site
from infrared_desktop.views.workplace import Workplace

_KINDS = (AppointmentKind.SESSION, AppointmentKind.MAINTENANCE, AppointmentKind.TEST_SPOT)


class SessionScreen(VisitRecordScreen):
    """Records a session of today's visit, or of a plan where there is no visit."""

    record_type = Session

    def __init__(self, workplace: Workplace) -> None:
        page = RecordPage(workplace, "session", Session)
        panel, areas = SessionPanel(workplace.clinic.protocol), page.rows
        check, older = page.binder.input("day_check"), page.fields.findChild(QLabel, "older_check")
        assert isinstance(areas, SettingsEditor) and isinstance(check, DayCheckField) and older
        super().__init__(workplace, page, panel)
        self.panel, self.areas = panel, areas
        self._check, self._older = check, older
        self.fold = watching_fold(page.fields, check)
        self._devices: dict[int, Device] = {}
        self._given_by: Protocol | None = None
        self.panel.changed.connect(self.on_changed)
        text = self.tr("Take the settings of the last time")
        self.add_action(text, "Ctrl+L", self.areas.carry)
        self.add_action(self.tr("Open outline and consent"), "Ctrl+O", self._open_consent)
        text = self.tr("Hand out the after-care sheet")
        self.sheet = add_action(self, text, "Ctrl+E", self._care)

    def title(self) -> str:
        """Name the session."""
        return self.tr("Session")

    def signed_ones(self, chart: Chart) -> Sequence[Stored[Session]]:
        """Return the patient's sessions."""
        return chart.sessions

    def already_signed(self, chart: Chart, place: Place) -> Stored[Session] | None:
        """Return the session that was signed for the appointment."""
        if place.record is None:
            return None
        return next((s for s in chart.sessions if s.record.appointment_id == place.record), None)

    def visit_number(self, record: Session, place: Place) -> int | None:
        """Return the visit that a session was begun at."""
        return record.appointment_id

    def about_patient(self, chart: Chart) -> str:
        """Say whom the session is about, with the skin type."""
        return " · ".join((super().about_patient(chart), skin_type_words(chart)))

    def day_of(self, record: Session) -> date:
        """Return the day of the session."""
        return record.performed_on

    def blank(self, chart: Chart, place: Place) -> Session:
        """Return a session with what the visit and the plan say already."""
        visit = open_visit(self.workplace, chart, place.record, _KINDS)
        plan = plan_of(chart, visit)
        every = self.clinic.protocol.windows
        windows = next_windows(plan, chart.sessions, every) if plan else ()
        by = self.workplace.staff
        treats = self.workplace.may(Right.SIGN)
        planned = visit.record.clinician_id if visit else None
        return Session(
            patient_id=chart.patient.id,
            performed_on=self.day_at(visit),
            operator_id=by.id if treats or planned is None else planned,
            plan_id=plan.id if plan else None,
            appointment_id=visit.id if visit else None,
            device_id=device_of(visit, self.clinic.diary.devices()),
            room_id=visit.record.room_id if visit else None,
            areas=tuple(AreaSettings(s.area, s.side) for s in sites_to_treat(visit, windows)),
            started=begun_at(visit, self._zone()),
        )

    def sealed(self, record: Session) -> Session:
        """Keep by which protocol and history the session was given, and which consent held."""
        assert self.chart is not None
        record = replace(record, consent_reconfirmed=is_reconfirmed(record.day_check))
        consent = confirmed_consent(self.chart, record)
        history, title = self.chart.history, self.clinic.protocol.title
        seen = replace(record, history_version=history.version if history else None)
        return replace(seen, protocol_version=title, consent_id=consent)

    def fill(self, record: Session) -> None:
        """Offer who treats and what can be treated with, and show the session."""
        clinic = self.clinic
        self._devices = {stored.id: stored.record for stored in clinic.diary.devices()}
        offer_choices(self.page.binder, clinic, self._devices)
        self._given_by = older_protocol(clinic, record) if self.signed.stored else None
        super().fill(record)
        self.panel.set_reason(record, self.signed.stored is not None)
        self._older.setText(older_check(record))
        self._older.setVisible(bool(self._older.text()))

    def show_record(
        self, record: Session, chart: Chart, signed: Stored[Session] | None = None
    ) -> None:
        """Show a session; the questions of today are open while one of them waits."""
        super().show_record(record, chart, signed)
        self.fold.settle(signed is not None)

    def record(self) -> Session:
        """Return the session as it stands on the screen."""
        record: Session = super().record()
        if self.signed.stored is not None:
            return record
        # The check of the day asks both anew, in more words.
        asked = replace(record, skin_clean=None, tan_checked=None)
        return replace(asked, override_reason=self.panel.reason())

    def judge(self, record: Session) -> tuple[Gap, ...]:
        """Show what stands in the way, and return what is missing."""
        assert self.chart is not None
        protocol = self._given_by or self.clinic.protocol
        device = self._devices.get(record.device_id or 0)
        handpieces = self._device_record(record).handpieces
        self.areas.configure(protocol, self._past(), handpieces, device)
        questions = day_questions(protocol, [row.site for row in record.areas])
        self._check.ask(questions)
        self.sheet.setEnabled(self.signed.is_valid)
        row = self.areas.current_row()
        site = record.areas[row].site if 0 <= row < len(record.areas) else None
        doses, name = (self._past().at(site), say_site(site)) if site else ((), "")
        if self.signed.stored is not None:
            self._say_next(self.chart, record)
            self.panel.show_signed(name, doses, record.override_reason)
            return ()
        found = self._stand(self.chart, record)
        asks = asks_why(record, found)
        self.panel.show_session(found, name, doses, asks)
        odd = counter_words(record)
        self.page.binder.set_caution("counter_end", say(odd) if odd else "")
        unasked = len(not_asked(questions, record.day_check))
        return session_gaps(record, is_blocked(found), self.workplace.today(), unasked)

    def show_gap(self, gap: Gap) -> None:
        """Go to the input of an answer that is missing, and say so beside it."""
        if gap.field == "override_reason":
            self.panel.ask_reason(say(gap.words))
        else:
            super().show_gap(gap)

    def summary(self, record: Session) -> str:
        """Say in one line what each area received."""
        parts = (f"{say_site(r.site)} {figure(r.fluence_j_cm2)} J/cm²" for r in record.areas)
        return "; ".join(parts)

    def visit_of(self, signed: Stored[Session]) -> Stored[Appointment] | None:
        """Return the visit that the session belongs to."""
        number = signed.record.appointment_id
        return self.clinic.diary.get(number) if number is not None else None

    def offer(self, signed: Stored[Session]) -> None:
        """Offer to book the next session."""
        chart = self.clinic.people.chart(signed.record.patient_id)
        left = windows_left(chart, signed.record, self.clinic.protocol.windows)
        text, act = signed_words(left)
        self.banner.tell(Meaning.SUITABLE, text, act, self.go_on)
        self.banner.take_keys()

    def go_on(self) -> None:
        """Book the plan's next session, or the first review after its last one."""
        signed = self.signed.stored
        if signed is not None and self.chart is not None:
            self.going.emit(next_place(self.clinic, self.chart, signed.record))

    def _open_consent(self) -> None:
        if self.chart is not None:
            self.going.emit(Place("consent", self.chart.patient.id))

    def _care(self) -> None:
        signed = self.signed.stored
        if signed is not None:
            patient = signed.record.patient_id
            self.going.emit(Place("handout", patient, signed.id, HandoutKind.AFTERCARE))

    def _say_next(self, chart: Chart, record: Session) -> None:
        left = windows_left(chart, record, self.clinic.protocol.windows)
        book, review = self.tr("Book the next session"), self.tr("Book the review")
        self.header.next.setText(book if left else review)

    def _stand(self, chart: Chart, record: Session) -> tuple[Gate, ...]:
        device = self._device_record(record) if record.device_id is not None else None
        moment = self.workplace.now().astimezone(self._zone())
        protocol, country = self.clinic.protocol, self.workplace.settings.country
        return session_gates(chart, record, protocol, device, moment, self._past(), country)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.workplace.settings.timezone)

    def _past(self) -> SkinPast:
        assert self.chart is not None
        signed = self.signed.stored
        sessions = [s for s in self.chart.sessions if signed is None or s.id < signed.id]
        day = signed.record.performed_on if signed else self.workplace.today()
        return SkinPast(day, sessions, self.chart.adverse_events)

    def _device_record(self, record: Session) -> Device:
        every = tuple(spot.handpiece for spot in self.clinic.protocol.spots)
        return self._devices.get(record.device_id or 0) or Device("", handpieces=every)
