"""A treatment session: the re-check, what each area received and how the skin answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from infrared_desktop.domain.answers import AppointmentKind, Role
from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.care import AreaSettings, Plan, Session
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.diary import Appointment, Device
from infrared_desktop.domain.doses import Dose, doses_before
from infrared_desktop.domain.follow_ups import FollowUpKind
from infrared_desktop.domain.gates import Gate
from infrared_desktop.domain.record_gaps import Gap, session_gaps
from infrared_desktop.domain.room_checks import counter_words
from infrared_desktop.domain.schedule import Window, next_windows
from infrared_desktop.domain.session_gates import session_gates
from infrared_desktop.views.diary.visit_choice import open_visit
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.dose_words import figure
from infrared_desktop.views.records.record_page import RecordPage
from infrared_desktop.views.records.session_facts import asks_why, plan_of
from infrared_desktop.views.records.session_panel import SessionPanel, is_blocked
from infrared_desktop.views.records.settings_editor import SettingsEditor
from infrared_desktop.views.records.skin_words import skin_type_words
from infrared_desktop.views.records.visit_record import VisitRecordScreen
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say, say_day, say_site
from infrared_desktop.views.workplace import Workplace

_KINDS = (AppointmentKind.SESSION, AppointmentKind.MAINTENANCE, AppointmentKind.TEST_SPOT)
_REVIEWS = (FollowUpKind.REVIEW_1, FollowUpKind.REVIEW_3, FollowUpKind.REVIEW_6)


class SessionScreen(VisitRecordScreen):
    """Records a session of today's visit, or of a plan where there is no visit."""

    record_type = Session

    def __init__(self, workplace: Workplace) -> None:
        page = RecordPage(workplace, "session", Session)
        panel, areas = SessionPanel(workplace.clinic.protocol), page.rows
        assert isinstance(areas, SettingsEditor)
        super().__init__(workplace, page, panel)
        self.panel, self.areas = panel, areas
        self._devices: dict[int, Device] = {}
        self.panel.changed.connect(self.on_changed)
        text = self.tr("Take the settings of the last time")
        self.add_action(text, "Ctrl+L", self.areas.carry)

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
        by = self.workplace.staff
        treats = by.record.role in (Role.CLINICIAN, Role.OWNER)
        planned = visit.record.clinician_id if visit else None
        return Session(
            patient_id=chart.patient.id,
            performed_on=self.day_at(visit),
            operator_id=by.id if treats or planned is None else planned,
            plan_id=plan.id if plan else None,
            appointment_id=visit.id if visit else None,
            device_id=self._device(visit),
            areas=tuple(AreaSettings(s.area, s.side) for s in self._sites(chart, visit, plan)),
            started=self._begun(visit),
        )

    def sealed(self, record: Session) -> Session:
        """Keep by which protocol the session was given."""
        return replace(record, protocol_version=self.clinic.protocol.title)

    def fill(self, record: Session) -> None:
        """Offer who treats and what can be treated with, and show the session."""
        clinic = self.clinic
        self._devices = {stored.id: stored.record for stored in clinic.diary.devices()}
        people = [(str(s.id), s.record.name) for s in clinic.staff.clinicians()]
        for field in ("operator_id", "assistant_id", "supervisor_id"):
            self._combo(field).set_options(people)
        self._combo("device_id").set_options([(str(n), d.name) for n, d in self._devices.items()])
        super().fill(record)
        self.panel.set_reason(record, self.signed.stored is not None)

    def record(self) -> Session:
        """Return the session as it stands on the screen."""
        record: Session = super().record()
        if self.signed.stored is not None:
            return record
        return replace(record, override_reason=self.panel.reason())

    def judge(self, record: Session) -> tuple[Gap, ...]:
        """Show what stands in the way, and return what is missing."""
        assert self.chart is not None
        self.areas.configure(
            self.clinic.protocol, self._doses, self._device_record(record).handpieces
        )
        row = self.areas.current_row()
        site = record.areas[row].site if 0 <= row < len(record.areas) else None
        doses, name = (self._doses(site), say_site(site)) if site else ((), "")
        if self.signed.stored is not None:
            self._say_next(self.chart, record)
            self.panel.show_signed(name, doses, record.override_reason)
            return ()
        found = self._stand(self.chart, record)
        asks = asks_why(record, found)
        self.panel.show_session(found, name, doses, asks)
        odd = counter_words(record)
        self.page.binder.set_caution("counter_end", say(odd) if odd else "")
        return session_gaps(record, is_blocked(found), self.workplace.today())

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
        windows = self._windows_left(chart, signed.record)
        if not windows:
            text = self.tr("Signed. This was the plan's last session: a review comes next.")
            self.banner.tell(Meaning.SUITABLE, text, self.tr("Book the review"), self.go_on)
            self.banner.take_keys()
            return
        first = min(windows, key=lambda window: window.earliest)
        text = self.tr("Signed. Session {number} of {planned} is best from {first} to {last}.")
        self.banner.tell(
            Meaning.SUITABLE,
            text.format(
                number=first.session_no,
                planned=first.planned,
                first=say_day(first.earliest),
                last=say_day(first.latest),
            ),
            self.tr("Book session {number}").format(number=first.session_no),
            self.go_on,
        )
        self.banner.take_keys()

    def go_on(self) -> None:
        """Book the plan's next session, or the first review after its last one."""
        signed = self.signed.stored
        if signed is None or self.chart is None:
            return
        about = None
        if not self._windows_left(self.chart, signed.record):
            waiting = self.clinic.follow_ups.of_patient(self.chart.patient.id)
            reviews = [each for each in waiting if each.kind in _REVIEWS]
            about = min(reviews, key=lambda each: each.due, default=None)
        plan_id = signed.record.plan_id
        self.going.emit(Place("booking", self.chart.patient.id, plan_id, about))

    def _windows_left(self, chart: Chart, record: Session) -> list[Window]:
        plans = [plan for plan in chart.plans if plan.id == record.plan_id]
        windows = self.clinic.protocol.windows
        return [w for plan in plans for w in next_windows(plan, chart.sessions, windows)]

    def _say_next(self, chart: Chart, record: Session) -> None:
        left = self._windows_left(chart, record)
        book, review = self.tr("Book the next session"), self.tr("Book the review")
        self.header.next.setText(book if left else review)

    def _stand(self, chart: Chart, record: Session) -> tuple[Gate, ...]:
        device = self._device_record(record) if record.device_id is not None else None
        moment = self.workplace.now().astimezone(self._zone())
        protocol = self.clinic.protocol
        return session_gates(chart, record, protocol, device, moment, self._doses)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.workplace.settings.timezone)

    def _doses(self, site: Site) -> tuple[Dose, ...]:
        assert self.chart is not None
        signed = self.signed.stored
        sessions = [s for s in self.chart.sessions if signed is None or s.id < signed.id]
        day = signed.record.performed_on if signed else self.workplace.today()
        return doses_before(site, day, sessions, self.chart.adverse_events)

    def _sites(
        self, chart: Chart, visit: Stored[Appointment] | None, plan: Stored[Plan] | None
    ) -> tuple[Site, ...]:
        if visit is not None and visit.record.sites:
            return visit.record.sites
        if plan is None:
            return ()
        windows = next_windows(plan, chart.sessions, self.clinic.protocol.windows)
        return tuple(window.site for window in windows)

    def _begun(self, visit: Stored[Appointment] | None) -> time | None:
        started = visit.record.started_at if visit else None
        begun = started.astimezone(self._zone()).time() if started else None
        return begun.replace(second=0, microsecond=0) if begun else None

    def _device(self, visit: Stored[Appointment] | None) -> int | None:
        if visit is not None and visit.record.device_id is not None:
            return visit.record.device_id
        ready = [each.id for each in self.clinic.diary.devices() if each.record.in_service]
        return ready[0] if len(ready) == 1 else None

    def _device_record(self, record: Session) -> Device:
        known = self._devices.get(record.device_id or 0)
        return known or Device(
            "", handpieces=tuple(s.handpiece for s in self.clinic.protocol.spots)
        )

    def _combo(self, field: str) -> ComboField:
        combo = self.page.binder.input(field)
        assert isinstance(combo, ComboField)
        return combo
