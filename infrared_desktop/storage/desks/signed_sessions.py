"""What a signed session brings about: it is its visit's only one, and its reactions stand apart."""

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import AdverseEvent, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.desks.acts import Act


def refuse_second_session(books: Books, session: Session) -> None:
    """Raise KnownError where the session's visit has one that stands."""
    if session.appointment_id is None:
        return
    stand = books.of_patient(Session, session.patient_id)
    if any(stored.record.appointment_id == session.appointment_id for stored in stand):
        raise KnownError(
            "This visit has a signed session already, so this one was not signed. What you "
            "wrote is still on screen. Add it to the signed one as an addendum, or strike "
            "that one through first."
        )


def note_reactions(act: Act, signed: Stored[Session]) -> None:
    """Store each reaction that was seen in the session as an adverse event of its own."""
    session = signed.record
    for row in session.areas:
        if row.reaction is not None:
            event = AdverseEvent(
                row.area,
                row.side,
                patient_id=session.patient_id,
                session_id=signed.id,
                noted_on=session.performed_on,
                reaction=row.reaction,
                severity=row.severity or 1,
            )
            act.add(event)


def noted_reactions(books: Books, number: int, session: Session) -> list[Stored[AdverseEvent]]:
    """Return the adverse events that were noted in a session and stand."""
    events = books.of_patient(AdverseEvent, session.patient_id)
    return [event for event in events if event.record.session_id == number]
