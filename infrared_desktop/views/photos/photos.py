"""A patient's photographs: taken in, put in order, looked at, moved, struck."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QAction

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.guess import planned_sites
from infrared_desktop.domain.photographs.sets import photo_days
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.photographs import DatedBy, Photo, PhotoView
from infrared_desktop.exchange.photo_sources import Source
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import KeyGroup, add_action
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.photos.arrival import Dress, WindowDrops, dress_for
from infrared_desktop.views.photos.camera_desk import CameraDesk
from infrared_desktop.views.photos.describing import answer, describe, turn
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.photos.photo_deeds import PhotoDeeds
from infrared_desktop.views.photos.photo_words import count_words, day_words
from infrared_desktop.views.photos.photos_page import PhotosPage
from infrared_desktop.views.photos.taking_in import Arrived
from infrared_desktop.views.photos.veil import Veil
from infrared_desktop.views.photos.wall import VIEW_KEYS
from infrared_desktop.views.photos.wall_lines import Missing
from infrared_desktop.views.photos.watched_offer import WatchedOffer
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class PhotosScreen(Screen):
    """A place's record is a photograph to begin at, and what it is about the visit it is for."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._chart: Chart | None = None
        self._visit: int | None = None
        self.veil = Veil(workplace)
        self.loader = PhotoLoader(lambda: self.clinic.photos.files, self)
        self.drops = WindowDrops(self)
        self.deeds = PhotoDeeds(self)
        self.page = PhotosPage(workplace, self.loader, self.veil, self, self._make_actions())
        self.deeds.page = self.page
        self.camera = CameraDesk(self, self.page, self.loader, self.veil)
        self.offer = WatchedOffer(self)
        self.page.add_above(self.offer.banner)
        self.wall, self.form, self.arrival = self.page.wall, self.page.form, self.page.arrival
        self._connect()
        self.setFocusProxy(self.wall)

    def open(self, place: Place) -> None:
        """Show a patient's photographs; the audit log keeps that the chart was opened."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        if self.clinic.people.get(place.patient).state is State.INVALID:
            raise KnownError("The registration of number {n} was taken back.", n=place.patient)
        self._visit = place.about if isinstance(place.about, int) else None
        by, now = self.workplace.by, self.workplace.now()
        self._chart = None
        chart = self.clinic.people.open_chart(place.patient, by, now)
        self._show(chart)
        self.arrival.turn_to(chart.patient.id)
        self.page.show_wall()
        self.offer.start(chart.patient.record.display_name)
        if place.record is not None:
            self.wall.choose([place.record])
        if not self.wall.chosen():
            self.wall.choose_first()

    def here(self, place: Place) -> Place:
        """Come back to the photograph where one was."""
        current = self.wall.current_photo()
        return replace(place, record=current.id if current else None)

    def reload(self, change: Change | None = None) -> None:
        """Show what was changed of this patient."""
        if self._chart is None:
            return
        number = self._chart.patient.id
        if change is None or (change.kinds and number in change.patients):
            self._show(self.clinic.people.chart(number))

    def leave(self) -> bool:
        """Store what is typed, blur what was looked at, and forget the pictures."""
        if self.page.card.is_unfinished() and self.page.card.warning.isHidden():
            self.page.card.give_up()
            return False
        self.form.finish()
        self.page.card.close_card()
        self.veil.fall()
        self.offer.stop()
        self.wall.forget()
        self.loader.close()
        return True

    def part_keys(self) -> tuple[KeyGroup, ...]:
        """Return the keys that name a view while the wall has the focus."""
        lines = tuple((key, choices.label(view)) for key, view in VIEW_KEYS.items())
        return (KeyGroup(self.tr("View of the chosen photographs"), lines),)

    def take(self, chosen: Sequence[Source], dress: Dress = lambda photo: photo) -> None:
        """Take files, folders and shots in; `dress` adds what is known, their day the rest."""
        assert self._chart is not None
        by_day = dress_for(self._chart, self._visit)
        self.arrival.take(chosen, self._chart.patient.id, lambda photo: by_day(dress(photo)))

    def _show(self, chart: Chart) -> None:
        is_new = self._chart is None
        self._chart = chart
        patient = chart.patient
        self.deeds.patient_id = patient.id
        line = patient_line(patient, self.workplace.today())
        title = self.tr("Photographs: {who}").format(who=patient.record.display_name)
        self.page.header.set_words(title, line)
        areas = [site.area for site in planned_sites(chart)]
        days = photo_days(chart.photos, areas)
        self.wall.set_days(days if self.veil.may_look else (), lambda day: day_words(day, chart))
        self.page.wall_panel.set_hint(count_words(len(chart.photos)))
        self.page.show_empty(not self.veil.may_look, not chart.photos)
        if is_new:
            self.setFocusProxy(self.page.first())
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._chart is not None:
            chosen = self.wall.chosen()
            self.form.show_photos(chosen, self._chart)
            self.page.say_chosen(chosen)

    def _answer(self, field: str, value: Any) -> None:
        chart, chosen = self._chart, self.wall.chosen()
        if chart is not None and chosen:
            try:
                answer(self.workplace, chosen, chart, field, value)
            except KnownError as error:
                self.form.binder.set_error(field, say(error.sentence))

    def _name_view(self, view: PhotoView) -> None:
        """Name the view of what is chosen; from a single one go on to the next."""
        chosen = self.wall.chosen()
        following = self.wall.after(chosen[0]) if len(chosen) == 1 else None
        by = lambda photo: replace(photo, view=view)  # noqa: E731
        if self.deeds.done(lambda: describe(self.workplace, chosen, by)) and following is not None:
            self.wall.choose([following.id])

    def _open_photo(self, stored: Stored[Photo]) -> None:
        self.deeds.done(lambda: self.veil.lift(stored))
        self.page.show_photo(stored, self.wall.photos())

    def _step(self, step: int) -> None:
        photos = self.wall.photos()
        numbers = [each.id for each in photos]
        current = self.page.looked_at
        if current in numbers:
            place = min(max(numbers.index(current) + step, 0), len(photos) - 1)
            self.wall.choose([photos[place].id])
            self.page.show_photo(photos[place], photos)

    def _lift(self) -> None:
        for each in self.wall.photos():
            if each.id == self.page.looked_at:
                self._open_photo(each)

    def _uncover(self) -> None:
        """Show a blurred photograph that was clicked."""
        current = self.wall.current_photo()
        if current is not None and self.veil.hides(current):
            self.deeds.done(lambda: self.veil.lift(current))
            self.wall.viewport().update()

    def _fill_gap(self, missing: Missing) -> None:
        """Take a photograph in for an empty frame."""
        files = self.arrival.ask_files()
        near = [slot.photo for slot in missing.photo_set.slots if slot.photo]
        near += missing.photo_set.more
        area = near[0].record.area if near else None
        view = missing.view if len(files) == 1 else None
        self.take(files, lambda photo: replace(photo, area=area, view=view))

    def _on_arrived(self, came: Arrived) -> None:
        """Choose what came in, or first what has no day that can be believed."""
        if self._chart is None or not came.stored:
            return
        doubtful = [each for each in came.stored if each.record.dated_by is DatedBy.IMPORT]
        if came.stored[0].record.patient_id == self._chart.patient.id:
            self.wall.choose([each.id for each in doubtful or came.stored])
            if self.isVisible() and self.page.is_wall:
                # Not the field of the day: there, Ctrl+Z would take back letters.
                self.wall.setFocus()

    def _turn(self) -> None:
        if self.page.is_wall:
            self.deeds.done(lambda: turn(self.workplace, self.wall.chosen()))
        elif self.page.looked_at:
            these = [each for each in self.wall.photos() if each.id == self.page.looked_at]
            self.deeds.done(lambda: turn(self.workplace, these))
            self._step(0)

    def _back(self) -> None:
        if not self.page.step_back():
            self.going_back.emit()

    def _make_actions(self) -> list[QAction]:
        """Add what can be done here; return what the bar shows."""
        deeds = self.deeds
        on_bar = [
            add_action(self, text, key, act)
            for text, key, act in (
                (self.tr("Take in"), "T", lambda: self.take(self.arrival.ask_files())),
                (self.tr("A folder"), "Shift+T", lambda: self.take(self.arrival.ask_folder())),
                (self.tr("Next to put in order"), "N", deeds.next_unordered),
                (self.tr("Compare"), "C", deeds.compare),
                (self.tr("Turn"), "R", self._turn),
                (self.tr("Hand out"), "O", deeds.hand_out),
                (self.tr("Move to another patient"), "M", deeds.ask_move),
                (self.tr("Strike through"), "X", deeds.ask_strike),
            )
        ]
        add_action(self, self.tr("Say what they show"), "E", lambda: self.form.go_to("area"))
        add_action(self, self.tr("Set the day"), "D", lambda: self.form.go_to("taken_on"))
        add_action(self, self.tr("Go back"), "Esc", self._back)
        return on_bar

    def _connect(self) -> None:
        self.wall.chosen_changed.connect(self._show_chosen)
        self.wall.opened.connect(self._open_photo)
        self.wall.clicked.connect(lambda _: self._uncover())
        self.wall.asked.connect(self._fill_gap)
        self.wall.view_named.connect(self._name_view)
        self.form.answered.connect(self._answer)
        self.arrival.arrived.connect(self._on_arrived)
        self.arrival.said.connect(self.told)
        self.arrival.refused.connect(self.tell_error)
        self.drops.dropped.connect(self.take)
        self.offer.taking.connect(self.take)
        self.camera.taking.connect(self.take)
        self.arrival.arrived.connect(self.offer.note)
        self.arrival.taking.cancelled.connect(self.offer.forget)
        self.page.look.stepped.connect(self._step)
        self.page.look.asked.connect(self._lift)
        self.page.moving.moving.connect(self.deeds.move)
        self.page.card.striking.connect(self.deeds.strike)
