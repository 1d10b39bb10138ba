"""Whether a photograph may leave goes by the newest standing answer of the patient, by purpose."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.photographs.exports import (
    TO_PATIENT,
    Handing,
    called_back,
    consent_to,
    file_name,
    left_under,
    may_leave,
    obstacles,
    to_call_back,
)
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Consent, Withdrawal
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import (
    CallBack,
    CopySize,
    ExportKind,
    Photo,
    PhotoExport,
    Purpose,
)
from tests.photo_scenes import photo

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
ALL = tuple(Purpose)


def stored(number: int, record: Any, state: State = State.SIGNED) -> Stored[Any]:
    return Stored(number, 1, state, 1, NOW, "", record)


def consent(number: int, days_ago: int = 9, state: State = State.SIGNED, **fields: Any) -> Any:
    at = NOW - timedelta(days_ago)
    return stored(number, Consent(1, 1, "", at, at, at, 1, **fields), state)


def back(consent_id: int, day: date = TODAY) -> Stored[Withdrawal]:
    return stored(consent_id, Withdrawal(1, consent_id, day, "asked to"))


def export(number: int, consent_id: int | None = 1, **fields: Any) -> Stored[PhotoExport]:
    known: dict[str, Any] = {"purpose": Purpose.EDUCATION, "recipient": "the course"}
    known |= {"kind": ExportKind.COPY} | fields
    left = PhotoExport(1, 1, "", exported_at=NOW, **known)
    return stored(number, replace(left, consent_id=consent_id))


def chart(*consents: Any, backs: tuple[Any, ...] = (), exports: tuple[Any, ...] = ()) -> Chart:
    known = stored(1, Patient("Oyelaran"))
    return Chart(known, consents=consents, withdrawals=backs, photo_exports=exports)


def picture(**fields: Any) -> Stored[Photo]:
    return stored(1, photo(1, **{"purposes": ALL} | fields))


def told(purpose: Purpose, of: Chart, day: date = TODAY) -> str:
    return str(may_leave(picture(), purpose, of, day).refusal)


YES, NO = Answer.YES, Answer.NO
FIELDS = {
    Purpose.RECORD: "photo_record",
    Purpose.EDUCATION: "photo_education",
    Purpose.MARKETING: "photo_marketing",
}


@pytest.mark.parametrize("purpose", ALL)
def test_each_purpose_is_agreed_to_apart(purpose: Purpose) -> None:
    of = chart(consent(7, **{FIELDS[purpose]: YES}))
    assert may_leave(picture(), purpose, of, TODAY).consent_id == 7
    for other in set(ALL) - {purpose}:
        assert "never asked" in told(other, of)


def test_the_newest_answer_counts_and_silence_is_none() -> None:
    yes, no = consent(1, 9, photo_marketing=YES), consent(2, 5, photo_marketing=NO)
    silent, again = consent(3, 3), consent(4, 1, photo_marketing=YES)
    assert "said no" in told(Purpose.MARKETING, chart(yes, no, silent))
    assert consent_to(Purpose.MARKETING, chart(yes, silent), TODAY).consent_id == 1
    assert consent_to(Purpose.MARKETING, chart(yes, no, again), TODAY).consent_id == 4


def test_what_was_taken_back_allows_nothing_nor_what_is_older() -> None:
    old, new = consent(1, 9, photo_education=YES), consent(2, 5, photo_education=YES)
    assert "took the consent back" in told(Purpose.EDUCATION, chart(old, new, backs=(back(2),)))
    assert consent_to(Purpose.EDUCATION, chart(old, new, backs=(back(1),)), TODAY).consent_id == 2
    later = chart(old, backs=(back(1, TODAY + timedelta(1)),))
    assert consent_to(Purpose.EDUCATION, later, TODAY).consent_id == 1


def test_one_that_ran_out_says_since_when() -> None:
    of = chart(consent(1, photo_record=YES, valid_until=TODAY))
    assert consent_to(Purpose.RECORD, of, TODAY).consent_id == 1
    assert told(Purpose.RECORD, of, TODAY + timedelta(1)) == "The consent ran out on 2026-11-23."


def test_one_that_is_not_confirmed_refuses_but_allows_nothing() -> None:
    waits = consent(2, 1, State.CURRENT, photo_record=YES)
    assert "not confirmed" in told(Purpose.RECORD, chart(waits))
    before = consent(1, 9, photo_record=YES)
    assert consent_to(Purpose.RECORD, chart(before, waits), TODAY).consent_id == 1
    refuses = consent(3, 0, State.CURRENT, photo_record=NO)
    assert "said no" in told(Purpose.RECORD, chart(before, refuses))


def test_what_the_clinic_does_not_mean_to_show_stays() -> None:
    of = chart(consent(1, photo_marketing=YES))
    mine = picture(purposes=(Purpose.RECORD,))
    assert "not meant for publicity" in str(may_leave(mine, Purpose.MARKETING, of, TODAY).refusal)


def test_a_photograph_that_is_struck_or_anothers_never_leaves() -> None:
    of = chart(consent(1, photo_record=YES))
    for wrong in (stored(1, photo(1), State.INVALID), stored(1, photo(2))):
        for to_patient in (True, False):
            assert may_leave(wrong, Purpose.RECORD, of, TODAY, to_patient).refusal


def test_the_patients_own_copy_needs_no_consent() -> None:
    leave = may_leave(picture(purposes=()), Purpose.RECORD, chart(), TODAY, to_patient=True)
    assert (leave.refusal, leave.consent_id) == (None, None)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.sampled_from([YES, NO, Answer.UNKNOWN, None]),
            st.sampled_from([State.SIGNED, State.CURRENT]),
            st.booleans(),
            st.sampled_from([None, TODAY, TODAY - timedelta(1)]),
        ),
        max_size=5,
    )
)
def test_leave_is_only_ever_given_by_a_standing_yes_that_nothing_newer_denies(
    told: list[tuple[int, Answer | None, State, bool, date | None]],
) -> None:
    made = [
        consent(n, ago, state, photo_marketing=answer, valid_until=until)
        for n, (ago, answer, state, _, until) in enumerate(told, start=1)
    ]
    gone = {n for n, (*_, is_gone, _) in enumerate(told, start=1) if is_gone}
    of = chart(*made, backs=tuple(back(n) for n in gone))
    leave = consent_to(Purpose.MARKETING, of, TODAY)
    assert (leave.consent_id is None) is (leave.refusal is not None)
    if leave.consent_id is None:
        return
    held = made[leave.consent_id - 1]
    assert held.record.photo_marketing is YES and held.state is State.SIGNED
    assert held.id not in gone and held.record.valid_until != TODAY - timedelta(1)
    newer = [each for each in made if each.record.signed_at > held.record.signed_at]
    assert all(each.record.photo_marketing in (YES, None) and each.id not in gone for each in newer)


def test_what_left_is_called_back_after_a_withdrawal_or_a_no() -> None:
    agreed = consent(1, photo_education=YES, photo_record=YES)
    mine = export(3, purpose=Purpose.RECORD, recipient=TO_PATIENT)
    unwritten = replace(export(4), state=State.INVALID)
    left = (export(1), export(2, None), mine, unwritten)
    assert to_call_back(chart(agreed, exports=left), TODAY) == ()
    gone = chart(agreed, backs=(back(1),), exports=left)
    assert [each.id for each in to_call_back(gone, TODAY)] == [1]
    assert [each.id for each in left_under([1], left)] == [3, 1]
    no = chart(agreed, consent(2, 1, photo_education=NO), exports=left)
    assert [each.id for each in to_call_back(no, TODAY)] == [2, 1]


def test_a_copys_name_tells_nobody_who_it_is() -> None:
    mine = photo(1)
    assert file_name(export(17), mine) == "IR-00017.jpg"
    assert file_name(export(17, purpose=Purpose.RECORD), mine) == "2026-11-20 IR-00017.jpg"


def test_what_is_missing_is_said_field_by_field() -> None:
    assert set(obstacles(Handing())) == {"purpose", "recipient"}
    assert set(obstacles(Handing(Purpose.MARKETING, to_patient=True))) == {"purpose"}
    assert set(obstacles(Handing(Purpose.RECORD, recipient="x" * 121))) == {"recipient"}
    assert not obstacles(Handing(Purpose.RECORD, to_patient=True))
    # Else the copy would never be called back, as the patient's own are not.
    assert set(obstacles(Handing(Purpose.RECORD, recipient=" The Patient "))) == {"recipient"}


def test_the_very_file_goes_to_the_patient_alone_under_its_own_ending() -> None:
    wanted = Handing(Purpose.RECORD, size=CopySize.ORIGINAL, recipient="Dr. Maier")
    assert set(obstacles(wanted)) == {"size"}
    assert not obstacles(replace(wanted, to_patient=True))
    left = export(17, purpose=Purpose.RECORD, kind=wanted.kind)
    assert file_name(left, photo(1, media_type="image/heic")) == "2026-11-20 IR-00017.heic"
    assert file_name(export(17), photo(1, media_type="image/heic")) == "IR-00017.jpg"


@pytest.mark.parametrize(
    ("shown", "agreed", "leaves"),
    [
        (Area.NECK_FRONT, (Area.NECK_FRONT,), True),
        (Area.FACE_FULL, (Area.FOREHEAD_BROW,), True),
        (Area.FOREHEAD_BROW, (Area.FACE_FULL,), True),
        (Area.ABDOMEN_UPPER, (Area.FACE_FULL, Area.NECK_FRONT), False),
        (None, (Area.FACE_FULL,), False),
        (None, (), True),
        (Area.ABDOMEN_UPPER, (), True),
    ],
)
def test_a_yes_holds_for_what_the_consent_speaks_of(
    shown: Area | None, agreed: tuple[Area, ...], leaves: bool
) -> None:
    sites = tuple(Site(each) for each in agreed)
    known = chart(consent(1, photo_marketing=Answer.YES, sites=sites))
    leave = may_leave(picture(area=shown), Purpose.MARKETING, known, TODAY)
    assert (leave.refusal is None) is leaves
    if not leaves:
        assert ("for other areas" if shown else "Name the area first") in str(leave.refusal)


def test_a_no_holds_for_every_area_and_an_older_yes_for_its_own() -> None:
    face, belly = Site(Area.FACE_FULL), Site(Area.ABDOMEN_UPPER)
    of_belly = consent(1, 9, photo_marketing=Answer.YES, sites=(belly,))
    of_face = consent(2, 5, photo_marketing=Answer.YES, sites=(face,))
    shown = picture(area=Area.ABDOMEN_UPPER)
    both = chart(of_belly, of_face)
    assert may_leave(shown, Purpose.MARKETING, both, TODAY).consent_id == 1
    no = consent(3, 1, photo_marketing=Answer.NO, sites=(face,))
    refused = chart(of_belly, of_face, no)
    assert may_leave(shown, Purpose.MARKETING, refused, TODAY).refusal is not None


def test_what_a_recipient_answered_is_called_back_no_more() -> None:
    left = export(1), export(2)
    known = chart(consent(1, photo_education=Answer.YES), backs=(back(1),), exports=left)
    answered = replace(known, call_backs=(stored(9, CallBack(1, 2, "deleted")),))
    assert [each.id for each in to_call_back(known, TODAY)] == [2, 1]
    assert [each.id for each in to_call_back(answered, TODAY)] == [1]
    assert called_back(answered)[2].record.said == "deleted"
