"""The page of outline and consent: the paper at the left, what is done with it at the right."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.paper_view import PaperView
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.papers.consent_form import ConsentForm
from infrared_desktop.views.papers.outline_form import OutlineForm
from infrared_desktop.views.papers.withdrawal_card import WithdrawalCard
from infrared_desktop.views.records.others_drafts import OthersDrafts
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.workplace import Workplace


class ConsentPage(Screen):
    """Lays out the screen; a subclass says what is shown and what the buttons do."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.banner, self.card = RecordHeader(), Banner(), WithdrawalCard()
        self.view, self.outline = PaperView(), OutlineForm()
        self.others = OthersDrafts(workplace, self)
        people = [(str(s.id), s.record.name) for s in workplace.clinic.staff.clinicians()]
        self.form = ConsentForm(people)
        self.nothing = EmptyState()
        self.paper_panel = Panel(self.tr("As the patient reads it"))
        self.side = QStackedWidget()
        self.missing = QPushButton()
        self.hand_over = QPushButton(self.tr("Hand over  Ctrl+O"))
        self.sign_button = QPushButton(self.tr("Store the consent  Ctrl+↵"))
        self.withdraw = QPushButton(self.tr("Take back …"))
        self.anew = QPushButton(self.tr("New outline"))
        self.confirm = QPushButton(self.tr("Confirm the consent  Ctrl+↵"))
        self._dress()
        text, file = self.tr("Print the paper"), self.tr("Consent")
        asked = (self, text, file, self.patient, self.paper, self.banner)
        self.papers = PaperDesk(*asked, act="paper-printed")
        self._lay_out()
        self._make_actions()

    def patient(self) -> int:
        """Return whose paper it is."""
        raise NotImplementedError

    def paper(self) -> Wanted:
        """Return what picks the paper that is printed now."""
        raise NotImplementedError

    def hand_it_over(self) -> None:
        """Store that the patient got the outline."""
        raise NotImplementedError

    def sign(self) -> None:
        """Store the consent as it was signed."""
        raise NotImplementedError

    def confirm_it(self) -> None:
        """Sign, as the clinician named in it, the consent that somebody else stored."""
        raise NotImplementedError

    def put_card_away(self) -> None:
        """Put the card away in which a consent is taken back."""
        raise NotImplementedError

    def ask_to_take_back(self) -> None:
        """Ask why the patient takes the consent back."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Store that the patient took the consent back."""
        raise NotImplementedError

    def write_anew(self) -> None:
        """Write another outline."""
        raise NotImplementedError

    def go_to_gap(self) -> None:
        """Go to the first thing that is missing."""
        raise NotImplementedError

    def show_paper(self, text: str) -> None:
        """Show the paper at the left, or why there is none."""
        if not text:
            self._say_nothing()
        self.view.show_markup(text)
        self.view.setVisible(bool(text))
        self.nothing.setVisible(not text)
        self.papers.set_possible(bool(text))

    def _say_nothing(self) -> None:
        sentence = self.tr("The outline is written from the patient's areas.")
        if self.outline.sites.offered():
            self.nothing.tell("document", sentence, self.tr("Choose them at the right."))
            return
        advice = self.tr("A consultation finds them, and a plan chooses them.")
        treats = may_open("consultation", self.workplace)
        act = self.tr("Begin a consultation") if treats else ""
        self.nothing.tell("document", sentence, advice, act)

    def show_part(self, part: QWidget, first: QWidget) -> None:
        """Show one of the parts at the right, and where one begins to write in it."""
        self.side.setCurrentWidget(part)
        self.setFocusProxy(first)

    def offer(self, *buttons: QPushButton) -> None:
        """Show these buttons and no others."""
        for button in self._buttons():
            button.setVisible(button in buttons)

    def _buttons(self) -> tuple[QPushButton, ...]:
        end = (self.hand_over, self.sign_button, self.confirm)
        return (self.missing, self.withdraw, self.anew, *end)

    def _dress(self) -> None:
        kinds = ("quiet", "danger", "", "primary", "primary", "primary")
        for button, kind in zip(self._buttons(), kinds, strict=True):
            button.setProperty("kind", kind)
        self.missing.setToolTip(self.tr("Go to the first (F8)"))
        self.view.setAccessibleName(self.tr("As the patient reads it"))
        self.header.add_buttons(self._buttons())

    def _lay_out(self) -> None:
        self.paper_panel.add_to_head(self.papers.button())
        self.paper_panel.body.addWidget(self.view, 1)
        self.paper_panel.body.addWidget(self.nothing, 1)
        for part in (self.outline, self.form):
            self.side.addWidget(part)
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(self.paper_panel, 1)
        halves.addWidget(self.side, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (self.header, self.others.banner, self.banner, self.card):
            box.addWidget(widget)
        box.addLayout(halves, 1)

    def _make_actions(self) -> None:
        for text, keys, act in (
            (self.tr("Hand the outline over"), "Ctrl+O", self.hand_it_over),
            (self.tr("Store or confirm the signed consent"), "Ctrl+Return", self.sign),
            (self.tr("All risks and choices were talked through"), "Ctrl+D", self.form.tick_all),
            (self.tr("Clear the signature"), "Ctrl+Backspace", self.form.clear_pad),
            (self.tr("Go to the first answer that is missing"), "F8", self.go_to_gap),
            (self.tr("Take the consent back"), "Ctrl+Shift+W", self.ask_to_take_back),
            (self.tr("Write a new outline"), "Ctrl+Shift+O", self.write_anew),
        ):
            add_action(self, text, keys, act)
        self.hand_over.clicked.connect(lambda: self.hand_it_over())
        self.sign_button.clicked.connect(lambda: self.sign())
        self.confirm.clicked.connect(lambda: self.confirm_it())
        self.missing.clicked.connect(lambda: self.go_to_gap())
        self.withdraw.clicked.connect(lambda: self.ask_to_take_back())
        self.anew.clicked.connect(lambda: self.write_anew())
        self.card.withdrawing.connect(lambda: self.take_back())
        self.card.escaping.connect(lambda: self.put_card_away())
        self.nothing.acted.connect(lambda: self.going.emit(Place("consultation", self.patient())))
