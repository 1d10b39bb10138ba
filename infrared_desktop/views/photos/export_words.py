"""A photograph that may leave or not, and an entry of the register, in words."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.photographs.exports import TO_PATIENT, Leave, did_leave, number_of
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo, PhotoExport
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say, say_day, say_site


def photo_words(photo: Photo) -> str:
    """Say what a photograph shows: the place and the view."""
    site = say_site(photo.site) if photo.site else _words("no area named")
    return " · ".join(filter(None, (site, choices.label(photo.view))))


def photo_row(stored: Stored[Photo], leave: Leave, is_chosen: bool) -> Row:
    """Return the row of a photograph that may be handed out."""
    photo = stored.record
    purposes = ", ".join(choices.label(each) for each in photo.purposes)
    why = say(leave.refusal) if leave.refusal else ""
    meant = _words("meant for {purposes}").format(purposes=purposes)
    return Row(
        key=stored.id,
        title=say_day(photo.taken_on),
        subtitle=photo_words(photo),
        note=why or meant,
        chip=_chip(leave, is_chosen),
    )


def entry_row(
    entry: Stored[PhotoExport],
    name: str,
    zone: ZoneInfo,
    is_wanted_back: bool = False,
    answer: str = "",
) -> Row:
    """Return the row of an entry of the register, under the patient's name.

    `answer` is what the recipient said when it was called back.
    """
    export = entry.record
    at = export.exported_at.astimezone(zone)
    what = (number_of(entry), choices.label(export.kind), choices.label(export.purpose))
    left = f"{say_day(at.date())} {at:%H:%M}"
    return Row(
        key=entry.id,
        title=f"{name} ({export.patient_id:04})",
        note=" · ".join(filter(None, (left, *what, recipient_words(export.recipient), answer))),
        chip=_standing(entry, is_wanted_back, bool(answer)),
    )


def recipient_words(recipient: str) -> str:
    """Say who got a copy."""
    return _words("the patient") if recipient == TO_PATIENT else recipient


def _standing(entry: Stored[PhotoExport], is_wanted_back: bool, is_back: bool) -> Chip | None:
    if not did_leave(entry):
        return Chip(Meaning.CAUTION, _words("did not leave"))
    if is_wanted_back:
        return Chip(Meaning.STOP, _words("call back"))
    return Chip(Meaning.SUITABLE, _words("called back"), Glyph.TICK) if is_back else None


def _chip(leave: Leave, is_chosen: bool) -> Chip | None:
    if leave.refusal is not None:
        return Chip(Meaning.STOP, _words("chosen") if is_chosen else _words("stays here"))
    return Chip(Meaning.SUITABLE, _words("chosen"), Glyph.TICK) if is_chosen else None


def _words(text: str) -> str:
    return QCoreApplication.translate("PhotoExports", text)
