"""Whether a photograph may leave the clinic for a purpose, and what left under which consent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.papers.consent_validity import is_confirmed, is_expired, withdrawn_ids
from infrared_desktop.domain.photographs.picture_types import HEIC, JPEG, PNG
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Site, covers
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Consent
from infrared_desktop.domain.records.photographs import (
    CallBack,
    CopySize,
    ExportKind,
    Photo,
    PhotoExport,
    Purpose,
)
from infrared_desktop.domain.sentences import Sentence, sentence

LONGEST_RECIPIENT = 120  # characters
TO_PATIENT = "the patient"
_ASKED = {
    Purpose.RECORD: "photo_record",
    Purpose.EDUCATION: "photo_education",
    Purpose.MARKETING: "photo_marketing",
}


# The longer edge; 0 is as long as it is.
SIZES_PX = {
    CopySize.WHOLE: 0,
    CopySize.SCREEN: 2048,
    CopySize.SMALL: 1024,
    CopySize.ORIGINAL: 0,
}
_ENDINGS = {JPEG: "jpg", PNG: "png", HEIC: "heic"}


@dataclass(frozen=True)
class Handing:
    """For what copies leave, to whom and how large; to the patient, they are the patient's own."""

    purpose: Purpose | None = None
    to_patient: bool = False
    recipient: str = ""
    size: CopySize = CopySize.WHOLE

    @property
    def to_whom(self) -> str:
        """Who gets the copies, as the register says it."""
        return TO_PATIENT if self.to_patient else self.recipient.strip()

    @property
    def kind(self) -> ExportKind:
        """As what the photographs leave."""
        return ExportKind.ORIGINAL if self.size is CopySize.ORIGINAL else ExportKind.COPY


@dataclass(frozen=True)
class Leave:
    """Under which consent a photograph may leave, or why it may not."""

    consent_id: int | None = None
    refusal: Sentence | None = None


def may_leave(
    photo: Stored[Photo], purpose: Purpose, chart: Chart, day: date, to_patient: bool = False
) -> Leave:
    """Say whether a photograph may leave for a purpose on a day.

    Each purpose is agreed to apart (clinical reference 2.6), and for the areas that the consent
    speaks of. A copy for the patient needs no consent: it is the patient's own record.
    """
    if photo.state is State.INVALID or photo.record.patient_id != chart.patient.id:
        return Leave(refusal=sentence("This photograph was struck through, or is another's."))
    if to_patient:
        return Leave(consent_to(purpose, chart, day).consent_id)
    if purpose not in photo.record.purposes:
        return Leave(refusal=_NOT_MEANT[purpose])
    return consent_to(purpose, chart, day, photo.record)


def consent_to(purpose: Purpose, chart: Chart, day: date, photo: Photo | None = None) -> Leave:
    """Return the consent by which the patient's photographs may be used for a purpose on a day.

    The newest answer counts. One that waits to be confirmed allows nothing yet, but it refuses.
    A no counts for every photograph, a yes not for one that shows none of the consent's areas, or
    does not say which area it shows.
    """
    back, refusal = withdrawn_ids(chart, day), _NEVER_ASKED[purpose]
    last_back = max((_signing(one) for one in chart.consents if one.id in back), default=None)
    for one in _answered(chart, purpose):
        if not _says_yes(one, purpose):
            return Leave(refusal=_SAID_NO)
        if last_back is not None and _signing(one) <= last_back:
            return Leave(refusal=_TAKEN_BACK)
        if is_expired(one.record, day):
            ended = one.record.valid_until or day
            return Leave(refusal=sentence("The consent ran out on {day}.", day=ended))
        if photo and not _speaks_of(one.record, photo.site):
            refusal = _ELSEWHERE if photo.site else _NO_AREA
        elif is_confirmed(one):
            return Leave(one.id)
        else:
            refusal = _UNCONFIRMED
    return Leave(refusal=refusal)


def obstacles(handing: Handing) -> dict[str, Sentence]:
    """Return a sentence for each answer that is missing or can't be, by its field."""
    found = {}
    if handing.purpose is None:
        found["purpose"] = sentence("Say what the copies are for.")
    elif handing.to_patient and handing.purpose is not Purpose.RECORD:
        found["purpose"] = sentence("A copy for the patient is for the patient's own record.")
    if not handing.to_whom:
        found["recipient"] = sentence("Say to whom the copies go.")
    elif not handing.to_patient and handing.to_whom.casefold() == TO_PATIENT:
        found["recipient"] = sentence("Tick below that the copies go to the patient.")
    elif len(handing.to_whom) > LONGEST_RECIPIENT:
        found["recipient"] = sentence("At most {most} characters.", most=LONGEST_RECIPIENT)
    if handing.size is CopySize.ORIGINAL and not handing.to_patient:
        found["size"] = sentence(
            "As it was taken, a photograph tells the place and the camera, and bears no stamp. "
            "Only the patient gets it so."
        )
    return found


def left_under(
    consent_ids: Iterable[int], exports: Iterable[Stored[PhotoExport]]
) -> tuple[Stored[PhotoExport], ...]:
    """Return what left the clinic under some consents, newest first."""
    wanted = frozenset(consent_ids)
    left = [each for each in exports if did_leave(each) and each.record.consent_id in wanted]
    return tuple(sorted(left, key=_leaving, reverse=True))


def to_call_back(chart: Chart, day: date) -> tuple[Stored[PhotoExport], ...]:
    """Return what left and is still to be called back, newest first.

    The patient took it back with the consent, or by a no to its purpose later. Done are those of
    which the recipient has said something. The patient's own copies are not asked for.
    """
    done = called_back(chart)
    others = [each for each in chart.photo_exports if each.record.recipient != TO_PATIENT]
    theirs = [each for each in others if each.id not in done]
    under_gone = left_under(withdrawn_ids(chart, day), theirs)
    refused = [each for each in theirs if did_leave(each) and _is_refused(each, chart)]
    found = {each.id: each for each in (*under_gone, *refused)}
    return tuple(sorted(found.values(), key=_leaving, reverse=True))


def called_back(chart: Chart) -> dict[int, Stored[CallBack]]:
    """Return what recipients said of copies that were called back, by the entry's number."""
    return {each.record.export_id: each for each in chart.call_backs}


def did_leave(export: Stored[PhotoExport]) -> bool:
    """Say whether a copy left; one whose file could not be written did not."""
    return export.state is not State.INVALID


def number_of(export: Stored[PhotoExport]) -> str:
    """Return the number by which a copy is found in the register: it stands on the copy too."""
    return f"IR-{export.id:05d}"


def file_name(export: Stored[PhotoExport], photo: Photo) -> str:
    """Return the name of a copy's file: for teaching and publicity nothing but its number."""
    is_original = export.record.kind is ExportKind.ORIGINAL
    ending = _ENDINGS.get(photo.media_type, "jpg") if is_original else "jpg"
    name = f"{number_of(export)}.{ending}"
    if export.record.purpose is not Purpose.RECORD:
        return name
    return f"{photo.taken_on.isoformat()} {name}"


def _answered(chart: Chart, purpose: Purpose) -> list[Stored[Consent]]:
    """Return the consents in which a purpose was spoken of, newest first."""
    asked = [one for one in chart.consents if getattr(one.record, _ASKED[purpose]) is not None]
    return sorted(asked, key=_signing, reverse=True)


def _says_yes(one: Stored[Consent], purpose: Purpose) -> bool:
    return getattr(one.record, _ASKED[purpose]) is Answer.YES


def _speaks_of(consent: Consent, shown: Site | None) -> bool:
    if not consent.sites:
        return True
    return shown is not None and any(
        covers(each, shown) or covers(shown, each) for each in consent.sites
    )


def _is_refused(export: Stored[PhotoExport], chart: Chart) -> bool:
    purpose = export.record.purpose
    newest = _answered(chart, purpose)[:1]
    return bool(newest) and not _says_yes(newest[0], purpose)


def _signing(one: Stored[Consent]) -> tuple[datetime, int]:
    return one.record.signed_at, one.id


def _leaving(one: Stored[PhotoExport]) -> tuple[datetime, int]:
    return one.record.exported_at, one.id


_SAID_NO = sentence("The patient said no to this.")
_TAKEN_BACK = sentence("The patient took the consent back.")
_NO_AREA = sentence(
    "The patient agreed to this for some areas, and the photograph does not say which one it "
    "shows. Name the area first."
)
_ELSEWHERE = sentence("The patient agreed to this for other areas, not for this one.")
_UNCONFIRMED = sentence("The newest consent is not confirmed yet.")
_NEVER_ASKED = {
    Purpose.RECORD: sentence("The patient was never asked about photographs for the record."),
    Purpose.EDUCATION: sentence("The patient was never asked about photographs for teaching."),
    Purpose.MARKETING: sentence("The patient was never asked about photographs for publicity."),
}
_NOT_MEANT = {
    Purpose.RECORD: sentence("This photograph is not meant for the record."),
    Purpose.EDUCATION: sentence("This photograph is not meant for teaching."),
    Purpose.MARKETING: sentence("This photograph is not meant for publicity."),
}
