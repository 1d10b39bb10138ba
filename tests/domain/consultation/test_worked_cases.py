"""Cases worked out by hand: the one of the clinical issue, and six more with their arithmetic."""

from dataclasses import replace
from datetime import date

from infrared_desktop.domain.consultation.suitability import Assessment, Fired, assess
from infrared_desktop.domain.protocol.protocol import Protocol, parse_protocol
from infrared_desktop.domain.records.answers import SkinCondition, Tan, Verdict
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side
from infrared_desktop.domain.records.history import Medicine, PastTreatment
from infrared_desktop.domain.records.history_answers import MedicineKind, TreatmentKind
from infrared_desktop.domain.records.rule_decisions import RuleDecisionKind
from infrared_desktop.domain.rules.known import Known
from tests.domain.consultations import PATIENT, TITAN, TITAN_TEXT, consultation, finding, history
from tests.domain.scenes import Scene, at, decided, had, takes

DAY = date(2026, 11, 22)
# Three areas: type IV, last sun 8 Nov 2026, isotretinoin stopped 22 Jul 2026.
THREE = consultation(
    finding(Area.FACE_FULL, laxity_grade=3.0, size_cm2=100),
    finding(Area.NECK_FRONT, laxity_grade=2.5, size_cm2=90),
    finding(Area.UPPER_ARM, Side.LEFT, laxity_grade=2.0, size_cm2=100),
    fitzpatrick_type=4,
    current_tan=Tan.NATURAL,
    last_exposure=date(2026, 11, 8),
)
ISOTRETINOIN = Medicine(MedicineKind.ISOTRETINOIN, stopped_on=date(2026, 7, 22))
TAKEN = Known(history(medicines=(ISOTRETINOIN,)))


def seen(day: date = DAY, protocol: Protocol = TITAN, known: Known = TAKEN) -> list[Assessment]:
    """Assess the three areas."""
    return list(assess(THREE, PATIENT, protocol, day, known))


def rule(found: Assessment, code: str) -> Fired | None:
    return next((one for one in found.fired if one.code == code and not one.missing), None)


def test_the_worked_case_defers_all_three_areas_to_22_january() -> None:
    # C09: 8 Nov + 14 days = 22 Nov, and day 14 itself is clear.
    # C10: 22 Jul 2026 + 6 calendar months = 22 Jan 2027.
    found = seen()
    assert [one.verdict for one in found] == [Verdict.DEFERRED] * 3
    assert [one.earliest for one in found] == [date(2027, 1, 22)] * 3
    assert not any(one.open_deferral for one in found)
    assert all(rule(one, "C09") is None for one in found)
    assert all(rule(one, "C10") is not None for one in found)
    face, neck, arm = ({fired.code for fired in one.fired} for one in found)
    assert face == neck == {"C10", "R-TYPE", "R-GRADE"}
    assert arm == {"C10", "R-TYPE", "R-AREA-ARM", "R-GRADE-CLINIC"}


def test_the_day_before_the_worked_case_the_tan_still_counts() -> None:
    # 21 Nov is day 13 of 14.
    for one in seen(date(2026, 11, 21)):
        fired = rule(one, "C09")
        assert fired is not None and fired.earliest == DAY


def test_the_sun_of_the_worked_case_counts_the_same_where_no_tan_is_seen() -> None:
    # 8 Nov + 14 days = 22 Nov: 21 Nov is still deferred, the day itself is clear.
    for tan in (Tan.NONE, Tan.NATURAL):
        record = replace(THREE, current_tan=tan)
        for day, counts in ((date(2026, 11, 21), True), (DAY, False)):
            found = assess(record, PATIENT, TITAN, day, TAKEN)
            assert all((rule(one, "C09") is not None) is counts for one in found)


def test_the_longer_wait_for_dark_skin_moves_the_tan_to_6_december() -> None:
    # Type IV with the option of 28 days: 8 Nov + 28 days = 6 Dec. C10 still outlasts it.
    text = TITAN_TEXT.replace("use_wait_dark = false", "use_wait_dark = true")
    longer = parse_protocol(text, "clinic.toml")
    for one in seen(protocol=longer):
        fired = rule(one, "C09")
        assert fired is not None and fired.earliest == date(2026, 12, 6)
        assert one.earliest == date(2027, 1, 22)
    assert all(rule(one, "C09") is None for one in seen(date(2026, 12, 6), longer))


def test_on_the_day_of_the_worked_case_the_wait_is_over() -> None:
    # 22 Jan 2027 is clear itself; the history, 61 days old by then, is to be gone through again.
    found = seen(date(2027, 1, 22))
    assert [one.verdict for one in found] == [Verdict.PRECAUTIONS] * 3
    assert all(rule(one, "R-STALE") is not None for one in found)
    assert seen(date(2027, 1, 21))[0].earliest == date(2027, 1, 22)


def test_case_1_six_months_clamp_to_the_end_of_february() -> None:
    # 31 Aug 2026 + 6 months would be 31 Feb 2027: it is 28 Feb. From 31 Aug 2027 it is 29 Feb 2028.
    for stopped, clear in (
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
    ):
        scene = takes(MedicineKind.ISOTRETINOIN, stopped_on=stopped)
        last = Scene(history={**scene.history, "taken_on": stopped}, day=stopped)
        assert last.seen().earliest == clear
        assert "C10" not in last.after(day=clear).codes()
        assert "C10" in last.after(day=clear.replace(day=clear.day - 1)).codes()


def test_case_2_filler_in_the_jaw_line_holds_up_the_full_face_and_not_the_neck() -> None:
    # 10 Nov 2026 + 14 days = 24 Nov. The full face has that skin in common, the neck has none.
    told = Known(history(treatments=(
        PastTreatment(TreatmentKind.FILLER, Area.JOWL_JAWLINE, Side.LEFT, date(2026, 11, 10)),
    )))  # fmt: skip
    record = consultation(
        finding(Area.FACE_FULL),
        finding(Area.JOWL_JAWLINE, Side.LEFT),
        finding(Area.JOWL_JAWLINE, Side.RIGHT),
        finding(Area.NECK_FRONT),
    )
    found = assess(record, PATIENT, TITAN, DAY, told)
    assert [one.earliest for one in found] == [date(2026, 11, 24)] * 2 + [None] * 2


def test_case_3_an_ablative_laser_waits_twelve_weeks() -> None:
    # 12 weeks are 84 days: 1 Sep 2026 + 84 = 24 Nov (29 left in Sep, 31 in Oct, 24 in Nov).
    scene = had(TreatmentKind.ABLATIVE, date(2026, 9, 1))
    assert scene.seen().earliest == date(2026, 11, 24)
    assert scene.after(day=date(2026, 11, 24)).seen().verdict is Verdict.SUITABLE


def test_case_4_an_abdomen_after_a_birth_waits_and_the_arms_do_not() -> None:
    # Delivered 31 May 2026 + 6 months: November has 30 days, so 30 Nov.
    told = {"delivered_on": date(2026, 5, 31)}
    belly = replace(at(Area.ABDOMEN_LOWER), history=told)
    assert belly.seen().earliest == date(2026, 11, 30)
    assert "C03" not in belly.after(day=date(2026, 11, 30)).codes()
    arm = replace(at(Area.UPPER_ARM, Side.BOTH), history=told)
    assert arm.seen().earliest is None


def test_case_5_of_two_deferrals_the_later_day_counts() -> None:
    # Peel on 15 Nov + 14 = 29 Nov; laser on 12 Nov + 21 = 3 Dec; the later is 3 Dec.
    told = {"treatments": (
        PastTreatment(TreatmentKind.PEEL, done_on=date(2026, 11, 15)),
        PastTreatment(TreatmentKind.NON_ABLATIVE, done_on=date(2026, 11, 12)),
    )}  # fmt: skip
    found = Scene(history=told).seen()
    days = {one.code: one.earliest for one in found.fired if one.earliest}
    assert days == {"C33": date(2026, 11, 29), "C30": date(2026, 12, 3)}
    assert (found.earliest, found.open_deferral) == (date(2026, 12, 3), False)


def test_case_6_what_has_no_day_outranks_one_until_it_is_examined_again() -> None:
    # Filler on 20 Nov + 14 = 4 Dec, and eczema without a day: open. Examined on 22 Nov and clear,
    # the filler's day is left.
    rash = Scene(
        site={"skin_conditions": (SkinCondition.ECZEMA,)},
        history=had(TreatmentKind.FILLER, date(2026, 11, 20)).history,
    )
    found = rash.seen()
    assert (found.open_deferral, found.earliest) == (True, date(2026, 12, 4))
    again = rash.after(decisions=(decided("C07", RuleDecisionKind.RE_EXAMINED),)).seen()
    assert (again.open_deferral, again.earliest) == (False, date(2026, 12, 4))
    assert [one.code for one in again.settled] == ["C07"]


def test_case_7_an_older_filler_without_a_day_does_not_hide_the_recent_one() -> None:
    # One filler nobody dated, one on 20 Nov: examined again settles the first, 4 Dec stays.
    told = {"treatments": (
        PastTreatment(TreatmentKind.FILLER),
        PastTreatment(TreatmentKind.FILLER, done_on=date(2026, 11, 20)),
    )}  # fmt: skip
    scene = Scene(history=told)
    assert scene.seen().open_deferral
    found = scene.after(decisions=(decided("C28", RuleDecisionKind.RE_EXAMINED),)).seen()
    assert (found.open_deferral, found.earliest) == (False, date(2026, 12, 4))


def test_the_scale_of_the_arm_is_the_clinics_own() -> None:
    assert THREE.areas[2].laxity_scale is LaxityScale.CLINIC
