"""A protocol, its parts and its figures in words."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.draft import ProtocolDraft
from infrared_desktop.domain.protocol.figure_words import entry_words, field_words
from infrared_desktop.domain.protocol.figures import Figure, written
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.domain.toml.flaws import Flaw
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


def state_words(workplace: Workplace, name: str) -> str:
    """Say which protocol holds under a name, who approved it, when and why."""
    protocols = workplace.clinic.protocols
    title, own = protocols.get(name).title, protocols.newest(name)
    if own is None:
        return _words("{title}, as the program brings it").format(title=title)
    return _words("{title} · approved by {who} on {day}: {why}").format(
        title=title,
        who=staff_name(workplace, own.record.approved_by_id),
        day=say_day(own.record.approved_on),
        why=own.record.reason,
    )


def state_chip(own: Stored[ProtocolCopy] | None) -> Chip:
    """Say in a chip whether the clinic treats by a copy of its own."""
    if own is None:
        return Chip(Meaning.INFORMATION, _words("as shipped"))
    return Chip(Meaning.SUITABLE, _words("own copy"))


def staff_name(workplace: Workplace, staff_id: int) -> str:
    """Return who that is; a number where nobody has it."""
    try:
        return workplace.clinic.staff.get(staff_id).record.name
    except KnownError:
        return str(staff_id)


def figure_title(figure: Figure) -> str:
    """Return what a figure is called: "P10 · hours"."""
    parts = [*map(part_words, entry_words(figure)), part_words(field_words(figure))]
    title = " · ".join(parts)
    return title[:1].upper() + title[1:]


def part_words(text: str) -> str:
    """Translate a part of a figure's name."""
    return QCoreApplication.translate("protocol", text)


def figure_row(figure: Figure, draft: ProtocolDraft) -> Row:
    """Return a figure as a row of the list."""
    return Row(
        key=figure.key,
        title=figure_title(figure),
        note=written(figure.value),
        chip=figure_chip(figure, draft),
    )


def figure_chip(figure: Figure, draft: ProtocolDraft) -> Chip | None:
    """Say what is out of the ordinary: wrong, new, or not what the program brought."""
    if draft.flaws_of(figure):
        return Chip(Meaning.STOP, _words("wrong"))
    if draft.is_new(figure):
        return Chip(Meaning.CAUTION, _words("not approved yet"), Glyph.PEN)
    if draft.is_unlike_shipped(figure):
        return Chip(Meaning.INFORMATION, _words("not as shipped"), Glyph.DIAMOND)
    return Chip(Meaning.SUITABLE, _words("approved")) if figure.approved_by else None


def flaw_words(flaw: Flaw) -> str:
    """Say what is wrong, and where in the text."""
    text = _words("Line {line}: {key} {problem}.")
    return text.format(line=flaw.line, key=flaw.key, problem=flaw.problem).replace("  ", " ")


def _words(text: str) -> str:
    return QCoreApplication.translate("ProtocolWords", text)
