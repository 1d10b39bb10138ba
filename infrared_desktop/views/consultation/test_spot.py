"""A test spot: made with its settings, read once its wait is over, and from then on final."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.consultation.planning import newest_signed
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import TestSpot
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.spot_gates import read_due
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.consultation.test_spot_form import TestSpotForm
from infrared_desktop.views.consultation.test_spot_words import moment_words, spot_fact
from infrared_desktop.views.lists.fact_list import FactList
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.form_draft import FormDraft
from infrared_desktop.views.records.skin_words import skin_type_words
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_site
from infrared_desktop.views.workplace import Workplace


class TestSpotScreen(Screen):
    """Makes a test spot, or reads the one that the place names by its record."""

    __test__ = False  # not a class of tests
    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._chart: Chart | None = None
        self._stored: Stored[TestSpot] | None = None
        now = workplace.now()
        self._base = TestSpot(
            Area.FACE_FULL, patient_id=0, done_at=now, operator_id=0, read_due_at=now
        )
        self._devices: dict[int, Device] = {}
        self.header, self.banner = RecordHeader(), Banner()
        self.do = QPushButton()
        self.do.setProperty("kind", "primary")
        self.header.add_buttons((self.do,))
        self.form = TestSpotForm(workplace.clinic.protocol)
        self.draft = FormDraft(self, TestSpot, self.banner, self._put)
        self.facts = FactList()
        self.facts.setAccessibleName(self.tr("Test spots so far"))
        side, page = Panel(self.tr("Test spots so far")), QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        inside.addWidget(self.facts)
        side.body.addWidget(page)
        lay_out_halves(self, self.header, self.banner, self.form, side)
        self.setFocusProxy(self.form.binder.input("area"))
        add_action(self, self.tr("Save the test spot or its reading"), "Ctrl+S", self._act)
        self.do.clicked.connect(lambda: self._act())
        self.form.binder.changed.connect(self._on_changed)
        keeper = self.draft.keeper
        keeper.changed.connect(lambda: self.header.set_chip(keeper.chip()))

    def open(self, place: Place) -> None:
        """Show a new test spot, one to be read, or one that was read."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        chart = self.clinic.people.chart(place.patient)
        stored = _spot(chart, place.record) if place.record is not None else None
        self._show(chart, stored)
        if stored is None and not self.draft.is_begun():
            self._announce_unread()

    def reload(self, change: Change | None = None) -> None:
        """Take over what became of the patient elsewhere; what is typed here stays."""
        if self._chart is not None:
            self._chart = self.clinic.people.chart(self._chart.patient.id)
            zone = self.workplace.settings.timezone
            self.facts.show_facts(
                [spot_fact(each, zone) for each in reversed(self._chart.test_spots)]
            )

    def leave(self) -> bool:
        """Keep what is typed as a draft; stay where it can't be kept."""
        return self.draft.leave()

    def _show(self, chart: Chart, stored: Stored[TestSpot] | None) -> None:
        self._chart, self._stored = chart, stored
        self.banner.settle()
        self._devices = {each.id: each.record for each in self.clinic.diary.devices()}
        people = [(str(each.id), each.record.name) for each in self.clinic.staff.clinicians()]
        self.form.offer(people, [(str(n), each.name) for n, each in self._devices.items()])
        self._put(stored.record if stored else self._blank(chart))
        self._take_up(chart.patient.id)
        reading, done = self._is_reading(), self._is_done()
        self.do.setText(self.tr("Save the reading  Ctrl+S") if reading else self.tr("Save  Ctrl+S"))
        self.do.setVisible(not done)
        words = (
            chart.patient.record.display_name,
            patient_line(chart.patient, self.workplace.today()),
            skin_type_words(chart),
        )
        self.header.set_words(self._title(), " · ".join(words))
        self.header.set_chip(self.draft.keeper.chip())
        self.reload()
        self.form.binder.input("seen" if reading else "note" if done else "area").setFocus()

    def _put(self, spot: TestSpot) -> None:
        """Put a test spot into the form, as it is stored or as it was begun."""
        self._base = spot
        self._offer_handpieces(spot.device_id)
        self.form.show_spot(spot, self._waits(), self._is_reading(), self._is_done())

    def _take_up(self, patient: int) -> None:
        about = self._stored.id if self._stored else 0
        done = self._is_done()
        self.draft.take_up(patient, None if done else self._base, about)
        left = self.clinic.care.draft(TestSpot, patient, self.workplace.by, about)
        if done and left is not None:  # somebody else was quicker: a reading is final
            self.clinic.care.discard_draft(left, self.workplace.by, self.workplace.now())

    def _title(self) -> str:
        if self._is_done():
            return self.tr("Test spot, read")
        return self.tr("Read the test spot") if self._is_reading() else self.tr("New test spot")

    def _blank(self, chart: Chart) -> TestSpot:
        """Propose the area of the newest consultation, made now by whoever is here."""
        now, seen = self.workplace.now(), newest_signed(chart)
        rows = seen.record.areas if seen else ()
        ready = [each.id for each in self.clinic.diary.devices() if each.record.in_service]
        return TestSpot(
            rows[0].area if rows else Area.FACE_FULL,
            rows[0].side if rows else None,
            patient_id=chart.patient.id,
            done_at=now,
            operator_id=self.workplace.by,
            device_id=ready[0] if len(ready) == 1 else None,
            read_due_at=read_due(chart, now, self.clinic.protocol.test_spot),
        )

    def _waits(self) -> str:
        due = self._say(self._base.read_due_at)
        if self._is_done() and self._base.read_at is not None:
            return self.tr("Read on {moment}.").format(moment=self._say(self._base.read_at))
        if self._is_reading():
            early = self.workplace.now() < self._base.read_due_at
            text = (
                self.tr("Too early: to be read from {moment}.")
                if early
                else self.tr("To be read since {moment}.")
            )
            return text.format(moment=due)
        return self.tr("To be read from {moment}; it comes up in the follow-up list.").format(
            moment=due
        )

    def _say(self, moment: datetime) -> str:
        return moment_words(moment, self.workplace.settings.timezone)

    def _announce_unread(self) -> None:
        assert self._chart is not None
        unread = [each for each in self._chart.test_spots if each.record.read_at is None]
        if unread:
            words = self.tr("A test spot at {site} waits to be read, from {moment}.").format(
                site=say_site(unread[-1].record.site),
                moment=self._say(unread[-1].record.read_due_at),
            )
            show = partial(self._show, self._chart, unread[-1])
            self.banner.tell(Meaning.CAUTION, words, self.tr("Read that one"), show)

    def _on_changed(self, field: str) -> None:
        if field == "device_id":
            self._offer_handpieces(self.form.binder.values()["device_id"])
        self.form.follow()
        if not self._is_done():
            self.draft.follow(self.form.typed(self._base))

    def _offer_handpieces(self, device_id: int | None) -> None:
        device = self._devices.get(device_id or 0)
        spots = self.clinic.protocol.spots
        names = device.handpieces if device else tuple(spot.handpiece for spot in spots)
        self.form.offer_handpieces(names)

    def _act(self) -> None:
        now, reading = self.workplace.now(), self._is_reading()
        spot = self.form.typed(self._base)
        if self._is_done() or not self.form.check(spot, now, reading):
            return
        try:
            self._read(replace(spot, read_at=now)) if reading else self._make(spot)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _make(self, spot: TestSpot) -> None:
        workplace = self.workplace
        stored = self.clinic.care.test(spot, workplace.by, workplace.now())
        self.draft.keeper.begin()
        taken_back = self.tr("Taken back.")
        workplace.can_take_back(
            self.tr("Test spot saved"), partial(_strike, workplace, stored, taken_back)
        )
        self._show(self.clinic.people.chart(spot.patient_id), stored)
        words = self.tr("Saved. It is to be read from {moment}; the follow-up list will say so.")
        self.banner.tell(Meaning.SUITABLE, words.format(moment=self._say(spot.read_due_at)))
        self.header.setFocus()

    def _read(self, spot: TestSpot) -> None:
        assert self._stored is not None
        by, now = self.workplace.by, self.workplace.now()
        stored = self.clinic.care.read_test(self._stored, spot, by, now)
        self.draft.keeper.begin()
        self._show(self.clinic.people.chart(spot.patient_id), stored)
        if spot.passed is Answer.YES:
            self.banner.tell(Meaning.SUITABLE, self.tr("Saved: it was borne well."))
        else:
            words = self.tr("Saved. A session here is stopped until somebody says why it goes on.")
            self.banner.tell(Meaning.CAUTION, words)

    def _is_done(self) -> bool:
        return self._stored is not None and self._stored.record.read_at is not None

    def _is_reading(self) -> bool:
        return self._stored is not None and not self._is_done()


def _spot(chart: Chart, number: int) -> Stored[TestSpot]:
    for stored in chart.test_spots:
        if stored.id == number:
            return stored
    raise KnownError("This test spot is not there, or it was struck through.")


def _strike(workplace: Workplace, stored: Stored[TestSpot], reason: str) -> None:
    workplace.clinic.care.invalidate(stored, reason, workplace.by, workplace.now())
