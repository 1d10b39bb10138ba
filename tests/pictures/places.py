"""Which places show each screen at its best, chosen from what the practice clinic holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from infrared_desktop.domain.booking.booking import plan_to_book, unbooked
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    Channel,
    PlanStatus,
)
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.diary import TREATING
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.records.patient_rights import (
    AskedFor,
    Erasure,
    ErasureDecision,
    Restriction,
)
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.schedule import next_windows
from infrared_desktop.practice.pen import RECEPTION
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.standing import back_up_everywhere, choose_place
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.health.parts import Part, note_check
from infrared_desktop.views.screen import Place
from tests.pictures.full_day import diary_places
from tests.pictures.timelines import timeline_places

OWNER = 1
_WAITING = (AppointmentStatus.ARRIVED, AppointmentStatus.BOOKED)


@dataclass(frozen=True)
class Scene:
    """A practice clinic on a day, with all its charts."""

    clinic: Clinic
    today: date
    charts: tuple[Chart, ...]

    def first(self, fits: Callable[[Chart], object]) -> Chart:
        """Return the first chart that fits; a StopIteration says that the clinic has none."""
        return next(chart for chart in self.charts if fits(chart))

    @property
    def most_treated(self) -> Chart:
        """The chart with most to see: a plan that is under way, and many treated areas."""
        windows = self.clinic.protocol.windows

        def richness(chart: Chart) -> tuple[bool, int]:
            goes_on = any(next_windows(plan, chart.sessions, windows) for plan in chart.plans)
            treated = sum(len(session.record.areas) for session in chart.sessions)
            return goes_on and treated > 0, treated + len(chart.adverse_events)

        return max(self.charts, key=richness)

    def visit(self, *statuses: AppointmentStatus, kinds: object = TREATING) -> Place:
        """Return the place of today's first such visit: its patient and its number."""
        assert isinstance(kinds, tuple)
        for visit in self.clinic.diary.day(self.today):
            if visit.record.status in statuses and visit.record.kind in kinds:
                return Place("", visit.record.patient_id, visit.id)
        raise LookupError(f"no visit of {kinds} today is {statuses}")


Shots = Mapping[str, Place]  # what is told apart within a screen, and the place that shows it


def set_scene(clinic: Clinic, today: date, now: datetime) -> Scene:
    """Read all charts, and leave a consultation that was begun and not signed."""
    charts = tuple(clinic.people.chart(n) for n in range(1, clinic.people.count() + 1))
    scene = Scene(clinic, today, charts)
    if charts:
        signed = _begun(scene).consultations[-1].record
        clinic.care.keep_draft(replace(signed, consulted_on=today), OWNER, now)
        _begin_history(scene, now)
    return scene


def _begin_history(scene: Scene, now: datetime) -> None:
    """Leave a history begun in which something is wrong and something new."""
    stored = scene.most_treated.history
    assert stored is not None
    stopped = Medicine(
        MedicineKind.ISOTRETINOIN,
        started_on=scene.today - timedelta(days=90),
        stopped_on=scene.today - timedelta(days=122),
    )
    begun = replace(stored.record, medicines=(stopped,), sun_habit=None)
    scene.clinic.care.keep_draft(begun, OWNER, now, stored.version)


def _open_plan(chart: Chart) -> int:
    return next(plan.id for plan in chart.plans if plan.record.status is PlanStatus.OPEN)


def _begun(scene: Scene) -> Chart:
    return max(scene.charts, key=lambda c: [len(x.record.areas) for x in c.consultations[-1:]])


def _plain(name: str) -> Callable[[Scene], Shots]:
    return lambda scene: {"": Place(name)}


def _patient(scene: Scene) -> Shots:
    fresh = scene.first(lambda chart: not chart.consultations and not chart.plans)
    return {
        "": Place("patient", scene.most_treated.patient.id),
        "new": Place("patient", fresh.patient.id),
        "three": Place("patient", scene.first(lambda c: len(c.sessions) >= 3).patient.id),
        **timeline_places(scene.clinic, scene.today),
    }


def _patient_form(scene: Scene) -> Shots:
    return {
        "": Place("patient_form"),
        "edit": Place("patient_form", scene.most_treated.patient.id),
    }


def _consultation(scene: Scene) -> Shots:
    signed = scene.most_treated
    fresh = scene.first(lambda chart: not chart.consultations)
    return {
        "": Place("consultation", _begun(scene).patient.id),
        "new": Place("consultation", fresh.patient.id),
        "signed": Place("consultation", signed.patient.id, signed.consultations[-1].id, "stored"),
    }


def _plan(scene: Scene) -> Shots:
    stored = scene.most_treated
    proposed = scene.first(lambda chart: chart.consultations and not chart.plans)
    return {
        "": Place("plan", stored.patient.id, _open_plan(stored), "stored"),
        "proposed": Place("plan", proposed.patient.id, proposed.consultations[-1].id),
    }


def _booking(scene: Scene) -> Shots:
    chart = scene.most_treated
    return {
        "": Place("booking", chart.patient.id, _open_plan(chart)),
        "who": Place("booking"),
    }


def _series(scene: Scene) -> Shots:
    windows = scene.clinic.protocol.windows

    def left(chart: Chart) -> int:
        plan = plan_to_book(chart, windows)
        waiting = unbooked(chart, next_windows(plan, chart.sessions, windows)) if plan else []
        return max((each.planned - each.session_no for each in waiting), default=0)

    chart = scene.first(lambda chart: left(chart) >= 1)
    return {"": Place("series", chart.patient.id, _open_plan(chart))}


def _session(scene: Scene) -> Shots:
    going, waiting = AppointmentStatus.IN_TREATMENT, AppointmentStatus.ARRIVED
    signed = scene.most_treated
    return {
        "": replace(scene.visit(going), name="session"),
        "new": replace(scene.visit(waiting, AppointmentStatus.BOOKED), name="session"),
        "signed": Place("session", signed.patient.id, signed.sessions[-1].id, "stored"),
    }


def _test_spot(scene: Scene) -> Shots:
    spots = [(c.patient.id, s) for c in scene.charts for s in c.test_spots]
    unread = next(((n, s.id) for n, s in spots if s.record.read_at is None), None)
    number, read = next((n, s.id) for n, s in spots if s.record.read_at is not None)
    shots = {"": Place("test_spot", number), "read": Place("test_spot", number, read)}
    return shots | ({"unread": Place("test_spot", *unread)} if unread else {})


def _review(scene: Scene) -> Shots:
    still = (AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.IN_TREATMENT)
    signed = scene.first(lambda chart: chart.reviews)
    return {
        "": replace(scene.visit(*still, kinds=(AppointmentKind.REVIEW,)), name="review"),
        "signed": Place("review", signed.patient.id, signed.reviews[-1].id, "stored"),
    }


def _reaction(scene: Scene) -> Shots:
    chart = scene.first(lambda c: any(not e.record.closed_on for e in c.adverse_events))
    open_one = next(event for event in chart.adverse_events if not event.record.closed_on)
    return {
        "": Place("reaction", scene.most_treated.patient.id),
        "open": Place("reaction", chart.patient.id, open_one.id),
    }


def _history(scene: Scene) -> Shots:
    fresh = scene.first(lambda chart: chart.history is None)
    groups = ("conditions", "medicines", "allergies", "implants", "treatments")

    def length(chart: Chart) -> int:
        told = chart.history.record if chart.history else None
        return sum(len(getattr(told, name, None) or ()) for name in groups)

    return {
        "": Place("history", max(scene.charts, key=length).patient.id),
        "new": Place("history", fresh.patient.id),
        "draft": Place("history", scene.most_treated.patient.id),
    }


def _history_version(scene: Scene) -> Shots:
    chart = max(scene.charts, key=lambda chart: chart.history.version if chart.history else 0)
    assert chart.history is not None
    return {"": Place("history_version", chart.patient.id, chart.history.version)}


def _protocol(scene: Scene) -> Shots:
    """Show a figure of a rule, and a text for patients."""
    return {
        "": Place("protocol", about="rules.C09.when.wait.days"),
        "words": Place("protocol", about="instructions.P01.text"),
    }


def _handout(scene: Scene) -> Shots:
    treated = scene.most_treated
    number = treated.patient.id
    given = scene.first(lambda chart: chart.handouts)
    return {
        "": Place("handout", scene.visit(*_WAITING).patient),
        "aftercare": Place("handout", number, about=HandoutKind.AFTERCARE),
        "stored": Place("handout", given.patient.id, given.handouts[-1].id, "stored"),
    }


def _consent(scene: Scene) -> Shots:
    def outlines(chart: Chart) -> bool:
        return any(one.record.kind is HandoutKind.OUTLINE for one in chart.handouts)

    fresh = scene.first(lambda chart: chart.consultations and not outlines(chart))
    given = scene.first(lambda chart: outlines(chart) and not chart.consents)
    signed = scene.first(lambda chart: chart.consents and not chart.withdrawals)
    taken_back = scene.first(lambda chart: chart.withdrawals)
    number = taken_back.withdrawals[-1].record.consent_id
    waits = scene.first(lambda chart: chart.consents and chart not in (signed, taken_back))
    return {
        "": Place("consent", given.patient.id),
        "waits": Place("consent", waits.patient.id, _prepared(scene, waits), "stored"),
        "new": Place("consent", fresh.patient.id),
        "signed": Place("consent", signed.patient.id, signed.consents[-1].id, "stored"),
        "back": Place("consent", taken_back.patient.id, number, "stored"),
    }


def _prepared(scene: Scene, chart: Chart) -> int:
    """Let reception store a consent, so that it waits for the clinician who is named in it."""
    now = scene.clinic.staff.settings().at
    signed = chart.consents[-1].record
    prepared = replace(signed, signed_at=max(signed.cooling_off_ends_at, signed.signed_at))
    prepared = replace(prepared, taken_by_id=OWNER)
    return scene.clinic.papers.consent(prepared, RECEPTION, max(now, prepared.signed_at)).id


def _messages(scene: Scene) -> Shots:
    """Leave messages that wait, were refused, may have left, or are to be tried again."""
    messages, now = scene.clinic.messages, _last(scene)
    states = (MessageStatus.UNKNOWN, MessageStatus.REFUSED, MessageStatus.QUEUED)
    told = ("The connection broke while it was handed over.", "550 no such box", "")
    due = scene.clinic.follow_ups.due(scene.today)
    for row, status, words in zip(due, (*states, *states), told * 2, strict=False):
        channel = Channel.POST if status is MessageStatus.QUEUED else Channel.EMAIL
        text = "Good day,\n\nit is time to arrange your next visit. Please call us."
        number, key = row.patient.id, row.follow_up.key
        address = "a@example.org" if channel is Channel.EMAIL else "1 Lake Road"
        known = (address, "A message from the clinic", "", status, 1, now, words)
        (kept,) = messages.write(
            [Message(number, key, channel, now, "en", text, *known)], OWNER, now
        )
    again = replace(kept.record, channel=Channel.EMAIL, address="b@example.org", again_at=now)
    messages.write([again], OWNER, now)
    return {"": Place("messages")}


def _message(scene: Scene) -> Shots:
    due = scene.clinic.follow_ups.due(scene.today)
    reached = [row for row in due if row.patient.record.phone]
    row = next((row for row in reached if row.patient.record.preferred_channel), reached[0])
    sms = next((r for r in reached if r.patient.record.preferred_channel is Channel.SMS), row)
    return {
        "": Place("message", sms.patient.id, about=sms.follow_up.key),
        "other": Place("message", row.patient.id, about=row.follow_up.key),
    }


def _photos(scene: Scene) -> Shots:
    """Show a wall with two sets, and one that is empty."""
    return {
        "": Place("photos", max(scene.charts, key=lambda chart: len(chart.photos)).patient.id),
        "new": Place("photos", scene.first(lambda chart: not chart.photos).patient.id),
    }


def _compare(scene: Scene) -> Shots:
    """Show the first of a view beside the last, which is aligned."""
    photos = max(scene.charts, key=lambda chart: len(chart.photos)).photos
    aligned = [photo for photo in photos if photo.record.view is photos[0].record.view]
    first, last = aligned[0], aligned[-1]
    return {"": Place("compare", first.record.patient_id, first.id, last.id)}


def _photo_export(scene: Scene) -> Shots:
    shown = max(scene.charts, key=lambda chart: len(chart.photos))
    chosen = tuple(photo.id for photo in shown.photos[:2])
    return {"": Place("photo_export", shown.patient.id, about=chosen)}


def _review_copies(scene: Scene) -> Shots:
    """Show the register with a remark to decide about, and what is asked for a copy."""
    number = scene.most_treated.patient.id
    return {"": Place("review_copies"), "new": Place("review_copies", number)}


def _restore(scene: Scene) -> Shots:
    """Show a backup that holds all but the last steps of the clinic."""
    clinic, at = scene.clinic, scene.clinic.last_stored_at()
    assert at is not None
    made = back_up(Source(clinic.folder, clinic.ledger.key), clinic.folder.parent, at)
    clinic.note("backup-made", OWNER, at)
    clinic.people.register(Patient("Registered Since"), RECEPTION, at)
    return {"": Place("restore", about=made.path)}


def _backups(scene: Scene) -> Shots:
    """Leave two backups, a stick that is not there, and what a restore and an upgrade kept."""
    clinic, at = scene.clinic, scene.clinic.last_stored_at()
    assert at is not None
    source = Source(clinic.folder, clinic.ledger.key)
    choose_place(source.folder, source.key, clinic.folder.parent / "stick")
    for before in (timedelta(days=1), timedelta(hours=1)):
        back_up_everywhere(source, at - before)
    kept = clinic.folder / "kept-20261101T080000Z"
    kept.mkdir(exist_ok=True)
    (kept / "clinic.keys").write_bytes(bytes(41_300_000))
    copy = clinic.folder / "clinic-before-upgrade-20260908T070000000000.db"
    copy.write_bytes(bytes(9_800_000))
    return {"": Place("backups")}


def _leaving(scene: Scene) -> Shots:
    number = scene.most_treated.patient.id
    return {"": Place("leaving"), "patient": Place("leaving", number)}


def _restricted(scene: Scene) -> Shots:
    """Close the chart that is treated most."""
    number = scene.most_treated.patient.id
    if not scene.clinic.people.chart(number).restrictions:
        wish = Restriction(number, scene.today, "The patient contests a finding.")
        scene.clinic.rights.restrict(wish, OWNER, scene.clinic.staff.settings().at)
    return {"": Place("restricted", number), "banner": Place("patient", number)}


def _restriction(scene: Scene) -> Shots:
    return {"": Place("restriction", scene.charts[0].patient.id)}


def _patient_rights(scene: Scene) -> Shots:
    return {"": Place("patient_rights", scene.charts[0].patient.id)}


def _last(scene: Scene) -> datetime:
    at = scene.clinic.last_stored_at()
    assert at is not None
    return at


def _alike(scene: Scene) -> tuple[int, int]:
    """Register the patient who is treated most a second time, with a history and a phone."""
    first, at = scene.most_treated.patient, _last(scene)
    told = {"phone": "+1 403 555 0148", "email": "", "note": "Prefers the first hour."}
    again = scene.clinic.people.register(replace(first.record, **told), OWNER, at)
    scene.clinic.history.take(History(again.id, scene.today), OWNER, at)
    return first.id, again.id


def _join(scene: Scene) -> Shots:
    """Show whom to choose, the two side by side, and two that look like two people."""
    first, again = _alike(scene)
    other = scene.first(lambda chart: chart.patient.record.sex is not None).patient.id
    return {
        "": Place("join", first, about=again),
        "choose": Place("join", first),
        "differ": Place("join", first, about=other if other != first else other + 1),
    }


def _registered_twice(scene: Scene) -> Shots:
    """Register one patient three times, and tell two of the numbers apart."""
    first, again = _alike(scene)
    told, at = scene.clinic.people.get(again).record, _last(scene)
    third = scene.clinic.people.register(replace(told, birth_date=None), RECEPTION, at).id
    scene.clinic.rights.tell_apart(first, third, OWNER, at, "cousins; both were here")
    return {"": Place("alike")}


def _part(scene: Scene) -> Shots:
    """Join two numbers, and show the way back and the pages of the one that is kept."""
    numbers, at = _alike(scene), _last(scene)
    for draft in scene.clinic.care.drafts():
        if draft.patient_id in numbers:
            scene.clinic.care.discard_draft(draft, OWNER, at)
    one, other = (scene.clinic.people.get(number) for number in numbers)
    scene.clinic.rights.merge(one, other, one.record, "Registered twice by phone.", OWNER, at)
    return {
        "": Place("part", one.id),
        "banner": Place("patient", one.id),
        "history": Place("history", one.id),
        "none": Place("part", scene.first(lambda chart: chart.patient.id != one.id).patient.id),
    }


def _erasure(scene: Scene) -> Shots:
    """Show a patient who asked, at a clinic that keeps backups."""
    clinic, number = scene.clinic, scene.most_treated.patient.id
    at = clinic.last_stored_at() or clinic.staff.settings().at
    back_up(Source(clinic.folder, clinic.ledger.key), clinic.folder.parent, at)
    with clinic.ledger.act("record-printed", OWNER, at) as act:
        act.note("patient", number, number)
    why = "The patient wrote a letter."
    clinic.rights.ask(number, why, RECEPTION, at, scene.today)
    return {"": Place("erasure", number)}


def _keeping(scene: Scene) -> Shots:
    """Leave a time of keeping that some are past, and somebody who was erased."""
    clinic, stored = scene.clinic, scene.clinic.staff.settings()
    at = clinic.last_stored_at() or stored.at
    settings = replace(stored.record, keep_years=3, keep_until_age=25)
    clinic.staff.change_settings(stored, settings, OWNER, at)
    gone = clinic.people.register(Patient("Kept For A Day"), RECEPTION, at).id
    why = "Registered by mistake, and asked to be erased."
    done = Erasure(gone, scene.today, ErasureDecision.ERASED, why)
    clinic.rights.erase(done, OWNER, at)
    asking = scene.charts[0].patient.id
    for days, asked_for in ((26, AskedFor.COPY), (40, AskedFor.RESTRICTION)):
        asked_on = scene.today - timedelta(days=days)
        clinic.rights.ask(asking, "Rang this morning.", RECEPTION, at, asked_on, asked_for)
    return {"": Place("keeping")}


def _rights_wish(scene: Scene) -> Shots:
    """Show a wish that waits for who decides."""
    clinic, number = scene.clinic, scene.charts[0].patient.id
    at, why = clinic.last_stored_at() or clinic.staff.settings().at, "Rang: a copy for her doctor."
    clinic.rights.ask(number, why, RECEPTION, at, scene.today, AskedFor.COPY)
    return {"": Place("rights_wish", number, about=AskedFor.COPY)}


def _health(scene: Scene) -> Shots:
    """Leave a part that is sound and one with findings; the third was never checked."""
    at = scene.clinic.staff.settings().at
    for part, findings in ((Part.DATABASE, 0), (Part.PHOTOGRAPHS, 2)):
        note_check(scene.clinic, part, findings, OWNER, at)
    return {"": Place("health")}


def _diary(scene: Scene) -> Shots:
    at = scene.clinic.staff.settings().at
    return diary_places(scene.clinic, scene.today, at, OWNER)


PLACES: Mapping[str, Callable[[Scene], Shots]] = {
    "today": _plain("today"),
    "unresolved": _plain("unresolved"),
    "people": _plain("people"),
    "patient": _patient,
    "patient_form": _patient_form,
    "import": _plain("import"),
    "consultation": _consultation,
    "follow_ups": _plain("follow_ups"),
    "plan": _plan,
    "diary": _diary,
    "booking": _booking,
    "series": _series,
    "session": _session,
    "review": _review,
    "reaction": _reaction,
    "history": _history,
    "history_version": _history_version,
    "consent": _consent,
    "handout": _handout,
    "clinic": _plain("clinic"),
    "clinic_facts": _plain("clinic_facts"),
    "staff": _plain("staff"),
    "own_key": _plain("own_key"),
    "protocol": _protocol,
    "test_spot": _test_spot,
    "devices": _plain("devices"),
    "waiting": _plain("waiting"),
    "wish": lambda scene: {"": Place("wish", scene.most_treated.patient.id)},
    "desk_rules": _plain("desk_rules"),
    "closures": _plain("closures"),
    "messages": _messages,
    "message": _message,
    "message_text": _plain("message_text"),
    "mail_server": _plain("mail_server"),
    "reports": _plain("reports"),
    "photos": _photos,
    "compare": _compare,
    "photo_export": _photo_export,
    "photo_register": _plain("photo_register"),
    "outcomes": _plain("outcomes"),
    "review_copies": _review_copies,
    "leaving": _leaving,
    "audit": _plain("audit"),
    "backups": _backups,
    "restore": _restore,
    "health": _health,
    "restriction": _restriction,
    "patient_rights": _patient_rights,
    "erasure": _erasure,
    "rights_wish": _rights_wish,
    "keeping": _keeping,
    "alike": _registered_twice,
    "join": _join,
    "part": _part,
    "restricted": _restricted,  # last, as the chart stays restricted
}

# Screens that are about nobody in particular.
ABOUT_NOBODY = (
    *("today", "unresolved", "people", "import", "follow_ups", "diary", "waiting"),
    *("desk_rules", "closures", "backups", "restore"),
    *(
        "staff",
        "own_key",
        "clinic",
        "clinic_facts",
        "protocol",
        "devices",
        "message_text",
        "mail_server",
    ),
    *("messages", "reports", "photo_register", "outcomes", "audit", "health", "keeping"),
    "alike",
)

# What these screens say when nobody is registered yet.
EMPTY = ("today", "people", "diary", "follow_ups", "waiting", "messages", "reports", "outcomes")


def all_places(scene: Scene) -> Iterator[tuple[str, Place]]:
    """Give every picture of a screen its name and its place."""
    for screen, places in PLACES.items():
        for part, place in places(scene).items():
            yield "-".join(filter(None, (screen, part))), place
