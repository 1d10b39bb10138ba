"""Who may be registered twice: pairs of the whole clinic, to be joined or told apart."""

from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.pairs import Numbers
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.telling_apart import MOST_SIGNS
from infrared_desktop.storage.gathered.alike_pairs import AlikePairs
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.reason_typed import may_leave
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.rights.alike_look import AlikeLook
from infrared_desktop.views.rights.alike_rows import apart_rows, pair_rows
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_AT_ONCE = 500  # the next follow as these are joined or told apart
_MATTERS = {"patients-told-apart", "told-apart-taken-back"}


class AlikeScreen(Screen):
    """Looks beside the window; each pair leads to the page that joins, and none joins by itself."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._found = AlikePairs([], 0, [], {})
        self.look = AlikeLook(workplace)
        self._is_known = self._shows_apart = self._is_filling = False
        self._asked: Numbers | None = None  # why are they two?
        self.header, self.banner, self.panel = RecordHeader(), Banner(), Panel()
        self.list, self.nothing = RowList(card=True), EmptyState("check")
        self.apart, self.others = QPushButton(), QPushButton()
        self.why, self.why_caption = TextField(), words_label("caption")
        self._tell = add_action(self, "", "N", self.tell_apart)
        self._turn = add_action(self, "", "T", self.turn)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        self._lay_out()
        self.look.found.connect(self._on_found)
        self.look.failed.connect(self._on_failed)
        self.list.opened.connect(self._compare)
        self.apart.clicked.connect(self.tell_apart)
        self.others.clicked.connect(self.turn)
        self.list.current_changed.connect(lambda _: self._ask_why())
        self.why.returnPressed.connect(self.tell_apart)

    def open(self, place: Place) -> None:
        """Look through everybody."""
        self.banner.settle()
        self._shows_apart, self._asked = False, place.about
        self.reload()

    def here(self, place: Place) -> Place:
        """Come back to the pair of whom something is typed."""
        return Place("alike", about=self._asked)

    def leave(self) -> bool:
        """Ask before a reason that is typed is given up."""
        return may_leave(self.why, self.banner, self.going_back.emit)

    def reload(self, change: Change | None = None) -> None:
        """Look anew after an act that may matter here; what is known stays in sight."""
        if change is None or change.kinds & {"patient", "merge"} or change.act in _MATTERS:
            self._show()
            self.look.begin(_AT_ONCE)

    def turn(self) -> None:
        """Show the pairs that were told apart before, or those who may be one person."""
        self._shows_apart = not self._shows_apart
        self._show()
        self.list.select_row(0)

    def tell_apart(self) -> None:
        """Say of the pair that they are two people; of one told apart, that they may be one."""
        numbers = self._current()
        if numbers is None:
            self.banner.tell(Meaning.INFORMATION, self.tr("No pair is chosen."))
            return
        try:
            self._say(numbers, is_back=self._shows_apart)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._let_go(numbers)
        if self._shows_apart:
            told = self.tr("No. {one:04} and {other:04} may be one person again.")
        else:
            told = self.tr(
                "No. {one:04} and {other:04} are two people; they are asked about no more. "
                "Ctrl+Z takes that back, and so does the list of those told apart."
            )
        self.banner.tell(Meaning.SUITABLE, told.format(one=numbers[0], other=numbers[1]))

    def _say(self, numbers: Numbers, is_back: bool) -> None:
        place, rights = self.workplace, self.clinic.rights
        told = next((each for each in self._found.apart if each.numbers == numbers), None)
        why = told.why if told else self.why.get_value()

        def say(is_back: bool) -> None:
            if is_back:
                rights.take_apart_back(*numbers, place.by, place.now())
            else:
                rights.tell_apart(*numbers, place.by, place.now(), why)

        say(is_back)
        self.why.clear()
        self.list.setFocus()
        place.can_take_back(self.tr("what you said of two patients"), lambda: say(not is_back))

    def _ask_why(self) -> None:
        """Ask it of the pair that is chosen; what was typed was said of another one."""
        if self._is_filling:
            return
        numbers = self._current()
        for widget in (self.why, self.why_caption):
            widget.setVisible(numbers is not None and not self._shows_apart)
        if numbers is not None:
            if self._asked != numbers:
                self.why.clear()
            self._asked = numbers
            text = self.tr("&Why are no. {one:04} and {other:04} two people? It may stay empty.")
            self.why_caption.setText(text.format(one=numbers[0], other=numbers[1]))
            self.why.setAccessibleName(self.why_caption.text().replace("&", ""))

    def _let_go(self, numbers: Numbers) -> None:
        """Take a pair off the list that was seen to, before everybody is looked through anew."""
        pairs = [each for each in self._found.pairs if each.numbers != numbers]
        apart = [each for each in self._found.apart if each.numbers != numbers]
        self._found = replace(self._found, pairs=pairs, apart=apart)
        self._show()

    def _current(self) -> Numbers | None:
        key = self.list.current_key()
        return key if isinstance(key, tuple) else None

    def _compare(self, key: object) -> None:
        if isinstance(key, tuple):
            self.going.emit(Place("join", key[0], about=key[1]))

    def _on_found(self, found: AlikePairs) -> None:
        self._is_known, self._found = True, found
        self._show()

    def _on_failed(self, error: KnownError) -> None:
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _show(self) -> None:
        place, row = self.list.currentIndex().row(), self._current() or self._asked
        rows = self._rows()
        self._name_ways()
        self._is_filling = True  # nobody chose what is current meanwhile
        self.list.set_rows(rows)
        if row is None or not self.list.select_key(row):
            self.list.select_row(max(0, min(place, len(rows) - 1)))
        self._is_filling = False
        is_empty = self._is_known and not rows
        self.setFocusProxy(self.others if is_empty else self.list)
        if self.list.hasFocus() or self.others.hasFocus():
            self.setFocus()  # before the list goes, and the keys with it
        self.nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        self.panel.set_hint(self._count(len(rows)))
        self.apart.setEnabled(bool(rows))
        if is_empty:
            self.why.clear()
        self._ask_why()

    def _rows(self) -> list[Row]:
        rows = apart_rows if self._shows_apart else pair_rows
        return rows(self.workplace, self._found)

    def _count(self, count: int) -> str:
        if not self._is_known:
            return self.tr("Looking through everybody …")
        if self._found.more and not self._shows_apart:
            text = self.tr("{n} of {total} pairs, likeliest first")
            return text.format(n=count, total=count + self._found.more)
        return self.tr("1 pair") if count == 1 else self.tr("{n} pairs").format(n=count)

    def _name_ways(self) -> None:
        """Name what is shown, and what N and T do here."""
        if self._shows_apart:
            title, tell = self.tr("Told apart"), self.tr("May be one person after all")
            turn = self.tr("Who may be one person")
            self.nothing.tell(
                "check",
                self.tr("Nobody was told apart."),
                self.tr("Here stand pairs who look alike and of whom N said that they are two."),
            )
        else:
            title, tell = self.tr("May be the same person"), self.tr("Not the same person")
            turn = self.tr("Those told apart")
            self.nothing.tell(
                "check",
                self.tr("No two patients look like one person."),
                self.tr(
                    "Names, birth dates, phones, e-mail addresses and numbers elsewhere were "
                    "compared. Who shares no more than a family's phone is not listed."
                ),
            )
        keys = self.tr("Enter compares, and joins   ·   N {tell}   ·   T {turn}   ·   Esc back")
        self.panel.set_footer(keys.format(tell=tell.lower(), turn=turn.lower()))
        self.panel.set_title(title)
        self.list.setAccessibleName(title)
        for button, action, text, key in (
            (self.apart, self._tell, tell, "N"),
            (self.others, self._turn, turn, "T"),
        ):
            action.setText(text)
            button.setText(f"{text}  {key}")

    def _lay_out(self) -> None:
        line = self.tr("Nobody is joined by this list: each pair is compared, and you decide.")
        self.header.set_words(self.tr("Who may be registered twice"), line)
        self.header.add_buttons([self.others, self.apart])
        self.why.setMaxLength(MOST_SIGNS)
        self.why.setProperty("field", "why")  # so that a lock keeps it
        self.why_caption.setBuddy(self.why)
        asking = QVBoxLayout()
        asking.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        asking.setSpacing(4)
        asking.addWidget(self.why_caption)
        asking.addWidget(self.why)
        self.panel.body.addWidget(self.list, 1)
        self.panel.body.addWidget(self.nothing, 1)
        self.panel.body.addLayout(asking)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (self.header, self.banner):
            box.addWidget(widget)
        box.addWidget(self.panel, 1)
        self._name_ways()
