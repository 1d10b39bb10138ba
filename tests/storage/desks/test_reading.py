"""Who reads gets what they may: reception without the record, restricted charts only with why."""

from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import fields, replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest

from infrared_desktop.domain.access.veil import OPEN, OPEN_KINDS, Veiled, desk_chart
from infrared_desktop.domain.errors import ChartClosedError, KnownError
from infrared_desktop.domain.follow_ups.kinds import FollowUp
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import Addendum, AdverseEvent, Consultation, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.patient_rights import Restriction
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.domain.records.review_copies import CopyScope
from infrared_desktop.domain.timeline.build import as_lines
from infrared_desktop.domain.timeline.model import Span
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.rows import to_json
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.storage.gathered.outcome_records import outcomes
from infrared_desktop.storage.gathered.timelines import timeline_of, windows_of
from infrared_desktop.storage.gathered.whole_record import record_to_print, whole_record
from infrared_desktop.storage.leaving.making import check_right
from infrared_desktop.storage.review.order import CopyOrder, whom
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import PICTURE, kept
from tests.scenes import (
    TODAY,
    close_the_record,
    consent,
    full_day,
    outline,
    patient,
    session,
    treated_patient,
)

SECRET = "Quillfeather"
"""A word that stands only in what is of the medical record."""


@pytest.fixture
def closed(clinic: Clinic) -> Clinic:
    """Return the clinic after the owner closed the record to reception."""
    close_the_record(clinic)
    return clinic


@pytest.fixture
def number(closed: Clinic) -> int:
    """Return a patient with a secret in each clinical record."""
    number = full_day(closed)
    for wish in closed.people.chart(number).restrictions:
        closed.rights.lift(wish, "for these tests", CLINICIAN, NOW)
    seen = closed.people.chart(number).consultations[0].record
    told = replace(seen, main_concern=SECRET, note=SECRET, interpreter=SECRET, fitzpatrick_type=6)
    closed.care.sign(told, CLINICIAN, NOW)
    later = session(number, TODAY + timedelta(1), note=SECRET, gel_lot=SECRET)
    signed = closed.care.sign(later, CLINICIAN, NOW)
    event = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY, note=SECRET)
    closed.care.report(event, CLINICIAN, NOW)
    taken = closed.history.of_patient(number)
    told_history = replace(taken.record, note=SECRET) if taken else History(number, TODAY)
    closed.history.take(told_history, CLINICIAN, NOW, taken)
    added = Addendum(number, "session", signed.id, "forgotten", SECRET)
    closed.care.append(added, CLINICIAN, NOW)
    closed.care.keep_draft(replace(told, note=SECRET), CLINICIAN, NOW)
    return number


@pytest.fixture
def other(clinic: Clinic) -> int:
    """Return a clinician who never treated anybody."""
    return clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id


def restrict(clinic: Clinic, number: int, by: int = CLINICIAN) -> None:
    clinic.rights.restrict(Restriction(number, TODAY, "contested"), by, NOW)


def said(chart: Chart) -> str:
    rows = [getattr(chart, field.name) for field in fields(chart)]
    records = [chart.patient, *(s for row in rows if isinstance(row, tuple) for s in row)]
    return str([to_json(stored.record) for stored in records])


# Reception


def test_until_somebody_is_named_the_program_reads_everything(closed: Clinic, number: int) -> None:
    assert not closed.people.chart(number).is_veiled
    assert SECRET in said(closed.people.chart(number))


def test_a_new_clinic_keeps_the_record_from_reception() -> None:
    assert not Settings("Clinic", "CA").reception_reads_records


def test_reception_reads_a_chart_without_any_finding(closed: Clinic, number: int) -> None:
    whole = closed.people.chart(number)
    closed.read_as(RECEPTION)
    chart = closed.people.chart(number)
    assert chart.is_veiled and SECRET not in said(chart)
    assert SECRET not in said(closed.people.struck(number))
    for name in OPEN:
        assert getattr(chart, name) == getattr(whole, name)
    assert not (chart.adverse_events or chart.test_spots or chart.photos or chart.rule_decisions)
    assert {type(s) for s in (*chart.consultations, *chart.sessions, *chart.histories)} == {Veiled}


def test_owner_may_let_reception_read(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    clinic.read_as(RECEPTION)
    assert not clinic.people.chart(number).is_veiled
    assert clinic.care.find(Session, 1).record.patient_id == number


def test_windows_are_the_same_for_reception(closed: Clinic, number: int) -> None:
    windows = windows_of(closed, closed.people.chart(number))
    closed.read_as(RECEPTION)
    assert windows and windows_of(closed, closed.people.chart(number)) == windows


def test_a_timeline_tells_reception_of_no_finding(closed: Clinic, number: int) -> None:
    closed.read_as(RECEPTION)
    timeline = timeline_of(closed, number, TODAY)
    kinds = {item.ref.kind for item in timeline.items}
    assert "appointment" in kinds
    (span,) = [item for item in timeline.items if item.ref.kind == "plan"]
    assert isinstance(span, Span) and span.done == 1  # how far a plan is, the desk may know
    assert not kinds & {"consultation", "session", "review", "adverse_event", "history_version"}
    assert SECRET not in str([str(line) for line in as_lines(timeline)])


@pytest.mark.parametrize(
    "door",
    [
        lambda c, n: c.care.find(Consultation, 1),
        lambda c, n: c.care.find(AdverseEvent, 1),
        lambda c, n: c.care.history(c.ledger.books.get(Session, 1)),
        lambda c, n: c.history.of_patient(n),
        lambda c, n: c.history.versions(c.ledger.books.get(History, 1)),
        lambda c, n: c.photos.of_patient(n),
        lambda c, n: c.photos.get(1),
        lambda c, n: c.photos.alignment(1, 2, n),
        lambda c, n: whole_record(c, n),
        lambda c, n: outcomes(c, TODAY, TODAY, TODAY, lambda _: None),
    ],
)
def test_what_is_only_of_the_record_is_refused(closed: Clinic, number: int, door: Any) -> None:
    door(closed, number)
    closed.read_as(RECEPTION)
    with pytest.raises(KnownError, match="A clinician reads the medical record"):
        door(closed, number)


def _kept_photograph(clinic: Clinic) -> Stored[Photo]:
    photo = kept(clinic, 1)
    clinic.photos.files.put_thumbnail(photo.content, b"small")
    (stored,) = clinic.photos.add([photo], CLINICIAN, NOW)
    return stored


@pytest.mark.parametrize("reads", [False, True])
@pytest.mark.parametrize("sees", [False, True])
@pytest.mark.parametrize(
    "look",
    [
        lambda clinic, seen: clinic.photos.files.get(seen.record.content),
        lambda clinic, seen: clinic.photos.files.thumbnail(seen.record.content),
        lambda clinic, seen: clinic.photos.note_seen([seen], RECEPTION, NOW),
    ],
)
def test_no_byte_of_a_photograph_leaves_the_files_for_reception_unless_the_owner_says_so(
    clinic: Clinic, reads: bool, sees: bool, look: Any
) -> None:
    treated_patient(clinic)
    seen = _kept_photograph(clinic)
    settings = clinic.staff.settings()
    lets = replace(settings.record, reception_reads_records=reads, reception_sees_photographs=sees)
    clinic.staff.change_settings(settings, lets, CLINICIAN, NOW)
    look_as = partial(look, clinic, seen)
    clinic.read_as(RECEPTION)
    if reads and sees:
        look_as()
    else:
        with pytest.raises(KnownError, match="A clinician looks at photographs"):
            look_as()
    beside = clinic.opener()(clinic.folder, clinic.ledger.key, NOW)
    with closing(beside), nullcontext() if reads and sees else pytest.raises(KnownError):
        assert beside.photos.files.get(seen.record.content) == PICTURE
    clinic.read_as(CLINICIAN)
    assert clinic.photos.files.get(seen.record.content) == PICTURE


def test_who_looks_at_no_photograph_still_keeps_and_checks_them(clinic: Clinic) -> None:
    treated_patient(clinic)
    clinic.read_as(RECEPTION)
    seen = _kept_photograph(clinic)
    assert clinic.photos.files.is_whole(seen.record.content)
    assert verify(clinic) == []
    assert clinic.photos.of_patient(1) == [seen]


def test_reception_sees_no_draft_of_a_record(closed: Clinic, number: int) -> None:
    assert SECRET in str(closed.care.drafts())
    closed.read_as(RECEPTION)
    assert SECRET not in str(closed.care.drafts())
    assert closed.care.draft(Consultation, number, CLINICIAN) is None
    closed.care.keep_draft(patient("Bo"), RECEPTION, NOW)
    assert [draft.kind for draft in closed.care.drafts(RECEPTION)] == ["patient"]


def test_follow_ups_quote_no_finding_to_reception(closed: Clinic, number: int) -> None:
    day = TODAY + timedelta(400)
    desk = closed.follow_ups

    def listed() -> list[FollowUp]:
        return [
            *desk.of_patient(number),
            *desk.open_of_patient(number),
            *desk.rows(Wanted(Part.DUE, day)),
            *(each.follow_up for each in desk.due(day)),
            *(each.follow_up for each in desk.page(Wanted(Part.DUE, day), 0, 50)),
        ]

    before = listed()
    assert "severity" in str(before)
    closed.read_as(RECEPTION)
    after = listed()
    assert [row.key for row in after] == [row.key for row in before]
    assert "severity" not in str(after) and "A clinician sees to this" in str(after)


def test_what_reception_stores_is_derived_from_the_whole(closed: Clinic, number: int) -> None:
    closed.read_as(RECEPTION)
    chart = closed.people.chart(number)
    closed.people.edit(chart.patient, replace(chart.patient.record, phone="1"), RECEPTION, NOW)
    assert list(closed.follow_ups.misplaced()) == []


def test_no_act_takes_a_veiled_record(closed: Clinic, number: int) -> None:
    closed.read_as(RECEPTION)
    (veiled,) = closed.people.chart(number).histories
    with pytest.raises(TypeError, match="veiled"):
        closed.history.take(veiled.record, CLINICIAN, NOW, veiled)
    closed.read_as(CLINICIAN)
    assert SECRET in said(closed.people.chart(number))


def test_a_veiled_record_is_not_called_altered(closed: Clinic, number: int) -> None:
    closed.read_as(RECEPTION)
    chart = closed.people.chart(number)
    for stored in (*chart.sessions, *chart.consultations, *chart.histories):
        assert closed.care.is_unaltered(stored)


def test_a_job_reads_as_who_began_it(closed: Clinic, number: int) -> None:
    closed.read_as(RECEPTION)
    beside = closed.opener()(closed.folder, closed.ledger.key, NOW)
    assert beside.people.chart(number).is_veiled
    beside.close()


# Restricted charts


def test_a_restricted_chart_asks_a_clinician_for_a_reason(
    closed: Clinic, number: int, other: int
) -> None:
    restrict(closed, number)
    closed.read_as(other)
    assert SECRET not in said(closed.people.chart(number))
    for door in (
        lambda: closed.people.open_chart(number, other, NOW),
        lambda: closed.care.find(Session, 1),
        lambda: closed.history.of_patient(number),
        lambda: record_to_print(closed, number, other, NOW),
        lambda: check_right(closed, number, other),
    ):
        with pytest.raises(ChartClosedError) as caught:
            door()
        assert caught.value.number == number
    closed.people.open_with_reason(number, "  burning after the session ", other, NOW)
    assert SECRET in said(closed.people.open_chart(number, other, NOW))
    assert SECRET in str(closed.care.find(Session, 2))


def test_the_reason_stands_in_the_audit_log_by_its_own_code(
    closed: Clinic, number: int, other: int
) -> None:
    restrict(closed, number)
    closed.read_as(other)
    with pytest.raises(KnownError, match="Say why"):
        closed.people.open_with_reason(number, " ", other, NOW)
    named = f"{closed.people.get(number).record.surname} called at night"
    with pytest.raises(KnownError, match="may not say who"):  # the log outlives who is erased
        closed.people.open_with_reason(number, named, other, NOW)
    assert not closed.ledger.reading.is_open(number)
    closed.people.open_with_reason(number, "asked by the insurer", other, NOW)
    last = closed.ledger.db.execute(
        "SELECT act, staff_id, patient_id, reason FROM audit ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    assert last == ("restricted-chart-opened", other, number, "asked by the insurer")


def test_who_restricted_and_who_treated_read_on(closed: Clinic, number: int, other: int) -> None:
    restrict(closed, number, other)
    for by in (CLINICIAN, other):
        closed.read_as(by)
        assert SECRET in said(closed.people.open_chart(number, by, NOW))


def test_a_restriction_lets_other_patients_be(closed: Clinic, number: int, other: int) -> None:
    bo = treated_patient(closed, "Bo", time(14))
    restrict(closed, number)
    closed.read_as(other)
    assert not closed.people.open_chart(bo, other, NOW).is_veiled


def test_a_restriction_holds_by_a_joined_number_as_well(
    closed: Clinic, number: int, other: int
) -> None:
    bo = closed.people.register(patient("Bo"), RECEPTION, NOW)
    joined, one = bo.id, closed.people.get(number)
    restrict(closed, joined)
    closed.rights.merge(one, bo, one.record, "one person", CLINICIAN, NOW)
    closed.read_as(other)
    for each in (number, joined):
        assert closed.people.chart(each).is_veiled
        with pytest.raises(ChartClosedError):
            closed.people.open_chart(each, other, NOW)
    closed.people.open_with_reason(joined, "asked", other, NOW)
    assert not closed.people.open_chart(number, other, NOW).is_veiled


def test_a_lifted_restriction_holds_nobody(closed: Clinic, number: int, other: int) -> None:
    wish = closed.rights.restrict(Restriction(number, TODAY, "contested"), CLINICIAN, NOW)
    closed.rights.lift(wish, "settled", CLINICIAN, NOW)
    closed.read_as(other)
    assert not closed.people.open_chart(number, other, NOW).is_veiled


def test_a_reason_opens_a_chart_and_does_not_lift_its_restriction(
    closed: Clinic, number: int, other: int
) -> None:
    wish = closed.rights.restrict(Restriction(number, TODAY, "contested"), CLINICIAN, NOW)
    closed.read_as(other)
    closed.people.open_with_reason(number, "asked", other, NOW)
    assert not closed.rights.may_lift(number, other)
    with pytest.raises(KnownError, match="Only the owner, or who restricted"):
        closed.rights.lift(wish, "settled", other, NOW)
    assert closed.ledger.reading.is_restricted(number)
    told = "SELECT act, staff_id, outcome FROM audit ORDER BY seq DESC LIMIT 1"
    assert closed.ledger.db.execute(told).fetchone() == ("restriction-lifted", other, "refused")


@pytest.mark.parametrize("who", ["restricted", "treated", "owns"])
def test_a_restriction_is_lifted_by_who_made_it_who_treated_and_the_owner(
    closed: Clinic, number: int, other: int, who: str
) -> None:
    treats, owns, idle = (
        closed.staff.add(Staff(name, role), CLINICIAN, NOW).id
        for name, role in (
            ("Dr. Ito", Role.CLINICIAN),
            ("Dr. Novak", Role.OWNER),
            ("Dr. Lund", Role.CLINICIAN),
        )
    )
    wish = closed.rights.restrict(Restriction(number, TODAY, "contested"), other, NOW)
    assert not any(closed.rights.may_lift(number, each) for each in (treats, idle, RECEPTION))
    closed.care.sign(session(number, TODAY + timedelta(2)), treats, NOW)
    lifting = {"restricted": other, "treated": treats, "owns": owns}[who]
    assert closed.rights.may_lift(number, lifting)
    closed.rights.lift(wish, "settled", lifting, NOW)
    assert not closed.ledger.reading.is_restricted(number)


def test_nobody_gets_in_by_restricting_a_restricted_chart_again(
    closed: Clinic, number: int, other: int
) -> None:
    restrict(closed, number)
    with pytest.raises(KnownError, match="restricted already"):
        restrict(closed, number, other)
    closed.read_as(other)
    assert not closed.ledger.reading.is_open(number)


def test_nobody_opens_a_restricted_chart_by_joining_it_to_one_of_their_own(
    closed: Clinic, number: int, other: int
) -> None:
    own = closed.people.register(patient("Bo"), RECEPTION, NOW)
    closed.care.sign(session(own.id), other, NOW)
    restrict(closed, number)
    closed.read_as(other)
    chart = closed.people.get(number)
    for kept_one, gone in ((chart, own), (own, chart)):
        with pytest.raises(ChartClosedError):
            closed.rights.merge(kept_one, gone, kept_one.record, "one person", other, NOW)
    assert closed.ledger.reading.is_held(number)


def test_what_was_opened_is_closed_to_whoever_comes_next(
    closed: Clinic, number: int, other: int
) -> None:
    third = closed.staff.add(Staff("Dr. Ito", Role.CLINICIAN), CLINICIAN, NOW).id
    restrict(closed, number)
    closed.read_as(other)
    closed.people.open_with_reason(number, "asked", other, NOW)
    for by in (third, other):
        closed.read_as(by)
        assert closed.people.chart(number).is_veiled


def test_who_only_took_a_consent_did_not_treat(closed: Clinic, number: int, other: int) -> None:
    given = closed.papers.hand_out(outline(number), CLINICIAN, NOW)
    closed.papers.consent(consent(given, taken_by_id=other), other, NOW)
    restrict(closed, number)
    closed.read_as(other)
    assert closed.people.chart(number).is_veiled


def test_a_job_reads_as_much_as_who_began_it_and_no_more(
    closed: Clinic, number: int, other: int
) -> None:
    def is_veiled_beside() -> bool:
        with closing(closed.opener()(closed.folder, closed.ledger.key, NOW)) as beside:
            return beside.people.chart(number).is_veiled

    restrict(closed, number)
    assert not is_veiled_beside()
    closed.read_as(other)
    assert is_veiled_beside()
    closed.people.open_with_reason(number, "asked", other, NOW)
    assert not is_veiled_beside()
    closed.read_as(RECEPTION)
    assert is_veiled_beside()


def test_reception_opens_no_restricted_chart(clinic: Clinic) -> None:
    number = treated_patient(clinic)
    restrict(clinic, number)
    clinic.read_as(RECEPTION)
    assert clinic.people.open_chart(number, RECEPTION, NOW).is_veiled
    with pytest.raises(KnownError):
        clinic.people.open_with_reason(number, "curious", RECEPTION, NOW)
    with pytest.raises(KnownError, match="restricted"):
        clinic.care.find(Session, 1)
    assert clinic.people.chart(number).is_veiled


def test_a_review_copy_leaves_restricted_charts_here(
    closed: Clinic, number: int, other: int
) -> None:
    bo = treated_patient(closed, "Bo", time(14))
    restrict(closed, number)
    closed.read_as(other)
    order = CopyOrder(CopyScope.ALL, TODAY, other, "words")
    assert whom(closed, order, TODAY) == (bo,)
    chosen = replace(order, scope=CopyScope.CHOSEN, patients=(number, bo))
    with pytest.raises(ChartClosedError):
        whom(closed, chosen, TODAY)


def test_owner_is_told_what_others_opened_since(closed: Clinic, number: int, other: int) -> None:
    for _ in range(2):
        closed.note("unlocked", CLINICIAN, NOW)
    restrict(closed, number)
    assert closed.ledger.reading.opened_by_others(CLINICIAN) == 0
    closed.read_as(other)
    closed.people.open_with_reason(number, "asked", other, NOW + timedelta(hours=1))
    (wish,) = closed.people.chart(number).restrictions
    for _ in range(2):
        with pytest.raises(KnownError):
            closed.rights.lift(wish, "mine now", other, NOW)
    closed.note("unlocked", CLINICIAN, NOW + timedelta(hours=2))
    assert closed.ledger.reading.opened_by_others(CLINICIAN) == 1
    assert closed.ledger.reading.lifted_by_others(CLINICIAN) == 0, "refused is not lifted"
    assert closed.ledger.reading.opened_by_others(other) == 0
    closed.note("unlocked-with-recovery-key", CLINICIAN, NOW + timedelta(hours=3))
    assert closed.ledger.reading.opened_by_others(CLINICIAN) == 0


# The veil


def test_every_field_of_a_chart_is_open_or_known_to_be_closed() -> None:
    bones = {"consultations", "sessions", "reviews", "histories", "addenda"}
    hidden = {"adverse_events", "rule_decisions", "test_spots", "photos", "remarks"}
    named = {field.name for field in fields(Chart)}
    assert named == {*OPEN, *bones, *hidden}, "say whether the desk sees it, and test that"


def test_every_kind_of_record_is_open_or_known_to_be_closed() -> None:
    record = {"consultation", "session", "adverse_event", "review", "addendum", "history"}
    record |= {"rule_decision", "test_spot", "photo", "alignment", "remark"}
    assert KINDS.keys() - OPEN_KINDS == record


@pytest.fixture
def _charts(clinic: Clinic) -> Iterator[Chart]:
    yield clinic.people.chart(full_day(clinic))


def test_a_bone_keeps_nothing_but_what_is_named(_charts: Chart) -> None:
    kept = {
        "consultations": {"patient_id", "consulted_on", "clinician_id", "visit_kind", "areas"},
        "sessions": {
            *("patient_id", "performed_on", "operator_id", "plan_id", "appointment_id"),
            *("device_id", "areas", "consent_id", "room_id"),
        },
        "histories": {"patient_id", "taken_on", "confirmed_on"},
    }
    veiled = desk_chart(_charts)
    for name, names in kept.items():
        for stored in getattr(veiled, name):
            for field in fields(stored.record):
                if field.name not in names:
                    assert getattr(stored.record, field.name) == field.default, field.name
            for row in getattr(stored.record, "areas", ()):
                assert row == type(row)(row.area, row.side)
    assert isinstance(veiled.patient.record.birth_date, date | None)
