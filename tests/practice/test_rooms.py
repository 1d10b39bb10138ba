"""Practice sessions are recorded whole, and nothing in them is at odds."""

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.sessions.room_checks import at_odds, counter_words, unchecked
from infrared_desktop.domain.sessions.setting_checks import contradictions
from infrared_desktop.storage.clinic import Clinic


def test_every_session_has_its_room_and_nothing_is_at_odds(practice: Clinic) -> None:
    charts = [practice.people.chart(number) for number in range(1, practice.people.count() + 1)]
    sessions = [stored.record for chart in charts for stored in chart.sessions]
    assert sessions
    for session in sessions:
        assert session.window_clean is session.cooling_works is Answer.YES
        assert session.started and session.ended and session.protocol_version
        assert session.room_id and session.patient_eyewear and session.staff_eye_od
        assert [*unchecked(session), *at_odds(session)] == []
        assert counter_words(session) is None
        for row in session.areas:
            assert list(contradictions(row)) == []
            assert row.spot_w_mm and row.wavelength_high_nm == 1800
