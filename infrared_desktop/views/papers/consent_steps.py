"""Which step of outline and consent is shown: writing, thinking it over, signed, taken back."""

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.papers.consent_signing import new_consent, risks_told, signing_gaps
from infrared_desktop.domain.papers.consent_state import (
    consent_states,
    is_under_age,
    newest_outline,
    signing_from,
)
from infrared_desktop.domain.papers.consent_validity import is_confirmed
from infrared_desktop.domain.papers.outline_facts import sites_to_outline
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.paper_desk import Wanted
from infrared_desktop.views.papers.consent_page import ConsentPage
from infrared_desktop.views.papers.consent_standing import signed_chip, taken_by, to_show
from infrared_desktop.views.papers.consent_words import (
    confirm_words,
    consent_rules,
    early_words,
    here_now,
    name_of,
    paper_words,
    proposal_words,
    signed_words,
    standing_chip,
    state_of,
    wait_words,
    way_words,
)
from infrared_desktop.views.papers.outline_writing import OutlineWriting
from infrared_desktop.views.records.draft_keeper import DraftKeeper, Safety
from infrared_desktop.views.records.draft_news import DraftNews
from infrared_desktop.views.records.seal import alarm_words, signature_words
from infrared_desktop.views.workplace import Workplace


class ConsentSteps(ConsentPage):
    """Shows a patient's outline and the consent to it; what is typed in is kept as a draft."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.keeper = DraftKeeper(workplace, self)
        self.news = DraftNews(workplace, self.keeper, self.banner, self._put)
        self.writing = OutlineWriting(workplace, self.outline)
        self.chart: Chart | None = None
        self.given: Stored[Handout] | None = None
        self.signed: Stored[Consent] | None = None
        self._base: Consent | None = None
        self._is_sound = True  # whether the consent that is shown is what was signed
        self.form.changed.connect(self._on_changed)
        self.outline.changed.connect(self._on_outline)
        self.keeper.changed.connect(self._on_safety)
        self.news.left_behind.connect(self.going_back)

    def patient(self) -> int:
        return self.chart.patient.id if self.chart else 0

    def paper(self) -> Wanted:
        """Print the signed consent, the paper as it was handed over, or as it would be."""
        if self.signed is not None:
            number = self.signed.id
            return lambda papers: papers.consent(number)
        if self.given is not None:
            given = self.given.id
            return lambda papers: papers.handout(given)
        title, text, used = self.tr("Outline"), self.writing.text, self.clinic.protocol.title
        return lambda papers: papers.text(title, text, used)

    def record(self) -> Consent:
        """Return the consent as it stands on the screen."""
        assert self._base is not None
        return self._base if self.signed else self.form.consent(self._base)

    def gaps(self) -> tuple[Gap, ...]:
        """Return what is missing before the consent can be signed."""
        if self.given is None or self.signed is not None or self.chart is None:
            return ()
        now, rules = here_now(self.workplace), consent_rules(self.workplace)
        return signing_gaps(self.record(), self.given.record, self.chart, now, rules)

    def withdrawal(self) -> Withdrawal | None:
        """Return how the consent that is shown was taken back, if it was."""
        back = [one.record for one in self.chart.withdrawals] if self.chart else []
        number = self.signed.id if self.signed else 0
        return next((one for one in back if one.consent_id == number), None)

    def refresh(self) -> None:
        """Say anew how it stands and what can be done: after every change."""
        assert self.chart is not None
        patient = self.chart.patient
        line = patient_line(patient, self.workplace.today())
        self.header.set_words(
            self.tr("Outline and consent"), f"{patient.record.display_name} · {line}"
        )
        self.header.set_chip(self._chip())
        if self.signed is not None and self.given is not None:
            self._refresh_signed(self.signed, self.given)
        elif self.given is not None:
            self._refresh_signing(self.chart, self.given)
        else:
            self.show_paper(self.writing.write(self.chart))
            self.hand_over.setEnabled(bool(self.writing.text))
            self.offer(self.hand_over)

    def show_newest(self, chart: Chart) -> None:
        """Show what matters now: the consent that holds, the outline to sign, or a new outline."""
        sites, now = sites_to_outline(chart), here_now(self.workplace)
        states = consent_states(chart, sites, now, consent_rules(self.workplace))
        shown = to_show(states)
        outline = newest_outline(chart, sites, now) if sites else None
        if shown is not None:
            self.show_signed(shown)
        elif outline is not None:
            self.show_signing(outline)
        else:
            self.show_writing(chart)

    def show_writing(self, chart: Chart) -> None:
        """Show an outline that nobody has got yet."""
        self.given, self.signed, self._base = None, None, None
        self.others.banner.settle()
        self.keeper.begin()
        self.writing.begin(chart, way_words(chart, self.workplace))
        self.show_part(self.outline, self.outline.language)
        self.refresh()

    def show_signing(self, outline: Stored[Handout]) -> None:
        """Show an outline that was handed over, with the consent to it that is not signed yet."""
        assert self.chart is not None
        self.given, self.signed = outline, None
        self.keeper.begin()
        rules, by = consent_rules(self.workplace), taken_by(self.chart, self.workplace)
        self.others.look(Consent, self.chart.patient.id)
        blank = new_consent(self.chart, outline, by, here_now(self.workplace), rules)
        self._put(blank)
        draft = self.keeper.find(Consent, blank.patient_id, 0)
        drafted = draft.record(Consent) if draft else None
        if draft and drafted and drafted.handout_id == outline.id:
            self._put(drafted)
            self.keeper.begin(draft)
            self.news.announce(draft, drafted, blank)

    def show_signed(self, signed: Stored[Consent]) -> None:
        """Show a signed consent beside the outline that it is based on."""
        assert self.chart is not None
        outlines = {one.id: one for one in self.chart.handouts}
        if signed.record.handout_id not in outlines:
            raise KnownError("The outline of this consent was struck through.")
        self.signed, self.given = signed, outlines[signed.record.handout_id]
        self.others.banner.settle()
        self.keeper.begin()
        self._put(signed.record)

    def _put(self, consent: Consent) -> None:
        assert self.given is not None
        self._base = consent
        self.show_paper(self.given.record.text)
        self._seal(self.given)
        assert self.chart is not None
        self.form.propose("" if self.signed else proposal_words(self.chart))
        self.form.show_consent(consent, risks_told(self.given.record), self.signed is not None)
        first = self.view if self.signed else self.form.binder.input("risks_discussed")
        self.show_part(self.form, first)
        self.refresh()

    def _seal(self, given: Stored[Handout]) -> None:
        """Compare what is shown with what was stored: the consent, and the paper that it is to."""
        place, signed = self.workplace, self.signed
        alarm = alarm_words(place, signed) if signed else ""
        self._is_sound = not alarm
        paper = alarm_words(place, given)
        about_paper = self.tr("The paper: {alarm}").format(alarm=paper) if paper else ""
        line = signature_words(place, signed) if signed else ""
        self.form.show_seal(alarm or about_paper, line, is_struck=bool(alarm))

    def _refresh_signed(self, signed: Stored[Consent], given: Stored[Handout]) -> None:
        back = self.withdrawal()
        self.form.lock_pads("")
        self.form.ask_second(bool(signed.record.co_signer_name))
        words = signed_words(signed, back, self.workplace)
        self.form.say_state(words, paper_words(given, self.workplace))
        ending = (self.withdraw,) if self.may_take_back() else ()
        self.offer(*ending, self.anew, *((self.confirm,) if self.may_confirm() else ()))

    def may_take_back(self) -> bool:
        """Say whether there is a consent to take back: one that is what was signed."""
        return self.signed is not None and self._is_sound and self.withdrawal() is None

    def may_confirm(self) -> bool:
        """Say whether the consent waits for the person at work here."""
        signed = self.signed
        if signed is None or is_confirmed(signed) or not self.may_take_back():
            return False
        return signed.record.taken_by_id == self.workplace.by

    def _refresh_signing(self, chart: Chart, given: Stored[Handout]) -> None:
        outline, place = given.record, self.workplace
        now, rules = here_now(place), consent_rules(place)
        until = signing_from(chart, outline.given_at, outline.sites, now, rules)
        early = early_words(until, now)
        self.form.lock_pads(early)
        self.form.ask_second(is_under_age(chart, now, rules.terms))
        why = wait_words(chart, place) if early else ""
        words = early or self.tr("The time to think it over is past: the patient can sign.")
        takes = self.record().taken_by_id
        other = "" if takes == place.by else confirm_words(name_of(takes, place))
        lines = (other, paper_words(given, place), why)
        self.form.say_state(words, "\n".join(filter(None, lines)))
        count = len(self.gaps())
        one, many = self.tr("1 thing missing"), self.tr("{count} things missing")
        self.missing.setText(one if count == 1 else many.format(count=count))
        self.offer(self.sign_button, self.anew, *((self.missing,) if count else ()))

    def _chip(self) -> Chip | None:
        assert self.chart is not None
        if self.signed is not None and not self._is_sound:
            return Chip(Meaning.STOP, self.tr("altered"))
        if self.signed is not None:
            return signed_chip(self.signed, self.withdrawal(), self.workplace)
        if self.keeper.safety is not Safety.NOTHING:
            return self.keeper.chip()
        state = state_of(self.chart, self.workplace)
        return standing_chip(state, self.workplace) if state else None

    def _on_changed(self) -> None:
        if self.signed is None and self._base is not None:
            self.keeper.take(self.record())
            self.refresh()

    def _on_outline(self) -> None:
        if self.chart is not None and self.given is None:
            self.refresh()

    def _on_safety(self) -> None:
        if self.chart is not None:
            self.header.set_chip(self._chip())
