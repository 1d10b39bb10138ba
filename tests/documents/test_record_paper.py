"""Everything that stands in a record stands on its paper, and what is not valid is struck."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, get_args, get_type_hints

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.aftercare_sheet import aftercare_text
from infrared_desktop.documents.captions import CAPTIONS, LEFT_OUT, NAMES
from infrared_desktop.documents.entries import Entries
from infrared_desktop.documents.letters import Letters
from infrared_desktop.documents.press import Paper, to_pdf
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.documents.sheet_lines import Style
from infrared_desktop.documents.values import Values
from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.papers.instructions import items_for
from infrared_desktop.domain.papers.whole_record import Reading
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.records.answers import Answer, Reaction
from infrared_desktop.domain.records.areas import Area, LaxityScale, Site
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    DayAnswer,
    Review,
    Session,
)
from infrared_desktop.domain.records.consents import Handout, HandoutKind, Stroke
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.desks.protocols import load_protocol
from infrared_desktop.storage.gathered.whole_record import whole_record
from tests.clinics import CLINICIAN, NOW
from tests.documents.reading import wrong_pages
from tests.documents.records import filled, stored, whole
from tests.long_record import forty_sessions
from tests.reference import REFERENCE, REFERENCES, made, papers
from tests.scenes import TODAY, consultation, full_day

PRINTED = [
    kind for kind in KINDS.values() if kind.chart_field or kind.record_type in (Patient, Erasure)
]
TITAN = load_protocol("titan")


def entry(kind: str, *versions: Any, **others: Any) -> str:
    record = whole(**{kind: (versions,)}, **others)
    return "\n".join(Entries(Values(record)).entry(kind, versions))


def lines_of(clinic: Clinic, number: int) -> tuple[str, ...]:
    return RecordPapers(Values(whole_record(clinic, number)), CLINICIAN, NOW).whole().lines


def inside(record_type: type[Any]) -> set[type[Any]]:
    parts = {get_args(hint)[0] for hint in get_type_hints(record_type).values() if get_args(hint)}
    parts |= {inner for part in parts for inner in get_args(part)}
    rows = {part for part in parts if hasattr(part, "__dataclass_fields__")}
    return rows - {Site, Stroke}


def test_every_field_of_every_record_has_a_caption_or_a_reason() -> None:
    types = {kind.record_type for kind in PRINTED}
    types |= {row for kind in types for row in inside(kind)}
    assert set(CAPTIONS) == types
    for record_type in types:
        known = {field.name for field in fields(record_type)}
        assert set(CAPTIONS[record_type]) <= known
        assert known - set(CAPTIONS[record_type]) <= set(LEFT_OUT), record_type


def test_every_kind_has_a_name_and_a_section(clinic: Clinic) -> None:
    assert set(NAMES) == {kind.name for kind in PRINTED}
    full_day(clinic)
    lines = lines_of(clinic, 1)
    for kind in PRINTED:
        if kind.name != "addendum":
            assert not any("Nothing is recorded under" in line for line in lines)


@pytest.mark.parametrize("kind", PRINTED, ids=lambda kind: kind.name)
def test_every_answered_field_is_printed(kind: Any) -> None:
    record = filled(kind.record_type)
    values = Values(whole())
    if kind.name == "addendum":
        told = "\n".join(Entries(values).facts(record))
    else:
        told = entry(kind.name, stored(record))
    apart = {
        "signature",
        "co_signature",
        *(name for name, value in vars(record).items() if _rows(value)),
    }
    for field in CAPTIONS[kind.record_type].keys() - apart:
        assert values.words(record, field) in told, field
    for row in (row for value in vars(record).values() for row in _rows(value)):
        site = values.site(getattr(row, "area", None), getattr(row, "side", None))
        for field, caption in CAPTIONS[type(row)].items():
            words = values.words(row, field)
            assert (caption in told and words in told) or (site in told and words in site), field
    drawn = [name for name in ("signature", "co_signature") if name in vars(record)]
    assert told.count("\n%") == len(drawn)


def _rows(value: Any) -> list[Any]:
    return [row for row in value if type(row) in CAPTIONS] if isinstance(value, tuple) else []


def test_a_question_that_nobody_asked_is_named_and_none_is_an_answer() -> None:
    told = entry("history", stored(History(7, date(2026, 3, 1), medicines=())))
    assert "| Medicines | none |" in told
    (unasked,) = [line for line in told.splitlines() if "Not asked or not recorded" in line]
    assert "Allergies" in unasked and "Pregnancy" in unasked
    assert "Medicines" not in unasked


def unasked(told: str) -> str:
    return "\n".join(line for line in told.splitlines() if "Not asked or not recorded" in line)


@pytest.mark.parametrize(("area", "asked"), [(Area.NECK_FRONT, False), (Area.FACE_FULL, True)])
def test_only_what_applies_is_named_as_not_asked(area: Area, asked: bool) -> None:
    held = Consultation(7, date(2026, 3, 1), 1, areas=(AreaFinding(area),))
    told = unasked(entry("consultation", stored(held)))
    assert ("Inside the orbital rim" in told) is asked
    assert "Tattoo" in told and "Earliest day then" not in told and "Chaperone" not in told
    bare = replace(held, areas=(AreaFinding(Area.UNDERARM),))
    assert "Chaperone" in unasked(entry("consultation", stored(bare)))


@pytest.mark.parametrize(
    ("row", "said", "open_"),
    [
        (AreaSettings(Area.KNEE, no_adverse_event=True), True, ()),
        (AreaSettings(Area.KNEE), False, ("Reaction",)),
        (AreaSettings(Area.KNEE, reaction=Reaction.OTHER), False, ("Severity",)),
    ],
)
def test_a_reaction_that_nobody_denied_is_not_said_to_be_denied(
    row: AreaSettings, said: bool, open_: tuple[str, ...]
) -> None:
    told = entry(
        "session", stored(Session(7, date(2026, 3, 1), 1, areas=(replace(row, passes=2),)))
    )
    assert ("| No reaction seen | yes |" in told) is said
    assert "| No reaction seen | no |" not in told
    named = unasked(told)
    assert tuple(word for word in ("Reaction", "Severity") if word in named) == open_


def test_energy_is_printed_with_its_arithmetic() -> None:
    row = AreaSettings(
        Area.KNEE, fluence_j_cm2=36.0, pulses_total=120, spot_w_mm=30.0, spot_h_mm=10.0
    )
    ours = replace(row, spot_w_mm=None, spot_h_mm=None)
    told = entry("session", stored(Session(7, date(2026, 3, 1), 1, areas=(row, ours))))
    # 36 × 3 × 120; where the window is not known, nothing is worked out.
    assert "| Energy | 12960 J: 36 J/cm² × 3 cm² × 120 pulses |  |" in told
    spot = TITAN.spots[0]
    named = replace(ours, handpiece=spot.handpiece)
    made = Session(7, date(2026, 3, 1), 1, areas=(named,), protocol_version=TITAN.title)
    told = entry("session", stored(made))
    assert f"36 J/cm² × {spot.size_cm2:g} cm² × 120 pulses" in told


def test_a_counter_keeps_all_its_digits() -> None:
    held = Session(7, date(2026, 3, 1), 1, counter_start=97814683, counter_end=97814923)
    told = entry("session", stored(held))
    assert "97814683" in told and "97814923" in told


@pytest.mark.parametrize("rule", TITAN.rules, ids=lambda rule: rule.code)
def test_every_rule_is_printed_in_words(rule: Any) -> None:
    finding = AreaFinding(Area.FACE_FULL, program_rules=(rule.code,))
    told = entry("consultation", stored(Consultation(7, date(2026, 3, 1), 1, areas=(finding,))))
    assert rule.basis in told and rule.source in told and rule.code in told
    for wording in rule.wordings.values():
        subject = wording.title.partition(":")[0].partition("{")[0]
        assert subject in told, "without its subject nobody knows what the rule is about"
    kind = RuleDecisionKind.OVERRIDDEN
    decided = RuleDecision(7, rule.code, kind, date(2026, 3, 1), "discussed")
    assert rule.basis in entry("rule_decision", stored(decided))


def test_a_rule_is_printed_with_the_figures_that_it_had_on_that_day() -> None:
    finding = AreaFinding(
        Area.FACE_FULL,
        program_rules=("R-AREA-SIZE", "C30"),
        program_titles=(sentence("Areas together {total} cm²", total=370), sentence("Tan")),
        program_evidence=(
            sentence("Over the clinic's {limit} cm²: split.", limit=300),
            sentence("Clears {clear}.", clear=date(2026, 12, 24)),
        ),
    )
    told = entry("consultation", stored(Consultation(7, date(2026, 3, 1), 1, areas=(finding,))))
    assert "R-AREA-SIZE: Areas together 370 cm². Over the clinic's 300 cm²: split." in told
    assert "C30: Tan. Clears 24.12.2026." in told


@pytest.mark.parametrize("rule", TITAN.rules, ids=lambda one: one.code)
def test_a_rule_with_its_title_of_the_day_is_printed_with_its_grounds_and_no_gap(rule: Any) -> None:
    """ "Grade …" beside "Grade 3: good candidate" would look as if a figure were lost."""
    finding = AreaFinding(
        Area.FACE_FULL,
        program_rules=(rule.code,),
        program_titles=(sentence("What it was"),),
        program_evidence=(sentence("What was seen."),),
    )
    told = entry("consultation", stored(Consultation(7, date(2026, 3, 1), 1, areas=(finding,))))
    assert f"{rule.code}: What it was. What was seen." in told
    assert rule.basis in told and rule.source in told and "…" not in told


@pytest.mark.parametrize(
    "one", [*TITAN.instructions, *TITAN.day_questions, *TITAN.consent.clauses], ids=lambda o: o.code
)
def test_every_item_of_a_handout_is_printed_in_words(one: Any) -> None:
    given = Handout(7, HandoutKind.INSTRUCTIONS, NOW, "en", "# Text", codes=(one.code,))
    words = getattr(one, "question", "") if one in TITAN.day_questions else one.text
    told = entry("handout", stored(given))
    assert words.split("{")[0].strip() in told and "{" not in told


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_a_sheet_says_is_not_said_again_below_it(language: str) -> None:
    """The items of a sheet in another language are told in the record's own as well."""
    style, ended = Style(Letters(language)), NOW
    text = aftercare_text(TITAN, (Site(Area.KNEE),), style, ended)
    after = items_for(TITAN, Phase.AFTER, (Site(Area.KNEE),))
    codes = tuple(one.code for one in after)
    given = Handout(7, HandoutKind.AFTERCARE, NOW, language, text, codes=codes)
    told = entry("handout", stored(given))
    assert codes and all(code in told for code in codes)
    for item in after:
        if "{" not in item.text:
            assert told.count(item.text) == 1, item.code


@pytest.mark.parametrize(
    "one",
    [each for each in (*TITAN.instructions, *TITAN.day_questions) if each.question],
    ids=lambda o: o.code,
)
def test_an_answer_of_the_day_is_printed_beside_the_question_that_was_put(one: Any) -> None:
    """ "No" beside "Keep out of the sun" would say the opposite of what the patient said."""
    asked = Session(7, date(2026, 3, 1), 1, day_check=(DayAnswer(one.code, Answer.NO),))
    told = entry("session", stored(asked))
    assert one.question.split("{")[0].strip() in told and "{" not in told
    assert not getattr(one, "text", "") or one.text.split("{")[0].strip() not in told


def test_a_code_has_the_words_of_the_protocol_that_it_was_made_by() -> None:
    first = replace(TITAN.instructions[0], text="As it was then")
    before = replace(TITAN, version="0", instructions=(first,))
    record = replace(whole(), read_protocols=lambda: {"Titan 1": TITAN, "Titan 0": before})
    for title, words in (("Titan 0", "As it was then"), ("", TITAN.instructions[0].text[:20])):
        given = stored(
            Handout(7, HandoutKind.INSTRUCTIONS, NOW, "en", "# Text", (), (first.code,), title)
        )
        assert words in "\n".join(Entries(Values(record)).entry("handout", (given,)))


@pytest.mark.parametrize("effect", TITAN.side_effects, ids=lambda effect: effect.code)
def test_every_side_effect_is_printed_in_words(effect: Any) -> None:
    event = AdverseEvent(
        Area.KNEE, patient_id=7, noted_on=date(2026, 3, 1), reaction=Reaction(effect.code)
    )
    assert plain_label(effect.code) in entry("adverse_event", stored(event))


@pytest.mark.parametrize("area", Area)
def test_every_area_is_printed_in_words(area: Area) -> None:
    told = entry(
        "consultation",
        stored(Consultation(7, date(2026, 3, 1), 1, areas=(AreaFinding(area, size_cm2=120),))),
    )
    assert plain_label(area) in told


def test_a_change_is_told_with_what_stood_there_before() -> None:
    before = History(7, date(2026, 3, 1), medicines=())
    gold = Medicine(MedicineKind.GOLD, "aurothiomalate")
    after = replace(before, medicines=(gold,), confirmed_on=date(2026, 4, 1))
    told = entry("history", stored(before), stored(after, version=2, at=NOW + timedelta(hours=2)))
    assert "Medicines: none → Kind: gold, Name: aurothiomalate" in told
    assert "Nothing changed on: – → 01.04.2026" in told
    assert "23.11.2026 11:00" in told


@pytest.mark.parametrize(
    ("order", "day"),
    [(DateOrder.DMY, "14.03.1971"), (DateOrder.MDY, "03/14/1971"), (DateOrder.YMD, "1971-03-14")],
)
def test_days_stand_in_the_clinics_order(order: DateOrder, day: str) -> None:
    record = whole()
    record = replace(record, settings=replace(record.settings, date_order=order))
    assert Values(record).day(date(1971, 3, 14)) == day


def test_a_gain_stands_beside_its_baseline() -> None:
    neck = AreaFinding(Area.NECK_FRONT, laxity_grade=3.0, laxity_scale=LaxityScale.ALEXIADES)
    began = stored(Consultation(7, date(2026, 3, 1), 1, areas=(neck,)))
    row = AreaOutcome(Area.NECK_FRONT, laxity_grade=1.5, laxity_scale=LaxityScale.ALEXIADES)
    review = stored(Review(7, date(2026, 9, 1), 1, areas=(row,)))
    record = whole(review=((review,),))
    record = replace(record, chart=replace(record.chart, consultations=(began,)))
    told = Entries(Values(record)).entry("review", (review,))
    assert "| Baseline | 3 Alexiades, 01.03.2026 |" in told
    assert "| Change (Δ) | 1.5 better, 50 % |" in told  # (3 - 1.5) / 3


def test_a_struck_record_stays_readable_with_its_reason(clinic: Clinic) -> None:
    number = full_day(clinic)
    lines = lines_of(clinic, number)
    start = next(n for n, line in enumerate(lines) if line.startswith("~~## Review"))
    assert "Struck through by Dr. Åsa Lindqvist, owner" in lines[start + 1]
    assert lines[start + 1].endswith("because: wrong patient")
    assert any(line.startswith("~~") and "2.5" in line for line in lines[start + 2 :])
    assert not any(line.startswith("~~## Session") for line in lines)


def test_a_draft_is_left_out_and_said_to_be(clinic: Clinic) -> None:
    number = full_day(clinic)
    told = "\n".join(
        RecordPapers(Values(whole_record(clinic, number)), CLINICIAN, NOW).whole().lines
    )
    assert "as it is a draft: consultation by Dr. Åsa Lindqvist, owner, kept 23.11.2026" in told
    assert "comes back" not in told


def test_a_record_that_was_altered_says_so(clinic: Clinic) -> None:
    number = full_day(clinic)
    db = clinic.ledger.db
    for (name,) in list(
        db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'session'")
    ):
        db.execute(f"DROP TRIGGER [{name}]")
    db.execute("UPDATE session SET note = 'nothing happened'")
    told = "\n".join(
        RecordPapers(Values(whole_record(clinic, number)), CLINICIAN, NOW).whole().lines
    )
    assert told.count("ALTERED: version 1 is not what was stored") == 1
    assert any(line.startswith("~~") and "nothing happened" in line for line in told.splitlines())


def test_who_signed_is_named_with_the_role_of_that_day(clinic: Clinic) -> None:
    number = full_day(clinic)
    told = "\n".join(
        RecordPapers(Values(whole_record(clinic, number)), CLINICIAN, NOW).whole().lines
    )
    signed = clinic.people.chart(number).consultations[0]
    assert (
        f"> Signed by Dr. Åsa Lindqvist, owner, 23.11.2026 04:00. Version 1, "
        f"content hash {signed.content_hash}. “I made these findings.”" in told
    )


def test_the_same_text_is_printed_once() -> None:
    given = [stored(Handout(7, HandoutKind.OUTLINE, NOW, "en", "# One\n- two"), n) for n in (1, 2)]
    entries = Entries(Values(whole(handout=tuple((each,) for each in given))))
    first, second = (entries.entry("handout", (each,)) for each in given)
    assert "- two" in first and "### One" in first
    assert "- two" not in second
    assert any("as in Handout 1" in line for line in second)


def test_somebodys_words_make_no_headings() -> None:
    odd = consultation(7, main_concern="# Title\n| a | b |", note="~~gone")
    told = entry("consultation", stored(odd))
    assert "\n# Title" not in told and "\n~~" not in told


def test_a_record_of_forty_sessions_has_the_right_text_on_its_pages(
    qapp: QApplication, clinic: Clinic
) -> None:
    number = forty_sessions(clinic)
    paper = RecordPapers(Values(whole_record(clinic, number)), CLINICIAN, NOW).whole()
    # The reader is slow: the benchmarks, which are run seldom, read every single page.
    assert wrong_pages(paper, to_pdf(paper), every=9) == []
    told = "\n".join(paper.lines)
    assert all(f"Session {n} of 40" in told for n in range(1, 41))
    assert sum(line.startswith("~~## Session 40, ") for line in paper.lines) == 1


def test_a_page_with_a_lost_word_is_found(qapp: QApplication) -> None:
    paper = Paper("Record", ("Well borne by the patient",), page="Page {number} of {count}")
    other = replace(paper, lines=("Well borne the patient",))
    assert wrong_pages(paper, to_pdf(paper)) == []
    assert wrong_pages(paper, to_pdf(other)) == ["page 1 lacks {'b': 1, 'y': 1}"]


@pytest.mark.parametrize("name", REFERENCES)
def test_the_lines_of_each_paper_are_as_expected(name: str, clinic: Clinic) -> None:
    assert made(clinic)[name] == (REFERENCE / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REFERENCES)
def test_each_paper_prints_its_lines(name: str, qapp: QApplication, clinic: Clinic) -> None:
    paper = papers(clinic)[name]
    assert wrong_pages(paper, to_pdf(paper), every=3) == []


def test_who_read_the_record_stands_at_its_end_where_it_is_told(clinic: Clinic) -> None:
    number = full_day(clinic)
    record = whole_record(clinic, number)
    assert "# Who read this record" not in lines_of(clinic, number)
    told = (Reading(TODAY, CLINICIAN, "Chart opened", 3), Reading(TODAY, 0, "Record exported", 1))
    with_readers = replace(record, readings=told)
    lines = RecordPapers(Values(with_readers), CLINICIAN, NOW).whole().lines
    at = lines.index("# Who read this record")
    assert lines[at + 2 :] == (
        "| Day | Who | What |",
        "|--|",
        "| 23.11.2026 | Dr. Åsa Lindqvist, owner | Chart opened (3 ×) |",
        "| 23.11.2026 | the program | Record exported |",
    )
    nobody = replace(record, readings=())
    assert RecordPapers(Values(nobody), CLINICIAN, NOW).whole().lines[-1] == "Nobody yet."


def test_numbers_that_were_joined_are_named_with_how_each_was_registered(clinic: Clinic) -> None:
    first = full_day(clinic)
    for wish in clinic.people.chart(first).restrictions:
        clinic.rights.lift(wish, "for this test", CLINICIAN, NOW)
    second = clinic.people.register(Patient("Berge", "Ottilie"), CLINICIAN, NOW).id
    for number in (first, second):
        for draft in clinic.care.drafts():
            if draft.patient_id == number:
                clinic.care.discard_draft(draft, CLINICIAN, NOW)
    one, other = clinic.people.get(first), clinic.people.get(second)
    clinic.rights.merge(one, other, one.record, "registered twice", CLINICIAN, NOW)
    lines = lines_of(clinic, second)
    said = f"Number {second} was joined to number {first} on 23.11.2026"
    assert any(line.startswith(said) and "registered twice" in line for line in lines)
    assert any("Berge" in line for line in lines)
    assert not any("altered" in line.lower() for line in lines)


def test_what_the_patient_asked_of_the_record_stands_in_it(clinic: Clinic) -> None:
    number = full_day(clinic)
    clinic.rights.ask(number, "rang this morning", CLINICIAN, NOW, TODAY, AskedFor.COPY)
    lines = lines_of(clinic, number)
    section = lines[lines.index("# Wishes about the record") :]
    assert any("| Asked for | to have a copy of everything |" in line for line in section)
    assert any("rang this morning" in line for line in section)
