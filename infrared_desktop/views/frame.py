"""The place of work: rail, top bar, messages and the screen that is shown."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from infrared_desktop.domain.errors import ChartClosedError, KnownError
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import ALSO
from infrared_desktop.views.everywhere import ways
from infrared_desktop.views.frame_layout import keep_only, lay_out, take_out
from infrared_desktop.views.inputs import date_field
from infrared_desktop.views.locking.unsaved import Unsaved, read_unsaved, type_again
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.palette import Palette
from infrared_desktop.views.rail import Rail, sections
from infrared_desktop.views.screen import Place, Screen, give_keys
from infrared_desktop.views.screens import ToldReading, admit, make_screen, may_open
from infrared_desktop.views.shortcuts import ShortcutSheet, key_group, not_taken, with_keys
from infrared_desktop.views.top_bar import TopBar
from infrared_desktop.views.user_menu import UserMenu
from infrared_desktop.views.wording import say, say_moment, speak_as
from infrared_desktop.views.workplace import Workplace

_TICK_MS = 30_000


class Frame(QWidget):
    """Frames the screens and leads from one to the other; it knows no record."""

    locking, veiling, switching = Signal(), Signal(), Signal(str)
    parting = Signal()  # nobody works here any more; it may be said twice
    sections, make_screen = staticmethod(sections), staticmethod(make_screen)
    only_reads = False

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace, self._told = workplace, ToldReading(workplace)
        speak_as(workplace.settings)
        date_field.configure(workplace.settings.date_order, workplace.today)
        self._screens, self._way = dict[str, Screen](), list[Place]()
        self.rail, self.banner, self.stack = Rail(self.sections()), Banner(), QStackedWidget()
        self._make_actions()
        self.palette_field = Palette(workplace, self._offered_actions, self)
        self.sheet, self.who = ShortcutSheet(self), self._make_menu()
        bar, parts = TopBar(self.palette_field, self.who), (self.banner, self.stack)
        lay_out(self, self.rail, bar, parts, workplace.settings.practice)
        self.rail.chosen.connect(lambda name: self.go(Place(name)))
        self.palette_field.going.connect(self.go)
        workplace.changed.connect(self._on_change)
        workplace.undo_changed.connect(self._on_undo_changed)
        self._day, self._clock = workplace.today(), QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._count()
        self._say_saved()

    def start(self) -> None:
        """Show the first screen, and follow the clock from now on."""
        self.go(Place("today"))
        self._clock.start()

    def end(self) -> None:
        """Leave the clinic; nothing here asks it anything any more."""
        self.parting.emit()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.hide()
        self.workplace.close()

    @property
    def screen_shown(self) -> Screen:
        """The screen that is shown now."""
        screen = self.stack.currentWidget()
        assert isinstance(screen, Screen)
        return screen

    def go(self, place: Place) -> None:
        """Show a place, once the screen that is shown lets go of its work."""
        here = [self.screen_shown.here(place) for place in self._way[-1:]]
        if shown := self._show(place):
            self._way[-1:] = [*(each for each in here if each != shown), shown]

    def go_back(self) -> None:
        """Show the place before this one."""
        if len(self._way) > 1 and (shown := self._show(self._way[-2])):
            self._way[-2:] = [shown]

    def _show(self, place: Place) -> Place | None:
        if not self.leave():
            return None
        try:
            place = admit(place, self.workplace)
            if not self.only_reads:
                self._told.tell(place)
            (screen := self.screen_of(place.name)).open(place)
        except ChartClosedError as error:
            return self._show(Place("restricted", error.number, about=place))
        except KnownError as error:
            self.tell(Meaning.STOP, say(error.sentence))
            return None
        self.banner.settle()
        self.palette_field.finish()
        self.stack.setCurrentWidget(screen)
        keep_only(self.stack, self._screens.values())
        self.rail.light(screen.section)
        self.sheet.hide()
        give_keys(screen)
        return place

    def leave(self) -> bool:
        """Let the screen that is shown keep its unfinished work; False means to stay."""
        if self.stack.count() == 0 or self.screen_shown.leave():
            return True
        banners = (*self.screen_shown.findChildren(Banner), self.banner)
        if telling := next((each for each in banners if each.isVisible()), None):
            telling.hold_keys()
        return False

    def unsaved(self) -> Unsaved | None:
        """Return what is typed on the screen, unless the screen could keep it by itself."""
        return read_unsaved(self.screen_shown, self._way[-1], self.leave)

    def take_up(self, unsaved: Unsaved) -> bool:
        """Go on where a person was at the lock, with what was typed there; False if it can't be."""
        self.go(unsaved.place)
        if is_there := self._way[-1] == unsaved.place:
            self.tell(Meaning.INFORMATION, type_again(self.screen_shown, unsaved))
        return is_there

    def tell(self, meaning: Meaning, sentence: str) -> None:
        """Say something above the screen."""
        self.banner.tell(meaning, sentence)

    def _offer(self, meaning: Meaning, sentence: str, act: str, place: Place) -> None:
        self.banner.tell(meaning, sentence, act, partial(self.go, place), key="Ctrl+G")

    def actions_by_key(self) -> list[QAction]:
        """Return all actions that have a key, the screen's own last."""
        return [*with_keys(self.actions()), *with_keys(self.screen_shown.actions())]

    def toggle_sheet(self) -> None:
        """Show the keys that work here, or put them away."""
        own = self.screen_shown.actions()
        self.sheet.toggle(
            key_group(self.tr("Everywhere"), not_taken(self.actions(), own)),
            key_group(self.tr("On this screen"), own),
            *self.screen_shown.part_keys(),
        )

    def _make_actions(self) -> None:
        for number, section in enumerate(self.sections(), start=1):
            self._action(section.text, f"Ctrl+{number}", partial(self.go, Place(section.name)))
        for way in (each for each in ways() if may_open(each.place, self.workplace)):
            action = self._action(way.text, way.keys, partial(self.go, Place(way.place)))
            action.setProperty(ALSO, way.also)
        find = self.tr("Find a patient or an action")
        self._action(find, "Ctrl+K", lambda: self.palette_field.start())
        self.undo = self._action(self.tr("Take back the last step"), "Ctrl+Z", self._take_back)
        self._action(self.tr("Back to the screen before"), "Alt+Left", self.go_back)
        self._action(self.tr("Show all keys"), "F1", self.toggle_sheet)
        text = self.tr("Hide the screen, and show it again")
        self.hiding = self._action(text, "F10", self.veiling.emit)
        self.lock = self._action(self.tr("Lock"), "F12", self.locking.emit)

    def _make_menu(self) -> UserMenu:
        menu = UserMenu(self.workplace, (self.hiding, self.lock), self.only_reads)
        menu.going.connect(self.go)
        menu.switching.connect(self.switching)
        self._action(self.tr("Who sits here, and who next"), "F11", menu.click)
        return menu

    def _action(self, text: str, keys: str, on_triggered: Callable[[], object]) -> QAction:
        action = QAction(text, self, shortcut=QKeySequence(keys))
        action.triggered.connect(lambda: on_triggered())
        self.addAction(action)
        return action

    def _offered_actions(self) -> list[QAction]:
        screen = self.screen_shown.actions() if self.stack.count() else []
        offered = (*screen, *self.who.acts(), *self.actions())
        return [each for each in offered if each.isEnabled()]

    def screen_of(self, name: str, placed: bool = True) -> Screen:
        """Return the screen of a place, made when first asked for; `placed` into the window."""
        if name not in self._screens:
            self._screens[name] = screen = self.make_screen(name, self.workplace)
            screen.going.connect(self.go)
            screen.going_back.connect(self.go_back)
            screen.told.connect(self.tell)
            screen.offered.connect(self._offer)
        if placed and self.stack.indexOf(self._screens[name]) < 0:
            self.stack.addWidget(self._screens[name])
        return self._screens[name]

    def _take_back(self) -> None:
        if self.screen_shown.take_back_typed():
            return
        try:
            step = self.workplace.take_back()
        except KnownError as error:
            self.tell(Meaning.STOP, say(error.sentence))
            return
        if step is None:
            self.tell(Meaning.INFORMATION, self.tr("There is nothing to take back."))
        elif not step.speaks:
            self.tell(Meaning.INFORMATION, self.tr("Taken back: {step}").format(step=step.words))

    def _on_undo_changed(self) -> None:
        step, plain = self.workplace.last_step, self.tr("Take back the last step")
        self.undo.setText(f"{plain}: {step.words}" if step else plain)

    def _on_change(self, change: Change) -> None:
        if change.act == "erasure-erased":
            self._forget(change.patients)
        self._say_saved()
        self._count()
        if self.stack.count() and change.act != "searched":  # nothing moves under the keys
            self.screen_shown.reload(change)

    def let_go(self, screen: Screen) -> None:
        """Take a screen out of the window; it is made anew when it is next gone to."""
        self._screens = {name: each for name, each in self._screens.items() if each is not screen}
        take_out(self.stack, screen)

    def _forget(self, gone: Collection[int]) -> None:
        """Lead nowhere to who is gone, and keep no screen: each may hold the name."""
        self._way = [each for each in self._way if each.patient not in gone]
        self._screens.clear()  # the one that is shown goes as soon as another is
        self.palette_field.forget()

    def _tick(self) -> None:
        """Follow the clock: minutes of waiting go on, and at midnight a new day begins."""
        if not self.workplace.clinic.is_open:
            self._clock.stop()
            return
        if self._day != self.workplace.today():
            self._day = self.workplace.today()
            self._count()
        self.screen_shown.tick()

    def _count(self) -> None:
        self.rail.count(self.workplace)

    def _say_saved(self) -> None:
        place, text = self.workplace, self.tr("✓ Saved {at} · encrypted")
        self.rail.status.setText(text.format(at=say_moment(place.now(), place.settings.timezone)))
